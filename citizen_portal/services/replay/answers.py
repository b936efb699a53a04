"""Answers made up from a form itself: each choice, each limit, then several at random.

Deterministic: the same form and seed give the same answers. What the form refuses is left out,
so whatever comes is what a citizen could have sent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice
from random import Random
from typing import Any

from citizen_portal.procedures.fields import (
    ChoiceField,
    ConfirmField,
    DateField,
    EmailField,
    LongTextField,
    MoneyField,
    NameField,
    NumberField,
    PersonalNumberField,
    PhoneField,
    SeveralField,
    TextField,
)
from citizen_portal.procedures.form import ProcedureForm, read_step, step_is_shown, typed_answers
from citizen_portal.procedures.group import GroupField, row_questions
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.procedures.questions import Question

Typed = dict[str, list[str]]

MOST_CHOICES = 40
AT_RANDOM = 100
_NAMES = ("Nguyễn Văn Ánh", "Đỗ Thị Hoà", "Lý A Sáng", "Trần Y")
_TEXT = "Số 5 đường Lê Lợi, tổ 2, khu phố Đông "
_AGES = (14, 15, 18, 60)


def made_up(procedure: Procedure, on: date, seed: int = 1) -> Iterator[dict[str, Any]]:
    """Answers that are right on a day: the cases with one answer changed, then with several."""
    chance = Random(seed)  # noqa: S311 - nothing secret
    questions = [
        (name, question, step)
        for step in procedure.form
        for name, question in step.questions().items()
    ]
    bases = [dict(case.answers) for case in procedure.cases]
    for name, question, _ in questions:
        for turn, candidate in enumerate(candidates(name, question, on, chance)):
            # Each candidate with another case, or with the next that takes it.
            start = turn % max(len(bases), 1)
            made = (
                _changed(procedure, base, {name: candidate}, on)
                for base in (*bases[start:], *bases[:start])
            )
            yield from islice((one for one in made if one is not None), 1)
    for _ in range(AT_RANDOM if bases and questions else 0):
        chosen = chance.sample(questions, min(len(questions), chance.randint(2, 5)))
        changes = {
            name: chance.choice(candidates(name, question, on, chance))
            for name, question, _ in chosen
        }
        found = _changed(procedure, chance.choice(bases), changes, on)
        if found is not None:
            yield found


def candidates(name: str, question: Question | GroupField, on: date, chance: Random) -> list[Typed]:
    """What may be typed for a question: the limits of its kind, and nothing when it may."""
    nothing = [] if question.required else [Typed()]
    if isinstance(question, GroupField):
        counts = dict.fromkeys((1, 2, question.most))
        rows = [_rows(name, question, count, on, chance, whole=True) for count in counts]
        return [*nothing, _rows(name, question, 1, on, chance, whole=False), *rows]
    if isinstance(question, SeveralField):
        every = [question.typed(value) for value, _ in question.choices]
        return [*nothing, {name: every}, *({name: [one]} for one in every[:MOST_CHOICES])]
    return [*nothing, *({name: [text]} for text in _texts(question, on, chance))] or [Typed()]


def _texts(question: Question, on: date, chance: Random) -> list[str]:
    match question:
        case ConfirmField():
            return ["yes"]
        case ChoiceField(choices=choices):
            few = choices if len(choices) <= MOST_CHOICES else chance.sample(choices, MOST_CHOICES)
            return [question.typed(value) for value, _ in few]
        case NumberField(least=least, most=most) | MoneyField(least=least, most=most):
            return [question.typed(number) for number in _numbers(least, most, chance)]
        case DateField():
            return [question.typed(day) for day in _days(question, on, chance)]
        case NameField(max_length=most):
            return [*(name for name in _NAMES if len(name) <= most), _long("Nguyễn Thị ", most)]
        case LongTextField(max_length=most):
            return ["x", "Một dòng\nvà dòng nữa"[:most], _long(_TEXT, most)]
        case TextField(max_length=most):
            return ["x", _TEXT.strip()[:most], _long(_TEXT, most)]
        case PersonalNumberField():
            return [f"0220{chance.randint(50, 99)}{chance.randint(0, 999_999):06}"]
        case PhoneField():
            return ["0912345678", "+84912345679"]
        case EmailField():
            return ["ten@example.vn", f"{'t' * 60}@example.vn"]
    return []


def _numbers(least: int, most: int, chance: Random) -> list[int]:
    """The limits, and numbers in between: rules of the law begin at round ones."""
    spread = [least + (most - least) * tenth // 10 for tenth in range(1, 10)]
    round_ones = [figure * 10**power for power in range(10) for figure in (1, 2, 5)]
    among = (least, least + 1, most - 1, most, *spread, *round_ones, chance.randint(least, most))
    return [one for one in dict.fromkeys(among) if least <= one <= most]


def _days(question: DateField, on: date, chance: Random) -> list[date]:
    span = (question.latest - question.earliest).days
    years = [_years_before(on, years) for years in _AGES]
    days = [
        question.earliest, question.latest, on, on - timedelta(1), on + timedelta(1),
        on + timedelta(30), on - timedelta(61), on - timedelta(400), *years,
        *(year + timedelta(1) for year in years),
        question.earliest + timedelta(chance.randint(0, max(span, 0))),
    ]  # fmt: skip
    return [day for day in dict.fromkeys(days) if question.earliest <= day <= question.latest]


def _years_before(day: date, years: int) -> date:
    return day.replace(year=day.year - years, day=min(day.day, 28))


def _long(text: str, most: int) -> str:
    """A text of exactly so many characters, with a letter at its end."""
    return (text * (most // len(text) + 1))[: most - 1].rstrip().ljust(most - 1, "x") + "x"


def _rows(
    name: str, group: GroupField, count: int, on: date, chance: Random, *, whole: bool
) -> Typed:
    """So many rows; those that are not whole answer only what they must."""
    typed: Typed = {}
    for index in range(count):
        for inner, question in row_questions(group).items():
            start = f"{name}-{index}-{inner}"
            found = [one for one in candidates(start, question, on, chance) if one]
            typed |= chance.choice(found) if found and (whole or question.required) else {}
    return typed


def _changed(
    procedure: Procedure, base: Mapping[str, Any], changes: Mapping[str, Typed], on: date
) -> dict[str, Any] | None:
    """The answers of a case with some typed otherwise; None when the form refuses them.

    What comes to be asked by the change is answered with the first thing that fits.
    """
    answers: dict[str, Any] = {}
    for step in procedure.form:
        if step_is_shown(step, answers):
            typed = _typed_over(step, base, changes)
            found = _answered(step, typed, answers, on)
            if found is None:
                return None
            answers |= found
    return answers if all(name in answers for name in changes) else None


def _typed_over(
    step: type[ProcedureForm], base: Mapping[str, Any], changes: Mapping[str, Typed]
) -> Typed:
    kept = {
        name: values
        for name, values in typed_answers(step, base).items()
        if name.partition("-")[0] not in changes
    }
    mine: Sequence[Typed] = [changes[name] for name in step.questions() if name in changes]
    for one in mine:
        kept |= one
    return kept


def _answered(
    step: type[ProcedureForm], typed: Typed, earlier: Mapping[str, Any], on: date
) -> dict[str, Any] | None:
    reading = read_step(step, typed, earlier, on)
    missing = [
        name for problem in reading.problems
        if (name := problem.question) in step.questions() and not typed.get(name)
    ]  # fmt: skip
    if reading.problems and missing:
        chance = Random(len(missing))  # noqa: S311 - nothing secret
        for name in missing:
            found = candidates(name, step.questions()[name], on, chance)
            typed |= next((one for one in found if one), Typed())
        reading = read_step(step, typed, earlier, on)
    return None if reading.problems else dict(reading.answers)
