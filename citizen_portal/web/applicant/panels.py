"""The sections of the applicant's dossier page beyond the dossier itself."""

from __future__ import annotations

from citizen_portal.web.panels import Panel

# Each panel's template finds its values as ``panel`` and the dossier as ``dossier``.
PANELS: tuple[Panel, ...] = ()
