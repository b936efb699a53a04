"""My dossiers."""

from __future__ import annotations

from typing import Any

from flask import request

from citizen_portal.services.dossiers.mine import list_own_dossiers
from citizen_portal.web import context
from citizen_portal.web.applicant import applicant_pages
from citizen_portal.web.guards import applicant
from citizen_portal.web.pages import page


@applicant_pages.get("/ho-so")
@applicant
def my_dossiers() -> Any:
    """Drafts and dossiers, the last changed first."""
    after = request.args.get("sau", "")[:80]
    listed = list_own_dossiers(context.db(), context.parts(), context.actor(), after)
    older = f"/ho-so?sau={listed.older}" if listed.older else ""
    return page(
        "applicant/dossiers.html", lines=listed.lines, older=older,
        newest="/ho-so" if after else "",
    )  # fmt: skip
