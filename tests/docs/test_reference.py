"""The reference pages say what the code says, and nothing that an operator sets is left out."""

from __future__ import annotations

import importlib.util
import inspect
import re
from types import ModuleType

from citizen_portal import plugin_api
from citizen_portal.cli import main
from citizen_portal.domain.lifecycle import TRANSITIONS, Status
from citizen_portal.procedures import hookspecs
from citizen_portal.settings import PREFIX, Settings, load_settings
from tests.docs.pages import PROJECT, project_files, samples

REFERENCE = PROJECT / "docs" / "reference"
SERVER = PROJECT / "docs" / "how-to" / "run-on-a-server.md"
_SETTING = re.compile(rf"\b{PREFIX}[A-Z]+(?:_[A-Z]+)*\b")


def _generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", REFERENCE / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def page(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


def test_pages_are_current() -> None:
    assert _generator().stale_pages() == [], "run script/reference"


def test_every_hook_with_its_exact_arguments() -> None:
    hooks = {
        name: hook for name, hook in vars(hookspecs).items() if hasattr(hook, "citizen_portal_spec")
    }
    assert len(hooks) >= 5
    said = page("hooks.md")
    for name, hook in hooks.items():
        signature = inspect.signature(hook)
        (heading,) = re.findall(rf"^## `{name}\((.*)\) -> (.*)`$", said, re.MULTILINE)
        arguments = ", ".join(f"{one.name}: {one.annotation}" for one in _parameters(signature))
        assert heading == (arguments, signature.return_annotation)
        assert (inspect.getdoc(hook) or "nothing") in said


def _parameters(signature: inspect.Signature) -> list[inspect.Parameter]:
    return list(signature.parameters.values())


def test_every_name_of_the_plugin_api() -> None:
    said = page("plugin-api.md")
    rows = dict(re.findall(r"^\| \[`(\w+)`\]\(plugin-api/\1\.md\) \| (.+) \|$", said, re.MULTILINE))
    assert list(rows) == sorted(plugin_api.__all__)
    assert all(rows.values())


def test_every_setting() -> None:
    names = {PREFIX + name.upper() for name in Settings.model_fields} - {f"{PREFIX}OF_PLUGINS"}
    for said in (page("settings.md"), SERVER.read_text(encoding="utf-8")):
        assert names <= set(_SETTING.findall(said))


def test_every_variable_that_the_code_reads() -> None:
    """Settings of plugins and of the command line are part of nobody's table by themselves."""
    read = {
        name
        for path in project_files()
        if path.suffix == ".py" or path.parent.name == "script"
        if "tests" not in path.relative_to(PROJECT).parts[:-1]
        for name in _SETTING.findall(path.read_text(encoding="utf-8"))
    }
    known = set(_SETTING.findall(SERVER.read_text(encoding="utf-8")))
    families = {f"{PREFIX}OIDC", f"{PREFIX}PAYMENT"}  # spoken of together, as PORTAL_OIDC_…
    assert read - known - families == set()


def test_every_command() -> None:
    said = page("commands.md")
    names = re.findall(r"^    ([a-z-]+)(?: |$)", said.split("options:")[0], re.MULTILINE)
    assert {"demo", "serve", "worker", "migrate", "doctor"} <= set(names)
    for name in names:
        assert f"\n## `portal {name}`\n" in said
    assert callable(main)


def test_every_status_and_transition() -> None:
    said = page("statuses.md")
    for status in Status:
        assert f"| {status.value} | {status.label.vi} | {status.label.en} |" in said
    assert said.count("\n| `") == len(TRANSITIONS)
    for row in TRANSITIONS:
        for origin in row.from_statuses:
            target = row.target(origin)
            arrow = rf"^  s{origin.value} --> s{target.value} : .*{row.action.label.en}"
            assert target is origin or re.search(arrow, said, re.MULTILINE), row


def test_the_settings_file_of_the_how_to_starts_a_portal() -> None:
    (text,) = [one.text for one in samples(SERVER) if one.title == "portal.env"]
    environ = dict(line.split("=", 1) for line in text.splitlines())
    settings = load_settings(environ)
    assert settings.env == "production"
    assert settings.of_plugins == {}
