"""What the applicant sees: exactly what was asked for, and what their answers add to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Action, ActorKind
from citizen_portal.domain.supplement_reasons import ItemKind
from citizen_portal.domain.wording import Text, as_text
from citizen_portal.models import Dossier
from citizen_portal.procedures.form import ProcedureForm, answers_from_json
from citizen_portal.services.actor import Actor, require_person
from citizen_portal.services.attachments import AttachmentView
from citizen_portal.services.change import next_transition
from citizen_portal.services.dossiers.page import DossierPage, open_own_dossier
from citizen_portal.services.parts import Parts
from citizen_portal.services.supplements.answering import DRAFT
from citizen_portal.services.supplements.fee_change import FeeChange, fee_change
from citizen_portal.services.supplements.items import ItemView, RequestView, key_of
from citizen_portal.services.supplements.reading import (
    Reading,
    procedure_of,
    read_answer,
    typed_before,
)

Typed = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedQuestion:
    """A question to answer; ``item`` is None when only a new answer calls for it."""

    name: str
    item: ItemView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedStep:
    """The questions to answer within one step."""

    step: type[ProcedureForm]
    title: Text
    questions: tuple[AskedQuestion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedPaper:
    """A paper to add; ``item`` is None when only a new answer calls for it."""

    name: str
    key: str
    title: Text
    hint: Text
    item: ItemView | None
    files: tuple[AttachmentView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPage:
    """The form of an answer; ``typed`` is what was typed so far, None when nothing was.

    ``fee`` tells how what is typed changes the fee, None when it does not.
    """

    page: DossierPage
    request: RequestView
    steps: tuple[AskedStep, ...]
    papers: tuple[AskedPaper, ...]
    others: tuple[ItemView, ...]
    beside: tuple[AttachmentView, ...]
    answers: Mapping[str, Any]
    typed: Typed | None
    opened: bool
    fee: FeeChange | None
    problems: Mapping[str, Text]


def open_answer_page(
    session: Session,
    parts: Parts,
    actor: Actor | None,
    dossier_id: UUID,
    typed: Typed | None = None,
) -> AnswerPage:
    """The asked things of one's own dossier, with what was typed now or kept before.

    Raises ``NotFound``, and ``NotPossibleNow`` when nothing is asked for.
    """
    require_person(actor)
    page = open_own_dossier(session, parts, actor, dossier_id)
    dossier = session.get_one(Dossier, dossier_id)
    next_transition(dossier, Action.SUPPLEMENT, ActorKind.APPLICANT)
    given = typed or dossier.unfinished.get(DRAFT) or None
    procedure = procedure_of(parts, dossier)
    before = typed_before(procedure, answers_from_json(procedure.form, dossier.answers))
    reading = read_answer(session, parts, dossier, given if given is not None else before)
    papers = _papers(reading)
    named = {one.name for one in papers}
    fine = given is not None and not reading.problems
    return AnswerPage(
        page=page,
        request=reading.request,
        steps=_steps(reading),
        papers=papers,
        others=reading.request.of_kind(ItemKind.OTHER),
        beside=tuple(one for one in reading.added if one.requirement not in named),
        answers=reading.merged.answers,
        typed=_shown_typed(reading, given, before),
        opened=bool(reading.merged.opened or reading.opened_papers),
        fee=fee_change(procedure, dossier, reading.before, reading.merged.answers, parts)
        if fine
        else None,
        problems=reading.problems,
    )


def _shown_typed(reading: Reading, given: Typed | None, before: Typed) -> Typed | None:
    """An opened question shows its old answer until another one is typed."""
    if given is None:
        return None
    old = {
        key: values
        for name in reading.merged.opened
        for key, values in before.items()
        if key == name or key.startswith(f"{name}-")
    }
    return {**old, **given}


def _steps(reading: Reading) -> tuple[AskedStep, ...]:
    items = {one.name: one for one in reading.request.of_kind(ItemKind.FIELD)}
    steps = []
    for step in reading.procedure.form:
        questions = tuple(
            AskedQuestion(name=name, item=items.get(name))
            for name in step.questions()
            if name in reading.merged.opened or (name in items and name in reading.merged.answers)
        )
        if questions:
            steps.append(AskedStep(step=step, title=as_text(step.title), questions=questions))
    return tuple(steps)


def _papers(reading: Reading) -> tuple[AskedPaper, ...]:
    asked = {one.name: one for one in reading.request.of_kind(ItemKind.PAPER)}
    names = dict.fromkeys((*asked, *(one.name for one in reading.opened_papers)))
    hints = {one.name: (one.title, one.hint) for one in reading.procedure.documents}
    return tuple(
        AskedPaper(
            name=name,
            key=key_of(ItemKind.PAPER, name),
            title=hints[name][0] if name in hints else asked[name].title,
            hint=hints[name][1] if name in hints else Text(""),
            item=asked.get(name),
            files=_of(reading.added, name),
        )
        for name in names
    )


def _of(added: Sequence[AttachmentView], name: str) -> tuple[AttachmentView, ...]:
    return tuple(one for one in added if one.requirement == name)
