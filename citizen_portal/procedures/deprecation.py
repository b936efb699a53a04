"""Leaving in good manners: what is to go still works for a while, and names what replaces it."""

from __future__ import annotations

import functools
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

Kind = TypeVar("Kind", bound=type)


class ContractDeprecation(FutureWarning):
    """Something of the plugin contract leaves in a coming major version."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """What leaves: what to use instead, and the version of the contract that lacks it."""

    replacement: str
    leaves_in: str

    def warn(self, old: str, stacklevel: int = 3) -> None:
        """Say so to the author of the plugin, at the line that uses it."""
        warnings.warn(
            f"{old} leaves the plugin API in version {self.leaves_in}; use {self.replacement}",
            ContractDeprecation,
            stacklevel=stacklevel,
        )


LEAVING: Mapping[str, Leaving] = {}
"""Names of ``plugin_api`` that are on their way out; each names another one there.

A hook on its way out says so in its specification: ``@hookspec(warn_on_impl=…)``.
"""


def getattr_for(
    module: str, namespace: Mapping[str, Any], leaving: Mapping[str, Leaving] = LEAVING
) -> Callable[[str], Any]:
    """The ``__getattr__`` of a module whose leaving names still work, with a warning."""

    def find(name: str) -> Any:
        if name not in leaving:
            raise AttributeError(f"module {module!r} has no attribute {name!r}")
        leaving[name].warn(f"{module}.{name}")
        return namespace[leaving[name].replacement]

    return find


def renamed_field(old: str, new: str, leaves_in: str) -> Callable[[Kind], Kind]:
    """Let a class be built with a field's old name for a while, with a warning."""

    def decorate(cls: Kind) -> Kind:
        build: Callable[..., None] = vars(cls)["__init__"]
        leaving = Leaving(replacement=f"{cls.__name__}({new}=…)", leaves_in=leaves_in)

        @functools.wraps(build)
        def with_old_name(self: Any, *args: Any, **fields: Any) -> None:
            if old in fields:
                leaving.warn(f"{cls.__name__}({old}=…)")
                fields[new] = fields.pop(old)
            build(self, *args, **fields)

        setattr(cls, "__init__", with_old_name)  # noqa: B010  # mypy forbids the plain form
        return cls

    return decorate
