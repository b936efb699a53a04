"""The worker with all it needs: the portal's parts and a warm press for papers."""

from __future__ import annotations

from citizen_portal.app import open_portal
from citizen_portal.jobs.worker import run_worker
from citizen_portal.settings import Settings


def work(settings: Settings) -> None:
    """Take jobs until told to stop."""
    portal = open_portal(settings)
    try:
        portal.parts.press.start()
        run_worker(portal.parts, portal.engine, portal.parts.press.render)
    finally:
        portal.close()
