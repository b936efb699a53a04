"""Finding plugins; a hostile one takes down only itself."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from citizen_portal.documents.templates import OWN_FOLDER
from citizen_portal.procedures.admission import OURS
from citizen_portal.procedures.catalogue import Catalogue
from citizen_portal.procedures.manager import Plugins, load_plugins

HEAD = """
from citizen_portal.plugin_api import PluginHttp, Refused, Requires, Simulator, hookimpl
requires = Requires(hooks=("register_simulators", "register_procedures"), registers=("identity",))
"""
GOOD = (
    HEAD
    + """
@hookimpl
def register_simulators(settings):
    return [Simulator(name="x", mount="/" + settings["PORTAL_WORD"], make_wsgi=dict)]
"""
)
Write = Callable[..., str]


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Write]:
    """A folder of plugins: each keyword is a plugin with its source."""
    before = set(sys.modules)
    monkeypatch.syspath_prepend(str(tmp_path))

    def write(name: str = "sample_plugins", **sources: str) -> str:
        folder = tmp_path / name
        folder.mkdir()
        (folder / "__init__.py").touch()
        for plugin, source in sources.items():
            (folder / plugin).mkdir()
            (folder / plugin / "__init__.py").write_text(source, encoding="utf-8")
        importlib.invalidate_caches()
        return name

    yield write
    for name in set(sys.modules) - before:
        del sys.modules[name]


def load(*packages: str, wanted: str = "") -> Plugins:
    settings = {
        "PORTAL_WORD": "thu",
        "PORTAL_PLUGINS": wanted,
        "PORTAL_GATEWAY": "https://pay.example.vn:8443/api",
        "PORTAL_SECRET_KEY": "x",
    }
    return load_plugins(settings, packages, entry_points=False, patience=2.0)


def problems(plugins: Plugins) -> str:
    return "\n".join(str(problem) for problem in plugins.problems)


def test_a_hook_gets_the_arguments_it_names(package: Write) -> None:
    plugins = load(package(good=GOOD))
    assert [one.mount for one in plugins.simulators()] == ["/thu"]
    assert plugins.problems == []


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("1 / 0", "importing it failed: ZeroDivisionError"),
        ("def (", "importing it failed: SyntaxError"),
        ("import no_such_module", "importing it failed: ModuleNotFoundError"),
        ("raise SystemExit(3)", "importing it failed: SystemExit"),
        (
            HEAD + "@hookimpl\ndef register_magic(): return []",
            "registering it failed: LookupError: there is no hook named register_magic",
        ),
        (
            HEAD + "@hookimpl\ndef register_simulators(wrong): return []",
            "registering it failed: PluginValidationError",
        ),
        (
            HEAD + "@hookimpl\ndef register_simulators(): raise SystemExit('bye')",
            "register_simulators failed: SystemExit: bye",
        ),
        (
            HEAD + "@hookimpl\ndef register_simulators(): return None",
            "register_simulators failed: TypeError",
        ),
        (
            HEAD + "@hookimpl\ndef register_simulators():\n  yield 5",
            "register_simulators returned int, not Simulator",
        ),
        (
            HEAD + "@hookimpl\ndef register_simulators():\n  yield\n  raise OSError('late')",
            "register_simulators failed: OSError: late",
        ),
    ],
)
def test_one_that_fails_is_named_and_the_others_run(
    package: Write, source: str, sentence: str
) -> None:
    plugins = load(package(bad=source, good=GOOD, other=GOOD.replace('"/"', '"/z"')))
    assert [one.mount for one in plugins.simulators()] == ["/thu", "/zthu"]
    assert sentence in problems(plugins)
    assert {problem.plugin for problem in plugins.problems} == {"sample_plugins.bad"}


def test_asking_again_does_not_repeat_the_blame(package: Write) -> None:
    plugins = load(package(bad=HEAD + "@hookimpl\ndef register_simulators(): return 1"))
    plugins.simulators()
    plugins.simulators()
    assert len(plugins.problems) == 1


def test_one_that_is_half_registered_leaves_nothing_behind(package: Write, tmp_path: Path) -> None:
    bad = GOOD + "\n@hookimpl\ndef register_unknown(): return []"
    name = package(bad=bad)
    (tmp_path / name / "bad" / "templates").mkdir()
    plugins = load(name)
    assert plugins.simulators() == ()
    assert plugins.template_folders() == {}


def test_an_object_that_raises_when_looked_at(package: Write) -> None:
    source = (
        HEAD
        + """
requires = Requires(hooks=("register_payment_gateways",))

class Trap:
    def __getattr__(self, name):
        raise RuntimeError("do not look")

@hookimpl
def register_payment_gateways(settings):
    return [Trap()]
"""
    )
    plugins = load(package(bad=source, good=GOOD))
    assert plugins.payment_gateways == {}
    assert "register_payment_gateways failed: RuntimeError: do not look" in problems(plugins)


def test_the_allow_list_is_read_before_anything_is_imported(package: Write) -> None:
    name = package(bad="raise SystemExit", good=GOOD)
    plugins = load(name, wanted="good")
    assert plugins.problems == []
    assert f"{name}.bad" not in sys.modules
    assert len(plugins.simulators()) == 1


def test_the_allow_list_takes_full_names_and_names_the_unknown(package: Write) -> None:
    name = package(good=GOOD)
    plugins = load(name, wanted=f" {name}.good , absent,")
    assert len(plugins.simulators()) == 1
    assert problems(plugins) == "absent: PORTAL_PLUGINS names it, but there is no such plugin"


def test_a_second_plugin_of_the_same_word_does_not_replace_the_first(
    package: Write, tmp_path: Path
) -> None:
    first, second = package("first_house", shop=GOOD), package("second_house", shop=GOOD)
    for house in (first, second):
        (tmp_path / house / "shop" / "templates").mkdir()
    plugins = load(first, second)
    assert plugins.template_folders() == {"shop": tmp_path / first / "shop" / "templates"}
    assert problems(plugins) == (
        "second_house.shop: another plugin is called 'shop' already; rename this one"
    )


def test_a_procedure_that_contradicts_itself_is_suspended_alone(
    package: Write, tmp_path: Path
) -> None:
    source = (
        HEAD
        + """
from dataclasses import replace
from plugins.procedures.civil_status_extract import PROCEDURE

@hookimpl
def register_procedures():
    return [
        replace(PROCEDURE, code="1.000001", steps=()),
        replace(PROCEDURE, code="1.000002"),
    ]
"""
    )
    name = package(bad=source)
    (tmp_path / name / "bad" / "templates").mkdir()
    (tmp_path / name / "bad" / "templates" / "extract.html").touch()
    catalogue = Catalogue.of(load(name))
    assert catalogue.suspended == {"1.000001"}
    assert [str(one) for one in catalogue.problems] == [
        "sample_plugins.bad: 1.000001: it has no processing step"
    ]


HOOK = "\n@hookimpl\ndef register_procedures(): return []\n"


@pytest.mark.parametrize(
    ("manifest", "sentence"),
    [
        ("3", "its manifest 'requires' is int, not Requires"),
        ("Requires(hooks=[])", "requires.hooks is not a tuple of words"),
        (
            "Requires(hooks=())",
            "it implements register_procedures, which its requires.hooks does not name",
        ),
        ("Requires(registers=('Dân cư',))", "names 'Dân cư', which is not a register's word"),
        ("Requires(hosts=('https://a.vn/x',))", "names 'https://a.vn/x', which is not a host"),
        ("Requires(seconds=0)", "requires.seconds must be more than 0 and at most 60"),
        ("Requires(seconds=61)", "requires.seconds must be more than 0 and at most 60"),
        ("Requires(seconds='1')", "requires.seconds must be more than 0 and at most 60"),
    ],
)
def test_a_manifest_that_cannot_be_kept_is_refused(
    package: Write, manifest: str, sentence: str
) -> None:
    plugins = load(package(bad=HEAD + HOOK + f"requires = {manifest}", good=GOOD))
    assert sentence in problems(plugins)
    assert [one.name for one in plugins.states()] == ["sample_plugins.good"]


def test_a_hook_that_asks_for_http_gets_the_hosts_of_its_manifest(package: Write) -> None:
    source = (
        HEAD
        + """
requires = Requires(
    hooks=("register_signers",), hosts=("ca.example.vn", "PORTAL_GATEWAY", "PORTAL_UNSET")
)

@hookimpl
def register_signers(settings, http):
    assert "PORTAL_SECRET_KEY" not in settings
    raise LookupError(" ".join(sorted(http.hosts)))
"""
    )
    plugins = load(package(bad=source))
    assert plugins.signers == ()
    assert "register_signers failed: LookupError: ca.example.vn pay.example.vn:8443" in problems(
        plugins
    )


@pytest.mark.parametrize("mount", ["/", "", "x", "/a/b", "/../a", "//a", "/A", "/a/", None, "/thu"])
def test_a_simulator_stands_at_one_word_of_its_own(package: Write, mount: str | None) -> None:
    source = f"""
@hookimpl
def register_simulators():
    return [Simulator(name="x", mount={mount!r}, make_wsgi=dict)]
"""
    plugins = load(package(good=GOOD, other=HEAD + source))
    assert [one.mount for one in plugins.simulators()] == ["/thu"]
    assert "the simulator's mount" in problems(plugins)


def test_a_simulator_that_cannot_be_made_says_that_it_is_interrupted(package: Write) -> None:
    source = """
import sys

@hookimpl
def register_simulators():
    return [Simulator(name="x", mount="/x", make_wsgi=lambda settings: sys.exit())]
"""
    plugins = load(package(bad=HEAD + source))
    (simulator,) = plugins.simulators()
    made = simulator.make_wsgi({})
    said: list[str] = []
    (body,) = made({}, lambda status, headers: said.append(status))
    assert said == ["503 Service Unavailable"]
    assert "tạm thời gián đoạn" in body.decode()
    assert "making the simulator 'x' failed: SystemExit" in problems(plugins)


def test_templates_of_the_papers_stay_ours(package: Write, tmp_path: Path) -> None:
    folders = {one.name for one in OWN_FOLDER.iterdir() if one.is_dir()}
    assert folders == OURS
    name = package(parts=GOOD, good=GOOD.replace('"/"', '"/z"'))
    for word in ("parts", "good"):
        (tmp_path / name / word / "templates").mkdir()
    plugins = load(name)
    assert plugins.template_folders().keys() == {"good"}
    assert "its templates cannot stand behind 'parts'" in problems(plugins)


def test_what_a_plugin_refuses_itself_is_suspended_and_named(package: Write) -> None:
    source = """
@hookimpl
def register_procedures():
    yield Refused(code="1.000003", sentences=("a", "b"), source="pack.toml")
    yield Refused(code="", sentences=("c",), source="unreadable.toml")
"""
    plugins = load(package(packs=HEAD + source))
    catalogue = Catalogue.of(plugins)
    assert catalogue.suspended == {"1.000003"}
    assert problems(plugins).splitlines() == [
        "sample_plugins.packs: pack.toml: a",
        "sample_plugins.packs: pack.toml: b",
        "sample_plugins.packs: unreadable.toml: c",
    ]


def test_the_bundled_plugins_load_without_problems() -> None:
    plugins = load_plugins({}, ["plugins.procedures"], entry_points=False)
    catalogue = Catalogue.of(plugins)
    assert problems(plugins) == ""
    assert catalogue.problems == []
