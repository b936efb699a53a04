"""The overview: plugins, connectors, money that waits for a person, the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import current_app

from citizen_portal.domain.wording import Text
from citizen_portal.services.calendars.overrides import list_calendar_overrides
from citizen_portal.services.payments.parked import list_parked_payments
from citizen_portal.web import context
from citizen_portal.web.administrator import administrator_pages
from citizen_portal.web.guards import administrator
from citizen_portal.web.language import words
from citizen_portal.web.pages import page


@dataclass(frozen=True, slots=True)
class Door:
    """A door to the outside, and who stands in it."""

    title: Text
    names: str


@administrator_pages.get("/quan-tri")
@administrator
def overview() -> Any:
    """What needs attention."""
    return overview_page()


def overview_page(status: int = 200, errors: tuple[tuple[str, Text], ...] = ()) -> Any:
    """The page, with what went wrong."""
    session, actor = context.db(), context.actor()
    doors = _doors()
    return page(
        "administrator/overview.html", status, doors=doors,
        errors=[(name, words(sentence)) for name, sentence in errors],
        open_doors=sum(1 for door in doors if door.names),
        problems=current_app.extensions["portal_problems"],
        parked=list_parked_payments(session, actor),
        overrides=list_calendar_overrides(session, actor),
    )  # fmt: skip


def _doors() -> tuple[Door, ...]:
    parts = context.parts()
    providers = current_app.extensions["portal_providers"]
    return (
        Door(Text("Định danh", "Identity"), ", ".join(one.name for one in providers)),
        Door(Text("Thanh toán", "Payment"), ", ".join(parts.gateways)),
        Door(Text("Ký số", "Signing"), parts.signer.name),
        Door(Text("Thông báo", "Notices"), ", ".join(parts.notifiers)),
        Door(Text("Bưu chính", "Post"), ", ".join(parts.carriers)),
    )
