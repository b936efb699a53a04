"""Money that waits for a person: noting what was done about it."""

from __future__ import annotations

from typing import Any

from flask import redirect

from citizen_portal.services.errors import NotPossibleNow
from citizen_portal.services.payments.parked import close_parked_payment
from citizen_portal.web import context
from citizen_portal.web.administrator import administrator_pages
from citizen_portal.web.administrator.overview import overview_page
from citizen_portal.web.guards import administrator
from citizen_portal.web.typed import typed_text


@administrator_pages.post("/quan-tri/thanh-toan/<int:notice_id>")
@administrator
def close(notice_id: int) -> Any:
    """Mark one as dealt with."""
    note = typed_text("ghi_chu")
    try:
        close_parked_payment(context.db(), context.parts(), context.actor(), notice_id, note)
    except NotPossibleNow as error:
        context.db().rollback()
        return overview_page(409, ((f"ghi_chu-{notice_id}", error.sentence),))
    return redirect("/quan-tri", 303)


close.comes_back_to = "/quan-tri"  # type: ignore[attr-defined]
