"""Ages in full years, also of those born on 29 February."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.procedures.blocks.age import full_years


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        (date(2008, 11, 20), date(2026, 11, 20), 18),
        (date(2008, 11, 21), date(2026, 11, 20), 17),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2026, 11, 20), date(2026, 11, 20), 0),
        (date(2026, 11, 21), date(2026, 11, 20), -1),
    ],
)
def test_full_years(born: date, on: date, age: int) -> None:
    assert full_years(born, on) == age


@given(st.dates(), st.dates(), st.dates())
def test_nobody_gets_younger(born: date, one: date, other: date) -> None:
    assert full_years(born, min(one, other)) <= full_years(born, max(one, other))
