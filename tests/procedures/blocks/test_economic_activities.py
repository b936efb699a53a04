"""The table of activities, and the step that picks from it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.domain.wording import Text
from citizen_portal.procedures.blocks.economic_activities import (
    ActivityQuestions,
    activity_names,
    near_activities,
)
from citizen_portal.procedures.form import Problem, check_answers, read_step

ON = date(2026, 11, 20)
SHOP = {"code": "5610", "detail": "Quán phở", "main": True}


class Activities(ActivityQuestions):
    """A step of a procedure."""


def problems(rows: list[dict[str, Any]]) -> tuple[Problem, ...]:
    return check_answers(Activities, {"activities": rows}, ON)


def test_the_table() -> None:
    names = activity_names()
    assert len(names) >= 150
    assert all(len(code) == 4 and code.isdigit() and name for code, name in names.items())
    assert names["5610"].startswith("Nhà hàng")


@pytest.mark.parametrize(
    ("rows", "questions"),
    [
        ([], ["activities"]),
        ([SHOP], []),
        ([{**SHOP, "main": False}], ["activities"]),
        ([SHOP, {**SHOP, "code": "4711"}], ["activities"]),
        ([SHOP, {**SHOP, "code": "4711", "main": False}], []),
        ([SHOP, {**SHOP, "main": False}], ["activities"]),
        ([{**SHOP, "code": "0000"}], ["activities-0-code"]),
        ([{**SHOP, "code": "561"}], ["activities-0-code"]),
        ([{**SHOP, "detail": None}], ["activities-0-detail"]),
    ],
)
def test_rows(rows: list[dict[str, Any]], questions: list[str]) -> None:
    assert [problem.question for problem in problems(rows)] == questions


def test_what_comes_twice_is_named_once() -> None:
    twice = [SHOP, {**SHOP, "main": False}, {**SHOP, "main": False}]
    assert [problem.sentence for problem in problems(twice)] == [
        Text(
            "Mã ngành 5610 được khai nhiều lần; hãy gộp thành một dòng.",
            "Activity 5610 is entered more than once; make it one line.",
        )
    ]


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("5611", ["5610"]),
        ("5699", ["5610", "5621", "5629"]),
        ("cắt tóc", ["9631"]),
        ("cat toc", ["9631"]),
        ("zzzz", []),
        ("", []),
    ],
)
def test_near_codes(typed: str, near: list[str]) -> None:
    assert near_activities(typed) == near


def test_an_unknown_code_is_refused_with_near_ones() -> None:
    (problem,) = problems([{**SHOP, "code": "5611"}])
    assert "chọn trong danh mục" in problem.sentence.vi
    assert "5610 Nhà hàng" in problem.sentence.vi
    (problem,) = problems([{**SHOP, "code": "zzzz"}])
    assert "choose a code of 4 digits" in problem.sentence.en


@given(st.text(max_size=80))
def test_whatever_is_typed_as_a_code(typed: str) -> None:
    page = {"activities-0-code": [typed], "activities-0-detail": ["x"]}
    reading = read_step(Activities, page, {}, ON)
    assert all(problem.sentence.en for problem in reading.problems)
