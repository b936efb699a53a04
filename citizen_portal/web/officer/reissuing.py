"""Issuing a result again: what it says now, to be corrected, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from citizen_portal.procedures.describing import describe_step
from citizen_portal.procedures.form import Problem
from citizen_portal.services.results.reissuing import open_reissue
from citizen_portal.web import context
from citizen_portal.web.guards import officer
from citizen_portal.web.language import language, words
from citizen_portal.web.officer import officer_pages
from citizen_portal.web.officer.dossier_view import address_of, answer_block, issued_papers
from citizen_portal.web.pages import page


@officer_pages.get("/can-bo/ho-so/<uuid:dossier_id>/cap-lai")
@officer
def reissue(dossier_id: UUID) -> Any:
    """The page before a result is issued again."""
    return reissue_page(dossier_id)


def reissue_page(
    dossier_id: UUID,
    status: int = 200,
    typed: Mapping[str, list[str]] | None = None,
    problems: tuple[Problem, ...] = (),
) -> Any:
    """The questions of the result with its present answers, and the reason."""
    again = open_reissue(context.db(), context.parts(), context.actor(), dossier_id)
    sections = describe_step(
        again.form, again.answers, language(), typed=typed, problems=problems
    ) if again.form else ()  # fmt: skip
    wrong = {one.question: words(one.sentence) for one in problems}
    return page(
        "officer/reissue_result.html", status, dossier=again.page, sections=sections,
        address=address_of(dossier_id), result=again.page.procedure.result.name,
        answers=[answer_block(step) for step in again.page.answered],
        issued=[one for one in issued_papers(again.page) if "/ket-qua/" in one.href],
        reason=(typed or {}).get("ly_do", [""])[0], reason_wrong=wrong.get("ly_do", ""),
        errors=list(wrong.items()),
    )  # fmt: skip
