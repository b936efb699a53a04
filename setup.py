"""Carries the folders beside the package into the wheel; everything else is in pyproject.toml."""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

BESIDE = ("templates", "migrations")


class BuildWithFolders(build_py):
    """Builds the package, then copies what stands beside it in a checkout."""

    def run(self) -> None:
        """Copy the folders, unless the checkout itself is used."""
        super().run()
        if self.editable_mode:
            return
        target = Path(self.build_lib) / "citizen_portal" / "carried"
        shutil.rmtree(target, ignore_errors=True)
        for name in BESIDE:
            shutil.copytree(name, target / name, ignore=shutil.ignore_patterns("__pycache__"))


setup(cmdclass={"build_py": BuildWithFolders})
