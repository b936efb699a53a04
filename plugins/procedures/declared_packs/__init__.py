"""Procedures without code: packs of TOML, those bundled here and those of PORTAL_PACKS."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from citizen_portal.plugin_api import Procedure, Refused, Requires, hookimpl
from plugins.procedures.declared_packs.offering import read_packs

requires = Requires(registers=("identity",))


@hookimpl
def register_procedures(settings: Mapping[str, str]) -> Iterable[Procedure | Refused]:
    """Declare the procedure of each pack; what is wrong with one takes down only that one."""
    return tuple(read_packs(settings))
