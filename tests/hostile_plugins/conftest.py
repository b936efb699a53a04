"""A portal with sample plugins installed beside the bundled ones, as packages from outside."""

from __future__ import annotations

import importlib
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from citizen_portal.app import Portal, open_portal
from citizen_portal.settings import load_settings
from tests.hostile_plugins.samples import source_of
from tests.web.conftest import (
    BASE,
    ISSUER,
    NOBODY_LISTENS,
    PAYMENT_SECRET,
    Clock,
    _seeded,
    app,
    browser,
    clock,
    compiled_templates,
    log_in,
)

__all__ = ["_seeded", "app", "browser", "clock", "compiled_templates", "log_in"]

PATIENCE = 0.7
"""Seconds that the start waits for a sample; the product waits longer."""

BESIDE = "civil_status_extract,demo_signing,identity,payment_platform"

Install = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Install samples by their words: packages with an entry point, nothing more."""
    site = tmp_path / "site"
    site.mkdir()
    before = set(sys.modules)
    monkeypatch.syspath_prepend(str(site))

    def add(*words: str) -> None:
        for word in words:
            package = site / word
            package.mkdir()
            (package / "__init__.py").write_text(source_of(word), encoding="utf-8")
            shutil.copy(Path(__file__).with_name("declaration.py"), package)
            info = site / f"{word}-1.dist-info"
            info.mkdir()
            (info / "METADATA").write_text(f"Name: {word}\nVersion: 1\n", encoding="utf-8")
            entry = f"[citizen_portal]\n{word} = {word}\n"
            (info / "entry_points.txt").write_text(entry, encoding="utf-8")
        importlib.invalidate_caches()

    yield add
    for name in set(sys.modules) - before:
        if (getattr(sys.modules[name], "__file__", None) or "").startswith(str(site)):
            del sys.modules[name]


@pytest.fixture
def hostile(request: pytest.FixtureRequest, install: Install) -> str:
    """The words of the samples that are installed, joined by commas."""
    words: str = getattr(request, "param", "honest")
    install(*words.split(","))
    return words


@pytest.fixture
def portal(
    databases: Any, _seeded: tuple[str, Path], tmp_path: Path, clock: Clock, hostile: str
) -> Iterator[Portal]:
    """A seeded portal with a few bundled plugins and the samples."""
    template, folder = _seeded
    url = databases.create(template=template)
    shutil.copytree(folder / "signing", tmp_path / "signing")
    settings = load_settings(
        {
            "PORTAL_ENV": "test",
            "PORTAL_DATABASE_URL": url.render_as_string(hide_password=False),
            "PORTAL_DATA_DIR": str(tmp_path),
            "PORTAL_BASE_URL": BASE,
            "PORTAL_OIDC_ISSUER": ISSUER,
            "PORTAL_PAYMENT_GATEWAY_URL": NOBODY_LISTENS,
            "PORTAL_PAYMENT_GATEWAY_SECRET": PAYMENT_SECRET,
            "PORTAL_PLUGINS": f"{BESIDE},{hostile}",
        }
    )
    opened = open_portal(settings, clock, PATIENCE)
    yield opened
    opened.close()
    databases.drop(url)


@pytest.hookimpl
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What ends a hostile plugin may strike in a callback of Python's own, which then says that it
    ignored it; the guard aims again.
    """
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(
                pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
            )
