"""The next thing to do, one click away."""

from __future__ import annotations

from typing import Any

from flask import redirect

from citizen_portal.domain.wording import Text
from citizen_portal.services.queues.next_task import next_task
from citizen_portal.web import context
from citizen_portal.web.guards import officer
from citizen_portal.web.officer import officer_pages
from citizen_portal.web.officer.desk.page import desk_page

NOTHING_LEFT = Text(
    "Lúc này không còn việc nào chờ bạn. Hồ sơ mới sẽ hiện ở các hàng đợi bên dưới.",
    "Nothing waits for you now. New dossiers will appear in the queues below.",
)


@officer_pages.get("/can-bo/tiep-theo")
@officer
def next_dossier() -> Any:
    """Open the most urgent dossier on the officer's desk."""
    dossier_id = next_task(context.db(), context.parts(), context.actor())
    if dossier_id is None:
        return desk_page(notice=NOTHING_LEFT)
    return redirect(f"/can-bo/ho-so/{dossier_id}", 303)
