"""Conditions, comparisons, checks and shapes, as tables."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from citizen_portal.plugin_api import Condition
from plugins.procedures.declared_packs.language.checks import Check
from plugins.procedures.declared_packs.language.conditions import Rule
from plugins.procedures.declared_packs.making.checks import problems_of
from plugins.procedures.declared_packs.making.conditions import holds, need_of
from plugins.procedures.declared_packs.shapes import check_shape, has_shape
from plugins.procedures.declared_packs.tests.small_pack import changed, sound

ON = date(2026, 11, 20)
RULES: TypeAdapter[Any] = TypeAdapter(Rule)
CHECKS: TypeAdapter[Any] = TypeAdapter(Check)
ANSWERS: dict[str, Any] = {
    "kind": "a",
    "several": ["a", "b"],
    "truth": True,
    "number": 5,
    "born": date(2008, 11, 20),
    "other": 5,
    "empty": None,
    "rows": [{"born": date(2015, 1, 1), "id": "1"}, {"born": date(1980, 1, 1), "id": None}],
}


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({"question": "kind", "is": ["a", "x"]}, True),
        ({"question": "kind", "is": ["x"]}, False),
        ({"question": "several", "is": ["b"]}, True),
        ({"question": "truth", "is": [True]}, True),
        ({"question": "nobody", "is": ["a"]}, False),
        ({"not": {"question": "nobody", "is": ["a"]}}, True),
        ({"question": "number", "at_least": 5}, True),
        ({"question": "number", "at_least": 6}, False),
        ({"question": "number", "at_most": 5}, True),
        ({"question": "number", "at_most": 4}, False),
        ({"question": "empty", "at_most": 4}, False),
        ({"question": "rows", "at_least": 2}, True),
        ({"question": "rows", "at_least": 3}, False),
        ({"question": "born", "under_years": 18}, False),
        ({"question": "born", "under_years": 19}, True),
        ({"question": "born", "from_years": 18}, True),
        ({"question": "born", "from_years": 19}, False),
        ({"question": "rows.born", "under_years": 18}, True),
        ({"question": "rows.born", "under_years": 10}, False),
        ({"question": "rows.born", "from_years": 40}, True),
        ({"question": "born", "older_than_days": 60}, True),
        ({"question": "born", "older_than_days": 6575}, False),
        ({"question": "number", "same_as": "other"}, True),
        ({"question": "number", "same_as": "kind"}, False),
        ({"question": "kind", "answered": True}, True),
        ({"question": "empty", "answered": True}, False),
        ({"question": "empty", "answered": False}, True),
        ({"question": "rows.id", "answered": True}, True),
        (
            {"all": [{"question": "kind", "is": ["a"]}, {"question": "number", "at_least": 9}]},
            False,
        ),
        ({"any": [{"question": "kind", "is": ["a"]}, {"question": "number", "at_least": 9}]}, True),
    ],
)
def test_rules(rule: dict[str, Any], expected: bool) -> None:
    read = RULES.validate_python(rule)
    assert holds(read, ANSWERS, ON) is expected
    need = need_of(read)
    decided = need.holds(ANSWERS) if isinstance(need, Condition) else need and need(ANSWERS, ON)
    assert decided is expected


def test_what_pages_can_decide_becomes_a_condition() -> None:
    answered = {"question": "kind", "is": ["a"]}
    assert isinstance(need_of(RULES.validate_python({"not": answered})), Condition)
    looking = {"any": [answered, {"question": "number", "at_least": 1}]}
    assert not isinstance(need_of(RULES.validate_python(looking)), Condition)


def found(check: dict[str, Any], **answers: Any) -> list[str]:
    return [one.question for one in problems_of([CHECKS.validate_python(check)], answers, ON)]


PERIODS = {"kind": "periods", "group": "rows", "start": "a", "end": "b"}


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([("2020-01-01", "2026-11-20")], []),
        ([("2020-01-01", "2020-12-31"), ("2021-01-01", "2021-02-01")], []),
        ([("2020-01-01", "2020-12-31"), ("2021-01-02", "2021-02-01")], ["rows-1-a"]),
        ([("2020-01-01", "2020-12-31"), ("2020-12-31", "2021-02-01")], ["rows-1-a"]),
        ([("2021-01-01", "2021-02-01"), ("2020-01-01", "2020-12-31")], ["rows-1-a"]),
        ([("2020-01-01", "2026-11-21")], ["rows-0-b"]),
        ([("2020-01-02", "2020-01-01")], ["rows-0-b"]),
        ([("2020-01-01", "2020-01-01"), ("2020-01-02", "2020-01-02")], []),
    ],
)
def test_periods_follow_each_other(spans: list[tuple[str, str]], expected: list[str]) -> None:
    rows = [{"a": date.fromisoformat(a), "b": date.fromisoformat(b)} for a, b in spans]
    assert found(PERIODS, rows=rows) == expected


@given(st.lists(st.integers(1, 400), min_size=1, max_size=8))
def test_periods_laid_end_to_end_pass(lengths: list[int]) -> None:
    first, rows = date(2010, 1, 1).toordinal(), []
    for length in lengths:
        last = date.fromordinal(first + length - 1)
        rows.append({"a": date.fromordinal(first), "b": last})
        first += length
    assert found(PERIODS, rows=rows) == []
    if len(rows) > 1:
        assert found(PERIODS, rows=[rows[0], *rows[2:], rows[1]]) != [] or len(rows) == 2


@pytest.mark.parametrize(
    ("check", "answers", "expected"),
    [
        ({"kind": "not_after_today", "question": "day"}, {"day": ON}, []),
        ({"kind": "not_after_today", "question": "day"}, {"day": date(2026, 11, 21)}, ["day"]),
        ({"kind": "not_before_today", "question": "day"}, {"day": ON}, []),
        ({"kind": "not_before_today", "question": "day"}, {"day": date(2026, 11, 19)}, ["day"]),
        ({"kind": "in_order", "first": "a", "second": "b"}, {"a": 1, "b": 1}, []),
        ({"kind": "in_order", "first": "a", "second": "b"}, {"a": 2, "b": 1}, ["b"]),
        ({"kind": "in_order", "first": "a", "second": "b"}, {"a": 2, "b": None}, []),
        ({"kind": "between", "question": "a", "least": 1, "most": 3}, {"a": 4}, ["a"]),
        ({"kind": "between", "question": "a", "least": 1, "most": 3}, {"a": 3}, []),
        ({"kind": "same", "question": "a", "other": "b"}, {"a": "x", "b": "y"}, ["a"]),
        ({"kind": "same", "question": "a", "other": "b"}, {"a": "x", "b": "x"}, []),
        ({"kind": "different", "question": "a", "other": "b"}, {"a": "x", "b": "x"}, ["a"]),
        ({"kind": "different", "question": "a", "other": "b"}, {"a": None, "b": None}, []),
        ({"kind": "words_match", "question": "w", "amount": "m"},
         {"w": "hai mươi nghìn đồng", "m": 20_000}, []),
        ({"kind": "words_match", "question": "w", "amount": "m"},
         {"w": "hai nghìn đồng", "m": 20_000}, ["w"]),
        ({"kind": "unique", "question": "rows.id", "besides": "own"},
         {"rows": [{"id": "1"}, {"id": "2"}], "own": "2"}, ["rows-1-id"]),
        ({"kind": "unique", "question": "rows.id"},
         {"rows": [{"id": "1"}, {"id": "1"}]}, ["rows-0-id", "rows-1-id"]),
    ],
)  # fmt: skip
def test_checks(check: dict[str, Any], answers: dict[str, Any], expected: list[str]) -> None:
    assert found(check, **answers) == expected


@pytest.mark.parametrize(
    ("first", "second", "length", "fits"),
    [
        ("2026-12-01", "2028-12-01", {"months": 24}, True),
        ("2026-12-01", "2028-12-02", {"months": 24}, False),
        ("2024-01-31", "2024-02-29", {"months": 1}, True),
        ("2024-01-31", "2024-03-01", {"months": 1}, False),
        ("2024-01-31", "2024-02-10", {"days": 10}, True),
        ("2024-01-31", "2024-02-11", {"days": 10}, False),
        ("9999-11-30", "9999-12-31", {"months": 1}, False),
        ("9999-12-31", "9999-12-31", {"months": 1200}, True),
    ],
)
def test_within(first: str, second: str, length: dict[str, int], fits: bool) -> None:
    check = {"kind": "within", "first": "a", "second": "b", **length}
    days = {"a": date.fromisoformat(first), "b": date.fromisoformat(second)}
    assert found(check, **days) == ([] if fits else ["b"])


def test_a_length_nobody_checked_is_told_as_a_setting() -> None:
    check = {"kind": "within", "first": "a", "second": "today", "months": 12, "configured": True}
    answers = {"a": date(2025, 1, 1)}
    (problem,) = problems_of([CHECKS.validate_python(check)], answers, ON)
    assert problem.question == "a"
    assert "cấu hình trên cổng này" in problem.sentence.vi


@pytest.mark.parametrize(
    ("text", "shape", "fits"),
    [
        ("AB123456", "AA999999", True),
        ("ab123456", "AA999999", True),
        ("A1123456", "AA999999", False),
        ("AB12345", "AA999999", False),
        ("AB123456\n", "AA999999", False),
        ("12-A/3", "99-*/*", True),
        ("١٢", "99", False),
        ("ĐÂ", "AA", False),
    ],
)
def test_shapes(text: str, shape: str, fits: bool) -> None:
    assert has_shape(text, check_shape(shape)) is fits


@pytest.mark.parametrize("shape", ["", "(a+)+", "[A-Z]", "A" * 31, "9{3}", "a"])
def test_a_shape_is_no_pattern(shape: str) -> None:
    with pytest.raises(ValueError, match="a shape has up to"):
        check_shape(shape)


def test_a_deadline_by_case(tmp_path: Path) -> None:
    cases = """
[[deadline.cases]]
unit = "day"
amount = 10
legal_basis = "habit"
when = { question = "hours", at_least = 6 }
"""
    procedure = sound(tmp_path, changed(("\n[[desks]]", cases + "\n[[desks]]")))
    assert procedure.deadline_for({"hours": 5}, procedure.channels[0]).duration.amount == 2
    long = procedure.deadline_for({"hours": 6}, procedure.channels[0])
    assert long.duration.label.vi == "10 ngày"
    assert long.legal_basis is not None
    assert not long.legal_basis.verified
