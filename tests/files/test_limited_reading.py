from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from citizen_portal.files.limited_reading import LimitedReader, ReadingUnavailable
from citizen_portal.files.refusals import FileRefused

from . import samples


@pytest.fixture
def reader() -> Iterator[LimitedReader]:
    made = LimitedReader()
    yield made
    made.stop()


def process_of(reader: LimitedReader) -> int:
    reader.start()
    assert reader._process is not None
    return reader._process.pid


def becomes_true(condition: Callable[[], bool]) -> bool:
    for _ in range(500):
        if condition():
            return True
        time.sleep(0.02)
    return False


def is_running(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


def refusal_of(reader: LimitedReader, kind: bytes, data: bytes) -> str:
    with pytest.raises(FileRefused) as caught:
        reader.read(kind, data)
    return caught.value.reason_code


def test_many_files_at_once(reader: LimitedReader) -> None:
    papers = [samples.pdf(pages=number) for number in range(1, 25)]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda paper: reader.read(b"pdf ", paper), papers)) == list(
            range(1, 25)
        )


def test_a_file_that_unpacks_beyond_the_memory_limit(reader: LimitedReader) -> None:
    assert reader.read(b"pdf ", samples.pdf()) == 1
    before = process_of(reader)
    bomb = samples.swollen_object_stream(600_000_000)
    assert len(bomb) < 1_000_000
    assert refusal_of(reader, b"pdf ", bomb) in {"broken", "too_complex"}
    assert reader.read(b"pdf ", samples.pdf()) == 1
    assert process_of(reader) == before


def test_the_same_file_without_the_swelling_has_no_pages(reader: LimitedReader) -> None:
    assert refusal_of(reader, b"pdf ", samples.swollen_object_stream(0)) == "broken"


def test_the_memory_limit_is_the_one_asked_for() -> None:
    picture = samples.plain_png((6_000, 6_000))
    narrow = LimitedReader(memory_bytes=70_000_000)
    wide = LimitedReader()
    try:
        assert refusal_of(narrow, b"png ", picture) == "too_complex"
        assert wide.read(b"png ", picture) is None
    finally:
        narrow.stop()
        wide.stop()


def test_whoever_takes_too_long_is_ended() -> None:
    hasty = LimitedReader(wall_seconds=0.2)
    try:
        with hasty._connection() as connection:
            connection.settimeout(10)
            assert connection.recv(1) == b"+"
            # Nothing is sent: the child waits and is ended in the middle of it.
            assert connection.recv(1) == b""
    finally:
        hasty.stop()


def test_each_file_has_its_own_limits(reader: LimitedReader) -> None:
    parent = process_of(reader)
    with reader._connection() as connection:
        assert connection.recv(1) == b"+"
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
        limits = Path(f"/proc/{children[0]}/limits").read_text().splitlines()
    values = {line[:25].strip(): line[25:].split()[:2] for line in limits}
    assert values["Max address space"] == ["536870912", "536870912"]
    assert values["Max cpu time"] == ["10", "11"]
    assert values["Max file size"] == ["0", "0"]
    assert values["Max core file size"] == ["0", "0"]


def test_the_process_knows_no_secrets(
    reader: LimitedReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORTAL_SECRET_KEY", "not for the reader")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "nor this")
    assert reader.read(b"pdf ", samples.pdf()) == 1
    known = Path(f"/proc/{process_of(reader)}/environ").read_bytes()
    assert b"PATH=" in known
    assert b"SECRET" not in known


def test_an_ended_process_is_started_again(reader: LimitedReader) -> None:
    first = process_of(reader)
    os.kill(first, signal.SIGKILL)
    assert becomes_true(lambda: not is_running(first))
    assert reader.read(b"pdf ", samples.pdf(pages=2)) == 2
    assert process_of(reader) != first


def test_a_process_that_cannot_start_is_not_the_files_fault(
    reader: LimitedReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(ReadingUnavailable):
        reader.read(b"pdf ", samples.pdf())
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(ReadingUnavailable):
        LimitedReader().read(b"pdf ", samples.pdf())


def test_a_fork_starts_its_own() -> None:
    script = (
        "import os, sys\n"
        "from citizen_portal.files.limited_reading import reader\n"
        "data = sys.stdin.buffer.read()\n"
        "assert reader.read(b'pdf ', data) == 1\n"
        "mine = reader._process.pid\n"
        "child = os.fork()\n"
        "if child == 0:\n"
        "    assert reader.read(b'pdf ', data) == 1\n"
        "    sys.exit(0 if reader._process.pid != mine else 1)\n"
        "assert os.waitpid(child, 0)[1] == 0\n"
        "assert reader.read(b'pdf ', data) == 1 and reader._process.pid == mine\n"
    )
    command = [sys.executable, "-W", "error", "-c", script]
    ended = subprocess.run(
        command, check=False, input=samples.pdf(), capture_output=True, timeout=60
    )
    assert (ended.returncode, ended.stderr) == (0, b"")


def test_the_process_leaves_with_the_one_that_started_it() -> None:
    script = (
        "import os, sys\n"
        "from citizen_portal.files.limited_reading import reader\n"
        "reader.start()\n"
        "print(reader._process.pid, flush=True)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    command = [sys.executable, "-c", script]
    ended = subprocess.run(command, check=False, capture_output=True, timeout=60)
    reading = int(ended.stdout)
    assert becomes_true(lambda: not is_running(reading))
