"""The sections of an officer's dossier page beyond the dossier itself."""

from __future__ import annotations

from citizen_portal.web.change_panels import CORRECTED, FOLLOWED, POSSIBLE
from citizen_portal.web.clock_panels import OFFICER_CLOCKS, OFFICER_WHAT_IF
from citizen_portal.web.counter_panels import AGENCIES, ON_BEHALF
from citizen_portal.web.delivery_panels import DELIVERY
from citizen_portal.web.handover_panels import AT_THE_DESK, FEE_AT_THE_DESK
from citizen_portal.web.notice_panels import CONTACT
from citizen_portal.web.officer.colleagues.panels import HANDS, NOTES, OPINIONS, PRESENCE
from citizen_portal.web.officer.office_papers import CONTROL_SLIP, SLIP_ON_REQUEST
from citizen_portal.web.panels import Panel

# Each panel's template finds its values as ``panel`` and the dossier as ``dossier``.
BESIDE: tuple[Panel, ...] = (
    PRESENCE,
    ON_BEHALF,
    FEE_AT_THE_DESK,
    AT_THE_DESK,
    HANDS,
    OFFICER_CLOCKS,
    OFFICER_WHAT_IF,
    AGENCIES,
    SLIP_ON_REQUEST,
    CONTROL_SLIP,
    POSSIBLE,
)
"""At the side, below the officer's tasks: first what the counter does while somebody waits."""

BELOW: tuple[Panel, ...] = (CONTACT, DELIVERY, OPINIONS, NOTES, FOLLOWED, CORRECTED)
"""In the main column, above the history."""
