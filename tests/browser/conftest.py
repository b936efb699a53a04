"""The whole system once for all tests, and people who use it in a real browser."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress

import pytest
from playwright.sync_api import Browser, ViewportSize, sync_playwright

from tests.browser.album import album_of
from tests.browser.person import Person
from tests.browser.whole_system import WholeSystem, running_system

CHROMIUM = shutil.which("chromium")
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = ViewportSize(width=360, height=740)
DESKTOP = ViewportSize(width=1280, height=900)

NewPerson = Callable[..., Person]


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WholeSystem]:
    """The running system."""
    with running_system(_free_port(), tmp_path_factory.mktemp("system")) as running:
        yield running


def _free_port() -> int:
    """A port below those that connections are given, free together with the one after it."""
    for port in range(22_200, 22_400, 2):
        with ExitStack() as tried, suppress(OSError):
            for needed in (port, port + 1):
                tried.enter_context(socket.socket()).bind(("127.0.0.1", needed))
            return port
    raise AssertionError("no free port")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser process."""
    assert CHROMIUM, "Chromium is missing: run script/bootstrap --dev --browser"
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield running
        running.close()


@pytest.fixture(scope="module")
def come(
    request: pytest.FixtureRequest, browser: Browser, system: WholeSystem
) -> Iterator[NewPerson]:
    """Somebody comes: ``come(name, officer=False, scripts=True)``; no name, nobody logged in.

    Citizens come anew with a phone; officers stay at their desk. No page may complain.
    """
    album = album_of(request.module.__name__.rpartition(".")[2])
    present: list[Person] = []
    at_desks: dict[tuple[str, bool], Person] = {}

    def arrive(name: str = "", *, officer: bool = False, scripts: bool = True) -> Person:
        if officer and (name, scripts) in at_desks:
            return at_desks[name, scripts]
        context = browser.new_context(
            viewport=DESKTOP if officer else PHONE,
            java_script_enabled=scripts,
            locale="vi-VN",
        )
        person = Person(context, system.address, album)
        present.append(person)
        if name:
            person.log_in(name)
        if officer:
            at_desks[name, scripts] = person
        return person

    yield arrive
    for person in present:
        person.context.close()
    assert [one for person in present for one in person.complaints] == []


@pytest.fixture(params=[True, False], ids=["with-scripts", "without-scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    """Whether scripts run in the browser."""
    return bool(request.param)
