"""Whatever a gateway says, in whatever order: the money is counted once, for the exact amount."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from citizen_portal.models import FeeReceipt, Paper, PaymentEntry, PaymentNotice, PaymentOrder
from citizen_portal.procedures.connectors import PaymentFact, PaymentState
from citizen_portal.services.dossiers.page import open_own_dossier
from citizen_portal.services.errors import NotPossibleNow, OutOfOrder
from citizen_portal.services.payments.facts import parked_notices, receive_notice
from citizen_portal.services.payments.orders import open_order, start_payment
from citizen_portal.services.withdrawal import withdraw_dossier
from tests.services.town import AN, GATEWAY, SANG, Town

FEE = 8_000
REFERENCES = ("TTA", "TTB", "TTUNKNOWN")


def _count(town: Town, table: Any, *conditions: Any) -> int:
    query = select(func.count()).select_from(table).where(*conditions)
    return int(town.session.execute(query).scalar_one())


def _facts() -> st.SearchStrategy[dict[str, Any]]:
    """Messages about two orders of one dossier and one that nobody opened."""
    return st.one_of(
        st.fixed_dictionaries(
            {
                "reference": st.sampled_from(REFERENCES[:2]),
                "state": st.just(PaymentState.SUCCEEDED),
                "amount": st.just(FEE),
                "transaction_id": st.sampled_from(("t1", "t2", "t3")),
            }
        ),
        st.fixed_dictionaries(
            {
                "reference": st.sampled_from(REFERENCES),
                "state": st.just(PaymentState.SUCCEEDED),
                "amount": st.sampled_from((FEE, FEE - 1, FEE + 1, 0)),
                "currency": st.sampled_from(("VND", "USD")),
                "transaction_id": st.sampled_from(("t1", "t2", "t3")),
            }
        ),
        st.fixed_dictionaries(
            {
                "reference": st.sampled_from(REFERENCES),
                "state": st.sampled_from(
                    (PaymentState.PENDING, PaymentState.FAILED, PaymentState.EXPIRED)
                ),
                "amount": st.just(FEE),
                "transaction_id": st.just(""),
            }
        ),
        st.fixed_dictionaries(
            {
                "reference": st.sampled_from(REFERENCES),
                "state": st.just(PaymentState.REFUNDED),
                "amount": st.just(FEE),
                "transaction_id": st.sampled_from(("t1", "t9")),
            }
        ),
    )


def _event_of(values: dict[str, Any]) -> str:
    """A message's own name follows from what it says: the same again is a repetition."""
    said = "-".join(str(values[name]) for name in sorted(values))
    return f"e-{said}"


def _is_payment(fact: PaymentFact) -> bool:
    return (
        fact.reference in ("TTA", "TTB")
        and fact.state is PaymentState.SUCCEEDED
        and (fact.amount, fact.currency) == (FEE, "VND")
    )


@given(messages=st.lists(_facts(), max_size=7))
@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_messages_in_any_order_are_money_at_most_once(
    new_town: Callable[[], AbstractContextManager[Town]], messages: list[dict[str, Any]]
) -> None:
    with new_town() as town:
        dossier_id = town.submitted()
        for reference in ("TTA", "TTB"):
            town.order(dossier_id, reference)
        facts = [town.fact(**{**values, "event_id": _event_of(values)}) for values in messages]
        for fact in facts:
            town.tell(fact)
        captured = _count(town, PaymentEntry, PaymentEntry.kind == "capture")
        assert captured == int(any(map(_is_payment, facts)))
        assert _count(town, FeeReceipt) == captured
        assert _count(town, Paper, Paper.kind == "fee_receipt") == captured
        received = town.session.execute(select(func.sum(PaymentEntry.amount))).scalar_one()
        assert received == (FEE if captured else None)
        assert town.dossier(dossier_id).payment_state == ("paid" if captured else "due")
        assert _count(town, PaymentNotice) == len(facts), "everything said is kept"


FAILED = {"state": PaymentState.FAILED, "transaction_id": "", "event_id": "e1"}
EXPIRED = {"state": PaymentState.EXPIRED, "transaction_id": "", "event_id": "e2"}
SUCCESS = {"event_id": "e3"}


@pytest.mark.parametrize("order", list(permutations((FAILED, EXPIRED, SUCCESS))))
def test_money_counts_whatever_came_before_or_after(
    town: Town, order: tuple[dict[str, Any], ...]
) -> None:
    dossier_id = town.submitted()
    town.order(dossier_id, "TT1")
    for changes in order:
        town.tell(town.fact("TT1", FEE, **changes))
    assert town.dossier(dossier_id).payment_state == "paid"
    town.session.expire_all()
    assert town.session.scalars(select(PaymentOrder.state)).one() == "succeeded"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"amount": FEE - 1}, "7999 VND for an order of 8000"),
        ({"currency": "USD"}, "8000 USD for an order of 8000"),
        ({"reference": "TT9"}, "no such order"),
        ({"state": PaymentState.REFUNDED}, "a refund"),
        ({"transaction_id": ""}, "success without a transaction"),
    ],
)
def test_what_does_not_fit_waits_for_a_person(
    town: Town, changes: dict[str, Any], why: str
) -> None:
    dossier_id = town.submitted()
    town.order(dossier_id, "TT1")
    verdict = town.tell(town.fact(**{"reference": "TT1", "amount": FEE, **changes}))
    assert (verdict.name, verdict.note) == ("parked", why)
    assert town.dossier(dossier_id).payment_state == "due"
    assert [one.note for one in parked_notices(town.session)] == [why]


def test_a_second_transaction_of_a_paid_order_waits_for_a_person(town: Town) -> None:
    dossier_id = town.submitted()
    town.order(dossier_id, "TT1")
    fact = town.fact("TT1", FEE)
    town.tell(fact)
    again = town.tell(replace(fact, transaction_id="t2", event_id="e2"))
    assert (again.name, again.note) == ("parked", "a second payment")


def test_money_for_a_fee_that_another_order_paid_waits_for_a_person(town: Town) -> None:
    dossier_id = town.submitted()
    for reference in ("TT1", "TT2"):
        town.order(dossier_id, reference)
    town.tell(town.fact("TT1", FEE))
    verdict = town.tell(town.fact("TT2", FEE))
    assert (verdict.name, verdict.note) == ("parked", "the fee was already paid by another order")
    assert _count(town, PaymentEntry) == _count(town, FeeReceipt) == 1


def test_a_transaction_pays_one_order_only(town: Town) -> None:
    for number, reference in ((AN, "TT1"), (SANG, "TT2")):
        town.order(town.submitted(number), reference)
    town.tell(town.fact("TT1", FEE, transaction_id="t"))
    verdict = town.tell(town.fact("TT2", FEE, transaction_id="t"))
    assert (verdict.name, verdict.note) == ("parked", "a transaction of another order")


def test_the_same_event_with_another_content_waits_for_a_person(town: Town) -> None:
    dossier_id = town.submitted()
    town.order(dossier_id, "TT1")
    pending = town.fact("TT1", FEE, state=PaymentState.PENDING, transaction_id="")
    assert town.tell(pending).name == "noted"
    lie = town.tell(town.fact("TT1", FEE))
    assert (lie.name, lie.note) == ("parked", "the same event with another content")


def test_money_for_a_withdrawn_dossier_waits_for_a_person(town: Town) -> None:
    dossier_id = town.submitted()
    town.order(dossier_id, "TT1")
    withdraw_dossier(town.session, town.parts, town.person(AN), dossier_id, None)
    assert town.tell(town.fact("TT1", FEE)).note == "the dossier is closed"


def test_an_unproven_notice_is_kept_and_changes_nothing(town: Town) -> None:
    dossier_id = town.submitted()
    town.order(dossier_id, "TT1")
    verdict = receive_notice(town.session, town.parts, GATEWAY, {}, b"{}")
    assert (verdict.name, verdict.note) == ("refused", "missing_signature")
    assert town.dossier(dossier_id).payment_state == "due"
    assert _count(town, PaymentNotice, PaymentNotice.verdict == "refused") == 1


def test_a_gateway_that_is_down_loses_nothing_and_opens_one_order(town: Town) -> None:
    dossier_id = town.submitted()
    for _ in range(2):
        with pytest.raises(OutOfOrder):
            start_payment(town.session, town.parts, town.person(AN), dossier_id)
        town.session.rollback()
    order = town.session.scalars(select(PaymentOrder)).one()
    assert (order.amount, order.state) == (FEE, "pending")
    view = open_order(town.session, town.parts, town.person(AN), order.reference)
    assert view.payment_state == "due"


def test_nothing_is_paid_twice(town: Town) -> None:
    dossier_id = town.submitted()
    town.pay(dossier_id)
    with pytest.raises(NotPossibleNow):
        start_payment(town.session, town.parts, town.person(AN), dossier_id)


def test_receipts_are_numbered_without_gaps(town: Town) -> None:
    for dossier_id in [town.submitted(), town.submitted(SANG), town.submitted()]:
        town.pay(dossier_id)
    numbers = town.session.scalars(select(FeeReceipt.number).order_by(FeeReceipt.number)).all()
    assert numbers == [1, 2, 3]


def test_a_result_that_is_not_paid_for_asks_its_applicant_to_pay(town: Town) -> None:
    dossier_id = town.approved()
    page = open_own_dossier(town.session, town.parts, town.person(AN), dossier_id)
    assert "Hãy nộp phí, lệ phí còn thiếu" in page.next.vi
    town.pay(dossier_id)
    page = open_own_dossier(town.session, town.parts, town.person(AN), dossier_id)
    assert "sẽ trả cho bạn" in page.next.vi
