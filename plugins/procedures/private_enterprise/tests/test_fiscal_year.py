"""Years of accounts have twelve months, whatever day they begin on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.procedures.private_enterprise.fiscal_year import (
    DayOfYear,
    last_days,
    read_day,
    write_day,
)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("01/01", (1, 1)),
        ("1/4", (1, 4)),
        (" 31-12 ", (31, 12)),
        ("29.02", (29, 2)),
        ("30/02", None),
        ("31/04", None),
        ("00/01", None),
        ("01/13", None),
        ("01/01/2026", None),
        ("0101", None),
        ("٣/٣", None),
        ("", None),
    ],
)
def test_reading(typed: str, day: DayOfYear | None) -> None:
    assert read_day(typed) == day


@pytest.mark.parametrize(
    ("first", "ends"),
    [
        ((1, 1), ((31, 12),)),
        ((1, 4), ((31, 3),)),
        ((1, 7), ((30, 6),)),
        ((15, 10), ((14, 10),)),
        ((1, 3), ((28, 2), (29, 2))),
        ((28, 2), ((27, 2),)),
        ((29, 2), ()),
    ],
)
def test_twelve_months(first: DayOfYear, ends: tuple[DayOfYear, ...]) -> None:
    assert last_days(first) == ends


@given(st.dates(date(2001, 1, 1), date(2400, 12, 31)))
def test_the_next_year_begins_on_the_same_day(last: date) -> None:
    following = last + timedelta(days=1)
    ends = last_days((following.day, following.month))
    assert (not ends and (following.day, following.month) == (29, 2)) or (
        (last.day, last.month) in ends
    )


@given(st.text(max_size=8))
def test_reading_never_fails(typed: str) -> None:
    day = read_day(typed)
    assert day is None or read_day(write_day(day)) == day
