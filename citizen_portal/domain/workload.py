"""How much lies on each desk, and where the work is stuck."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from citizen_portal.domain.wording import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskLoad:
    """What waits at one desk: ``in_time``, due ``soon``, ``overdue``; ``oldest`` since when."""

    desk: str
    title: Text
    in_time: int
    soon: int
    overdue: int
    oldest: datetime | None

    @property
    def total(self) -> int:
        """All that waits there."""
        return self.in_time + self.soon + self.overdue


def bottleneck(desks: Sequence[DeskLoad]) -> DeskLoad | None:
    """Return the desk where the largest share is overdue; of equal ones the fuller.

    None while nothing is overdue.
    """
    late = [desk for desk in desks if desk.overdue]
    return max(late, key=lambda desk: (desk.overdue / desk.total, desk.overdue), default=None)
