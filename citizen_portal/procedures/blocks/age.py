"""How old somebody is."""

from __future__ import annotations

from datetime import date


def full_years(born: date, on: date) -> int:
    """The age in full years on a day; negative before the birth.

    Somebody born on 29 February is a year older on 1 March of a common year.
    """
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
