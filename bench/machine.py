"""What a figure depends on besides the code: the machine, its load, the versions."""

from __future__ import annotations

import os
import platform
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
        "versions": {name: version(name) for name in PACKAGES},
    }


def machine_line(machine: dict[str, Any]) -> str:
    """The same in one line for people."""
    versions = ", ".join(f"{name} {one}" for name, one in machine["versions"].items())
    load = "/".join(map(str, machine["load average"]))
    return (
        f"{machine['cores']} cores, load average at the start {load},"
        f" Python {machine['python']}; {versions}"
    )
