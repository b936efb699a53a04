from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.domain.fee_balance import REST, FeeBalance, lines_paid
from citizen_portal.domain.fees import FeeAssessment, FeeKind, FeeLine
from citizen_portal.domain.wording import Text


def bill(*amounts: int) -> FeeAssessment:
    return FeeAssessment(
        lines=tuple(
            FeeLine(
                code=f"L{n}", name=Text(f"Khoản {n}"), kind=FeeKind.OTHER, quantity=1,
                unit_price=amount, amount=amount, legal_basis="Mẫu", reason=Text("Mẫu"),
            )
            for n, amount in enumerate(amounts)
        )
    )  # fmt: skip


def test_the_first_payment_is_for_all_lines_that_cost_something() -> None:
    assert lines_paid(bill(8_000, 0, 2_000), 0, 10_000) == (("Khoản 0", 8_000), ("Khoản 2", 2_000))


def test_a_line_added_later_is_paid_later() -> None:
    assert lines_paid(bill(8_000, 150_000), 8_000, 150_000) == (("Khoản 1", 150_000),)


def test_amounts_that_meet_no_line_are_one_line() -> None:
    assert lines_paid(bill(8_000, 2_000), 5_000, 5_000) == ((REST, 5_000),)


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=6), st.data())
def test_what_is_listed_adds_up_to_what_was_paid(amounts: list[int], data: st.DataObject) -> None:
    total = sum(amounts)
    before = data.draw(st.integers(0, total))
    paid = data.draw(st.integers(0, total - before))
    lines = lines_paid(bill(*amounts), before, paid)
    assert sum(each for _, each in lines) == paid


@pytest.mark.parametrize(
    ("billed", "paid", "given_back", "owed", "too_much", "state"),
    [
        (0, 0, False, 0, 0, "none"),
        (0, 0, True, 0, 0, "refunded"),
        (8_000, 0, False, 8_000, 0, "due"),
        (24_000, 8_000, True, 16_000, 0, "due"),
        (8_000, 8_000, True, 0, 0, "paid"),
        (8_000, 24_000, False, 0, 16_000, "overpaid"),
        (0, 8_000, False, 0, 8_000, "overpaid"),
    ],
)
def test_where_the_fee_stands(
    billed: int, paid: int, given_back: bool, owed: int, too_much: int, state: str
) -> None:
    found = FeeBalance(billed=billed, paid=paid)
    assert (found.owed, found.too_much) == (owed, too_much)
    assert found.state(given_back=given_back) == state
