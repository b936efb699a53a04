"""Quiet hours: what rings waits for the morning, and never longer."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.domain.moment import VIETNAM, in_vietnam
from citizen_portal.domain.notice_events import NoticeChannel
from citizen_portal.domain.notice_times import QUIET_HOURS, QuietHours, send_after

MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))
CLOCKS = st.times().map(lambda one: one.replace(second=0, microsecond=0))


@given(MOMENTS)
def test_an_sms_never_leaves_at_night_and_waits_for_one_night_at_most(moment: datetime) -> None:
    leaves = send_after(NoticeChannel.SMS, moment)
    assert time(7) <= in_vietnam(leaves).time() < time(21)
    assert timedelta(0) <= leaves - moment <= timedelta(hours=10)
    assert send_after(NoticeChannel.SMS, leaves) == leaves


@given(MOMENTS, CLOCKS, CLOCKS)
def test_whatever_the_hours_the_wait_ends_where_they_end(
    moment: datetime, start: time, end: time
) -> None:
    quiet = QuietHours(start=start, end=end)
    over = quiet.over(moment)
    assert not quiet.holds(over)
    assert (over == moment) is not quiet.holds(moment)
    if over != moment:
        assert in_vietnam(over).time() == end


@given(MOMENTS)
def test_what_makes_no_noise_leaves_at_once(moment: datetime) -> None:
    assert send_after(NoticeChannel.EMAIL, moment) == moment
    assert send_after(NoticeChannel.PORTAL, moment) == moment


@pytest.mark.parametrize(
    ("clock", "leaves"),
    [
        ("20:59:59", "20/11 20:59:59"), ("21:00:00", "21/11 07:00:00"),
        ("23:59:59", "21/11 07:00:00"), ("00:00:00", "20/11 07:00:00"),
        ("06:59:59", "20/11 07:00:00"), ("07:00:00", "20/11 07:00:00"),
    ],
)  # fmt: skip
def test_the_edges(clock: str, leaves: str) -> None:
    moment = datetime.combine(datetime(2026, 11, 20).date(), time.fromisoformat(clock), VIETNAM)
    assert f"{in_vietnam(QUIET_HOURS.over(moment)):%d/%m %H:%M:%S}" == leaves
