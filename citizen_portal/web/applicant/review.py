"""The last look, and submitting."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import redirect, request

from citizen_portal.domain.service_level import Channel
from citizen_portal.domain.wording import Text
from citizen_portal.services.counter.receiving import submit_and_accept
from citizen_portal.services.drafts.review import Review, review_draft
from citizen_portal.services.drafts.way import way_of
from citizen_portal.services.errors import InvalidAnswers, NotPossibleNow, PapersMissing, Stale
from citizen_portal.services.submission import submit_dossier
from citizen_portal.web import context
from citizen_portal.web.applicant import applicant_pages
from citizen_portal.web.applicant.answer_rows import answer_rows
from citizen_portal.web.applicant.paper_lines import received
from citizen_portal.web.applicant.returning import comes_back_to
from citizen_portal.web.guards import applicant
from citizen_portal.web.pages import page
from citizen_portal.web.typed import seen_revision


@applicant_pages.get("/ho-so/<uuid:dossier_id>/kiem-tra")
@applicant
def check(dossier_id: UUID) -> Any:
    """Answers, papers, cost and time together."""
    return _page(dossier_id)


@applicant_pages.post("/ho-so/<uuid:dossier_id>/nop")
@comes_back_to("/ho-so/{dossier_id}/kiem-tra")
@applicant
def submit(dossier_id: UUID) -> Any:
    """Submit, at the counter also accept; a second click finds the dossier submitted."""
    use_case = submit_and_accept if "tiep_nhan" in request.form else submit_dossier
    try:
        use_case(context.db(), context.parts(), context.actor(), dossier_id, seen_revision())
    except (InvalidAnswers, PapersMissing):
        context.db().rollback()
        return _page(dossier_id, 422)
    except (Stale, NotPossibleNow) as error:
        context.db().rollback()
        return _page(dossier_id, 409, error.sentence)
    return redirect(f"/ho-so/{dossier_id}", 303)


def _page(dossier_id: UUID, status: int = 200, changed: Text | None = None) -> Any:
    parts = context.parts()
    review: Review = review_draft(context.db(), parts, context.actor(), dossier_id)
    draft = review.draft
    way = way_of(draft, draft.on)
    return page(
        "applicant/review.html",
        status,
        review=review,
        by_post=draft.channel is Channel.POST,
        may_post=Channel.POST in draft.procedure.channels,
        draft=draft,
        steps=[
            (step.title, f"/ho-so/{draft.id}/buoc/{step.name}", answer_rows(step))
            for step in review.steps
        ],
        papers=received(
            draft.id,
            draft.procedure,
            [one for paper in review.papers.needed for one in paper.files],
        ),
        number=len(way.places),
        before=way.places[-2],
        changed=changed,
    )
