"""Pages of people who file dossiers."""

from __future__ import annotations

from flask import Blueprint

applicant_pages = Blueprint("applicant", __name__)

from citizen_portal.web.applicant import (  # noqa: E402 - the views hang on the blueprint
    delivery,
    dossier,
    dossiers,
    issued_papers,
    messages,
    notices,
    papers,
    paying,
    review,
    start,
    steps,
    supplement,
    vault,
    withdrawal,
)

__all__ = [
    "applicant_pages",
    "delivery",
    "dossier",
    "dossiers",
    "issued_papers",
    "messages",
    "notices",
    "papers",
    "paying",
    "review",
    "start",
    "steps",
    "supplement",
    "vault",
    "withdrawal",
]
