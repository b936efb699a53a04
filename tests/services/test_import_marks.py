"""What looks wrong is marked, with its place; what is sound is not."""

from __future__ import annotations

from typing import Any

import pytest

from citizen_portal.services.imports.marks import marks_of
from tests.services.national_entries import entry, read, sample


def paths(value: Any) -> list[str]:
    return [mark.path for mark in marks_of(read(value))]


def method(**changes: Any) -> dict[str, Any]:
    return {"submissionMethod": "DIRECT", "processingTime": 3, "processingTimeUnit": "WORKING_DAY",
            "description": "", "fees": [], **changes}  # fmt: skip


def fee(value: Any, channel: str = "DIRECT") -> dict[str, Any]:
    return method(submissionMethod=channel, fees=[{"type": "FEE", "value": value}])


def test_a_sound_entry_has_none() -> None:
    assert marks_of(read(entry())) == ()


def test_the_contradiction_of_the_building_permit() -> None:
    """10 working days by every channel, 20 days by its case."""
    (mark,) = marks_of(read(sample()[0]))
    assert mark.path == "cases[0].processingDay"
    assert "20 ngày" in mark.sentence.vi
    assert "10 working days" in mark.sentence.en


def test_a_hundred_for_a_hundred_thousand() -> None:
    found = marks_of(read(sample()[1]))
    small = next(mark for mark in found if mark.path == "executionMethods[0].fees[0].value")
    assert "100.000 đồng" in small.sentence.vi
    assert "executionMethods" in [mark.path for mark in found], "the channels differ wildly"
    assert "code" in [mark.path for mark in found], "an agency's own code"
    assert "isWard" in [mark.path for mark in found], "the level is guessed"


def test_what_no_longer_exists() -> None:
    found = paths(sample()[2])
    assert "departmentsExecuting" in found
    assert "executionCases[0].profileComponents[0].name" in found


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"executionMethods": [fee(999)]}, "executionMethods[0].fees[0].value"),
        ({"executionMethods": [fee(10_000), fee(100_000, "ONLINE")]}, "executionMethods"),
        ({"executionMethods": [method(processingTime=13, processingTimeUnit="MONTH")]},
         "executionMethods[0].processingTime"),
        ({"executionMethods": [method(processingTime=0, processingTimeUnit="DAY")]},
         "executionMethods[0].processingTime"),
        ({"executionMethods": [method(processingTimeUnit="FORTNIGHT")]},
         "executionMethods[0].processingTime"),
        ({"cases": [{"code": "x", "processingDay": {"qty": 9, "type": "WORKING_DAY"}}]},
         "cases[0].processingDay"),
        ({"executionCases": []}, "executionCases"),
        ({"code": "BXD-1"}, "code"),
        ({"name": "Xác nhận của quận"}, "name"),
    ],
)  # fmt: skip
def test_what_is_marked(changes: dict[str, Any], path: str) -> None:
    assert path in paths(entry(**changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"executionMethods": [fee(0)]},
        {"executionMethods": [fee(1_000)]},
        {"executionMethods": [fee(10_000), fee(99_000, "ONLINE")]},
        {"executionMethods": [method(processingTime=12, processingTimeUnit="MONTH")]},
        {"executionMethods": [method(processingTime=0)]},
        {"executionMethods": [method(processingTime=0, processingTimeUnit="OTHER")]},
        {"cases": [{"code": "x", "processingDay": {"qty": 3, "type": "WORKING_DAY"}}]},
        {"cases": [{"code": "x", "processingDay": {"qty": 24, "type": "HOUR"}},
                   {"code": "y", "processingDay": {"qty": 1, "type": "OTHER"}}],
         "executionMethods": [method(processingTime=1, processingTimeUnit="DAY")]},
        {"name": "Cấp phép cho Hải quân, tàu tuần duyên"},
    ],
)  # fmt: skip
def test_what_is_not_marked(changes: dict[str, Any]) -> None:
    assert paths(entry(**changes)) == []
