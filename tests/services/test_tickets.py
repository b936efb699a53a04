"""The queue at a counter: numbers without gaps, fair calling, two desks at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from citizen_portal.domain.roles import Duty
from citizen_portal.domain.ticket_queue import TicketService
from citizen_portal.services.errors import (
    Forbidden,
    NotFound,
    NotPossibleNow,
    TooManyTries,
    WrongInput,
)
from citizen_portal.services.tickets import taking
from citizen_portal.services.tickets.board import own_boards, see_board
from citizen_portal.services.tickets.serving import call_again, call_next, end_ticket
from citizen_portal.services.tickets.taking import see_ticket, take_ticket
from tests.services.town import AN, DUNG, EM, HAI, Town

RECEPTION, CASH = TicketService.RECEPTION, TicketService.CASH


def _agency(town: Town, who: str = DUNG) -> Any:
    return town.parts.reference.agency(town.person(who).agencies_for(Duty.SERVE_QUEUE)[0])


def _take(town: Town, service: TicketService = RECEPTION, *, priority: bool = False) -> str:
    code = _agency(town).code
    ticket_id = take_ticket(
        town.session, town.parts, code, service, priority=priority, caller="127.0.0.1"
    )
    return see_ticket(town.session, town.parts, code, ticket_id).label


def _call(town: Town, who: str = DUNG, desk: str = "Quầy 1") -> str:
    town.clock.now += timedelta(minutes=1)  # type: ignore[attr-defined]
    ticket_id = call_next(
        town.session, town.parts, town.person(who), _agency(town).id, RECEPTION, desk
    )
    return see_ticket(town.session, town.parts, _agency(town).code, ticket_id).label


def test_numbers_run_by_service_and_begin_anew_each_day(town: Town) -> None:
    assert [_take(town), _take(town, CASH), _take(town)] == ["N001", "P001", "N002"]
    town.clock.now += timedelta(days=1)  # type: ignore[attr-defined]
    assert _take(town) == "N001"


def test_people_are_called_in_order_those_with_priority_first(town: Town) -> None:
    taken = [_take(town, priority=number > 1) for number in range(5)]
    assert taken == ["N001", "N002", "N003", "N004", "N005"]
    assert [_call(town) for _ in range(5)] == ["N003", "N004", "N001", "N005", "N002"]
    with pytest.raises(NotPossibleNow, match="Không còn ai chờ"):
        _call(town)


def test_the_board_shows_who_is_called_where(town: Town) -> None:
    _take(town)
    _take(town)
    town.clock.now += timedelta(minutes=11)  # type: ignore[attr-defined]
    label = _call(town, desk=" Quầy   số 2 ")
    board = see_board(town.session, town.parts, _agency(town).code)
    assert [(one.label, one.desk) for one in board.called] == [(label, "Quầy số 2")]
    assert board.waiting == {RECEPTION: 1}
    assert board.usual_wait == timedelta(minutes=12)
    (own,) = own_boards(town.session, town.parts, town.person(DUNG))
    assert own.board == board
    assert own.mine == board.called


def test_a_call_ends_when_the_next_begins_or_when_it_is_said(town: Town) -> None:
    for _ in range(3):
        _take(town)
    _call(town)
    _call(town)
    (present,) = see_board(town.session, town.parts, _agency(town).code).called
    assert present.label == "N002"
    end_ticket(town.session, town.parts, town.person(DUNG), present.id, came=False)
    code = _agency(town).code
    assert see_ticket(town.session, town.parts, code, present.id).state == "missed"
    (own,) = own_boards(town.session, town.parts, town.person(DUNG))
    assert ([one.label for one in own.missed], own.mine) == (["N002"], ())
    call_again(town.session, town.parts, town.person(DUNG), present.id)
    assert see_ticket(town.session, town.parts, code, present.id).state == "called"
    end_ticket(town.session, town.parts, town.person(DUNG), present.id, came=True)
    for act in (lambda *who: end_ticket(*who, came=False), call_again):
        with pytest.raises(NotPossibleNow, match="đã kết thúc"):
            act(town.session, town.parts, town.person(DUNG), present.id)
        with pytest.raises(NotFound):
            act(town.session, town.parts, town.person(HAI), present.id)


def test_who_may_call(town: Town) -> None:
    _take(town)
    with pytest.raises(NotFound):
        _call(town, HAI)
    with pytest.raises(Forbidden):
        _call(town, EM)
    with pytest.raises(Forbidden):
        _call(town, AN)
    with pytest.raises(WrongInput) as refused:
        _call(town, desk="  ")
    assert "tên quầy" in refused.value.problems["quay"].vi


def test_tickets_of_elsewhere_and_of_yesterday_are_not_found(town: Town) -> None:
    code = _agency(town).code
    ticket_id = take_ticket(
        town.session, town.parts, code, RECEPTION, priority=False, caller="127.0.0.1"
    )
    with pytest.raises(NotFound):
        see_ticket(town.session, town.parts, _agency(town, HAI).code, ticket_id)
    with pytest.raises(NotFound):
        see_ticket(town.session, town.parts, "000.00.00.X00", ticket_id)
    town.clock.now += timedelta(days=1)  # type: ignore[attr-defined]
    with pytest.raises(NotFound):
        see_ticket(town.session, town.parts, code, ticket_id)


def test_one_address_cannot_empty_the_roll(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "MOST_FROM_ONE_PLACE", 2)
    _take(town)
    _take(town)
    with pytest.raises(TooManyTries):
        _take(town)


def test_desks_that_call_at_once_get_different_people(own_town: Town, own_engine: Engine) -> None:
    town, people = own_town, 12
    for _ in range(people):
        _take(town)
    agency, actor = _agency(town).id, town.person(DUNG)

    def call(_: int) -> int:
        with Session(own_engine) as session:
            return call_next(session, town.parts, actor, agency, RECEPTION, "Quầy 1")

    with ThreadPoolExecutor(4) as desks:
        called = list(desks.map(call, range(people)))
    assert len(set(called)) == people
