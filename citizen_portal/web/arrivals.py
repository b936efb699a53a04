"""What a dossier's story says of a parcel, on the applicant's and the officers' pages."""

from __future__ import annotations

from datetime import datetime

from citizen_portal.domain.clocks import ARRIVED_AT
from citizen_portal.domain.moment import format_moment_short
from citizen_portal.domain.wording import Text
from citizen_portal.services.dossiers.page import EventView


def arrival_of(event: EventView) -> Text | None:
    """Which parcel came and when, which may be before it was heard of; None for other events."""
    told = event.detail.get(ARRIVED_AT)
    if told is None:
        return None
    at, waybill = datetime.fromisoformat(told), event.detail.get("waybill", "")
    return Text(
        f"Bưu gửi {waybill} đến lúc {format_moment_short(at)}.",
        f"Parcel {waybill} came at {format_moment_short(at, 'en')}.",
    )
