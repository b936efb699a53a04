"""From the command to the first page, when everything has been set up before."""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.browser import answers_well
from bench.figures import Figure, Spread, tell
from bench.machine import describe_machine
from bench.processes import Running, start
from citizen_portal.embedded_database import EmbeddedDatabase

PORT = 8655
_LONGEST_SECONDS = 120.0


def main(arguments: Sequence[str] = ()) -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser(prog="bench/run cold_start", description=__doc__)
    parser.add_argument("--turns", type=int, default=5)
    options = parser.parse_args(arguments)
    machine = describe_machine()
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        data = Path(name)
        first = _seconds_to_first_page(data)
        again = Spread([_seconds_to_first_page(data) for _ in range(options.turns)])
        database = Spread([_seconds_of_database(data) for _ in range(options.turns)])
    tell("cold_start", machine, [
        Figure(name="set-up done: to the first page, median", value=again.middle, unit="s",
               goal=("<=", 5)),
        Figure(name="  slowest", value=max(again.measured), unit="s"),
        Figure(name="  of this, PostgreSQL alone", value=database.middle, unit="s"),
        Figure(name="first start, tables and demo content made", value=first, unit="s"),
    ], ["portal demo --data DIR, until / answers 200; peers: 8.2 and 5.4 s"])  # fmt: skip


def _seconds_to_first_page(data: Path) -> float:
    begun = time.monotonic()
    demo = _start_demo(data)
    try:
        demo.wait_for(lambda: answers_well(PORT, "/"), _LONGEST_SECONDS)
        return time.monotonic() - begun
    finally:
        demo.stop()


def _start_demo(data: Path) -> Running:
    environ = {name: value for name, value in os.environ.items() if "PORTAL_" not in name}
    arguments = ["citizen_portal.cli", "demo", "--port", str(PORT), "--data", str(data / "portal")]
    return start("demo", arguments, environ, data / "demo.log")


def _seconds_of_database(data: Path) -> float:
    begun = time.monotonic()
    with EmbeddedDatabase(data / "portal"):
        return time.monotonic() - begun
