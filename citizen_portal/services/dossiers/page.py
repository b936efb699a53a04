"""A dossier as its owner or its officers see it: plain values, the time line, what is next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, exists, func, select
from sqlalchemy.orm import Session, aliased

from citizen_portal.domain.deadline import DueDate
from citizen_portal.domain.fee_balance import FeeBalance
from citizen_portal.domain.fees import FeeAssessment
from citizen_portal.domain.lifecycle import Action, ActorKind, ClockEffect, Status
from citizen_portal.domain.service_level import Channel
from citizen_portal.domain.side_states import DeliveryState, DigitisationState, PaymentState
from citizen_portal.domain.wording import Text
from citizen_portal.models import (
    ColleagueNote,
    Dossier,
    DossierEvent,
    Handover,
    OpinionRequest,
    Person,
    Presence,
)
from citizen_portal.procedures.form import answers_from_json
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.services import audit
from citizen_portal.services.actor import Actor, require_officer, require_person
from citizen_portal.services.answer_lines import AnsweredStep, answered_steps
from citizen_portal.services.attachments import AttachmentView
from citizen_portal.services.colleagues.present import present_at_dossier
from citizen_portal.services.counter.on_behalf import helps
from citizen_portal.services.dossiers.what_next import next_for_applicant
from citizen_portal.services.errors import NotFound
from citizen_portal.services.handing_over.records import (
    HandedOver,
    handed_over,
    last_handover,
)
from citizen_portal.services.interlinked.page import (
    GroupView,
    Within,
    group_of,
    next_for_group,
    view_group,
)
from citizen_portal.services.interlinked.papers import papers_seen
from citizen_portal.services.papers.issued import OF_THE_OFFICE, PaperView, papers_of
from citizen_portal.services.parts import Parts
from citizen_portal.services.payments.fee_balance import balance
from citizen_portal.services.post.wishes import DeliverySeen, delivery_seen
from citizen_portal.services.reference import AgencyView
from citizen_portal.services.scope import own_or_relatives, sees
from citizen_portal.services.supplements.items import RequestView, requests_of


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


@dataclass(frozen=True, slots=True)
class SeenHere:
    """An officer who has the dossier open, and when they last looked."""

    person_id: UUID
    name: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierPage:
    """Everything that a dossier's page shows.

    ``agency`` handles it; ``off_limits`` when it is the viewing officer's own or a relative's.
    ``assisted_by`` is the officer who filed it for the applicant, ``officer_name`` who has it in
    hand, or empty; ``present`` who has it open, the last seen first, as officers see it.
    ``handed`` is how the result was handed over, once it was. ``has_notes`` and
    ``has_opinions`` tell whether colleagues left any: most dossiers have none.
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
    officer_name: str
    present: tuple[SeenHere, ...]
    has_notes: bool
    has_opinions: bool
    handed: HandedOver | None
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
    supplements: tuple[RequestView, ...]
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
    row = _load(session, parts, person, dossier_id)
    if row is None or row.Dossier.code is None:
        raise NotFound()
    if row.Dossier.person_id == person.person_id:
        return _page(session, parts, row, for_officers=False)
    if not helps(session, person, row.Dossier):
        raise NotFound()
    return open_agency_dossier(session, parts, person, dossier_id)


def open_agency_dossier(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID
) -> DossierPage:
    """A dossier of one of the officer's agencies; the look is written down (audit).

    Raises ``NotFound`` for any other.
    """
    officer = require_officer(actor)
    row = _load(session, parts, officer, dossier_id)
    if row is None or not sees(session, officer, row.Dossier):
        raise NotFound()
    page = _page(session, parts, row, for_officers=True)
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


def _load(session: Session, parts: Parts, viewer: Actor, dossier_id: UUID) -> Any:
    """One statement: the dossier, the names beside it, whether it is the viewer's own or a
    relative's, who has it open. None when there is none.
    """
    helper, worker, giver = aliased(Person), aliased(Person), aliased(Person)
    present = (
        select(func.json_build_array(Presence.person_id, Presence.name, Presence.seen_at))
        .where(*present_at_dossier(parts.clock()))
        .order_by(Presence.seen_at.desc(), Presence.person_id)
        .correlate(Dossier)
        .scalar_subquery()
    )
    statement = (
        select(
            Dossier, helper.full_name.label("assisted_by"), worker.full_name.label("officer_name"),
            own_or_relatives(viewer.person_id).label("own"), func.array(present).label("present"),
            exists().where(ColleagueNote.dossier_id == Dossier.id).label("has_notes"),
            exists().where(OpinionRequest.dossier_id == Dossier.id).label("has_opinions"),
            Handover, giver.full_name.label("given_by"),
        )
        .outerjoin(helper, helper.id == Dossier.assisted_by_id)
        .outerjoin(worker, worker.id == Dossier.officer_id)
        .outerjoin(Handover, Handover.id == last_handover())
        .outerjoin(giver, giver.id == Handover.handed_by_id)
        .where(Dossier.id == dossier_id)
    )  # fmt: skip
    return session.execute(statement).one_or_none()


def _page(session: Session, parts: Parts, row: Any, *, for_officers: bool) -> DossierPage:
    """``row`` is as loaded for who looks: an officer, or the owner."""
    dossier: Dossier = row.Dossier
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
        **_beside(row, for_officers=for_officers),
        answers=answers,
        answered=answered_steps(procedure, answers),
        events=_events(session, parts, dossier, for_officers=for_officers),
        papers=papers,
        attachments=papers_seen(session, dossier, procedure),
        supplements=requests_of(session, procedure, dossier.id) if dossier.supplements else (),
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


def _beside(row: Any, *, for_officers: bool) -> dict[str, Any]:
    """What stands beside the dossier, as it was loaded with it."""
    returned = row.Dossier.status == Status.RESULT_RETURNED
    return {
        "assisted_by": row.assisted_by or "",
        "officer_name": row.officer_name or "",
        "present": tuple(_seen_here(*one) for one in row.present) if for_officers else (),
        "has_notes": row.has_notes,
        "has_opinions": row.has_opinions,
        "handed": handed_over(row.Handover, row.given_by or "") if returned else None,
        "off_limits": for_officers and row.own,
    }


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


def _seen_here(person_id: str, name: str, at: str) -> SeenHere:
    return SeenHere(UUID(person_id), name, datetime.fromisoformat(at))


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
