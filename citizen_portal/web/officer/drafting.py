"""Drafting the result: the procedure's questions, filled in with what it suggests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from citizen_portal.procedures.describing import describe_step
from citizen_portal.procedures.form import Problem
from citizen_portal.services.results.drafts import open_result_draft
from citizen_portal.web import context
from citizen_portal.web.guards import officer
from citizen_portal.web.language import language, words
from citizen_portal.web.officer import officer_pages
from citizen_portal.web.officer.dossier_view import address_of, answer_block, received_papers
from citizen_portal.web.pages import page


@officer_pages.get("/can-bo/ho-so/<uuid:dossier_id>/trinh-duyet")
@officer
def draft(dossier_id: UUID) -> Any:
    """The page before sending for approval."""
    return draft_page(dossier_id)


def draft_page(
    dossier_id: UUID,
    status: int = 200,
    typed: Mapping[str, list[str]] | None = None,
    problems: tuple[Problem, ...] = (),
) -> Any:
    """The questions of the result beside what the applicant stated."""
    drafted = open_result_draft(context.db(), context.parts(), context.actor(), dossier_id)
    sections = describe_step(
        drafted.form, drafted.answers, language(), typed=typed, problems=problems
    ) if drafted.form else ()  # fmt: skip
    return page(
        "officer/draft_result.html", status, dossier=drafted.page, sections=sections,
        address=address_of(dossier_id), result=drafted.page.procedure.result.name,
        answers=[answer_block(step) for step in drafted.page.answered],
        received=received_papers(drafted.page),
        errors=[(one.question, words(one.sentence)) for one in problems],
    )  # fmt: skip
