"""The worker with all it needs: the portal's parts and a press for papers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from citizen_portal.app import open_portal
from citizen_portal.documents.rendering import render, warm_up
from citizen_portal.jobs.worker import run_worker
from citizen_portal.settings import Settings


def work(settings: Settings) -> None:
    """Take jobs until told to stop."""
    portal = open_portal(settings)
    warm_up()

    def print_paper(kind: str, content: Mapping[str, Any]) -> bytes:
        return render(kind, content, templates=portal.parts.templates)

    run_worker(portal.parts, portal.engine, print_paper)
    portal.engine.dispose()
