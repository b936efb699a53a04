"""The electronic store of a person's papers: the list, and each paper as a download."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, request

from citizen_portal.services.vault.items import list_own_vault, open_own_item
from citizen_portal.services.vault.reuse import file_name_of, open_item_for_dossier
from citizen_portal.web import context
from citizen_portal.web.applicant import applicant_pages
from citizen_portal.web.guards import applicant
from citizen_portal.web.headers import as_file
from citizen_portal.web.pages import page


@applicant_pages.get("/kho-giay-to")
@applicant
def vault() -> Any:
    """What lies in one's own store, newest first."""
    after = request.args.get("sau", "")[:100]
    seen = list_own_vault(context.db(), context.parts(), context.actor(), after)
    return page(
        "applicant/vault.html", seen=seen,
        newest="/kho-giay-to" if after else "",
        older=f"/kho-giay-to?sau={seen.older}" if seen.older else "",
    )  # fmt: skip


@applicant_pages.get("/kho-giay-to/<uuid:item_id>")
@applicant
def vault_item(item_id: UUID) -> Any:
    """One of one's own papers."""
    view, data = open_own_item(context.db(), context.parts(), context.actor(), item_id)
    return as_file(Response(data), file_name_of(view), view.media_type)


@applicant_pages.get("/ho-so/<uuid:dossier_id>/kho/<uuid:item_id>")
@applicant
def item_for_dossier(dossier_id: UUID, item_id: UUID) -> Any:
    """A stored paper, looked at before it is used for a dossier."""
    view, data = open_item_for_dossier(
        context.db(), context.parts(), context.actor(), dossier_id, item_id
    )
    return as_file(Response(data), file_name_of(view), view.media_type)
