"""Papers of the office: the control slip of a dossier, and blank official forms."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from citizen_portal.documents.papers import (
    BlankFormContent,
    ControlSlipContent,
    Letterhead,
    PaperContent,
)
from citizen_portal.documents.press import PaperFailed
from citizen_portal.domain.data.official_forms import FormEntry, forms_on, official_form
from citizen_portal.domain.lifecycle import Action, ActorKind
from citizen_portal.domain.moment import VIETNAM
from citizen_portal.domain.wording import Text
from citizen_portal.models import Dossier, DossierEvent, OpinionRequest, Paper
from citizen_portal.services import audit
from citizen_portal.services.actor import Actor, require_officer
from citizen_portal.services.change import lock_dossier
from citizen_portal.services.errors import Forbidden, NotFound, NotPossibleNow, OutOfOrder
from citizen_portal.services.papers.hand_overs import HandOverReader, LoggedEvent
from citizen_portal.services.papers.issued import agency_seal, issue_paper
from citizen_portal.services.papers.parties import applicant_party, paper_head, signed_by
from citizen_portal.services.parts import Parts
from citizen_portal.services.scope import refuse_own, sees

NOT_HANDLING = Text(
    "Phiếu kiểm soát do cơ quan đang giải quyết hồ sơ lập. Hãy nhờ cán bộ của cơ quan đó.",
    "The control slip is issued by the agency that handles the dossier. Ask an officer there.",
)
NOT_ACCEPTED = Text(
    "Hồ sơ chưa được tiếp nhận nên chưa có gì để kiểm soát. Hãy tiếp nhận hồ sơ trước.",
    "The dossier has not been accepted, so there is nothing to control. Accept it first.",
)

# Printed once for each form, edition and way of running: a blank never changes.
_PRINTED: dict[tuple[str, str, bool], bytes] = {}


def may_issue_control_slip(actor: Actor, handling_agency_id: int) -> bool:
    """Tell whether the officer works at the agency that handles a dossier."""
    return handling_agency_id in actor.agency_ids


def issue_control_slip(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID
) -> UUID:
    """Issue the control slip from the dossier's events; the same one again if none is new.

    Raises ``NotFound`` for another agency's dossier, ``Forbidden`` for one that only passes
    the officer's agency or is the officer's own, ``NotPossibleNow`` before acceptance.
    """
    officer = require_officer(actor)
    dossier = lock_dossier(session, dossier_id)
    if not sees(session, officer, dossier):
        raise NotFound()
    if not may_issue_control_slip(officer, dossier.handling_agency_id):
        raise Forbidden(NOT_HANDLING)
    refuse_own(session, officer, dossier)
    if dossier.accepted_at is None:
        raise NotPossibleNow(NOT_ACCEPTED)
    slip = _control_slip(session, parts, dossier, dossier.accepted_at)
    last = _last_slip(session, dossier_id)
    if last is not None and last.content["hand_overs"] == slip("").to_json()["hand_overs"]:
        kept: UUID = last.id
        return kept
    seal = agency_seal(parts.reference.agency(dossier.handling_agency_id))
    paper_id = issue_paper(session, parts, dossier, slip, signatories=(seal,), issuer=seal.name)
    audit.record(session, at=parts.clock(), actor=officer, act="issue_control_slip",
                 object_id=dossier_id, paper=str(paper_id))  # fmt: skip
    session.commit()
    return paper_id


def _control_slip(session: Session, parts: Parts, dossier: Dossier, accepted_at: datetime) -> Any:
    now, reference = parts.clock(), parts.reference
    procedure = parts.catalogue.version(dossier.procedure_code, dossier.procedure_version)
    agency = reference.agency(dossier.handling_agency_id)
    reader = HandOverReader(
        applicant=dossier.applicant_name,
        handling=agency,
        returning=reference.agency(dossier.return_agency_id),
        steps={step.name: step.title.vi for step in procedure.steps},
        accept_by=dossier.acceptance_due_at,
        result_by=dossier.due_at,
    )
    hand_overs = reader.read(_events(session, parts, dossier.id))
    party = applicant_party(session, dossier)
    asked = _asked_agencies(session, parts, dossier.id)

    def write(check_url: str) -> PaperContent:
        return ControlSlipContent(
            **paper_head(parts, dossier, agency, at=now, check_url=check_url),
            signature=signed_by(agency_seal(agency), now),
            applicant=party,
            request=procedure.name.vi,
            received_at=accepted_at,
            due_at=dossier.due_at,
            handling_agency=agency.name,
            coordinating_agencies=asked,
            hand_overs=hand_overs,
        )

    return write


def _events(session: Session, parts: Parts, dossier_id: UUID) -> list[LoggedEvent]:
    event = DossierEvent.__table__.c
    rows = session.execute(
        select(
            event.action, event.actor_name, event.actor_kind, event.agency_id, event.at,
            event.detail,
        )
        .where(event.dossier_id == dossier_id)
        .order_by(event.sequence)
    )  # fmt: skip
    return [
        LoggedEvent(
            action=Action(row.action),
            actor=row.actor_name,
            kind=ActorKind(row.actor_kind),
            agency=parts.reference.agency(row.agency_id).name if row.agency_id else "",
            at=row.at,
            detail=row.detail,
        )
        for row in rows
    ]


def _asked_agencies(session: Session, parts: Parts, dossier_id: UUID) -> tuple[str, ...]:
    asked = select(OpinionRequest.to_agency_id).where(OpinionRequest.dossier_id == dossier_id)
    found = session.scalars(asked.distinct().order_by(OpinionRequest.to_agency_id))
    return tuple(parts.reference.agency(one).name for one in found)


def _last_slip(session: Session, dossier_id: UUID) -> Any:
    kept = select(Paper.id, Paper.content).where(
        Paper.dossier_id == dossier_id, Paper.kind == ControlSlipContent.KIND
    )
    return session.execute(kept.order_by(Paper.number.desc()).limit(1)).one_or_none()


def list_blank_forms(actor: Actor | None, day: date) -> tuple[FormEntry, ...]:
    """The official forms that apply on a day, for officers."""
    require_officer(actor)
    return forms_on(day)


def blank_form(parts: Parts, actor: Actor | None, kind: str, day: date) -> bytes:
    """A blank of a form as PDF, in the edition of the day.

    Raises ``NotFound`` when that day's list has no such form, ``OutOfOrder`` when printing
    took more than it may.
    """
    require_officer(actor)
    form = official_form(kind, day)
    if form is None:
        raise NotFound()
    key = (kind, form.basis.document, parts.demo)
    if key not in _PRINTED:
        content = BlankFormContent(
            issued_at=_day_of(form), letterhead=Letterhead(agency=""), demo=parts.demo, form=kind
        )
        try:
            _PRINTED[key] = parts.press.render(content.KIND, content.to_json())
        except PaperFailed as error:
            raise OutOfOrder() from error
    return _PRINTED[key]


def _day_of(form: FormEntry) -> datetime:
    """A moment at which the edition applies, the same for each blank of it."""
    span = form.basis.in_force
    day = date.min if span is None else span.until or span.since
    return datetime.combine(day, time(12), VIETNAM)
