"""Cash at the counter: the exact amount, once, by who may, beside whatever a gateway says."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Action, Status
from citizen_portal.models import FeeReceipt, Paper, PaymentEntry, PaymentNotice, PaymentOrder
from citizen_portal.services.cash.by_phone import open_phone_payment, see_phone_payment
from citizen_portal.services.cash.closing import close_day
from citizen_portal.services.cash.desk import fees_waiting, find_to_collect, open_bill
from citizen_portal.services.cash.taking import Counted, change_due, take_cash
from citizen_portal.services.errors import Forbidden, NotFound, NotPossibleNow, WrongInput
from citizen_portal.services.payments.fee_requests import AskedFee, request_payment
from citizen_portal.services.payments.means import CASH
from tests.services.town import AN, DUNG, EM, HAI, KHOA, Town

KEY, OTHER = "0123456789ABCDEF", "FEDCBA9876543210"
FEE = 8_000


def _take(
    town: Town, dossier_id: UUID, key: str = KEY, amount: str = "8.000", who: str = DUNG
) -> None:
    take_cash(town.session, town.parts, town.person(who), dossier_id, key, Counted(amount=amount))


def _entries(town: Town, dossier_id: UUID) -> list[tuple[str, int]]:
    rows = town.session.execute(
        select(PaymentEntry.gateway, PaymentEntry.amount)
        .join(PaymentOrder, PaymentOrder.id == PaymentEntry.order_id)
        .where(PaymentOrder.dossier_id == dossier_id)
        .order_by(PaymentEntry.id)
    )
    return [(row.gateway, row.amount) for row in rows]


def test_cash_settles_as_a_gateway_does(town: Town) -> None:
    dossier_id = town.accepted()
    assert open_bill(town.session, town.parts, town.person(DUNG), dossier_id).due == FEE
    _take(town, dossier_id)
    dossier = town.dossier(dossier_id)
    assert dossier.payment_state == "paid"
    assert _entries(town, dossier_id) == [(CASH, FEE)]
    (order,) = town.session.scalars(select(PaymentOrder))
    assert (order.state, order.collected_by_id) == ("succeeded", town.person(DUNG).person_id)
    (receipt,) = town.session.scalars(select(FeeReceipt))
    assert (receipt.number, receipt.amount, receipt.order_id) == (1, FEE, order.id)
    paper = town.session.get_one(Paper, receipt.paper_id)
    assert paper.content["payment_method"] == "Tiền mặt tại quầy"


@pytest.mark.parametrize("waits", [False, True], ids=["beside", "waited-for"])
def test_the_history_names_who_took_the_money(town: Town, waits: bool) -> None:
    dossier_id = town.submitted() if waits else town.accepted()
    if waits:
        request_payment(town.session, town.parts, town.person(DUNG), dossier_id, None, AskedFee())
    _take(town, dossier_id)
    page = open_bill(town.session, town.parts, town.person(DUNG), dossier_id).dossier
    event = page.events[-1]
    assert (event.action, event.who.vi) == (
        Action.CONFIRM_PAYMENT, "Phạm Thị Dung (cán bộ một cửa)",
    )  # fmt: skip
    assert event.agency == "Ủy ban nhân dân phường Hạ Long"
    assert page.status is (Status.REGISTERED if waits else Status.IN_PROCESSING)


def test_the_same_page_twice_takes_the_money_once(town: Town) -> None:
    dossier_id = town.accepted()
    _take(town, dossier_id)
    _take(town, dossier_id)
    with pytest.raises(NotPossibleNow, match="không còn khoản phí"):
        _take(town, dossier_id, OTHER)
    assert _entries(town, dossier_id) == [(CASH, FEE)]


@pytest.mark.parametrize("amount", ["", "7.999", "8.001", "tám nghìn", "0", "-8.000"])
def test_any_other_amount_is_refused(town: Town, amount: str) -> None:
    dossier_id = town.accepted()
    with pytest.raises(WrongInput) as refused:
        _take(town, dossier_id, amount=amount)
    assert set(refused.value.problems) == {"so_tien"}
    assert _entries(town, dossier_id) == []


def test_who_may_take_it(town: Town) -> None:
    dossier_id = town.accepted()
    for who, error in ((EM, Forbidden), (HAI, NotFound), (AN, Forbidden), (KHOA, Forbidden)):
        with pytest.raises(error):
            _take(town, dossier_id, who=who)
    own = town.submitted(DUNG)
    with pytest.raises(Forbidden, match="người thân"):
        _take(town, own)
    for key in ("", "0123", "0123456789abcdef"):
        with pytest.raises(NotFound):
            _take(town, dossier_id, key)
    with pytest.raises(NotFound):
        _take(town, town.draft())
    _take(town, dossier_id)
    with pytest.raises(NotFound):
        _take(town, town.accepted(), KEY)


def test_a_payment_that_comes_late_waits_for_a_person(town: Town) -> None:
    dossier_id = town.accepted()
    town.order(dossier_id, "TTLATE")
    _take(town, dossier_id)
    assert town.tell(town.fact("TTLATE", FEE)).name == "parked"
    assert _entries(town, dossier_id) == [(CASH, FEE)]
    notes = town.session.scalars(select(PaymentNotice.note)).all()
    assert notes == ["the fee was already paid by another order"]


def test_a_late_payment_never_pays_a_grown_bill_twice(town: Town) -> None:
    dossier_id = town.accepted()
    town.order(dossier_id, "TTLATE")
    _take(town, dossier_id)
    dossier = town.dossier(dossier_id)
    dossier.fee_total, dossier.payment_state = FEE + 5_000, "due"
    town.session.commit()
    assert town.tell(town.fact("TTLATE", FEE)).name == "parked"
    _take(town, dossier_id, OTHER, "5.000")
    assert town.dossier(dossier_id).payment_state == "paid"
    assert _entries(town, dossier_id) == [(CASH, FEE), (CASH, 5_000)]


def test_cash_after_a_gateway_has_settled_is_refused(town: Town) -> None:
    dossier_id = town.accepted()
    town.pay(dossier_id)
    with pytest.raises(NotPossibleNow):
        _take(town, dossier_id)


def test_receipts_run_without_gaps_whoever_took_the_money(town: Town) -> None:
    for number in range(4):
        dossier_id = town.accepted()
        if number % 2:
            town.pay(dossier_id)
        else:
            _take(town, dossier_id, f"{number:016X}")
            with pytest.raises(NotPossibleNow):
                _take(town, dossier_id, f"{number + 10:016X}")
    numbers = town.session.scalars(select(FeeReceipt.number).order_by(FeeReceipt.id)).all()
    assert numbers == [1, 2, 3, 4]


def test_two_cashiers_at_once(own_town: Town, own_engine: Engine) -> None:
    dossier_id = own_town.accepted()
    dung = own_town.person(DUNG)

    def take(key: str) -> str:
        with Session(own_engine) as session:
            try:
                take_cash(session, own_town.parts, dung, dossier_id, key, Counted(amount="8000"))
            except NotPossibleNow:
                return "refused"
            return "taken"

    with ThreadPoolExecutor(4) as pool:
        ends = list(pool.map(take, [KEY, KEY, OTHER, OTHER]))
    assert _entries(own_town, dossier_id) == [(CASH, FEE)]
    assert sorted(ends) == ["refused", "refused", "taken", "taken"]


def test_who_waits_and_who_is_found(town: Town) -> None:
    paid, unpaid, draft = town.accepted(), town.accepted(), town.draft()
    _take(town, paid)
    dung, hai = town.person(DUNG), town.person(HAI)
    waiting = fees_waiting(town.session, town.parts, dung)
    assert [(one.id, one.due) for one in waiting.lines] == [(unpaid, FEE)]
    assert fees_waiting(town.session, town.parts, hai).lines == ()
    code = town.dossier(unpaid).code or ""
    assert find_to_collect(town.session, dung, f" {code.lower()} ") == unpaid
    for who, typed in ((hai, code), (dung, "000.00.06.H49-261120-9999"), (dung, "xyz")):
        with pytest.raises(WrongInput):
            find_to_collect(town.session, who, typed)
    with pytest.raises(Forbidden):
        fees_waiting(town.session, town.parts, town.person(EM))
    with pytest.raises(NotFound):
        open_bill(town.session, town.parts, dung, draft)


def test_the_day_is_closed_with_its_sums(town: Town) -> None:
    for key in (KEY, OTHER):
        _take(town, town.accepted(), key)
    town.pay(town.accepted())
    dung = town.person(DUNG)
    day = close_day(town.session, dung, town.parts.today())
    assert [(one.name, one.count, one.amount) for one in day.sums] == [(dung.name, 2, 2 * FEE)]
    assert (day.total, len(day.lines), day.older) == (2 * FEE, 2, 0)
    assert [one.receipt for one in day.lines] == ["DV-26E/00000002", "DV-26E/00000001"]
    assert close_day(town.session, town.person(HAI), town.parts.today()).total == 0
    town.clock.now = town.clock.now.replace(day=21)  # type: ignore[attr-defined]
    assert close_day(town.session, dung, town.parts.today()).lines == ()
    with pytest.raises(Forbidden):
        close_day(town.session, town.person(EM), town.parts.today())


def test_a_phone_payment_is_for_the_counter_that_opened_it(town: Town) -> None:
    dossier_id = town.accepted()
    for who, error in ((EM, Forbidden), (HAI, NotFound)):
        with pytest.raises(error):
            open_phone_payment(town.session, town.parts, town.person(who), dossier_id)
    town.order(dossier_id, "TTPHONE")
    seen = see_phone_payment(town.session, town.person(DUNG), dossier_id, "TTPHONE")
    assert (seen.amount, seen.waits) == (FEE, True)
    with pytest.raises(NotFound):
        see_phone_payment(town.session, town.person(HAI), dossier_id, "TTPHONE")
    town.tell(town.fact("TTPHONE", FEE))
    assert not see_phone_payment(town.session, town.person(DUNG), dossier_id, "TTPHONE").waits
    with pytest.raises(NotPossibleNow):
        open_phone_payment(town.session, town.parts, town.person(DUNG), dossier_id)


@given(due=st.integers(1, 10**10), more=st.integers(0, 10**9))
def test_change_is_what_was_given_less_what_is_due(due: int, more: int) -> None:
    counted = Counted(amount=str(due), given=str(due + more))
    assert change_due(counted, due) == more
    assert change_due(Counted(amount=str(due)), due) is None


@given(due=st.integers(2, 10**10), data=st.data())
def test_too_little_is_said_with_what_is_missing(due: int, data: Any) -> None:
    given_ = data.draw(st.integers(0, due - 1))
    with pytest.raises(WrongInput) as refused:
        change_due(Counted(amount=str(due + 1), given=str(given_)), due)
    assert set(refused.value.problems) == {"so_tien", "khach_dua"}
