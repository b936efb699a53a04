"""What a plugin says that it needs; the host gives it that and no more."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Requires:
    """A plugin's manifest: the module attribute ``requires`` of its package.

    ``hooks`` are the hooks it implements, ``registers`` the sources that may prefill its
    forms (the word before the dot in ``prefill``, such as ``"identity"``), ``hosts`` the
    hosts that it may speak to (``"host"`` or ``"host:port"``), ``seconds`` the time that one
    call of it may take.
    """

    hooks: tuple[str, ...] = ("register_procedures",)
    registers: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    seconds: float = 2.0
