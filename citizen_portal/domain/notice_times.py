"""When a notice may ring: text messages wait for the morning, what makes no noise does not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from citizen_portal.domain.moment import in_vietnam
from citizen_portal.domain.notice_events import NoticeChannel


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietHours:
    """The part of the day, in Vietnam's time, in which no telephone rings.

    ``start`` belongs to it, ``end`` does not; it may pass midnight. Equal ends: none.
    """

    start: time
    end: time

    def holds(self, moment: datetime) -> bool:
        """Tell whether an aware moment lies within."""
        clock = in_vietnam(moment).time()
        if self.start <= self.end:
            return self.start <= clock < self.end
        return clock >= self.start or clock < self.end

    def over(self, moment: datetime) -> datetime:
        """The first moment from ``moment`` on that lies outside."""
        if not self.holds(moment):
            return moment
        local = in_vietnam(moment)
        morning = local.replace(
            hour=self.end.hour, minute=self.end.minute, second=0, microsecond=0, fold=0
        )
        if morning <= local:
            morning += timedelta(days=1)
        return morning.astimezone(moment.tzinfo)


QUIET_HOURS: Final = QuietHours(start=time(21), end=time(7))
"""A custom of the portal, not a rule of law."""


def send_after(
    channel: NoticeChannel, moment: datetime, quiet: QuietHours = QUIET_HOURS
) -> datetime:
    """When a notice decided at ``moment`` may leave over a channel."""
    return quiet.over(moment) if channel is NoticeChannel.SMS else moment
