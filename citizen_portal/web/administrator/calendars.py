"""Working calendars: the nation's and every agency's, for administrators."""

from __future__ import annotations

from typing import Any

from citizen_portal.domain.wording import Text
from citizen_portal.web import calendar_pages, context
from citizen_portal.web.administrator import administrator_pages
from citizen_portal.web.guards import administrator

BASE = "/quan-tri/lich"


@administrator_pages.get(BASE)
@administrator
def calendars() -> Any:
    """One calendar, with its versions."""
    return calendar_pages.calendar_page(BASE, calendar_pages.asked_agency(), _choices())


@administrator_pages.post(BASE)
@administrator
def propose_calendar() -> Any:
    """Propose a change."""
    return calendar_pages.propose(BASE, calendar_pages.asked_agency(), _choices())


propose_calendar.keeps_typed = True  # type: ignore[attr-defined]


@administrator_pages.post(f"{BASE}/<int:edition_id>/quyet-dinh")
@administrator
def decide_calendar(edition_id: int) -> Any:
    """Put a proposal into force, or refuse it."""
    return calendar_pages.decide(BASE, edition_id)


decide_calendar.comes_back_to = BASE  # type: ignore[attr-defined]


def _choices() -> list[tuple[str, Text]]:
    parts = context.parts()
    agencies = parts.reference.all_agencies(parts.today())
    return [
        ("", Text("Lịch chung toàn quốc", "The national calendar")),
        *((str(one.id), Text(one.name)) for one in agencies),
    ]
