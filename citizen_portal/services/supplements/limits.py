"""When a request may be made: once a stage, in time, and not for what is there already."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from citizen_portal.domain.clocks import ClockEvent, supplement_limit
from citizen_portal.domain.lifecycle import Action, Status
from citizen_portal.domain.supplement_reasons import ANSWER_DAYS
from citizen_portal.models import Dossier, DossierEvent, SupplementRequest
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.services.parts import Parts
from citizen_portal.services.vault.items import component_of, usable_items

_HANDED_OVER = (Action.ACCEPT.value, Action.TRANSFER.value)


def asked_before(session: Session, dossier: Dossier) -> bool:
    """Tell whether something was asked at the dossier's present stage already."""
    found = select(SupplementRequest.id).where(
        SupplementRequest.dossier_id == dossier.id,
        SupplementRequest.asked_from == dossier.status,
    )
    return session.scalar(found.limit(1)) is not None


def last_moment_to_ask(session: Session, parts: Parts, dossier: Dossier) -> datetime | None:
    """Until when processing may ask without a ground of its own; None at reception."""
    if dossier.status != Status.IN_PROCESSING:
        return None
    rows = session.execute(
        select(DossierEvent.action, DossierEvent.at, DossierEvent.detail)
        .where(DossierEvent.dossier_id == dossier.id, DossierEvent.action.in_(_HANDED_OVER))
        .order_by(DossierEvent.sequence)
    )
    events = [ClockEvent(action=Action(row.action), at=row.at, detail=row.detail) for row in rows]
    return supplement_limit(events, parts.reference.calendar(dossier.handling_agency_id))


def proposed_answer_by(parts: Parts, agency_id: int) -> datetime:
    """The last moment to answer that a request proposes: the end of a working day."""
    calendar = parts.reference.calendar(agency_id)
    return calendar.add_calendar_days(parts.clock(), ANSWER_DAYS)


def fits_as_answer_by(parts: Parts, moment: datetime, most_days: int) -> bool:
    """Tell whether an officer may set this as the last moment to answer."""
    now = parts.clock()
    return now < moment <= now + timedelta(days=most_days + 1)


def held_in_vault(
    session: Session, parts: Parts, dossier: Dossier, procedure: Procedure
) -> Mapping[str, str]:
    """The procedure's papers that the applicant's vault has in force: name to the vault's code."""
    wanted = {component_of(procedure, one): one.name for one in procedure.documents}
    found = usable_items(session, dossier.person_id, wanted, parts.today())
    return {wanted[component]: item.code for component, item in found.items()}
