"""A dossier as its owner or its officers see it: plain values, the time line, what is next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from citizen_portal.domain.deadline import DueDate
from citizen_portal.domain.fee_balance import FeeBalance
from citizen_portal.domain.fees import FeeAssessment
from citizen_portal.domain.lifecycle import Action, ActorKind, ClockEffect, Status
from citizen_portal.domain.service_level import Channel
from citizen_portal.domain.side_states import DeliveryState, DigitisationState, PaymentState
from citizen_portal.domain.wording import Text
from citizen_portal.models import Dossier, DossierEvent, Person, SupplementRequest
from citizen_portal.procedures.form import answers_from_json
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.services import audit
from citizen_portal.services.actor import Actor, require_officer, require_person
from citizen_portal.services.answer_lines import AnsweredStep, answered_steps
from citizen_portal.services.attachments import AttachmentView
from citizen_portal.services.counter.on_behalf import helps
from citizen_portal.services.errors import NotFound
from citizen_portal.services.fee_balance import balance
from citizen_portal.services.interlinked.page import (
    GroupView,
    Within,
    group_of,
    next_for_group,
    view_group,
)
from citizen_portal.services.interlinked.papers import papers_seen
from citizen_portal.services.papers import OF_THE_OFFICE, PaperView, papers_of
from citizen_portal.services.parts import Parts
from citizen_portal.services.post.wishes import DeliverySeen, delivery_seen
from citizen_portal.services.reference import AgencyView
from citizen_portal.services.scope import is_own_or_relatives, sees
from citizen_portal.services.what_next import next_for_applicant


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """One thing that happened; ``who`` is the person for officers, the desk for citizens."""

    action: Action
    from_status: Status
    to_status: Status
    who: Text
    agency: str
    at: datetime
    reason: str
    detail: Mapping[str, Any]
    clock: ClockEffect = ClockEffect.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementView:
    """What the applicant was asked to add, and the answer."""

    number: int
    items: tuple[str, ...]
    reason: str
    asked_at: datetime
    asked_from: Status
    answer: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierPage:
    """Everything that a dossier's page shows.

    ``agency`` handles it; ``off_limits`` when it is the viewing officer's own or a relative's.
    ``assisted_by`` is the officer who filed it for the applicant, or empty.
    ``group`` holds the parts of an interlinked dossier, ``within`` the one that this is a part of.
    """

    id: UUID
    code: str
    procedure: Procedure
    status: Status
    revision: int
    subject: str
    person_id: UUID
    applicant_name: str
    assisted_by: str
    agency: AgencyView
    receiving: AgencyView
    competent: AgencyView
    returning: AgencyView
    asked_from: Status | None
    off_limits: bool
    channel: Channel
    step: str
    step_since: datetime | None
    step_due_at: datetime | None
    officer_id: UUID | None
    payment_state: str
    balance: FeeBalance
    digitisation: DigitisationState
    delivery: DeliverySeen | None
    delivery_state: DeliveryState
    fee: FeeAssessment
    submitted_at: datetime | None
    acceptance_due_at: datetime | None
    accepted_at: datetime | None
    due_at: datetime | None
    due: DueDate | None
    completed_at: datetime | None
    returned_at: datetime | None
    result_answers: Mapping[str, Any]
    answers: Mapping[str, Any]
    answered: tuple[AnsweredStep, ...]
    events: tuple[EventView, ...]
    papers: tuple[PaperView, ...]
    attachments: tuple[AttachmentView, ...]
    supplements: tuple[SupplementView, ...]
    next: Text
    group: GroupView | None = None
    within: Within | None = None

    @property
    def apologies(self) -> int:
        """How often a new date was set because the result was late."""
        return sum(event.action is Action.APOLOGISE for event in self.events)

    @property
    def step_title(self) -> Text:
        """The name of the processing step the dossier is in, or nothing."""
        return next((one.title for one in self.procedure.steps if one.name == self.step), Text(""))

    def paper(self, kind: str) -> PaperView | None:
        """The first paper of a kind, or None."""
        return next((one for one in self.papers if one.kind == kind), None)


def open_own_dossier(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID
) -> DossierPage:
    """The actor's own dossier, or one that an officer of its counter acts on for somebody.

    Raises ``NotFound`` for a draft and for anybody else's. A draft is opened by its steps, see
    ``drafts``.
    """
    person = require_person(actor)
    dossier = session.get(Dossier, dossier_id)
    if dossier is None or dossier.code is None:
        raise NotFound()
    if dossier.person_id == person.person_id:
        return _page(session, parts, dossier)
    if not helps(session, person, dossier):
        raise NotFound()
    return open_agency_dossier(session, parts, person, dossier_id)


def open_agency_dossier(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID
) -> DossierPage:
    """A dossier of one of the officer's agencies; the look is written down (audit).

    Raises ``NotFound`` for any other.
    """
    officer = require_officer(actor)
    dossier = session.get(Dossier, dossier_id)
    if dossier is None or not sees(session, officer, dossier):
        raise NotFound()
    page = _page(session, parts, dossier, viewer=officer)
    audit.record(session, at=parts.clock(), actor=officer, act="open_dossier",
                 object_id=dossier_id, purpose="processing")  # fmt: skip
    session.commit()
    return page


_AS_STORED = (
    "id", "revision", "subject", "person_id", "applicant_name", "step", "step_since",
    "step_due_at", "officer_id",
    "payment_state", "submitted_at", "acceptance_due_at", "accepted_at", "due_at",
    "completed_at", "returned_at",
)  # fmt: skip


def _page(
    session: Session, parts: Parts, dossier: Dossier, *, viewer: Actor | None = None
) -> DossierPage:
    """``viewer`` is the officer who looks; None for the owner."""
    for_officers = viewer is not None
    procedure = parts.catalogue.version(dossier.procedure_code, dossier.procedure_version)
    answers = answers_from_json(procedure.form, dossier.answers)
    status = Status(dossier.status)
    group = view_group(session, parts, dossier) if procedure.interlinked else None
    seats = _seats(parts, dossier)
    papers = _papers_for(session, dossier, for_officers=for_officers)
    return DossierPage(
        **{name: getattr(dossier, name) for name in _AS_STORED},
        **seats,
        **_read(dossier),
        code=dossier.code or "",
        procedure=procedure,
        status=status,
        balance=_balance(session, dossier, papers),
        assisted_by=_name_of(session, dossier.assisted_by_id),
        off_limits=viewer is not None and is_own_or_relatives(session, viewer, dossier),
        answers=answers,
        answered=answered_steps(procedure, answers),
        events=_events(session, parts, dossier, for_officers=for_officers),
        papers=papers,
        attachments=papers_seen(session, dossier, procedure),
        supplements=_supplements(session, dossier.id) if dossier.supplements else (),
        next=next_for_group(group, seats["agency"].name)
        if group and status is Status.IN_PROCESSING
        else next_for_applicant(dossier, procedure),
        group=group,
        within=group_of(session, parts, dossier),
    )


def _balance(session: Session, dossier: Dossier, papers: tuple[PaperView, ...]) -> FeeBalance:
    """The ledger is asked only while bill and money differ; no money comes without a receipt."""
    if dossier.payment_state not in (PaymentState.DUE, PaymentState.OVERPAID):
        return FeeBalance(billed=dossier.fee_total, paid=dossier.fee_total)
    if not any(one.kind == "fee_receipt" for one in papers):
        return FeeBalance(billed=dossier.fee_total, paid=0)
    return balance(session, dossier)


def _seats(parts: Parts, dossier: Dossier) -> dict[str, Any]:
    """The four agencies of a dossier, by what they are to it."""
    return {
        "agency": parts.reference.agency(dossier.handling_agency_id),
        "receiving": parts.reference.agency(dossier.receiving_agency_id),
        "competent": parts.reference.agency(dossier.competent_agency_id),
        "returning": parts.reference.agency(dossier.return_agency_id),
    }


def _read(dossier: Dossier) -> dict[str, Any]:
    """What is stored plainly and shown as values of the domain."""
    return {
        "asked_from": None if dossier.asked_from is None else Status(dossier.asked_from),
        "channel": Channel(dossier.channel),
        "digitisation": DigitisationState(dossier.digitisation_state),
        "delivery": delivery_seen(dossier.delivery) if dossier.delivery else None,
        "delivery_state": DeliveryState(dossier.delivery_state),
        "fee": FeeAssessment.from_json(dossier.fee or {"lines": []}),
        "due": DueDate.from_json(dossier.due) if dossier.due else None,
        "result_answers": dossier.result_answers or {},
    }


def _papers_for(session: Session, dossier: Dossier, *, for_officers: bool) -> tuple[PaperView, ...]:
    """The papers issued; the owner does not see those of the office, nor a result too early."""
    hidden: set[str] = set() if for_officers else set(OF_THE_OFFICE)
    if not for_officers and dossier.status != Status.RESULT_RETURNED:
        hidden.add("result")
    return tuple(one for one in papers_of(session, dossier.id) if one.kind not in hidden)


def _name_of(session: Session, person_id: UUID | None) -> str:
    if person_id is None:
        return ""
    return session.execute(select(Person.full_name).where(Person.id == person_id)).scalar_one()


def _events_statement() -> Select[Any]:
    event = DossierEvent.__table__.c
    return (
        select(
            event.action, event.from_status, event.to_status, event.actor_kind, event.actor_name,
            event.actor_title, event.agency_id, event.at, event.reason, event.detail,
            event.clock_effect,
        )
        .where(event.dossier_id == bindparam("dossier_id"))
        .order_by(event.sequence)
    )  # fmt: skip


_EVENTS = _events_statement()


def _events(
    session: Session, parts: Parts, dossier: Dossier, *, for_officers: bool
) -> tuple[EventView, ...]:
    rows = session.execute(_EVENTS, {"dossier_id": dossier.id})
    return tuple(
        EventView(
            action=Action(row.action),
            from_status=Status(row.from_status),
            to_status=Status(row.to_status),
            who=_who(row, for_officers=for_officers),
            agency=parts.reference.agency(row.agency_id).name if row.agency_id else "",
            at=row.at,
            reason=row.reason,
            detail=row.detail,
            clock=ClockEffect(row.clock_effect),
        )
        for row in rows
    )


_WHO = {
    ActorKind.APPLICANT: Text("Người nộp hồ sơ", "The applicant"),
    ActorKind.ONE_STOP_OFFICER: Text("Cán bộ một cửa", "One-stop officer"),
    ActorKind.CASE_OFFICER: Text("Cán bộ thụ lý", "Case officer"),
    ActorKind.APPROVER: Text("Lãnh đạo phê duyệt", "Approver"),
    ActorKind.CLERK: Text("Văn thư", "Clerk"),
    ActorKind.ADMINISTRATOR: Text("Quản trị", "Administrator"),
    ActorKind.SYSTEM: Text("Hệ thống", "The system"),
}


def _who(row: Any, *, for_officers: bool) -> Text:
    kind = ActorKind(row.actor_kind)
    named = for_officers or kind is ActorKind.APPLICANT
    desk = _WHO.get(kind, kind.label)
    if not row.actor_name or not named:
        return desk
    return Text(f"{row.actor_name} ({desk.vi.lower()})", f"{row.actor_name} ({desk.en.lower()})")


def _supplements(session: Session, dossier_id: UUID) -> tuple[SupplementView, ...]:
    rows = session.scalars(
        select(SupplementRequest)
        .where(SupplementRequest.dossier_id == dossier_id)
        .order_by(SupplementRequest.number)
    )
    return tuple(
        SupplementView(
            number=row.number,
            items=tuple(line for line in row.items.splitlines() if line.strip()),
            reason=row.reason,
            asked_at=row.asked_at,
            asked_from=Status(row.asked_from),
            answer=row.answer,
            answered_at=row.answered_at,
        )
        for row in rows
    )
