"""The whole system once for all tests, and people who use it in a real browser."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import closing

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
    """A port that nobody listens at, nor at the one above."""
    for _ in range(100):
        with closing(socket.socket()) as one, closing(socket.socket()) as two:
            one.bind(("127.0.0.1", 0))
            port = int(one.getsockname()[1])
            if port < 65535 and two.connect_ex(("127.0.0.1", port + 1)) != 0:
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
