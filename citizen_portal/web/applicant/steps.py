"""The steps of a form: shown, filled in, saved one by one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import redirect, request

from citizen_portal.domain.wording import Text, as_text
from citizen_portal.procedures.describing import describe_step
from citizen_portal.procedures.form import Problem
from citizen_portal.services.drafts.draft import Draft
from citizen_portal.services.drafts.filling_in import keep_typed, open_draft, save_step
from citizen_portal.services.drafts.prefill import COUNTER, IDENTITY
from citizen_portal.services.drafts.way import way_of
from citizen_portal.services.errors import InvalidAnswers, Stale
from citizen_portal.web import context
from citizen_portal.web.applicant import applicant_pages
from citizen_portal.web.applicant.returning import keeps_typed
from citizen_portal.web.applicant.rows import change_rows
from citizen_portal.web.guards import applicant
from citizen_portal.web.language import language, words
from citizen_portal.web.pages import page
from citizen_portal.web.typed import Typed, kept_for, seen_revision, typed_form

SOURCES = {
    IDENTITY: Text("tài khoản định danh", "your identity account"),
    COUNTER: Text("giấy tờ xuất trình tại quầy", "the papers shown at the counter"),
}


@applicant_pages.get("/ho-so/<uuid:dossier_id>/buoc/<step>")
@applicant
def show_step(dossier_id: UUID, step: str) -> Any:
    """One step, with what was answered or typed so far."""
    draft = open_draft(context.db(), context.parts(), context.actor(), dossier_id)
    if _went_away(draft, step):
        return _to_first_unfinished(draft)
    return _page(draft, step, kept_for(request.path) or draft.typed.get(step))


@applicant_pages.post("/ho-so/<uuid:dossier_id>/buoc/<step>")
@keeps_typed
@applicant
def save(dossier_id: UUID, step: str) -> Any:
    """Save the step and go on, or say everything that is wrong and keep what was typed."""
    typed = typed_form()
    db, parts, actor = context.db(), context.parts(), context.actor()
    changed = change_rows(typed)
    if changed is not None:
        keep_typed(db, parts, actor, dossier_id, step, changed[0])
        return redirect(f"/ho-so/{dossier_id}/buoc/{step}#{changed[1]}", 303)
    try:
        draft = save_step(db, parts, actor, dossier_id, step, typed, seen_revision())
    except (InvalidAnswers, Stale) as error:
        return _refused(dossier_id, step, typed, error)
    following = way_of(draft, draft.on).after(f"buoc/{step}")
    return redirect(f"/ho-so/{dossier_id}/{following.path}", 303)


def _refused(dossier_id: UUID, step: str, typed: Typed, error: InvalidAnswers | Stale) -> Any:
    draft = open_draft(context.db(), context.parts(), context.actor(), dossier_id)
    if isinstance(error, InvalidAnswers):
        return _page(draft, step, typed, error.problems[step], 422)
    if _went_away(draft, step):
        return _to_first_unfinished(draft)
    # In a draft that moved, a step may ask what was not on the page that was sent.
    shown = {**draft.typed.get(step, {}), **typed} if draft.moved_from else typed
    return _page(draft, step, shown, (Problem("", error.sentence),), 409)


def _went_away(draft: Draft, step: str) -> bool:
    """The page is one of an older version of the procedure."""
    return bool(draft.moved_from) and step not in (one.name for one in draft.steps)


def _to_first_unfinished(draft: Draft) -> Any:
    place = way_of(draft, draft.on).first_unfinished
    return redirect(f"/ho-so/{draft.id}/{place.path}", 303)


def _page(
    draft: Draft,
    name: str,
    typed: Any = None,
    problems: tuple[Problem, ...] = (),
    status: int = 200,
) -> Any:
    step = draft.step(name)
    way = way_of(draft, draft.on)
    sources = {question: words(SOURCES[source]) for question, source in draft.sources.items()}
    return page(
        "applicant/step.html",
        status,
        draft=draft,
        title=as_text(step.title),
        explanation=as_text(step.explanation),
        sections=describe_step(
            step, draft.answers, language(), typed=typed, problems=problems,
            sources={} if typed else sources,
        ),
        number=way.number(f"buoc/{name}"),
        total=len(way.places),
        before=way.before(f"buoc/{name}"),
        action=f"/ho-so/{draft.id}/buoc/{name}",
        errors=[(problem.question, words(problem.sentence)) for problem in problems],
    )  # fmt: skip
