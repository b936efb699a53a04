"""Officers' pages: the desk, one dossier with what may be done, papers and results."""

from __future__ import annotations

from flask import Blueprint

officer_pages = Blueprint("officer", __name__)

from citizen_portal.web.officer import (  # noqa: E402 - the views hang on the blueprint
    actions,
    desk,
    dossier,
    drafting,
    papers,
    results,
)

__all__ = ["actions", "desk", "dossier", "drafting", "officer_pages", "papers", "results"]
