"""Conditions and rules of packs, as the plugin API knows them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import reduce
from operator import and_, or_
from typing import Any, TypeAlias

from citizen_portal.plugin_api import Answers, full_years, when
from citizen_portal.plugin_api import Condition as Shown
from plugins.procedures.declared_packs.language.conditions import (
    AllHold,
    AllRules,
    Answered,
    AnyHolds,
    AnyRule,
    Compared,
    Condition,
    NotHolds,
    NotRule,
    Rule,
    leaves,
)

Ruling: TypeAlias = Callable[[Answers, date], bool]
"""Decides by the answers and the day."""


def condition_of(part: Condition | Rule) -> Shown:
    """The condition that pages decide. Raises ``TypeError`` for what looks further."""
    match part:
        case Answered():
            return when(part.question, *part.one_of)
        case NotHolds() | NotRule():
            return ~condition_of(part.part)
        case AllHold() | AllRules():
            return reduce(and_, map(condition_of, part.parts))
        case AnyHolds() | AnyRule():
            return reduce(or_, map(condition_of, part.parts))
    raise TypeError(f"{type(part).__name__} is no condition of pages")


def need_of(rule: Rule | None) -> Shown | Ruling | None:
    """What decides whether something is needed: a condition where that suffices."""
    if rule is None:
        return None
    if any(isinstance(leaf, Compared) for leaf in leaves(rule)):
        return ruling_of(rule)
    return condition_of(rule)


def ruling_of(rule: Rule) -> Ruling:
    """The rule as a function of answers and day."""
    return lambda answers, on: holds(rule, answers, on)


def holds(rule: Rule, answers: Answers, on: date) -> bool:
    """Decide a rule; an unanswered question fulfils no comparison."""
    match rule:
        case Answered():
            return when(rule.question, *rule.one_of).holds(answers)
        case Compared():
            return _compare(rule, answers, on)
        case NotRule():
            return not holds(rule.part, answers, on)
        case AllRules():
            return all(holds(part, answers, on) for part in rule.parts)
        case AnyRule():
            return any(holds(part, answers, on) for part in rule.parts)


def given(reference: str, answers: Answers) -> Iterator[Any]:
    """The answers that a reference means: one, or one of each row; none that are empty."""
    group, _, inner = reference.partition(".")
    answer = answers.get(group)
    for one in [row.get(inner) for row in answer or ()] if inner else [answer]:
        if one is not None and one != "" and one != []:
            yield one


def _compare(rule: Compared, answers: Answers, on: date) -> bool:
    found = list(given(rule.question, answers))
    if rule.answered is not None:
        return bool(found) is rule.answered
    return any(_fulfils(rule, one, answers, on) for one in found)


def _fulfils(rule: Compared, answer: Any, answers: Answers, on: date) -> bool:
    if rule.same_as is not None:
        return bool(answer == answers.get(rule.same_as))
    if isinstance(answer, date):
        return _fulfils_day(rule, answer, on)
    number = len(answer) if isinstance(answer, list | tuple) else answer
    if rule.at_least is not None:
        return bool(number >= rule.at_least)
    return rule.at_most is not None and bool(number <= rule.at_most)


def _fulfils_day(rule: Compared, day: date, on: date) -> bool:
    if rule.older_than_days is not None:
        return on - day > timedelta(days=rule.older_than_days)
    if rule.under_years is not None:
        return full_years(day, on) < rule.under_years
    return rule.from_years is not None and full_years(day, on) >= rule.from_years
