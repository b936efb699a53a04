"""Watching processes: CPU of whole families, and their end."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bench.processes import cpu_seconds, resident_mib, start, with_children
from tests.bench.family import BURNT

A_TICK = 0.02


def test_children_living_and_ended_are_counted(tmp_path: Path) -> None:
    ready = tmp_path / "ready"
    running = start("family", ["tests.bench.family", str(ready)], os.environ, tmp_path / "log")
    try:
        running.wait_for(ready.exists)
        assert len(with_children(running.pid)) == 2
        assert cpu_seconds(running.pid) >= 3 * (BURNT - A_TICK)
        assert resident_mib(running.pid) > 1
    finally:
        running.stop()
    assert running.process.returncode is not None


def test_a_process_that_does_not_start_says_why(tmp_path: Path) -> None:
    running = start("broken", ["no_such_module"], os.environ, tmp_path / "log")
    with pytest.raises(RuntimeError, match="no_such_module"):
        running.wait_for(lambda: False)
    running.process.wait()
