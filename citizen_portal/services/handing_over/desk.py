"""The desk where results are handed over: who waits, and one dossier before it is returned."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from citizen_portal.domain.handover import tries_left
from citizen_portal.domain.lifecycle import Action, Status
from citizen_portal.domain.personal_number import mask
from citizen_portal.domain.roles import Duty
from citizen_portal.domain.wording import Text
from citizen_portal.files.sniffing import inspect
from citizen_portal.models import Person
from citizen_portal.services import audit
from citizen_portal.services.actor import Actor, require_duty, require_officer, whose_task
from citizen_portal.services.counter.waiting import WaitingPage, find_at, waiting_at
from citizen_portal.services.dossiers.page import DossierPage, open_agency_dossier
from citizen_portal.services.dossiers.possible_actions import (
    possible_actions,
    who_may_now,
    why_not_returned,
)
from citizen_portal.services.errors import Forbidden, NotFound
from citizen_portal.services.handing_over.records import open_handover
from citizen_portal.services.parts import Parts
from citizen_portal.services.scope import OWN

NOT_DONE = Text("Hồ sơ chưa có kết quả để trả.", "There is no result to hand over yet.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnPage:
    """One dossier at the desk; ``held_back`` says why it cannot be returned now, or nothing.

    ``dossier.handed`` tells how it went.
    """

    dossier: DossierPage
    number: str
    tries_left: int
    held_back: Text | None


def results_waiting(
    session: Session, parts: Parts, actor: Actor | None, after: str = ""
) -> WaitingPage:
    """The results that wait at the officer's agencies, the oldest promise first."""
    officer = require_duty(actor, Duty.RETURN)
    here = officer.agencies_for(Duty.RETURN)
    return waiting_at(session, parts, Duty.RETURN.row.seat, here, (Status.COMPLETED,), after=after)


def find_to_return(session: Session, actor: Actor | None, typed: str) -> UUID:
    """The dossier with this code at the officer's agencies. Raises ``WrongInput``."""
    officer = require_duty(actor, Duty.RETURN)
    return find_at(session, Duty.RETURN.row.seat, officer.agencies_for(Duty.RETURN), typed)


def open_return(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID
) -> ReturnPage:
    """One dossier at the desk; the look is written down. Raises ``NotFound``, ``Forbidden``."""
    officer = require_duty(actor, Duty.RETURN)
    page = open_agency_dossier(session, parts, officer, dossier_id)
    if page.returning.id not in officer.agencies_for(Duty.RETURN):
        raise Forbidden(whose_task(Duty.RETURN.holders))
    open_one = open_handover(session, dossier_id)
    number = session.scalar(select(Person.personal_number).where(Person.id == page.person_id))
    return ReturnPage(
        dossier=page,
        number=mask(number or ""),
        tries_left=tries_left(open_one.tries if open_one else 0),
        held_back=_held_back(officer, page),
    )


def _held_back(officer: Actor, page: DossierPage) -> Text | None:
    if page.off_limits:
        return OWN
    if page.status is Status.COMPLETED:
        if Action.RETURN_RESULT in possible_actions(officer, page):
            return None
        return why_not_returned(page) or who_may_now(page)
    now = who_may_now(page)
    return Text(f"{NOT_DONE.vi} {now.vi}", f"{NOT_DONE.en} {now.en}")


def open_signature(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID
) -> tuple[str, str, bytes]:
    """Name, media type and bytes of the signed slip; the look is written down.

    Raises ``NotFound``, also when there was none.
    """
    officer = require_officer(actor)
    page = open_agency_dossier(session, parts, officer, dossier_id)
    if page.handed is None or not page.handed.signature_key:
        raise NotFound()
    data = parts.files.get(page.handed.signature_key)
    known = inspect(data, f"{page.code}-ky-nhan")
    audit.record(session, at=parts.clock(), actor=officer, act="open_signature",
                 object_id=dossier_id)  # fmt: skip
    session.commit()
    return known.safe_name, known.media_type, data
