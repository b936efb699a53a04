"""A draft as its pages need it, read from its row and written back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Table, bindparam, select, update
from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Status
from citizen_portal.domain.service_level import Channel
from citizen_portal.domain.wording import Text
from citizen_portal.models import Dossier
from citizen_portal.procedures.form import ProcedureForm, answers_from_json, answers_to_json
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.services.actor import Actor
from citizen_portal.services.catalogue.offers import closing_words, offer_of, stopped_words
from citizen_portal.services.counter.on_behalf import fills_in
from citizen_portal.services.drafts.versions import (
    DROPPED,
    MovedNotice,
    Typed,
    closed_sentence,
    day_that_counts,
    dropped_in,
    notice_of,
)
from citizen_portal.services.errors import NotFound, NotPossibleNow
from citizen_portal.services.parts import Parts
from citizen_portal.services.post.wishes import DeliverySeen, delivery_seen
from citizen_portal.services.reference import AgencyView

ALREADY_SUBMITTED = Text(
    "Hồ sơ này đã nộp nên không sửa được nữa. Hãy mở trang hồ sơ để theo dõi.",
    "This dossier has been submitted and cannot be edited. Open its page to follow it.",
)


# Statements of the tables, made once: objects of the model cost three times as much, and
# every step of every form is read and written with these.
_TABLE = cast(Table, Dossier.__table__)
_COLUMNS = (
    "id", "status", "procedure_code", "procedure_version", "answers", "unfinished", "sources",
    "revision", "receiving_agency_id", "competent_agency_id", "channel", "moved_from",
    "person_id", "assisted_by_id", "applicant_name", "return_agency_id", "delivery",
)  # fmt: skip
_OPEN = select(*(_TABLE.c[name] for name in _COLUMNS)).where(_TABLE.c.id == bindparam("dossier_id"))
_LOCK = _OPEN.with_for_update()
_WRITE = update(_TABLE).where(_TABLE.c.id == bindparam("dossier_id"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A draft as its pages need it; ``typed`` is what did not pass the checks, by step.

    ``moved`` tells what a draft lived through that was begun under an older version;
    ``closed`` why it cannot be submitted for now, ``closing`` that this will soon be so. Its
    rules are those of the day ``on``. ``agency`` receives it, ``competent`` decides,
    ``returning`` hands the result back in the way ``delivery``; the person ``applicant_id``
    applies, ``assisted`` when an officer began it for them.
    """

    id: UUID
    procedure: Procedure
    answers: Mapping[str, Any]
    typed: Typed
    sources: Mapping[str, str]
    revision: int
    applicant_id: UUID
    applicant_name: str
    assisted: bool
    agency: AgencyView
    competent: AgencyView
    returning: AgencyView
    delivery: DeliverySeen
    channel: Channel
    on: date
    dropped: Mapping[str, list[str]]
    moved_from: str
    moved: MovedNotice | None
    closed: Text | None
    closing: Text | None = None

    @property
    def steps(self) -> tuple[type[ProcedureForm], ...]:
        """The steps that the answers call for."""
        return self.procedure.shown_steps(self.answers)

    def step(self, name: str) -> type[ProcedureForm]:
        """The step of that name. Raises ``NotFound``."""
        for step in self.steps:
            if step.name == name:
                return step
        raise NotFound()

    def after(self, name: str) -> type[ProcedureForm] | None:
        """The step after the one of that name, or None after the last."""
        names = [step.name for step in self.steps]
        following = names.index(name) + 1
        return self.steps[following] if following < len(names) else None


def own_draft(
    session: Session, parts: Parts, person: Actor, dossier_id: UUID, *, lock: bool = False
) -> Draft:
    """The person's own draft as it is stored, or one that they, an officer, fill in for
    somebody; ``lock`` keeps others out until the commit.

    Raises ``NotFound``, or ``NotPossibleNow`` once submitted.
    """
    row = session.execute(_LOCK if lock else _OPEN, {"dossier_id": dossier_id}).one_or_none()
    if row is None or not fills_in(person, row):
        raise NotFound()
    if row.status != Status.DRAFT:
        raise NotPossibleNow(ALREADY_SUBMITTED)
    return as_draft(parts, row)


def as_draft(parts: Parts, row: Any) -> Draft:
    """A dossier's row, or its selected columns, as a ``Draft``."""
    procedure = parts.catalogue.version(row.procedure_code, row.procedure_version)
    answers = answers_from_json(procedure.form, row.answers)
    dropped = dropped_in(row.unfinished)
    channel = Channel(row.channel)
    competent = parts.reference.agency(row.competent_agency_id)
    offer = offer_of(parts, procedure.code, competent.id)
    return Draft(
        id=row.id,
        procedure=procedure,
        answers=answers,
        typed={step: typed for step, typed in row.unfinished.items() if step != DROPPED},
        sources=row.sources,
        revision=row.revision,
        applicant_id=row.person_id,
        applicant_name=row.applicant_name,
        assisted=row.assisted_by_id is not None,
        agency=parts.reference.agency(row.receiving_agency_id),
        competent=competent,
        returning=parts.reference.agency(row.return_agency_id),
        delivery=delivery_seen(row.delivery, answers),
        channel=channel,
        on=day_that_counts(procedure, parts.today()),
        dropped=dropped,
        moved_from=row.moved_from,
        moved=notice_of(parts, procedure, row.moved_from, dropped, answers),
        closed=closed_sentence(parts, procedure, channel)
        or stopped_words(parts, procedure, competent, offer),
        closing=closing_words(offer),
    )


def sources_kept(draft: Draft, answers: Mapping[str, Any]) -> dict[str, str]:
    """Where answers came from, of those that are still the same."""
    return {
        name: source
        for name, source in draft.sources.items()
        if answers.get(name) == draft.answers.get(name)
    }


def write_answers(session: Session, parts: Parts, draft: Draft) -> None:
    """Write all of a draft that its pages change, and commit."""
    session.execute(
        _WRITE,
        {
            "dossier_id": draft.id,
            "procedure_version": draft.procedure.version,
            "moved_from": draft.moved_from,
            "answers": answers_to_json(draft.procedure.form, draft.answers),
            "unfinished": _stored(draft, draft.typed),
            "sources": draft.sources,
            "revision": draft.revision,
            "updated_at": parts.clock(),
        },
    )
    session.commit()


def _stored(draft: Draft, typed: Typed) -> dict[str, Any]:
    return {**typed, **({DROPPED: draft.dropped} if draft.dropped else {})}


def write_unfinished(session: Session, parts: Parts, draft: Draft, typed: Typed) -> None:
    """Write what was typed but not saved as answers, by step, and commit."""
    values = {"unfinished": _stored(draft, typed), "updated_at": parts.clock()}
    session.execute(_WRITE, {"dossier_id": draft.id, **values})
    session.commit()
