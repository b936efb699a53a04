from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.domain.ticket_queue import (
    MOST_IN_A_ROW,
    TicketService,
    priority_is_next,
    ticket_label,
)

from .calendars import LAW


@pytest.mark.parametrize(
    ("service", "number", "label"),
    [(TicketService.RECEPTION, 1, "N001"), (TicketService.CASH, 45, "P045"),
     (TicketService.RETURN, 1234, "K1234")],
)  # fmt: skip
def test_a_ticket_is_called_by_letter_and_number(
    service: TicketService, number: int, label: str
) -> None:
    assert ticket_label(service, number) == label


def test_the_letters_tell_the_services_apart() -> None:
    assert len({one.letter for one in TicketService}) == len(TicketService)


@LAW
@given(st.lists(st.booleans(), max_size=40))
def test_nobody_waits_for_ever_and_priority_comes_first(coming: list[bool]) -> None:
    """Call everybody who came: never more than so many with priority in a row past others."""
    waiting, called = list(coming), list[bool]()
    while waiting:
        chosen = priority_is_next(called, priority=True in waiting, ordinary=False in waiting)
        if True in waiting and False in waiting:
            in_a_row = called[:MOST_IN_A_ROW]
            assert chosen is not (len(in_a_row) == MOST_IN_A_ROW and all(in_a_row))
        waiting.remove(chosen)
        called.insert(0, chosen)
    assert sorted(called) == sorted(coming)
