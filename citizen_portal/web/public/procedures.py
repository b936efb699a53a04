"""The catalogue with its search, and the page of one procedure."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import request

from citizen_portal.procedures.shelves import Shelf
from citizen_portal.services.catalogue.page import CataloguePage, catalogue_page
from citizen_portal.services.catalogue.procedure import describe_procedure
from citizen_portal.web import context
from citizen_portal.web.guards import public
from citizen_portal.web.pages import page
from citizen_portal.web.public import public_pages

LONGEST_QUERY = 200
LONGEST_CHOICE = 200
PAGE = "trang"


@public_pages.get("/thu-tuc")
@public
def catalogue() -> Any:
    """The procedures on offer, or those that fit the question and the choices."""
    query = " ".join(request.args.get("q", "")[:LONGEST_QUERY].split())
    chosen = {
        shelf: request.args[shelf.value][:LONGEST_CHOICE]
        for shelf in Shelf
        if request.args.get(shelf.value)
    }
    view = catalogue_page(context.parts(), query, chosen, page_asked_for())
    return page("public/catalogue.html", view=view, address=Addresses(view))


@public_pages.get("/thu-tuc/<code>")
@public
def procedure(code: str) -> Any:
    """One procedure: who, where, papers, cost, time, law."""
    return page("public/procedure.html", view=describe_procedure(context.parts(), code))


def page_asked_for() -> int:
    """The number of the page in the address; 1 when there is none, or none that can be read."""
    asked = request.args.get(PAGE, "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1


class Addresses:
    """The addresses of the catalogue that keep the question and the choices of a page."""

    def __init__(self, view: CataloguePage) -> None:
        self._asked = {"q": view.query} if view.query else {}
        self._chosen = {shelf.value: value for shelf, value in view.chosen.items()}

    def without(self, shelf: Shelf) -> str:
        """The first page without what was chosen of that shelf."""
        left = {name: value for name, value in self._chosen.items() if name != shelf.value}
        return _address({**self._asked, **left})

    def unfiltered(self) -> str:
        """The first page of the same question with nothing chosen."""
        return _address(self._asked)

    def at(self, number: int) -> str:
        """The page of that number."""
        turned = {PAGE: str(number)} if number > 1 else {}
        return _address({**self._asked, **self._chosen, **turned})


def _address(values: dict[str, str]) -> str:
    return f"/thu-tuc?{urlencode(values)}" if values else "/thu-tuc"
