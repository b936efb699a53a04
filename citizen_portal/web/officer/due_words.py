"""How long there is left, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from citizen_portal.domain.lifecycle import Status
from citizen_portal.domain.moment import day_in_vietnam
from citizen_portal.domain.wording import Text

_WAITING = (Status.SUPPLEMENT_REQUESTED, Status.PAYMENT_REQUESTED)
_RUNNING = (Status.REGISTERED, Status.ACCEPTED, Status.IN_PROCESSING, Status.COMPLETED)


@dataclass(frozen=True, slots=True)
class DueWords:
    """The words, the tone of their tag (empty for plain words), and the moment itself."""

    text: Text
    tone: str
    at: datetime | None


NOTHING = DueWords(Text(""), "", None)
WAITS = DueWords(Text("Chờ người nộp", "Waits for the applicant"), "", None)


def due_words(
    status: Status, acceptance_due: datetime | None, due: datetime | None, now: datetime
) -> DueWords:
    """What an officer's desk says of a dossier's time; nothing once it is closed."""
    if status in _WAITING:
        return WAITS
    at = acceptance_due if status is Status.REGISTERED else due
    if status not in _RUNNING or at is None:
        return NOTHING
    days = (day_in_vietnam(at) - day_in_vietnam(now)).days
    if at < now:
        return DueWords(_late(-days), "red", at)
    if days == 0:
        return DueWords(Text("Hạn hôm nay", "Due today"), "yellow", at)
    return DueWords(Text(f"Còn {days} ngày", f"{days} days left" if days > 1 else "1 day left"),
                    "yellow" if days == 1 else "", at)  # fmt: skip


def _late(days: int) -> Text:
    if days == 0:
        return Text("Quá hạn từ hôm nay", "Overdue since today")
    return Text(f"Quá hạn {days} ngày", f"{days} days overdue" if days > 1 else "1 day overdue")
