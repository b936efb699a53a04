"""Facts that every portal needs in its tables: administrative units and the calendar."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import holidays
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from citizen_portal.models import AdministrativeUnit, CalendarDay

DATA = Path(__file__).parent / "data"
UNITS_SINCE = date(2025, 7, 1)
CALENDAR_YEARS = range(2025, 2029)


def rows_of(name: str) -> Iterator[dict[str, str]]:
    """The rows of one of the tables of facts."""
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def load_reference_data(session: Session) -> None:
    """Put the facts in; what is there already stays as it is. Commits.

    It is run by an operator's command, which is the permission.
    """
    units = [
        {"code": row["code"], "since": UNITS_SINCE, "name": row["name"],
         "kind": row["division_type"], "parent_code": row.get("province_code", "")}
        for name in ("provinces.csv", "communes.csv")
        for row in rows_of(name)
    ]  # fmt: skip
    session.execute(insert(AdministrativeUnit).on_conflict_do_nothing(), units)
    session.execute(insert(CalendarDay).on_conflict_do_nothing(), list(calendar_rows()))
    session.commit()


def calendar_rows() -> Iterator[dict[str, Any]]:
    """The days off and worked that the portal brings along; the overrides come last."""
    known = holidays.country_holidays("VN", years=CALENDAR_YEARS, language="vi")
    for day, name in sorted(known.items()):
        yield {"day": day, "origin": "library", "kind": "off", "name": name,
               "source": "holidays"}  # fmt: skip
    for day in sorted(known.weekend_workdays):
        yield {"day": day, "origin": "library", "kind": "work", "name": "Làm bù",
               "source": "holidays"}  # fmt: skip
    for row in rows_of("working_days.csv"):
        yield {"day": date.fromisoformat(row["day"]), "origin": "override",
               "kind": row["kind"], "name": row["name"], "source": row["source"]}  # fmt: skip
