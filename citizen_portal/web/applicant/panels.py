"""The sections of the applicant's dossier page beyond the dossier itself."""

from __future__ import annotations

from citizen_portal.web.change_panels import CORRECTED, FOLLOWED
from citizen_portal.web.clock_panels import ANSWERED_BY, APPLICANT_WHAT_IF
from citizen_portal.web.counter_panels import AGENCIES
from citizen_portal.web.delivery_panels import OWN_DELIVERY
from citizen_portal.web.handover_panels import HANDOVER_CODE
from citizen_portal.web.notice_panels import OWN_MESSAGES
from citizen_portal.web.panels import Panel

# Each panel's template finds its values as ``panel`` and the dossier as ``dossier``.
PANELS: tuple[Panel, ...] = (
    ANSWERED_BY,
    HANDOVER_CODE,
    OWN_MESSAGES,
    AGENCIES,
    OWN_DELIVERY,
    APPLICANT_WHAT_IF,
    FOLLOWED,
    CORRECTED,
)
