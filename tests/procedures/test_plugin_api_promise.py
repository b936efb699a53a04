"""What a plugin may rely on changes only with a word to its author."""

from __future__ import annotations

import importlib.util
import re
import types
from dataclasses import dataclass
from pathlib import Path

import pluggy
import pytest

from citizen_portal import plugin_api
from citizen_portal.procedures.deprecation import (
    LEAVING,
    ContractDeprecation,
    Leaving,
    getattr_for,
    renamed_field,
)

PROJECT = Path(__file__).resolve().parents[2]
BEFORE = Path(__file__).parent / "plugin_api_0_9.txt"
VERSION_BEFORE = (0, 9)


def surface() -> set[str]:
    place = PROJECT / "docs" / "reference" / "api_pages.py"
    spec = importlib.util.spec_from_file_location("api_pages", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return set(module.surface())


def newest_section() -> str:
    text = (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")
    return text.split("\n## ")[1]


def breaks(gone: set[str], new: set[str]) -> set[str]:
    """Lines whose change can break a plugin: what is gone, and what must now be given."""
    known = {line.partition("(")[0] for line in surface() - new}
    return gone | {
        line
        for line in new
        if "(" in line and not line.endswith(" optional") and line.partition("(")[0] in known
    }


def unmentioned(changed: set[str], changelog: str) -> list[str]:
    """Names with a change of which the log says nothing."""
    names = {re.split(r"[.( ]", line)[0] for line in changed}
    return sorted(name for name in names if f"`{name}" not in changelog)


def test_every_change_of_the_surface_has_its_line_in_the_changelog() -> None:
    before, now = set(BEFORE.read_text(encoding="utf-8").splitlines()), surface()
    assert unmentioned(before ^ now, newest_section()) == []


def test_the_test_above_can_fail() -> None:
    assert unmentioned({"Procedure(colour: str) optional"}, "the `Dossier` has a colour") == [
        "Procedure"
    ]


def test_the_version_says_what_a_change_does_to_plugins() -> None:
    before, now = set(BEFORE.read_text(encoding="utf-8").splitlines()), surface()
    version = tuple(int(part) for part in plugin_api.CONTRACT_VERSION.split("."))
    if breaks(before - now, now - before):
        assert version[0] > VERSION_BEFORE[0]
    elif before != now:
        assert version > VERSION_BEFORE


def test_what_breaks_a_plugin() -> None:
    assert breaks({"Case(fee: int)"}, set()) == {"Case(fee: int)"}
    assert breaks(set(), {"Case(colour: str)"}) == {"Case(colour: str)"}
    assert breaks(set(), {"Case(colour: str) optional", "Colour", "Colour(name: str)"}) == set()


def test_every_name_has_a_page() -> None:
    folder = PROJECT / "docs" / "reference" / "plugin-api"
    assert {path.stem for path in folder.glob("*.md")} == set(plugin_api.__all__)


def test_a_leaving_name_still_works_and_names_its_replacement() -> None:
    module = types.ModuleType("contract")
    module.Fee = "the fee"  # type: ignore[attr-defined]
    table = {"Price": Leaving(replacement="Fee", leaves_in="2.0")}
    module.__getattr__ = getattr_for("contract", vars(module), table)  # type: ignore[method-assign]
    with pytest.warns(ContractDeprecation, match=r"contract\.Price leaves .* 2\.0; use Fee"):
        assert module.Price == "the fee"
    with pytest.raises(AttributeError, match="no attribute 'Colour'"):
        module.Colour  # noqa: B018


def test_leaving_names_of_the_plugin_api_have_a_replacement_there() -> None:
    assert {leaving.replacement for leaving in LEAVING.values()} <= set(plugin_api.__all__)
    with pytest.raises(AttributeError, match="no attribute 'Anything'"):
        plugin_api.Anything  # noqa: B018


def test_a_renamed_field_still_works_and_names_its_replacement() -> None:
    @renamed_field("price", "fee", leaves_in="2.0")
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Bill:
        fee: int

    with pytest.warns(ContractDeprecation, match=r"Bill\(price=…\) leaves .*; use Bill\(fee=…\)"):
        assert Bill(price=3).fee == 3  # type: ignore[call-arg]
    assert Bill(fee=4).fee == 4


def test_a_leaving_hook_warns_the_plugin_that_implements_it() -> None:
    spec, impl = pluggy.HookspecMarker("contract"), pluggy.HookimplMarker("contract")

    class Specs:
        @spec(warn_on_impl=ContractDeprecation("register_prices leaves; use register_fees"))
        def register_prices(self) -> None: ...

    class Plugin:
        @impl
        def register_prices(self) -> None: ...

    manager = pluggy.PluginManager("contract")
    manager.add_hookspecs(Specs)
    with pytest.warns(ContractDeprecation, match="use register_fees"):
        manager.register(Plugin())
