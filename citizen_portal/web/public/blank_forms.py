"""Blank forms to download, fill in by hand and bring along."""

from __future__ import annotations

from typing import Any

from flask import Response

from citizen_portal.services.catalogue.procedure import open_blank_form
from citizen_portal.web import context
from citizen_portal.web.guards import public
from citizen_portal.web.headers import as_file
from citizen_portal.web.public import public_pages


@public_pages.get("/thu-tuc/<code>/bieu-mau/<name>")
@public
def blank_form(code: str, name: str) -> Any:
    """The PDF of one form."""
    form, data = open_blank_form(context.parts(), code, name)
    return as_file(Response(data), f"{code}-{form.name}.pdf", "application/pdf")
