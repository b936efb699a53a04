"""Conditions on answers: a small closed language that the server and the browser both read."""

from __future__ import annotations

import json
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

Answers: TypeAlias = Mapping[str, Any]
"""The typed content of a dossier's form: question name to value."""


class Condition:
    """Something that holds or not, given the answers. Combine with ``&``, ``|`` and ``~``."""

    def holds(self, answers: Answers) -> bool:
        """Tell whether the answers fulfil the condition; unanswered questions do not."""
        raise NotImplementedError

    def questions(self) -> frozenset[str]:
        """The names of the questions it looks at."""
        raise NotImplementedError

    def to_json(self) -> dict[str, Any]:
        """The form that the browser's script reads."""
        raise NotImplementedError

    def __and__(self, other: Condition) -> Condition:
        return _All((self, other))

    def __or__(self, other: Condition) -> Condition:
        return _Any((self, other))

    def __invert__(self) -> Condition:
        return _Not(self)


@dataclass(frozen=True, slots=True)
class _Answer(Condition):
    name: str
    values: tuple[Any, ...]

    def holds(self, answers: Answers) -> bool:
        given = answers.get(self.name)
        if isinstance(given, list | tuple):
            return any(one in self.values for one in given)
        return given in self.values

    def questions(self) -> frozenset[str]:
        return frozenset({self.name})

    def to_json(self) -> dict[str, Any]:
        return {"field": self.name, "in": [typed_choice(value) for value in self.values]}


@dataclass(frozen=True, slots=True)
class _All(Condition):
    parts: tuple[Condition, ...]

    def holds(self, answers: Answers) -> bool:
        return all(part.holds(answers) for part in self.parts)

    def questions(self) -> frozenset[str]:
        return frozenset().union(*(part.questions() for part in self.parts))

    def to_json(self) -> dict[str, Any]:
        return {"all": [part.to_json() for part in self.parts]}


@dataclass(frozen=True, slots=True)
class _Any(Condition):
    parts: tuple[Condition, ...]

    def holds(self, answers: Answers) -> bool:
        return any(part.holds(answers) for part in self.parts)

    def questions(self) -> frozenset[str]:
        return frozenset().union(*(part.questions() for part in self.parts))

    def to_json(self) -> dict[str, Any]:
        return {"any": [part.to_json() for part in self.parts]}


@dataclass(frozen=True, slots=True)
class _Not(Condition):
    part: Condition

    def holds(self, answers: Answers) -> bool:
        return not self.part.holds(answers)

    def questions(self) -> frozenset[str]:
        return self.part.questions()

    def to_json(self) -> dict[str, Any]:
        return {"not": self.part.to_json()}


def when(name: str, *values: Any) -> Condition:
    """Hold when the question ``name`` has one of ``values`` (a list: when it contains one).

    A yes-or-no question is compared with ``True`` and ``False``.
    """
    if not values:
        raise ValueError(f"when({name!r}) needs at least one value to compare with")
    return _Answer(name, values)


def settle(condition: Condition, answers: Answers, open_questions: Container[str]) -> Condition:
    """Decide the parts that look at other questions than the open ones, which stay open."""
    match condition:
        case _Answer(name=name):
            if name in open_questions:
                return condition
            return _All(()) if condition.holds(answers) else _Any(())
        case _All(parts=parts):
            return _All(tuple(settle(part, answers, open_questions) for part in parts))
        case _Any(parts=parts):
            return _Any(tuple(settle(part, answers, open_questions) for part in parts))
        case _Not(part=part):
            return _Not(settle(part, answers, open_questions))
    return condition


def comparisons(condition: Condition) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Each question that the condition looks at, with the values it is compared with."""
    match condition:
        case _Answer(name=name, values=values):
            yield name, values
        case _All(parts=parts) | _Any(parts=parts):
            for part in parts:
                yield from comparisons(part)
        case _Not(part=part):
            yield from comparisons(part)


def typed_choice(value: Any) -> str:
    """How a value looks in the browser's form."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def condition_json(condition: Condition | None) -> str:
    """The compact JSON for a page, or an empty string."""
    if condition is None:
        return ""
    return json.dumps(condition.to_json(), ensure_ascii=False, separators=(",", ":"))
