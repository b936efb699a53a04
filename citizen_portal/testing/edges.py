"""The edges of each question: the least and the most, odd days, the longest text, nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from citizen_portal.procedures.fields import (
    ChoiceField,
    ConfirmField,
    DateField,
    EmailField,
    MoneyField,
    NameField,
    NumberField,
    PersonalNumberField,
    PhoneField,
    SeveralField,
    TextField,
)
from citizen_portal.procedures.group import GroupField, row_questions
from citizen_portal.procedures.questions import Question
from citizen_portal.testing.typed_texts import (
    E_MAIL_ADDRESSES,
    NAMES,
    PERSONAL_NUMBERS,
    TELEPHONES,
    TEXTS,
    longest_name,
)

NOTHING: tuple[object, ...] = (None, "", [], False)
"""What stands for no answer, an unticked box included."""

_LEAP_DAY = date(2024, 2, 29)
_AGE = 18
_MOST_CHOICES = 40


def edges_of(
    question: Question | GroupField, on: date, row: Mapping[str, Any] | None = None
) -> list[Any]:
    """Answers at the edges, each one that the question reads; ``row`` is one to vary in groups."""
    found = [] if question.required else [no_answer(question)]
    if isinstance(question, GroupField):
        return [*found, *_groups(question, on, row)] if row else found
    for kind, edges in _KINDS:
        if isinstance(question, kind):
            return [*found, *edges(question, on)]
    return [*found, *readable(question, TEXTS)]


def no_answer(question: Question | GroupField) -> Any:
    """What a form keeps of a question that nobody answered."""
    if isinstance(question, GroupField | SeveralField):
        return []
    return False if isinstance(question, ConfirmField) else None


def readable(question: Question, texts: Sequence[str]) -> list[Any]:
    """What the question makes of those texts that it reads; it tidies them as for a person."""
    found: list[Any] = []
    for typed in texts:
        try:
            answer = question.read(typed.strip())
        except ValueError:
            continue
        if answer not in (None, ""):
            found.append(answer)
    return found


def _groups(group: GroupField, on: date, row: Mapping[str, Any]) -> Iterator[Any]:
    yield [dict(row)] * group.most
    for name, question in row_questions(group).items():
        for edge in edges_of(question, on):
            varied = {**row, name: edge}
            if any(value not in NOTHING for value in varied.values()):
                yield [varied]


def _several(question: SeveralField, on: date) -> list[Any]:
    values = [value for value, _ in question.choices]
    return [values, *([value] for value in values)]


def _chosen(question: ChoiceField, on: date) -> list[Any]:
    return [value for value, _ in question.choices][:_MOST_CHOICES]


def _confirmed(question: ConfirmField, on: date) -> list[Any]:
    return [True]


def _counted(question: NumberField | MoneyField, on: date) -> list[Any]:
    least, most = question.least, question.most
    return sorted({least, min(least + 1, most), max(most - 1, least), most})


def _days(question: DateField, on: date) -> list[Any]:
    around = (on - timedelta(days=1), on, on + timedelta(days=1))
    birthday = on.replace(year=on.year - _AGE, day=min(on.day, 28))
    edges = {question.earliest, question.latest, _LEAP_DAY, birthday, *around}
    return sorted(day for day in edges if question.earliest <= day <= question.latest)


def _names(question: NameField, on: date) -> list[Any]:
    return readable(question, (NAMES[3], longest_name(question.max_length)))


def _texts(question: TextField, on: date) -> list[Any]:
    return readable(question, (TEXTS[3], "ặ" * question.max_length))


def _of(texts: Sequence[str]) -> Callable[[Question, date], list[Any]]:
    return lambda question, on: readable(question, texts)


_KINDS: tuple[tuple[Any, Callable[[Any, date], list[Any]]], ...] = (
    (ConfirmField, _confirmed),
    (SeveralField, _several),
    (ChoiceField, _chosen),
    (NumberField, _counted),
    (MoneyField, _counted),
    (DateField, _days),
    (PersonalNumberField, _of(PERSONAL_NUMBERS)),
    (PhoneField, _of(TELEPHONES)),
    (EmailField, _of(E_MAIL_ADDRESSES)),
    (NameField, _names),
    (TextField, _texts),
)
