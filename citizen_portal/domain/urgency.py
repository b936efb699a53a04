"""How a term stands: early, on time, running out, overdue."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Final

from citizen_portal.domain.data.clock_limits import EARLY_SHARE, SOON_HOURS, SOON_SHARE
from citizen_portal.domain.moment import day_in_vietnam
from citizen_portal.domain.wording import Text
from citizen_portal.domain.working_time import WorkingCalendar


class Urgency(StrEnum):
    """How a term stands, or stood when it ended."""

    EARLY = "early"
    ON_TIME = "on_time"
    SOON = "soon"
    OVERDUE = "overdue"

    @property
    def label(self) -> Text:
        """The words people read."""
        return _WORDS[self][0]

    @property
    def tone(self) -> str:
        """The colour of its tag."""
        return _WORDS[self][1]


_WORDS: Final[Mapping[Urgency, tuple[Text, str]]] = {
    Urgency.EARLY: (Text("Sớm hạn", "Early"), "green"),
    Urgency.ON_TIME: (Text("Đúng hạn", "On time"), "blue"),
    Urgency.SOON: (Text("Sắp đến hạn", "Due soon"), "yellow"),
    Urgency.OVERDUE: (Text("Quá hạn", "Overdue"), "red"),
}


def how_urgent(
    start: datetime, due: datetime, at: datetime, calendar: WorkingCalendar, *, over: bool = False
) -> Urgency:
    """Return how a term from ``start`` to ``due`` stands at ``at``; ``over`` once it ended.

    What ended before the day on which it was due was early.
    """
    if at > due:
        return Urgency.OVERDUE
    if over:
        before = day_in_vietnam(at) < day_in_vietnam(due)
        return Urgency.EARLY if before else Urgency.ON_TIME
    total = calendar.working_hours_between(start, due) if start < due else 0.0
    left = calendar.working_hours_between(at, due)
    soon = max(total * SOON_SHARE, SOON_HOURS if total > 2 * SOON_HOURS else 0.0)
    if left <= soon:
        return Urgency.SOON
    return Urgency.EARLY if left > total * EARLY_SHARE else Urgency.ON_TIME
