"""Officers' pages: the desk, one dossier with what may be done, papers and results."""

from __future__ import annotations

from flask import Blueprint

officer_pages = Blueprint("officer", __name__)

from citizen_portal.web.officer import (  # noqa: E402 - the views hang on the blueprint
    actions,
    calendars,
    corrections,
    desk,
    dossier,
    drafting,
    everything,
    issued_results,
    moved_dates,
    office_papers,
    papers,
    post,
    reissuing,
    supplement,
    supplement_statistics,
)
from citizen_portal.web.officer.colleagues import (  # noqa: E402
    assignment_rules,
    hands,
    logs,
    moving,
    notes,
    opinions,
    relatives,
    roles,
    standing_in,
)
from citizen_portal.web.officer.counter import (  # noqa: E402
    cash,
    digitising,
    handover,
    people,
    phone_payment,
    receiving,
    tickets,
)
from citizen_portal.web.officer.many import batches, bundles  # noqa: E402
from citizen_portal.web.officer.notices import messages, words  # noqa: E402
from citizen_portal.web.officer.reports import exports, workload  # noqa: E402

__all__ = [
    "actions",
    "assignment_rules",
    "batches",
    "bundles",
    "calendars",
    "cash",
    "corrections",
    "desk",
    "digitising",
    "dossier",
    "drafting",
    "everything",
    "exports",
    "handover",
    "hands",
    "issued_results",
    "logs",
    "messages",
    "moved_dates",
    "moving",
    "notes",
    "office_papers",
    "officer_pages",
    "opinions",
    "papers",
    "people",
    "phone_payment",
    "post",
    "receiving",
    "reissuing",
    "relatives",
    "roles",
    "standing_in",
    "supplement",
    "supplement_statistics",
    "tickets",
    "words",
    "workload",
]
