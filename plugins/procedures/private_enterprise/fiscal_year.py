"""A year of accounts, by its first and its last day, such as 01/01 and 31/12."""

from __future__ import annotations

import re
from datetime import date, timedelta

from wtforms import Form

from citizen_portal.plugin_api import TextField, refuse

DayOfYear = tuple[int, int]
"""Day and month."""

_TYPED = re.compile(r"(\d{1,2})[/\-.](\d{1,2})", re.ASCII)
_LEAP_YEAR = 2004


def read_day(typed: str) -> DayOfYear | None:
    """Read a day of the year typed dd/mm; None when there is no such day."""
    fits = _TYPED.fullmatch(typed.strip())
    if fits is None:
        return None
    day, month = int(fits[1]), int(fits[2])
    try:
        date(_LEAP_YEAR, month, day)
    except ValueError:
        return None
    return day, month


def last_days(first: DayOfYear) -> tuple[DayOfYear, ...]:
    """The days on which twelve months end that begin on ``first``.

    One day, two when the end of February is meant; none for 29 February, which most years
    do not have.
    """
    day, month = first
    if (day, month) == (29, 2):
        return ()
    ends = (date(year, month, day) - timedelta(days=1) for year in (_LEAP_YEAR - 1, _LEAP_YEAR))
    return tuple(dict.fromkeys((end.day, end.month) for end in ends))


def write_day(day: DayOfYear) -> str:
    """Write a day of the year: (1, 4) is "01/04"."""
    return f"{day[0]:02d}/{day[1]:02d}"


def a_day(form: Form, field: TextField) -> None:
    """Refuse what is no day of the year."""
    if read_day(field.data) is None:
        raise refuse(
            "Hãy nhập ngày có thật theo dạng ngày/tháng, ví dụ 31/12.",
            "Enter a real day as day/month, for example 31/12.",
        )
