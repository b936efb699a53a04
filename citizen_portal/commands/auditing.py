"""Checking the audit trail from its first entry to its last."""

from __future__ import annotations

from citizen_portal.app import open_engine
from citizen_portal.models.session import new_session
from citizen_portal.services.audit import first_broken_entry
from citizen_portal.settings import Settings


def verify_audit(settings: Settings) -> int | None:
    """Return the number of the first entry that does not hold, or None."""
    engine = open_engine(settings.database_url)
    try:
        with new_session(engine) as session:
            return first_broken_entry(session)
    finally:
        engine.dispose()
