"""Where a payer's phone ends after paying at a counter: no login, nothing to know."""

from __future__ import annotations

from typing import Any

from citizen_portal.services.cash.by_phone import PAID_HERE
from citizen_portal.web.guards import public
from citizen_portal.web.pages import page
from citizen_portal.web.public import public_pages


@public_pages.get(PAID_HERE)
@public
def paid_at_counter() -> Any:
    """The officer's screen says whether the money came; this page does not."""
    return page("public/paid_at_counter.html")
