"""How long a result is valid, where its procedure says so in a number of days, months, years."""

from __future__ import annotations

import re
from datetime import date, timedelta

from citizen_portal.domain.working_time import months_after

_SPAN = re.compile(r"(?<!\d)(\d{1,3}) *(ngày|tháng|năm)(?! *làm việc)", re.IGNORECASE)


def last_valid_day(words: str, issued_on: date) -> date | None:
    """Return the last day of a validity such as "6 tháng kể từ ngày cấp".

    None when the words name no single span that can be counted.
    """
    spans = _SPAN.findall(words)
    if len(spans) != 1 or int(spans[0][0]) == 0:
        return None
    amount, unit = int(spans[0][0]), spans[0][1].lower()
    if unit == "ngày":
        return issued_on + timedelta(days=amount)
    return months_after(issued_on, amount * (12 if unit == "năm" else 1))
