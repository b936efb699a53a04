"""Where the portal's own folders are: beside the package, or within it when installed."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
# The wheel carries what stands beside the package in this folder of it; see setup.py.
CARRIED = PACKAGE / "carried"
INSTALLED = CARRIED.is_dir()
_BESIDE = CARRIED if INSTALLED else PACKAGE.parent

TEMPLATES = _BESIDE / "templates"
MIGRATIONS = _BESIDE / "migrations"

IMPORTED_FROM = PACKAGE.parent
"""The folder from which Python imports the portal."""

DEMO_DATA = Path(".portal") if INSTALLED else PACKAGE.parent / ".portal"
"""Where a demonstration keeps its data unless told otherwise."""
