"""``portal demo`` from the outside: starts, says where to click, keeps running, stops, resumes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ENVIRON = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}


def command(port: int, data: Path) -> list[str]:
    words = ["demo", "--port", str(port), "--data", str(data)]
    return [sys.executable, "-m", "citizen_portal.cli", *words]


class Demo:
    """A running demo, and what it has printed so far."""

    def __init__(self, port: int, data: Path) -> None:
        self._printed = data.with_name(f"printed-{time.monotonic_ns()}")
        with self._printed.open("wb") as out:
            self.process = subprocess.Popen(
                command(port, data),
                stdout=out,
                stderr=out,
                env=ENVIRON,
                start_new_session=True,
            )

    @property
    def printed(self) -> str:
        return self._printed.read_text(encoding="utf-8")

    def await_words(self, words: str, seconds: float = 90) -> None:
        end = time.monotonic() + seconds
        while words not in self.printed:
            assert self.process.poll() is None, self.printed
            assert time.monotonic() < end, self.printed
            time.sleep(0.05)

    def children(self) -> dict[int, str]:
        pid = self.process.pid
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()
        return {
            int(child): Path(f"/proc/{child}/cmdline").read_text().replace("\0", " ")
            for child in listed
        }


@contextmanager
def running(port: int, data: Path) -> Iterator[Demo]:
    demo = Demo(port, data)
    try:
        yield demo
    finally:
        demo.process.terminate()
        demo.process.wait(60)


def answers(address: str) -> bool:
    with urllib.request.urlopen(address, timeout=10) as response:
        return bool(response.status == 200)


def await_end(pids: set[int]) -> None:
    end = time.monotonic() + 30
    while any(Path(f"/proc/{pid}").exists() for pid in pids):
        assert time.monotonic() < end, f"still running: {pids}"
        time.sleep(0.05)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_a_demo_runs_and_is_resumed(free_port: int, data: Path) -> None:
    with running(free_port, data) as demo:
        demo.await_words("Ctrl-C stops everything")
        assert f"Portal:      http://127.0.0.1:{free_port}" in demo.printed
        assert "022085000011  Nguyễn Văn An" in demo.printed
        assert answers(f"http://127.0.0.1:{free_port}/healthz")
        assert answers(f"http://127.0.0.1:{free_port + 1}/")
        secrets = json.loads((data / "secrets.json").read_text())
        assert (data / "secrets.json").stat().st_mode & 0o077 == 0
        assert data.stat().st_mode & 0o077 == 0
        children = set(demo.children())
        demo.process.send_signal(signal.SIGINT)
        assert demo.process.wait(60) == 0
        assert "Stopped. The data is kept" in demo.printed
        await_end(children)
    with running(free_port, data) as demo:
        demo.await_words("Ctrl-C stops everything")
        assert answers(f"http://127.0.0.1:{free_port}/healthz")
        assert json.loads((data / "secrets.json").read_text()) == secrets


def test_what_dies_is_started_again_and_said(free_port: int, data: Path) -> None:
    with running(free_port, data) as demo:
        demo.await_words("Ctrl-C stops everything")
        children = demo.children()
        (worker,) = (pid for pid, command in children.items() if " worker " in command)
        (server,) = (pid for pid, command in children.items() if "bin/postgres" in command)
        os.kill(worker, signal.SIGKILL)
        demo.await_words("worker stopped (SIGKILL); starting it again in 1 s")
        os.kill(server, signal.SIGKILL)
        demo.await_words("The database stopped; starting it again.")
        second = subprocess.run(
            command(free_port + 2, data),
            capture_output=True,
            text=True,
            env=ENVIRON,
            timeout=60,
        )
        assert second.returncode == 2
        assert second.stderr.startswith("Another portal demo uses ")
        end = time.monotonic() + 30
        while sum(" worker " in f"{command} " for command in demo.children().values()) != 1:
            assert time.monotonic() < end
            time.sleep(0.1)


def test_nothing_outlives_a_killed_demo(free_port: int, data: Path) -> None:
    with running(free_port, data) as demo:
        demo.await_words("Ctrl-C stops everything")
        children = set(demo.children())
        assert len(children) >= 4
        demo.process.kill()
        demo.process.wait(30)
        await_end(children)
