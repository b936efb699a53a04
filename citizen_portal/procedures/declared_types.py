"""Is a declaration made of what it must be made of? Python itself does not look."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from itertools import cycle
from typing import Any, TypeAlias

from citizen_portal.domain.deadline import Deadline
from citizen_portal.domain.wording import Text
from citizen_portal.procedures.form import ProcedureForm
from citizen_portal.procedures.procedure import FeeSchedule, Procedure

Fits: TypeAlias = Callable[[Any], bool]

_ALIASES = {"DeadlineRule": Deadline | Callable[..., Deadline]}
"""Names for types that are written as text, which Python cannot join with others."""


def type_problems(procedure: Procedure) -> Iterator[str]:
    """A sentence for each field of a declaration that is not of its type."""
    for name, expected, fits in _checks(Procedure):
        try:
            given = getattr(procedure, name)
            fine = fits(given)
        except Exception as error:
            yield f"{name} cannot be read: {type(error).__name__}"
        else:
            if not fine:
                yield f"{name} is not {expected}, or a part of it is of another type"


@cache
def _checks(kind: Any) -> tuple[tuple[str, str, Fits], ...]:
    hints = typing.get_type_hints(kind, localns=_ALIASES)
    return tuple((one.name, str(one.type), _fits(hints[one.name])) for one in fields(kind))


def _fits(hint: Any) -> Fits:
    """How to tell whether a value is what a type hint says."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if hint is Any or hint is object:
        return lambda value: True
    if origin in (typing.Union, types.UnionType):
        return _any_of([_fits(one) for one in arguments])
    if origin is tuple:
        return _tuple_of([_fits(one) for one in arguments if one is not ...], arguments[-1] is ...)
    if origin is type:
        return lambda value: isinstance(value, type) and issubclass(value, ProcedureForm)
    if origin in (Callable, Mapping):
        return callable if origin is Callable else lambda value: isinstance(value, Mapping)
    if hint is FeeSchedule:
        return lambda value: callable(getattr(value, "assess", None))
    if hint is type(None):
        return lambda value: value is None
    if hint is Text:
        return _is_text
    return _instance(hint)


def _is_text(value: Any) -> bool:
    return type(value) is Text and type(value.vi) is str and type(value.en) is str


def _any_of(choices: list[Fits]) -> Fits:
    return lambda value: any(choice(value) for choice in choices)


def _tuple_of(parts: list[Fits], many: bool) -> Fits:
    def fits(value: Any) -> bool:
        if type(value) is not tuple or (not many and len(value) != len(parts)):
            return False
        for part, one in zip(cycle(parts) if many else parts, value, strict=False):
            if not part(one):
                return False
        return True

    return fits


def _instance(kind: Any) -> Fits:
    """Values of ours are exactly ours: a subclass might change what they mean."""
    if kind is float:  # a whole number is a number too
        kind = int | float
    if not isinstance(kind, type) or not is_dataclass(kind) or issubclass(kind, Enum):
        return lambda value: isinstance(value, kind)

    def fits(value: Any) -> bool:
        checks = _checks(kind)
        return type(value) is kind and all(part(getattr(value, name)) for name, _, part in checks)

    return fits
