"""The end of a test run shows what the authors' cases reach.

The contract switches it on. A run that is spread over processes needs it in the one that
prints: ``pytest -p citizen_portal.testing.summary``.
"""

from __future__ import annotations

import sys

import pytest

REACH = "reach of the cases"


def show(config: pytest.Config) -> None:
    """Switch the lines on for this run."""
    module = sys.modules[__name__]
    if not config.pluginmanager.is_registered(module):
        config.pluginmanager.register(module)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what the contracts recorded, each once."""
    said = [
        str(value)
        for report in terminalreporter.getreports("passed")
        for name, value in getattr(report, "user_properties", ())
        if name == REACH
    ]
    if said:
        terminalreporter.section("what the cases reach")
        for lines in dict.fromkeys(said):
            terminalreporter.line(lines)
