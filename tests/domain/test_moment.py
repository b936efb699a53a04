from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from citizen_portal.domain.moment import (
    format_day,
    format_legal_day,
    format_legal_moment,
    format_moment,
    format_moment_short,
    format_place_and_day,
    in_vietnam,
    weekday_name,
)

# 20:05 in UTC is 03:05 of the next day in Vietnam.
EVENING = datetime(2026, 2, 4, 20, 5, 59, tzinfo=UTC)


def test_instants_are_shown_in_vietnams_time() -> None:
    assert in_vietnam(EVENING).isoformat() == "2026-02-05T03:05:59+07:00"
    assert format_day(EVENING) == "05/02/2026"
    assert format_moment(EVENING) == "03 giờ 05 phút, ngày 05/02/2026"
    assert format_moment(EVENING, "en") == "03:05 on 05/02/2026"
    assert format_moment_short(EVENING) == "03:05 ngày 05/02/2026"
    assert format_moment_short(EVENING, "en") == "03:05 on 05/02/2026"


def test_a_plain_day_stays_as_it_is() -> None:
    assert format_day(date(2026, 11, 20)) == "20/11/2026"


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
        (date(2026, 1, 31), "ngày 31 tháng 01 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2026, 12, 20), "ngày 20 tháng 12 năm 2026"),
    ],
)
def test_days_on_official_papers(day: date, written: str) -> None:
    assert format_legal_day(day) == written


def test_official_papers_take_the_day_in_vietnam() -> None:
    assert format_place_and_day("Hạ Long", EVENING) == "Hạ Long, ngày 05 tháng 02 năm 2026"
    assert format_legal_moment(EVENING) == "03 giờ 05 phút, ngày 05 tháng 02 năm 2026"


def test_weekdays_have_names() -> None:
    assert str(weekday_name(date(2026, 11, 20))) == "Thứ Sáu"
    assert weekday_name(date(2026, 11, 22)).en == "Sunday"


def test_a_moment_without_a_zone_is_refused() -> None:
    for write in (in_vietnam, format_day, format_moment, format_moment_short):
        with pytest.raises(ValueError, match="time zone"):
            write(datetime(2026, 11, 20, 10))
