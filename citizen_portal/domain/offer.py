"""Where a procedure is on offer: decisions of administrators, and what they come to on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from citizen_portal.domain.wording import Text


class OfferState(StrEnum):
    """Whether new dossiers are taken."""

    OPEN = "open"
    SUSPENDED = "suspended"
    CLOSED = "closed"

    @property
    def label(self) -> Text:
        """The words for pages."""
        return _LABELS[self]


_LABELS = {
    OfferState.OPEN: Text("Đang tiếp nhận", "Open"),
    OfferState.SUSPENDED: Text("Tạm dừng tiếp nhận", "Suspended"),
    OfferState.CLOSED: Text("Đã ngừng tiếp nhận", "Closed"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferDecision:
    """One decision: for an agency, or everywhere when ``agency_id`` is None.

    It counts from ``since`` to the end of ``until``; after that what was decided before
    counts again. ``number`` grows with each decision.
    """

    number: int
    agency_id: int | None
    state: OfferState
    since: date
    until: date | None = None
    online_only: bool = False
    reason: Text = Text("")  # noqa: RUF009 - frozen

    def covers(self, on: date) -> bool:
        """Tell whether it counts on that day, unless a later one does."""
        return self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What the decisions come to for one agency on one day.

    ``coming`` is the next day on which the state is another one, with what it will be.
    """

    state: OfferState
    since: date | None = None
    until: date | None = None
    online_only: bool = False
    reason: Text = Text("")  # noqa: RUF009 - frozen
    coming: Offer | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether new dossiers are taken."""
        return self.state is OfferState.OPEN


OPEN = Offer(state=OfferState.OPEN)
"""Nobody has decided anything: the procedure is on offer."""


def offer_on(decisions: Sequence[OfferDecision], agency_id: int | None, on: date) -> Offer:
    """What counts at an agency on a day: the last decision that covers it.

    A decision for everywhere replaces earlier ones for single agencies; exceptions are
    decided after it.
    """
    offer = _counting(decisions, agency_id, on)
    days = {one.since for one in decisions} | {
        one.until + timedelta(days=1) for one in decisions if one.until
    }
    for day in sorted(day for day in days if day > on):
        later = _counting(decisions, agency_id, day)
        if (later.state, later.online_only) != (offer.state, offer.online_only):
            return replace(offer, coming=replace(later, since=day))
    return offer


def _counting(decisions: Sequence[OfferDecision], agency_id: int | None, on: date) -> Offer:
    mine = [one for one in decisions if one.agency_id in (None, agency_id) and one.covers(on)]
    if not mine:
        return OPEN
    last = max(mine, key=lambda one: one.number)
    return Offer(
        state=last.state,
        since=last.since,
        until=last.until,
        online_only=last.online_only,
        reason=last.reason,
    )
