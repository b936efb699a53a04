"""Who is called next at a counter: in the order of coming, people with priority first."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from citizen_portal.domain.roles import Duty
from citizen_portal.domain.wording import Text

MOST_IN_A_ROW: Final = 2
"""So many people with priority are called one after the other while others wait; a rule of
this portal, so that nobody waits for ever."""


class TicketService(StrEnum):
    """What somebody comes to the counter for."""

    RECEPTION = "tiep-nhan"
    CASH = "thu-phi"
    RETURN = "tra-ket-qua"

    @property
    def label(self) -> Text:
        """The words on the button."""
        return _SERVICES[self][0]

    @property
    def letter(self) -> str:
        """What its tickets begin with."""
        return _SERVICES[self][1]

    @property
    def duty(self) -> Duty:
        """Whose holders serve it."""
        return _SERVICES[self][2]


_SERVICES: Final = {
    TicketService.RECEPTION: (Text("Nộp hồ sơ, hỏi thủ tục", "Submit or ask"), "N", Duty.RECEIVE),
    TicketService.CASH: (Text("Nộp phí, lệ phí", "Pay a fee"), "P", Duty.COLLECT),
    TicketService.RETURN: (Text("Nhận kết quả", "Collect a result"), "K", Duty.RETURN),
}


def ticket_label(service: TicketService, number: int) -> str:
    """What the ticket, the board and the officer call it: "N012"."""
    return f"{service.letter}{number:03d}"


def priority_is_next(last_called: Sequence[bool], *, priority: bool, ordinary: bool) -> bool:
    """Tell whether somebody with priority is called next.

    ``last_called`` tells, newest first, whether those called had priority; ``priority`` and
    ``ordinary`` whether anybody of the kind waits.
    """
    if not (priority and ordinary):
        return priority
    recent = list(last_called[:MOST_IN_A_ROW])
    return len(recent) < MOST_IN_A_ROW or not all(recent)
