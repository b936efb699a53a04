"""What a figure depends on besides the code: the machine, its load, the versions."""

from __future__ import annotations

import os
import platform
import time
from importlib.metadata import version
from typing import Any

PACKAGES = (
    "flask", "werkzeug", "jinja2", "wtforms", "flask-wtf", "waitress", "sqlalchemy", "psycopg",
    "procrastinate", "weasyprint", "pyhanko",
)  # fmt: skip


def describe_machine() -> dict[str, Any]:
    """The cores, the load average of now, and the versions of what counts."""
    return {
        "cores": os.cpu_count(),
        "load average": [round(one, 2) for one in os.getloadavg()],
        "python": platform.python_version(),
        "loop ms": round(loop_milliseconds(), 1),
        "versions": {name: version(name) for name in PACKAGES},
    }


def loop_milliseconds() -> float:
    """A fixed piece of Python in CPU-milliseconds: how fast this machine is at this moment.

    It walks through some megabytes: neighbours that fill the caches slow it as they slow us.
    """
    known = {str(number): number for number in range(50_000)}
    taken = []
    for _ in range(5):
        begun = time.thread_time()
        sum(known[str(number * 7919 % 50_000)] for number in range(50_000))
        taken.append((time.thread_time() - begun) * 1000)
    return min(taken)


def machine_line(machine: dict[str, Any]) -> str:
    """The same in one line for people."""
    versions = ", ".join(f"{name} {one}" for name, one in machine["versions"].items())
    load = "/".join(map(str, machine["load average"]))
    return (
        f"{machine['cores']} cores, load average at the start {load},"
        f" a fixed loop takes {machine['loop ms']} ms, Python {machine['python']}; {versions}"
    )
