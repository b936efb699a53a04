"""What a plugin says that it needs; the host gives it that and no more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

LONGEST_SECONDS: Final = 60.0
"""The most time that one call may ask for: a person waits for it."""

SETTING: Final = "PORTAL_"
"""How an entry of ``hosts`` begins that names a setting instead of a host."""

_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?", re.ASCII)
_REGISTER = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Requires:
    """A plugin's manifest: the module attribute ``requires`` of its package.

    ``hooks`` are the hooks it implements, ``registers`` the sources that may prefill its
    forms (the word before the dot in ``prefill``, such as ``"identity"``), ``hosts`` the
    hosts that it may speak to (``"host"`` or ``"host:port"``, or the name of a setting such as
    ``"PORTAL_PAYMENT_GATEWAY_URL"`` for the host of the address there), ``seconds`` the time
    that one call of it may take, 60 at most. A plugin without one gets what ``Requires()`` says.
    """

    hooks: tuple[str, ...] = ("register_procedures",)
    registers: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    seconds: float = 2.0


def manifest_problems(requires: object, implemented: Iterable[str]) -> Iterator[str]:
    """Why a manifest is not acceptable for the hooks that the plugin implements."""
    if type(requires) is not Requires:
        yield f"its manifest 'requires' is {type(requires).__name__}, not Requires"
        return
    for name in ("hooks", "registers", "hosts"):
        listed = getattr(requires, name)
        if type(listed) is not tuple or any(type(one) is not str for one in listed):
            yield f"requires.{name} is not a tuple of words"
            return
    for hook in sorted(set(implemented) - set(requires.hooks)):
        yield f"it implements {hook}, which its requires.hooks does not name"
    for register in requires.registers:
        if not _REGISTER.fullmatch(register):
            yield f"requires.registers names {register!r}, which is not a register's word"
    for host in requires.hosts:
        if not host.startswith(SETTING) and not _HOST.fullmatch(host):
            yield f"requires.hosts names {host!r}, which is not a host or host:port"
    if not isinstance(requires.seconds, int | float) or not 0 < requires.seconds <= LONGEST_SECONDS:
        yield f"requires.seconds must be more than 0 and at most {LONGEST_SECONDS:g}"


def hosts_allowed(requires: Requires, settings: Mapping[str, str]) -> frozenset[str]:
    """The hosts of a manifest in lower case, those that settings name filled in."""
    found = set()
    for entry in requires.hosts:
        named = settings.get(entry, "") if entry.startswith(SETTING) else ""
        found.add(host_of(named) if named else entry)
    return frozenset(one for one in found if one and not one.startswith(SETTING))


def host_of(address: str) -> str:
    """The host of an address, with its port when it names one; empty when there is none."""
    return urlsplit(address).netloc.rpartition("@")[2].lower()
