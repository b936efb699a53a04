"""The leader's view: the load of each desk and each officer, and what is overdue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from citizen_portal.domain.roles import Duty
from citizen_portal.domain.wording import Text, as_text
from citizen_portal.domain.workload import DeskLoad, bottleneck
from citizen_portal.models import Dossier, Person
from citizen_portal.procedures.catalogue import ProcedureSuspended
from citizen_portal.services.actor import Actor, require_duty
from citizen_portal.services.dossiers.mine import COLUMNS, DossierLine, as_line
from citizen_portal.services.parts import Parts
from citizen_portal.services.processing.steps import APPROVAL, ISSUANCE
from citizen_portal.services.reference import AgencyView

MOST_OFFICERS = 50
MOST_OVERDUE = 10
UNDER_WAY = (2, 4)

# In the order in which a dossier passes them; processing steps stand in between.
_OUTER_DESKS = {
    "tiep-nhan": Text("Tiếp nhận", "Reception"),
    APPROVAL: Text("Phê duyệt", "Approval"),
    ISSUANCE: Text("Cấp số, đóng dấu", "Numbering and sealing"),
    "tra-ket-qua": Text("Trả kết quả", "Return of results"),
}

_DESKS = text(
    """
    SELECT 'tiep-nhan' AS desk, '' AS code, '' AS version, count(*) AS total,
        count(*) FILTER (WHERE acceptance_due_at < :now) AS overdue,
        count(*) FILTER (WHERE acceptance_due_at >= :now AND acceptance_due_at < :soon) AS soon,
        min(submitted_at) AS oldest
    FROM dossier WHERE receiving_agency_id = :agency_id AND status = 1
    UNION ALL
    SELECT step, min(procedure_code), (array_agg(procedure_version ORDER BY procedure_code))[1],
        count(*),
        count(*) FILTER (WHERE least(step_due_at, due_at) < :now),
        count(*) FILTER (WHERE least(step_due_at, due_at) >= :now
                           AND least(step_due_at, due_at) < :soon),
        min(coalesce(step_since, accepted_at))
    FROM dossier WHERE handling_agency_id = :agency_id AND status IN (2, 4) GROUP BY step
    UNION ALL
    SELECT 'tra-ket-qua', '', '', count(*),
        count(*) FILTER (WHERE due_at < :now),
        count(*) FILTER (WHERE due_at >= :now AND due_at < :soon),
        min(completed_at)
    FROM dossier WHERE return_agency_id = :agency_id AND status = 9
    """
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerLoad:
    """What one officer has in hand; nobody's when ``name`` is empty."""

    name: str
    total: int
    overdue: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload:
    """An agency's work at one moment."""

    agency: AgencyView
    at: datetime
    desks: tuple[DeskLoad, ...]
    stuck: DeskLoad | None
    officers: tuple[OfficerLoad, ...]
    overdue: tuple[DossierLine, ...]


def led_agencies(parts: Parts, actor: Actor | None) -> tuple[AgencyView, ...]:
    """The agencies whose work the person directs."""
    leader = require_duty(actor, Duty.DIRECT)
    return tuple(parts.reference.agency(one) for one in leader.agencies_for(Duty.DIRECT))


def open_workload(session: Session, parts: Parts, actor: Actor | None, agency_id: int) -> Workload:
    """The load of an agency now. Raises ``NotFound`` for an agency that is another's."""
    require_duty(actor, Duty.DIRECT, agency_id)
    now = parts.clock()
    desks = _desks(session, parts, agency_id, now)
    return Workload(
        agency=parts.reference.agency(agency_id),
        at=now,
        desks=desks,
        stuck=bottleneck(desks),
        officers=_officers(session, agency_id, now),
        overdue=_most_overdue(session, parts, agency_id, now),
    )


def _desks(session: Session, parts: Parts, agency_id: int, now: datetime) -> tuple[DeskLoad, ...]:
    soon = now + timedelta(days=1)
    rows = session.execute(_DESKS, {"agency_id": agency_id, "now": now, "soon": soon})
    found = [
        DeskLoad(
            desk=row.desk,
            title=_title(parts, row),
            in_time=row.total - row.soon - row.overdue,
            soon=row.soon,
            overdue=row.overdue,
            oldest=min(row.oldest, now) if row.oldest else None,
        )
        for row in rows
    ]
    order = list(_OUTER_DESKS)
    # Steps of procedures come after reception and before approval.
    place = {desk: number * 2 for number, desk in enumerate(order)}
    return tuple(sorted(found, key=lambda one: (place.get(one.desk, 1), one.title.vi)))


def _title(parts: Parts, row: Any) -> Text:
    if row.desk in _OUTER_DESKS:
        return _OUTER_DESKS[row.desk]
    try:
        steps = parts.catalogue.version(row.code, row.version).steps
    except ProcedureSuspended:
        return Text(row.desk)
    return next((as_text(one.title) for one in steps if one.name == row.desk), Text(row.desk))


def _officers(session: Session, agency_id: int, now: datetime) -> tuple[OfficerLoad, ...]:
    total = func.count().label("total")
    rows = session.execute(
        select(
            func.coalesce(Person.full_name, "").label("name"),
            total,
            func.count().filter(Dossier.due_at < now).label("overdue"),
        )
        .select_from(Dossier)
        .outerjoin(Person, Person.id == Dossier.officer_id)
        .where(Dossier.handling_agency_id == agency_id, Dossier.status.in_(UNDER_WAY))
        .group_by(Dossier.officer_id, Person.full_name)
        .order_by(total.desc(), "name")
        .limit(MOST_OFFICERS)
    )
    return tuple(OfficerLoad(name=row.name, total=row.total, overdue=row.overdue) for row in rows)


def _most_overdue(
    session: Session, parts: Parts, agency_id: int, now: datetime
) -> tuple[DossierLine, ...]:
    rows = session.execute(
        select(*COLUMNS)
        .where(
            Dossier.handling_agency_id == agency_id,
            Dossier.status.in_(UNDER_WAY),
            Dossier.due_at < now,
        )
        .order_by(Dossier.due_at, Dossier.id)
        .limit(MOST_OVERDUE)
    )
    return tuple(as_line(parts, row) for row in rows)
