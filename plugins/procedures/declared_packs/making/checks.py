"""What packs check between answers."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from citizen_portal.plugin_api import Answers, Problem, Text, amount_in_words, words_agree
from plugins.procedures.declared_packs.language.checks import (
    AmountCheck,
    BetweenCheck,
    Check,
    DayCheck,
    OrderCheck,
    PairCheck,
    PeriodsCheck,
    RefusedCheck,
    UniqueCheck,
    WithinCheck,
)
from plugins.procedures.declared_packs.making import sentences
from plugins.procedures.declared_packs.making.conditions import given, holds
from plugins.procedures.declared_packs.making.questions import text_of

TODAY = "today"

Found = Iterator[tuple[str, Text]]
"""Questions with what is wrong with their answers."""


def problems_of(checks: Iterable[Check], answers: Answers, on: date) -> Iterator[Problem]:
    """What the checks find."""
    for check in checks:
        own = text_of(check.sentence) if check.sentence else None
        for question, sentence in _CHECKS[type(check)](check, answers, on):
            yield Problem(question, own or sentence)


def _day(check: DayCheck, answers: Answers, on: date) -> Found:
    later = check.kind == "not_after_today"
    for question, day in _placed(check.question, answers):
        if (day > on) if later else (day < on):
            yield question, sentences.AFTER_TODAY if later else sentences.BEFORE_TODAY


def _order(check: OrderCheck, answers: Answers, on: date) -> Found:
    first, second = answers.get(check.first), answers.get(check.second)
    if first is not None and second is not None and first > second:
        yield check.second, sentences.OUT_OF_ORDER


def _within(check: WithinCheck, answers: Answers, on: date) -> Found:
    known = {**answers, TODAY: on}
    first, second = known.get(check.first), known.get(check.second)
    if first is not None and second is not None and second > _last_day(check, first):
        question = check.first if check.second == TODAY else check.second
        yield question, sentences.too_long(check.months, check.days, configured=check.configured)


def _last_day(check: WithinCheck, first: date) -> date:
    if check.days is not None:
        return first + timedelta(days=min(check.days, (date.max - first).days))
    month = first.month - 1 + (check.months or 0)
    year, month = first.year + month // 12, month % 12 + 1
    if year > date.max.year:
        return date.max
    return date(year, month, min(first.day, monthrange(year, month)[1]))


def _between(check: BetweenCheck, answers: Answers, on: date) -> Found:
    number = answers.get(check.question)
    if number is not None and not check.least <= number <= check.most:
        yield check.question, sentences.not_between(check.least, check.most)


def _pair(check: PairCheck, answers: Answers, on: date) -> Found:
    one, other = answers.get(check.question), answers.get(check.other)
    if one is None or other is None:
        return
    if check.kind == "same" and one != other:
        yield check.question, sentences.NOT_THE_SAME
    if check.kind == "different" and one == other:
        yield check.question, sentences.THE_SAME


def _amount(check: AmountCheck, answers: Answers, on: date) -> Found:
    words, amount = answers.get(check.question), answers.get(check.amount)
    if words is not None and amount is not None and not words_agree(words, amount):
        yield check.question, sentences.words_differ(amount_in_words(amount, capital=True))


def _periods(check: PeriodsCheck, answers: Answers, on: date) -> Found:
    rows = list(enumerate(answers.get(check.group) or ()))
    before: date | None = None
    for index, row in rows:
        start, end = row.get(check.start), row.get(check.end)
        if start is None or end is None:
            return
        at = f"{check.group}-{index}"
        if end > on:
            yield f"{at}-{check.end}", sentences.AFTER_TODAY
        if start > end:
            yield f"{at}-{check.end}", sentences.OUT_OF_ORDER
        if before is not None and start <= before:
            yield f"{at}-{check.start}", sentences.OVERLAP
        elif before is not None and start > before + timedelta(days=1):
            yield f"{at}-{check.start}", sentences.GAP
        before = end


def _unique(check: UniqueCheck, answers: Answers, on: date) -> Found:
    placed = list(_placed(check.question, answers))
    times = Counter(answer for _, answer in placed)
    if check.besides:
        times.update([answers.get(check.besides)])
    for question, answer in placed:
        if times[answer] > 1:
            yield question, sentences.TWICE


def _refused(check: RefusedCheck, answers: Answers, on: date) -> Found:
    if holds(check.rule, answers, on):
        yield check.question, text_of(check.sentence)


def _placed(reference: str, answers: Answers) -> Iterator[tuple[str, Any]]:
    """The answers that a reference means, each with the name of its question on the page."""
    group, _, inner = reference.partition(".")
    if not inner:
        yield from ((reference, one) for one in given(reference, answers))
        return
    for index, row in enumerate(answers.get(group) or ()):
        if row.get(inner) is not None:
            yield f"{group}-{index}-{inner}", row[inner]


_CHECKS: dict[type, Callable[[Any, Answers, date], Found]] = {
    DayCheck: _day,
    OrderCheck: _order,
    WithinCheck: _within,
    BetweenCheck: _between,
    PairCheck: _pair,
    AmountCheck: _amount,
    PeriodsCheck: _periods,
    UniqueCheck: _unique,
    RefusedCheck: _refused,
}
