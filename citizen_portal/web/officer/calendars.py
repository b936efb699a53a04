"""An agency's own working calendar, for its administrators."""

from __future__ import annotations

from typing import Any

from citizen_portal.domain.roles import Duty
from citizen_portal.domain.wording import Text
from citizen_portal.services.actor import require_duty
from citizen_portal.web import calendar_pages, context
from citizen_portal.web.guards import officer
from citizen_portal.web.officer import officer_pages

BASE = "/can-bo/lich"


@officer_pages.get(BASE)
@officer
def calendars() -> Any:
    """The calendar of one of the officer's agencies, with its versions."""
    return calendar_pages.calendar_page(BASE, _agency(), _choices())


@officer_pages.post(BASE)
@officer
def propose_calendar() -> Any:
    """Propose a change."""
    return calendar_pages.propose(BASE, _agency(), _choices())


propose_calendar.keeps_typed = True  # type: ignore[attr-defined]


@officer_pages.post(f"{BASE}/<int:edition_id>/quyet-dinh")
@officer
def decide_calendar(edition_id: int) -> Any:
    """Put a proposal into force, or refuse it."""
    return calendar_pages.decide(BASE, edition_id)


decide_calendar.comes_back_to = BASE  # type: ignore[attr-defined]


def _agency() -> int | None:
    return calendar_pages.asked_agency() or _own()[0]


def _own() -> tuple[int, ...]:
    return require_duty(context.actor(), Duty.CONFIGURE).agencies_for(Duty.CONFIGURE)


def _choices() -> list[tuple[str, Text]]:
    reference = context.parts().reference
    return [(str(one), Text(reference.agency(one).name)) for one in _own()]
