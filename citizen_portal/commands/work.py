"""The worker with all it needs: the portal's parts and a warm press for papers."""

from __future__ import annotations

from citizen_portal.app import Portal, open_portal
from citizen_portal.jobs.worker import run_worker
from citizen_portal.models.session import new_session
from citizen_portal.services.catalogue.level_history import note_levels
from citizen_portal.settings import Settings


def note_declared_levels(portal: Portal) -> int:
    """Keep the history of service levels: what plugins declare, once each."""
    with new_session(portal.engine) as session:
        parts = portal.parts
        noted = note_levels(session, parts.catalogue.declared(), parts.clock())
        session.commit()
    return noted


def work(settings: Settings) -> None:
    """Take jobs until told to stop."""
    portal = open_portal(settings)
    try:
        note_declared_levels(portal)
        portal.parts.press.start()
        run_worker(portal.parts, portal.engine, portal.parts.press.render)
    finally:
        portal.close()
