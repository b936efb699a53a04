"""Conditions: what holds, and that the browser is told the same."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.procedures.conditions import (
    Condition,
    condition_json,
    settle,
    typed_choice,
    when,
)

NAMES = ("a", "b", "c")
VALUES = (True, False, "x", "y", 3)

answers = st.dictionaries(
    st.sampled_from(NAMES),
    st.one_of(st.sampled_from(VALUES), st.none(), st.lists(st.sampled_from(VALUES), max_size=3)),
)
leaves = st.builds(
    lambda name, values: when(name, *values),
    st.sampled_from(NAMES),
    st.lists(st.sampled_from(("x", "y", "z")), min_size=1, max_size=2),
)
conditions = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(lambda left, right: left & right, inner, inner),
        st.builds(lambda left, right: left | right, inner, inner),
        st.builds(lambda one: ~one, inner),
    ),
    max_leaves=6,
)


def read_as_browser(told: Mapping[str, Any], typed: Mapping[str, list[str]]) -> bool:
    """Evaluate the JSON the way a page does: on typed text."""
    if "field" in told:
        return any(value in told["in"] for value in typed.get(told["field"], []))
    if "all" in told:
        return all(read_as_browser(part, typed) for part in told["all"])
    if "any" in told:
        return any(read_as_browser(part, typed) for part in told["any"])
    return not read_as_browser(told["not"], typed)


def as_typed(given_answers: Mapping[str, Any]) -> dict[str, list[str]]:
    return {
        name: [typed_choice(one) for one in (value if isinstance(value, list) else [value])]
        for name, value in given_answers.items()
        if value is not None
    }


@pytest.mark.parametrize(
    ("condition", "given_answers", "holds"),
    [
        (when("a", "x"), {"a": "x"}, True),
        (when("a", "x", "y"), {"a": "y"}, True),
        (when("a", "x"), {"a": "y"}, False),
        (when("a", "x"), {}, False),
        (when("a", True), {"a": True}, True),
        (when("a", False), {"a": None}, False),
        (when("a", "x"), {"a": ["y", "x"]}, True),
        (when("a", "x"), {"a": []}, False),
        (~when("a", "x"), {}, True),
        (when("a", "x") & when("b", "y"), {"a": "x", "b": "y"}, True),
        (when("a", "x") & when("b", "y"), {"a": "x"}, False),
        (when("a", "x") | when("b", "y"), {"b": "y"}, True),
    ],
)
def test_what_holds(condition: Condition, given_answers: Mapping[str, Any], holds: bool) -> None:
    assert condition.holds(given_answers) is holds


def test_a_condition_without_values_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one value"):
        when("a")


def test_questions_are_those_of_all_parts() -> None:
    assert (when("a", 1) & ~(when("b", 2) | when("c", 3))).questions() == {"a", "b", "c"}


@given(conditions, answers)
def test_not_turns_around(condition: Condition, given_answers: dict[str, Any]) -> None:
    assert (~condition).holds(given_answers) is not condition.holds(given_answers)


@given(conditions, conditions, answers)
def test_de_morgan(left: Condition, right: Condition, given_answers: dict[str, Any]) -> None:
    assert (~(left & right)).holds(given_answers) == (~left | ~right).holds(given_answers)


@given(conditions, answers)
def test_the_browser_reads_the_same(condition: Condition, given_answers: dict[str, Any]) -> None:
    told = json.loads(condition_json(condition))
    assert read_as_browser(told, as_typed(given_answers)) is condition.holds(given_answers)


@given(conditions, answers, st.sets(st.sampled_from(NAMES)))
def test_a_settled_condition_looks_at_open_questions_only(
    condition: Condition, given_answers: dict[str, Any], open_questions: set[str]
) -> None:
    settled = settle(condition, given_answers, open_questions)
    assert settled.questions() <= open_questions
    on_the_page = {name: given_answers[name] for name in open_questions & given_answers.keys()}
    assert settled.holds(on_the_page) is condition.holds(given_answers)


def test_no_condition_is_no_text() -> None:
    assert condition_json(None) == ""
    assert condition_json(when("a", True, "x")) == '{"field":"a","in":["yes","x"]}'
