"""What one person proposes and another decides: calendars, the words of notices."""

from __future__ import annotations

from datetime import datetime
from typing import Final, Protocol
from uuid import UUID

from citizen_portal.domain.roles import Duty
from citizen_portal.domain.wording import Text
from citizen_portal.services.actor import Actor, require_administrator, require_duty
from citizen_portal.services.errors import Forbidden, NotPossibleNow

PROPOSED: Final = "proposed"
IN_FORCE: Final = "in_force"
REPLACED: Final = "replaced"
REFUSED: Final = "refused"

STATES: Final = {
    PROPOSED: (Text("Chờ duyệt", "Proposed"), "yellow"),
    IN_FORCE: (Text("Đang áp dụng", "In force"), "green"),
    REPLACED: (Text("Đã thay thế", "Replaced"), "grey"),
    REFUSED: (Text("Không duyệt", "Refused"), "red"),
}
SECOND_PERSON = Text(
    "Bạn đã đề xuất nội dung này nên người quản trị khác phải quyết định.",
    "You proposed this, so another administrator has to decide.",
)
DECIDED = Text(
    "Đề xuất này đã được quyết định. Hãy xem lại danh sách.",
    "This proposal has been decided already. Look at the list again.",
)


class Proposal(Protocol):
    """A row that waits for a second person."""

    state: str
    decided_at: datetime | None
    decided_by_id: UUID | None


def require_configurer(actor: Actor, agency_id: int | None) -> Actor:
    """An administrator, or an agency administrator for their own agency.

    Raises ``Forbidden``, and ``NotFound`` for another agency's matters.
    """
    if actor.is_administrator:
        return require_administrator(actor)
    if agency_id is None:
        raise Forbidden()
    return require_duty(actor, Duty.CONFIGURE, agency_id)


def settle(row: Proposal, proposer: UUID, person: Actor, at: datetime, *, agree: bool) -> None:
    """Put a proposal into force, or refuse it; the caller has locked the row.

    Raises ``NotPossibleNow`` when that was done, ``Forbidden`` for the proposer.
    """
    if row.state != PROPOSED:
        raise NotPossibleNow(DECIDED)
    if proposer == person.person_id:
        raise Forbidden(SECOND_PERSON)
    row.state = IN_FORCE if agree else REFUSED
    row.decided_at, row.decided_by_id = at, person.person_id
