"""A line of the reports 06a and 07a: dossiers received, solved and pending in a period.

Received is what was carried over and what came in; it equals what was solved and what is
pending. A report whose sums do not agree is never given out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """Numbers of dossiers: received (online, at counters or by post, carried over from before),
    solved (before the due day, on time, late), pending (within time, overdue).
    """

    online: int = 0
    direct: int = 0
    carried: int = 0
    early: int = 0
    on_time: int = 0
    late: int = 0
    in_time: int = 0
    overdue: int = 0

    @property
    def received(self) -> int:
        """All that there was to handle in the period."""
        return self.online + self.direct + self.carried

    @property
    def solved(self) -> int:
        """What was ended in the period."""
        return self.early + self.on_time + self.late

    @property
    def pending(self) -> int:
        """What was left at its end."""
        return self.in_time + self.overdue

    def __add__(self, other: ReportLine) -> ReportLine:
        return ReportLine(
            **{one.name: getattr(self, one.name) + getattr(other, one.name) for one in fields(self)}
        )

    def cells(self) -> tuple[int, ...]:
        """The eleven numbers in the order of the form."""
        return (
            self.received, self.online, self.direct, self.carried,
            self.solved, self.early, self.on_time, self.late,
            self.pending, self.in_time, self.overdue,
        )  # fmt: skip


def total(lines: Iterable[ReportLine]) -> ReportLine:
    """Add lines up."""
    return sum(lines, start=ReportLine())


def disagreements(named: Iterable[tuple[str, ReportLine]]) -> tuple[str, ...]:
    """Name the lines in which received is not solved and pending together."""
    return tuple(name for name, line in named if line.received != line.solved + line.pending)
