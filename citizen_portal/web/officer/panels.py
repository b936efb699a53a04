"""The sections of an officer's dossier page beyond the dossier itself."""

from __future__ import annotations

from citizen_portal.web.panels import Panel

# Each panel's template finds its values as ``panel`` and the dossier as ``dossier``.
BESIDE: tuple[Panel, ...] = ()
"""At the side, below the officer's tasks."""

BELOW: tuple[Panel, ...] = ()
"""In the main column, above the history."""
