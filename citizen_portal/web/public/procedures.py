"""The catalogue with its search, and the page of one procedure."""

from __future__ import annotations

from typing import Any

from flask import request

from citizen_portal.services.procedure_page import describe_procedure
from citizen_portal.web import context
from citizen_portal.web.guards import public
from citizen_portal.web.pages import page
from citizen_portal.web.public import public_pages

LONGEST_QUERY = 200


@public_pages.get("/thu-tuc")
@public
def catalogue() -> Any:
    """The procedures on offer, or those that fit the question."""
    query = " ".join(request.args.get("q", "")[:LONGEST_QUERY].split())
    parts = context.parts()
    found = parts.catalogue.search(query, parts.today())
    return page("public/catalogue.html", query=query, procedures=found)


@public_pages.get("/thu-tuc/<code>")
@public
def procedure(code: str) -> Any:
    """One procedure: who, where, papers, cost, time, law."""
    return page("public/procedure.html", view=describe_procedure(context.parts(), code))
