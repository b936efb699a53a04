from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.domain.fee_balance import REST, lines_paid
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
