from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.domain.deadline import (
    Deadline,
    DueDate,
    Duration,
    DurationUnit,
    acceptance_due,
    due_date,
    hand_over_at,
)
from citizen_portal.domain.legal import LegalBasis
from citizen_portal.domain.wording import Text

from .calendars import CALENDAR, DAYS_OFF, EXTRA_DAYS_OFF, LAW, MOMENTS, at, calendar

SAME_DAY = Deadline(Duration(DurationUnit.WORKING_DAY, 0), None, time(15, 0))
DURATIONS = st.one_of(
    st.builds(Duration, st.just(DurationUnit.WORKING_DAY), st.integers(0, 70)),
    st.builds(
        Duration,
        st.sampled_from([DurationUnit.DAY, DurationUnit.HOUR, DurationUnit.MONTH]),
        st.integers(1, 30),
    ),
)
DEADLINES = st.one_of(st.builds(Deadline, DURATIONS), st.just(SAME_DAY))


def working_days(amount: int) -> Deadline:
    return Deadline(Duration(DurationUnit.WORKING_DAY, amount))


@pytest.mark.parametrize(
    ("unit", "amount", "vi", "en"),
    [
        (DurationUnit.WORKING_DAY, 3, "3 ngày làm việc", "3 working days"),
        (DurationUnit.WORKING_DAY, 1, "1 ngày làm việc", "1 working day"),
        (DurationUnit.WORKING_DAY, 0, "trong ngày làm việc", "the same working day"),
        (DurationUnit.DAY, 20, "20 ngày", "20 days"),
        (DurationUnit.HOUR, 8, "8 giờ làm việc", "8 working hours"),
        (DurationUnit.MONTH, 2, "2 tháng", "2 months"),
    ],
)
def test_labels(unit: DurationUnit, amount: int, vi: str, en: str) -> None:
    assert Duration(unit, amount).label == Text(vi, en)


@pytest.mark.parametrize(
    ("received", "deadline", "due"),
    [
        ("2026-11-20 10:00", working_days(3), "2026-11-26 10:00"),
        ("2026-02-13 10:00", working_days(3), "2026-02-25 10:00"),
        ("2026-11-20 23:59", working_days(1), "2026-11-23 17:00"),
        ("2026-11-21 00:01", working_days(1), "2026-11-23 17:00"),
        ("2026-11-18 23:59", working_days(1), "2026-11-19 17:00"),
        ("2026-11-19 00:01", working_days(1), "2026-11-20 07:30"),
        ("2026-08-22 09:00", working_days(1), "2026-08-24 09:00"),
        ("2026-04-29 09:00", working_days(1), "2026-05-04 09:00"),
        ("2026-08-28 09:00", working_days(1), "2026-09-03 09:00"),
        ("2026-04-24 09:00", working_days(1), "2026-04-28 09:00"),
        ("2026-11-20 10:00", working_days(0), "2026-11-20 17:00"),
        ("2026-11-20 18:00", working_days(0), "2026-11-23 17:00"),
        ("2026-11-20 15:00", SAME_DAY, "2026-11-20 17:00"),
        ("2026-11-20 15:00:01", SAME_DAY, "2026-11-23 17:00"),
        ("2026-11-23 15:00:01", SAME_DAY, "2026-11-25 17:00"),
        ("2026-11-21 09:00", SAME_DAY, "2026-11-23 17:00"),
        ("2026-11-20 02:00", SAME_DAY, "2026-11-20 17:00"),
        ("2026-11-20 10:00", Deadline(Duration(DurationUnit.DAY, 9)), "2026-11-30 17:00"),
        ("2026-11-20 16:00", Deadline(Duration(DurationUnit.HOUR, 8)), "2026-11-23 16:30"),
        ("2026-10-24 16:00", Deadline(Duration(DurationUnit.MONTH, 1)), "2026-11-25 17:00"),
    ],
)
def test_due_dates(received: str, deadline: Deadline, due: str) -> None:
    assert due_date(deadline, at(received), CALENDAR).at == at(due)


@LAW
@given(received=MOMENTS, days=st.integers(1, 70))
def test_a_longer_term_ends_later(received: datetime, days: int) -> None:
    shorter = due_date(working_days(days), received, CALENDAR).at
    assert due_date(working_days(days + 1), received, CALENDAR).at > shorter
    assert due_date(working_days(0), received, CALENDAR).at <= shorter


@LAW
@given(first=MOMENTS, later=st.timedeltas(timedelta(), timedelta(days=12)), deadline=DEADLINES)
def test_who_comes_first_is_due_first(
    first: datetime, later: timedelta, deadline: Deadline
) -> None:
    due = due_date(deadline, first, CALENDAR).at
    assert due <= due_date(deadline, first + later, CALENDAR).at


@LAW
@given(received=MOMENTS, deadline=DEADLINES, off=st.sets(EXTRA_DAYS_OFF, max_size=8))
def test_another_day_off_never_makes_it_earlier(
    received: datetime, deadline: Deadline, off: set[date]
) -> None:
    longer = calendar({**DAYS_OFF, **dict.fromkeys(off, "nghỉ đột xuất")})
    due = due_date(deadline, received, CALENDAR).at
    assert due_date(deadline, received, longer).at >= due


@LAW
@given(received=MOMENTS, deadline=DEADLINES)
def test_a_due_date_lies_in_working_time_after_receipt(
    received: datetime, deadline: Deadline
) -> None:
    due = due_date(deadline, received, CALENDAR).at
    assert due >= received
    assert CALENDAR.is_working_day(due.date())
    assert CALENDAR.within_hours(due.time()) == due.time()


@LAW
@given(received=MOMENTS, deadline=DEADLINES)
def test_a_due_date_survives_json(received: datetime, deadline: Deadline) -> None:
    due = due_date(deadline, received, CALENDAR)
    assert DueDate.from_json(json.loads(json.dumps(due.to_json()))) == due


@LAW
@given(received=MOMENTS, days=st.integers(1, 30))
def test_every_day_off_on_the_way_has_its_step(received: datetime, days: int) -> None:
    due = due_date(working_days(days), received, CALENDAR)
    told = "\n".join(step.text.vi for step in due.steps if "không tính." in step.text.vi)
    day = received.date() + timedelta(days=1)
    while day < due.at.date():
        if day in DAYS_OFF:
            assert DAYS_OFF[day] in told
        elif not CALENDAR.is_working_day(day):
            assert "nghỉ cuối tuần" in told
        day += timedelta(days=1)


def test_the_steps_can_be_followed() -> None:
    deadline = Deadline(
        Duration(DurationUnit.WORKING_DAY, 3),
        LegalBasis(document="Nghị định 00/2026/NĐ-CP", article="Điều 1"),
    )
    due = due_date(deadline, at("2026-11-20 18:00"), CALENDAR)
    assert [step.text.vi for step in due.steps] == [
        "Nhận hồ sơ lúc 18 giờ 00 phút, ngày 20/11/2026; ngày nhận không tính vào thời hạn.",
        "Thời hạn giải quyết: 3 ngày làm việc, theo Điều 1 Nghị định 00/2026/NĐ-CP.",
        "Từ 21/11/2026 đến 22/11/2026: nghỉ cuối tuần, không tính.",
        "Thứ Ba 24/11/2026: Ngày Văn hóa Việt Nam, không tính.",
        "Giờ hẹn nằm trong giờ làm việc: 17 giờ 00 phút.",
        "Hẹn trả kết quả: 17 giờ 00 phút, ngày 26/11/2026.",
    ]
    assert due.steps[3].text.en == "Tuesday 24/11/2026: Ngày Văn hóa Việt Nam, not counted."
    assert due.steps[3].on == date(2026, 11, 24)
    assert due.calendar_version == "2026-2"


def test_days_before_the_count_begins_are_not_told() -> None:
    saturday = due_date(working_days(1), at("2026-11-21 10:00"), CALENDAR)
    assert [step.on for step in saturday.steps] == [
        date(2026, 11, 21),
        None,
        date(2026, 11, 22),
        date(2026, 11, 23),
        date(2026, 11, 23),
    ]


@pytest.mark.parametrize("deadline", [SAME_DAY, Deadline(Duration(DurationUnit.HOUR, 2))])
def test_where_the_day_of_receipt_counts_its_day_off_is_told(deadline: Deadline) -> None:
    due = due_date(deadline, at("2026-11-21 10:00"), CALENDAR)
    steps = [step.text.vi for step in due.steps]
    assert steps[0] == "Nhận hồ sơ lúc 10 giờ 00 phút, ngày 21/11/2026."
    assert steps[2] == "Từ 21/11/2026 đến 22/11/2026: nghỉ cuối tuần, không tính."
    assert len(steps) == 4


def test_the_same_day_rule_is_told() -> None:
    assert SAME_DAY.label == Text(
        "trong ngày làm việc; nhận sau 15:00 thì trả vào ngày làm việc tiếp theo",
        "the same working day; the next working day when received after 15:00",
    )
    assert working_days(2).label == Text("2 ngày làm việc", "2 working days")


def test_a_worked_saturday_is_named() -> None:
    due = due_date(working_days(2), at("2026-08-20 10:00"), CALENDAR)
    assert due.at == at("2026-08-22 10:00")
    assert due.steps[2].text.vi == (
        "Thứ Bảy 22/08/2026 là ngày làm việc (làm bù cho ngày 31/08/2026), có tính."
    )


def test_a_term_in_calendar_days_tells_only_what_moved_it() -> None:
    nine = Deadline(Duration(DurationUnit.DAY, 9))
    due = due_date(nine, at("2026-11-20 10:00"), CALENDAR)
    assert [step.text.vi for step in due.steps][2:4] == [
        "Ngày cuối của thời hạn: 29/11/2026.",
        "Chủ nhật 29/11/2026: nghỉ cuối tuần, không tính.",
    ]
    ten = due_date(Deadline(Duration(DurationUnit.DAY, 10)), at("2026-11-20 10:00"), CALENDAR)
    assert ten.at == due.at
    assert not any("không tính." in step.text.vi for step in ten.steps)


def test_an_unchecked_basis_is_not_shown_as_law() -> None:
    basis = LegalBasis(document="Nghị định 00/2026/NĐ-CP", verified=False)
    deadline = Deadline(Duration(DurationUnit.DAY, 5), basis)
    due = due_date(deadline, at("2026-11-20 10:00"), CALENDAR)
    assert not any("Nghị định" in step.text.vi for step in due.steps)


@pytest.mark.parametrize(
    ("received", "handed_over"),
    [
        ("2026-11-20 10:00", "2026-11-20 10:00"),
        ("2026-11-20 15:00", "2026-11-20 15:00"),
        ("2026-11-20 15:00:01", "2026-11-23 07:30"),
        ("2026-11-20 06:00", "2026-11-20 07:30"),
        ("2026-11-21 10:00", "2026-11-23 07:30"),
        ("2026-11-23 16:00", "2026-11-25 07:30"),
    ],
)
def test_hand_over(received: str, handed_over: str) -> None:
    assert hand_over_at(at(received), CALENDAR) == at(handed_over)


def test_acceptance_takes_eight_working_hours_or_the_procedures_own() -> None:
    assert acceptance_due(at("2026-11-20 15:00"), CALENDAR) == at("2026-11-23 15:30")
    assert acceptance_due(at("2026-11-20 22:00"), CALENDAR, 1) == at("2026-11-23 08:30")


def test_contradicting_terms_are_refused() -> None:
    with pytest.raises(ValueError, match="not a duration"):
        Duration(DurationUnit.DAY, 0)
    with pytest.raises(ValueError, match="not a duration"):
        Duration(DurationUnit.WORKING_DAY, -1)
    with pytest.raises(ValueError, match="same day"):
        Deadline(Duration(DurationUnit.WORKING_DAY, 3), None, time(15, 0))
    with pytest.raises(ValueError, match="time zone"):
        due_date(working_days(1), datetime(2026, 11, 20, 10), CALENDAR)
