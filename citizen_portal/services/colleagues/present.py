"""Who was seen at a dossier lately: what lists, the next task and the page itself ask."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement

from citizen_portal.models import Dossier, Presence

FRESH = timedelta(minutes=3)
"""Who has not looked for so long has left."""


def present_at_dossier(now: datetime | ColumnElement[Any]) -> tuple[ColumnElement[bool], ...]:
    """What holds for somebody who has the ``Dossier`` of a statement open at ``now``."""
    return Presence.dossier_id == Dossier.id, Presence.seen_at > now - FRESH
