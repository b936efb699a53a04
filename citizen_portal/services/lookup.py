"""Look-up without login: only how far a dossier is, and only with two things known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from citizen_portal.domain.dossier_code import normalise
from citizen_portal.domain.lifecycle import Status
from citizen_portal.domain.unreadable import Unreadable
from citizen_portal.domain.wording import Text, as_text
from citizen_portal.models import Dossier, Person
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.services.dossiers.what_next import without_due
from citizen_portal.services.errors import NotFound
from citizen_portal.services.parts import Parts
from citizen_portal.services.throttle import count_try

WINDOW = timedelta(minutes=15)
MOST_FOR_A_CODE = 10
"""A dossier's four digits cannot be tried out, from however many places."""
MOST_FROM_A_PLACE = 150
"""A place may be a whole office, or a proxy in front of the portal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedUp:
    """What anybody may know who holds the code and the number's end.

    ``no_due`` stands where ``due_at`` is no promise now; ``parts`` are those of an interlinked
    dossier that are opened.
    """

    code: str
    procedure_name: Text
    status: Status
    due_at: datetime | None
    no_due: Text | None
    parts: tuple[tuple[Text, Status], ...] = ()


def look_up(
    session: Session, parts: Parts, code: str, last_digits: str, *, caller: str
) -> LookedUp:
    """Find a dossier by its code and the last four digits of the applicant's number.

    A wrong code and a wrong number look the same (``NotFound``). ``caller`` is whose tries
    are counted; beyond the limit ``TooManyTries``.
    """
    now = parts.clock()
    count_try(session, f"look-up:{caller}", most=MOST_FROM_A_PLACE, window=WINDOW, now=now)
    try:
        wanted = normalise(code)
    except Unreadable:
        raise NotFound() from None
    count_try(session, f"look-up:{wanted}", most=MOST_FOR_A_CODE, window=WINDOW, now=now)
    row = session.execute(
        select(
            Dossier.id, Dossier.code, Dossier.status, Dossier.due_at, Dossier.asked_from,
            Dossier.procedure_code, Dossier.procedure_version, Person.personal_number,
        )
        .join(Person, Person.id == Dossier.person_id)
        .where(Dossier.code == wanted)
    ).one_or_none()  # fmt: skip
    given = last_digits.strip()
    if row is None or len(given) != 4 or not row.personal_number.endswith(given):
        raise NotFound()
    procedure = parts.catalogue.version(row.procedure_code, row.procedure_version)
    return LookedUp(
        code=row.code,
        procedure_name=as_text(procedure.name),
        status=Status(row.status),
        due_at=row.due_at,
        no_due=without_due(row.status, row.asked_from, row.due_at),
        parts=_parts_of(session, procedure, row.id) if procedure.interlinked else (),
    )


def _parts_of(
    session: Session, procedure: Procedure, dossier_id: UUID
) -> tuple[tuple[Text, Status], ...]:
    known = select(Dossier.part, Dossier.status).where(Dossier.parent_id == dossier_id)
    statuses = {row.part: Status(row.status) for row in session.execute(known)}
    return tuple(
        (as_text(part.title), statuses[part.name])
        for part in procedure.interlinked
        if part.name in statuses
    )
