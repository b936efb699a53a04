"""Of what an export tells: an agency and the days from and to which it reaches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from citizen_portal.domain.moment import VIETNAM, format_day
from citizen_portal.services.reference import AgencyView


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportScope:
    """An agency's matters from the beginning of ``since`` to the end of ``until``."""

    agency: AgencyView
    since: date
    until: date

    @property
    def begins_at(self) -> datetime:
        """The first moment of the period."""
        return datetime.combine(self.since, time.min, VIETNAM)

    @property
    def ends_at(self) -> datetime:
        """The first moment after the period."""
        return datetime.combine(self.until + timedelta(days=1), time.min, VIETNAM)

    @property
    def words(self) -> str:
        """The period as a table's note says it."""
        return f"Từ ngày {format_day(self.since)} đến ngày {format_day(self.until)}"
