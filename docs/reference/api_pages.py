"""The pages of the plugin API, one a name, and the list of everything that is promised."""

from __future__ import annotations

import dataclasses
import inspect
import re
from collections.abc import Iterator
from enum import Enum
from typing import Any, get_origin

from citizen_portal import plugin_api

_OBJECT = re.compile(r"<(?:function|bound method|object) ([^ >]+).*?>")
_QUOTED = re.compile(r"(: |-> )'([^']*)'")
_DEFAULT = re.compile(r" = <[^>]*>")


def names() -> Iterator[tuple[str, Any]]:
    """Every promised name with what it stands for."""
    for name in sorted(plugin_api.__all__):
        yield name, getattr(plugin_api, name)


def page(name: str, part: Any) -> str:
    """The page of one name."""
    lines = [f"# `{name}`", "", f"`from citizen_portal.plugin_api import {name}`", ""]
    if isinstance(part, type) or (not get_origin(part) and callable(part)):
        lines += [_said(part), ""]
    if isinstance(part, type):
        lines += [*_of_class(name, part)]
    elif callable(part) and not get_origin(part):
        lines += ["```text", f"{name}{_signature(part)}", "```", ""]
    elif get_origin(part):
        lines += [f"Another name for `{_type_words(part)}`.", ""]
    else:
        lines += [f"A value of the type `{type(part).__name__}`.", ""]
    return "\n".join(lines)


def _of_class(name: str, part: type) -> Iterator[str]:
    if issubclass(part, Enum):
        yield from ("| member | value |", "|---|---|")
        yield from (f"| `{one.name}` | `{one.value!r}` |" for one in part)
        yield ""
    elif dataclasses.is_dataclass(part):
        yield from ("| field | type | default |", "|---|---|---|")
        for field in dataclasses.fields(part):
            kind = str(field.type).replace("|", "/")
            yield f"| `{field.name}` | `{kind}` | {_default(field)} |"
        yield ""
    else:
        yield from ("```text", f"{name}{_signature(part)}", "```", "")
    for method, function in _methods(part):
        yield from (f"## `{method}{_signature(function)}`", "", _said(function), "")


def surface() -> Iterator[str]:
    """One line for each thing that a plugin may rely on.

    Names, members of enumerations, each parameter with its type (``optional`` when it has a
    default) and what comes back: a line that goes or changes breaks somebody's plugin.
    """
    for name, part in names():
        yield name
        if isinstance(part, type) and issubclass(part, Enum):
            yield from (f"{name}.{one.name} = {one.value!r}" for one in part)
        elif isinstance(part, type):
            yield from _parameters(name, part)
            for method, function in _methods(part):
                yield f"{name}.{method}"
                yield from _parameters(f"{name}.{method}", function)
        elif callable(part) and not get_origin(part):
            yield from _parameters(name, part)


def _parameters(name: str, part: Any) -> Iterator[str]:
    signature = _signature_of(part)
    if signature is None:
        return
    for one in signature.parameters.values():
        if one.name not in ("self", "cls"):
            required = one.default is one.empty and one.kind not in (
                one.VAR_POSITIONAL,
                one.VAR_KEYWORD,
            )
            kind = "" if one.annotation is one.empty else f": {one.annotation}"
            yield f"{name}({one.name}{kind}){'' if required else ' optional'}"
    if not isinstance(part, type) and signature.return_annotation is not signature.empty:
        yield f"{name} -> {signature.return_annotation}"


def _methods(part: type) -> Iterator[tuple[str, Any]]:
    """The public methods and properties that are ours."""
    for name, member in inspect.getmembers_static(part):
        owner = next((one for one in part.__mro__ if name in vars(one)), None)
        if name.startswith("_") or owner is None or not owner.__module__.startswith("citizen_po"):
            continue
        if isinstance(member, property):
            yield name, member
        elif isinstance(member, classmethod | staticmethod):
            yield name, getattr(part, name)
        elif inspect.isfunction(member):
            yield name, member


def _signature_of(part: Any) -> inspect.Signature | None:
    """Of a class, that of ``__init__``: versions of Python differ in what they look at first."""
    try:
        return inspect.signature(part.__init__ if isinstance(part, type) else part)
    except (TypeError, ValueError):
        return None


def _signature(part: Any) -> str:
    if isinstance(part, property):
        return ""
    signature = _signature_of(part)
    if signature is None:
        return ""
    plain = [one for one in signature.parameters.values() if one.name not in ("self", "cls")]
    text = _QUOTED.sub(r"\1\2", str(signature.replace(parameters=plain)))
    return _DEFAULT.sub(" = …", _OBJECT.sub("…", text))


def _default(field: dataclasses.Field[Any]) -> str:
    if field.default is not dataclasses.MISSING:
        return f"`{_DEFAULT.sub('…', repr(field.default))}`"
    return "made anew" if field.default_factory is not dataclasses.MISSING else "must be given"


def _said(part: Any) -> str:
    """The docstring, unless it is the one that Python wrote."""
    said = inspect.getdoc(part) or ""
    return "" if said.startswith(f"{getattr(part, '__name__', '')}(") else said


def _type_words(part: Any) -> str:
    return str(part).replace("collections.abc.", "").replace("typing.", "")
