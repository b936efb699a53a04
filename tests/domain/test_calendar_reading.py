"""A proposed calendar as it is typed: read whole, or refused whole with every reason."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, time

import pytest

from citizen_portal.domain.calendar_edition import CalendarChange, with_changes
from citizen_portal.domain.calendar_reading import (
    WEEKDAYS,
    TypedEdition,
    read_edition,
    write_days,
    write_week,
)

from .calendars import CALENDAR, DAYS_OFF, SATURDAYS

PRESENT = write_week(CALENDAR.usual_hours(date(2026, 11, 20)))
GOOD = TypedEdition(
    year="2027",
    days_off="02/02/2027 - 04/02/2027 Nghỉ Tết thêm\n\n 20/10/2027  Ngày của phường",
    worked="06/02/2027 Làm bù",
    hours={**PRESENT, "thu_7": "07:30-11:30"},
    since="01/03/2027",
    source="Thông báo 12/TB-UBND",
)


def reasons(typed: TypedEdition, *, national: bool = False) -> dict[str, list[str]]:
    change, found = read_edition(typed, CALENDAR, present=PRESENT, national=national)
    assert (change is None) == bool(found)
    said: dict[str, list[str]] = {}
    for name, sentence in found:
        assert sentence.vi
        assert sentence.en
        said.setdefault(name, []).append(sentence.vi)
    return said


def test_a_good_proposal_is_read() -> None:
    typed = replace(GOOD, worked="")
    change, found = read_edition(typed, CALENDAR, present=PRESENT, national=False)
    assert not found
    assert change is not None
    assert change.days_off[date(2027, 2, 3)] == "Nghỉ Tết thêm"
    assert change.days_off[date(2027, 10, 20)] == "Ngày của phường"
    assert len(change.days_off) == 4
    assert change.week is not None
    assert change.week.since == date(2027, 3, 1)
    assert change.week.hours[5] == ((time(7, 30), time(11, 30)),)
    assert 6 not in change.week.hours
    assert CalendarChange.from_json(json.loads(json.dumps(change.to_json()))) == change
    assert write_days(change.days_off).splitlines()[-1] == "20/10/2027 Ngày của phường"


def test_hours_left_as_they_were_offered_change_nothing() -> None:
    typed = replace(GOOD, worked="", hours=PRESENT, since="")
    change, found = read_edition(typed, CALENDAR, present=PRESENT, national=False)
    assert not found
    assert change is not None
    assert change.week is None


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"year": "hai nghìn"}, "nam", "Nhập năm"),
        ({"year": "1999"}, "nam", "Nhập năm"),
        ({"days_off": "31/02/2027 Không có"}, "ngay_nghi", "Dòng 1: ghi ngày/tháng/năm"),
        ({"days_off": "01/03/2027"}, "ngay_nghi", "Dòng 1: thiếu tên ngày"),
        ({"days_off": "01/03/2027 A\n01/03/2027 B"}, "ngay_nghi", "Dòng 2: ngày 01/03/2027 đã có"),
        ({"days_off": "05/03/2027 - 01/03/2027 A"}, "ngay_nghi", "ngày cuối phải sau ngày đầu"),
        ({"days_off": "01/03/2027 - 01/09/2027 A"}, "ngay_nghi", "nhiều nhất 60 ngày"),
        ({"days_off": "01/03/2026 A"}, "ngay_nghi", "không thuộc năm 2027"),
        ({"days_off": "30/12/2027 - 02/01/2028 A"}, "ngay_nghi", "không thuộc năm 2027"),
        ({"worked": "02/02/2027 Làm bù"}, "lam_bu", "vừa là ngày nghỉ vừa là ngày làm bù"),
        ({"worked": "17/03/2027 Làm bù"}, "lam_bu", "vốn là ngày làm việc"),
        ({"worked": "05/02/2027 Làm bù"}, "lam_bu", "chỉ lịch toàn quốc"),
        ({"hours": {**PRESENT, "thu_7": "11:30-07:30"}}, "thu_7", "nối tiếp nhau"),
        ({"hours": {**PRESENT, "thu_7": "7-11"}}, "thu_7", "Ghi giờ như"),
        ({"hours": {**PRESENT, "thu_7": "07:30-25:00"}}, "thu_7", "Ghi giờ như"),
        ({"hours": {**PRESENT, "thu_2": "07:30-12:00, 11:00-17:00"}}, "thu_2", "nối tiếp nhau"),
        ({"hours": {"thu_7": "07:30-11:30"}}, "thu_2", "ít nhất một ngày"),
        ({"since": ""}, "gio_tu", "Nhập ngày bắt đầu"),
        ({"since": "01/03/2028"}, "gio_tu", "trong năm của lịch"),
        ({"source": "  "}, "nguon", "căn cứ"),
    ],
)
def test_each_contradiction_is_named(changed: dict[str, object], field: str, said: str) -> None:
    found = reasons(replace(GOOD, **{"worked": "", **changed}))  # type: ignore[arg-type]
    assert any(said in one for one in found[field]), found


def test_all_reasons_come_at_once() -> None:
    bad = TypedEdition(
        year="2027",
        days_off="01/01/2026 A\nkhông phải ngày\n20/03/2027 B",
        worked="20/03/2027 Làm bù\n17/03/2027 Làm bù",
        hours={**PRESENT, "thu_7": "12:00-11:00"},
        since="khi nào đó",
        source="",
    )
    found = reasons(bad)
    assert len(found["ngay_nghi"]) == 2
    assert len(found["lam_bu"]) == 2
    assert set(found) == {"ngay_nghi", "lam_bu", "thu_7", "gio_tu", "nguon"}


def test_a_proposal_that_changes_nothing_is_refused() -> None:
    assert "không đổi gì" in reasons(TypedEdition(year="2027", source="TB"))["ngay_nghi"][0]


def test_the_nation_may_take_a_bundled_holiday_back() -> None:
    typed = TypedEdition(year="2026", worked="31/08/2026 Thông báo mới", source="TB")
    assert "chỉ lịch toàn quốc" in reasons(typed)["lam_bu"][0]
    change, found = read_edition(typed, CALENDAR, present=PRESENT, national=True)
    assert not found
    assert change is not None
    assert DAYS_OFF[date(2026, 8, 31)]
    laid = with_changes(CALENDAR, [change], "2")
    assert laid.is_working_day(date(2026, 8, 31))
    assert laid.version == "2"


def test_layers_lie_on_each_other() -> None:
    swap = date(2026, 8, 22)
    local = CalendarChange(year=2026, days_off={swap: "Hội phường"}, week=SATURDAYS.weeks[0])
    laid = with_changes(CALENDAR, [local], "1+2")
    assert CALENDAR.is_working_day(swap)
    assert not laid.is_working_day(swap)
    assert laid.is_working_day(date(2026, 11, 21))
    assert set(WEEKDAYS) == set(PRESENT)
