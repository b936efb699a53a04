"""Withdrawing a dossier, throwing a draft away."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import redirect

from citizen_portal.services.withdrawal import withdraw_dossier
from citizen_portal.web import context
from citizen_portal.web.applicant import applicant_pages
from citizen_portal.web.applicant.returning import comes_back_to
from citizen_portal.web.guards import applicant
from citizen_portal.web.typed import seen_revision, typed_text

LONGEST_REASON = 1000


@applicant_pages.post("/ho-so/<uuid:dossier_id>/rut")
@comes_back_to("/ho-so/{dossier_id}")
@applicant
def withdraw(dossier_id: UUID) -> Any:
    """Take the dossier back; a draft is gone afterwards."""
    reason = typed_text("ly_do", LONGEST_REASON)
    was_draft = withdraw_dossier(
        context.db(), context.parts(), context.actor(), dossier_id, seen_revision(), reason
    )
    return redirect("/ho-so" if was_draft else f"/ho-so/{dossier_id}", 303)
