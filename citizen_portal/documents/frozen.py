"""Frozen content: values of a paper that are stored as JSON and read back with their types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from types import UnionType
from typing import Any, Self, Union, get_args, get_origin, get_type_hints

from citizen_portal.domain.wording import Text


class Frozen:
    """A frozen dataclass that survives storage: ``from_json(to_json())`` equals the original.

    Fields are text, whole numbers, booleans, days, moments, tuples, plain mappings and
    other frozen values, or None where the type says so.
    """

    __slots__ = ()

    def to_json(self) -> dict[str, Any]:
        """Plain values: tuples become lists, days and moments ISO 8601 text."""
        plain: dict[str, Any] = _to_plain(self)
        return plain

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Read what ``to_json`` wrote. Raises ``ValueError`` naming the field at fault."""
        kind: Any = cls
        hints = _hints(kind)
        unknown = sorted(set(stored) - set(hints))
        if unknown:
            raise ValueError(f"{cls.__name__} has no field {', '.join(unknown)}")
        values = {}
        for name in hints:
            if name in stored:
                values[name] = _typed(hints[name], stored[name], f"{cls.__name__}.{name}")
            elif name in _required(kind):
                raise ValueError(f"{cls.__name__}.{name} is missing")
        return cls(**values)


@cache
def _hints(cls: Any) -> dict[str, Any]:
    hints = get_type_hints(cls)
    return {entry.name: hints[entry.name] for entry in _fields(cls)}


@cache
def _required(cls: Any) -> frozenset[str]:
    return frozenset(
        entry.name
        for entry in _fields(cls)
        if entry.default is MISSING and entry.default_factory is MISSING
    )


def _fields(cls: Any) -> tuple[Any, ...]:
    return fields(cls)


def _to_plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {entry.name: _to_plain(getattr(value, entry.name)) for entry in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _to_plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_to_plain(inner) for inner in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


def _typed(hint: Any, value: Any, where: str) -> Any:
    """Turn a plain value into what the hint asks for, or say which field does not fit."""
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        inner = [choice for choice in get_args(hint) if choice is not type(None)]
        return None if value is None else _typed(inner[0], value, where)
    if origin is tuple and isinstance(value, list | tuple):
        return _typed_tuple(get_args(hint), value, where)
    if isinstance(hint, type) and issubclass(hint, Frozen) and isinstance(value, Mapping):
        return hint.from_json(value)
    if hint is Text and isinstance(value, Mapping):
        return Text(value["vi"], value["en"])
    if hint in (datetime, date) and isinstance(value, str):
        return _moment(hint, value, where)
    if hint is Any or (isinstance(origin or hint, type) and _is_a(value, origin or hint)):
        return value
    raise ValueError(f"{where} does not accept {type(value).__name__}")


def _typed_tuple(inner: tuple[Any, ...], value: Any, where: str) -> tuple[Any, ...]:
    if inner[-1] is Ellipsis:
        return tuple(_typed(inner[0], item, where) for item in value)
    if len(inner) != len(value):
        raise ValueError(f"{where} takes {len(inner)} values")
    return tuple(_typed(hint, item, where) for hint, item in zip(inner, value, strict=True))


def _moment(hint: Any, value: str, where: str) -> date:
    moment: date = hint.fromisoformat(value)
    if isinstance(moment, datetime) and moment.tzinfo is None:
        raise ValueError(f"{where} needs a time zone")
    return moment


def _is_a(value: Any, kind: type) -> bool:
    if kind is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, kind)
