"""Money that waits for a person is listed for administrators, closed once, and written down."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from citizen_portal.services.calendars.overrides import list_calendar_overrides
from citizen_portal.services.errors import Forbidden, LoginNeeded, NotFound, NotPossibleNow
from citizen_portal.services.payments.parked import close_parked_payment, list_parked_payments
from tests.services.town import AN, DUNG, KHOA, Town


def _park(town: Town) -> int:
    assert town.tell(town.fact("TTX", 1_000)).name == "parked"
    (parked,) = list_parked_payments(town.session, town.person(KHOA))
    return parked.id


def test_a_parked_payment_is_closed_once_with_a_note(town: Town) -> None:
    parked = _park(town)
    close_parked_payment(town.session, town.parts, town.person(KHOA), parked, "Đã hoàn tiền")
    assert list_parked_payments(town.session, town.person(KHOA)) == ()
    with pytest.raises(NotPossibleNow):
        close_parked_payment(town.session, town.parts, town.person(KHOA), parked, "Lần nữa")
    written = town.session.scalars(
        text("SELECT record FROM audit_entry WHERE record LIKE '%close_parked_payment%'")
    ).one()
    assert "Đã hoàn tiền" in written


def test_another_amount_is_named(town: Town) -> None:
    dossier_id = town.submitted()
    town.order(dossier_id, "TT1")
    town.tell(town.fact("TT1", 1))
    (parked,) = list_parked_payments(town.session, town.person(KHOA))
    assert parked.dossier_code == town.dossier(dossier_id).code
    assert "1 VND for an order of 8000" in parked.wrong.vi


def test_a_note_is_needed(town: Town) -> None:
    parked = _park(town)
    with pytest.raises(NotPossibleNow):
        close_parked_payment(town.session, town.parts, town.person(KHOA), parked, "  ")


def test_only_parked_messages_are_closed(town: Town) -> None:
    with pytest.raises(NotFound):
        close_parked_payment(town.session, town.parts, town.person(KHOA), 123, "x")


@pytest.mark.parametrize("number", [AN, DUNG])
def test_administrators_only(town: Town, number: str) -> None:
    parked = _park(town)
    actor = town.person(number)
    with pytest.raises(Forbidden):
        list_parked_payments(town.session, actor)
    with pytest.raises(Forbidden):
        close_parked_payment(town.session, town.parts, actor, parked, "x")
    with pytest.raises(Forbidden):
        list_calendar_overrides(town.session, actor)
    with pytest.raises(LoginNeeded):
        list_parked_payments(town.session, None)
