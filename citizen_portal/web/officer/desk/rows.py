"""What the desk's table and its links to queues show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from citizen_portal.domain.lifecycle import Status
from citizen_portal.domain.moment import day_in_vietnam
from citizen_portal.domain.side_states import PaymentState, words_of
from citizen_portal.domain.wording import Text
from citizen_portal.services.queues.counts import QueueCount
from citizen_portal.services.queues.lines import QueueLine
from citizen_portal.services.queues.order import SORTED_BY, Order
from citizen_portal.services.queues.queue import QUEUES
from citizen_portal.web.officer.desk.asked import ORDER, Asked
from citizen_portal.web.officer.due_words import DueWords, due_words

_CLOSED = (Status.NOT_ACCEPTED, Status.WITHDRAWN, Status.STOPPED, Status.RESULT_RETURNED)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskRow:
    """One dossier as the desk shows it."""

    id: UUID
    revision: int
    code: str
    procedure: Text
    subject: str
    applicant: str
    status: Status
    submitted_at: datetime
    age: Text
    due: DueWords
    next: Text
    unread: bool
    officer: str
    present: str
    payment: tuple[Text, str]


@dataclass(frozen=True, slots=True)
class Tab:
    """A link to one queue; ``number`` and ``age`` of its oldest where they were counted."""

    title: Text
    href: str
    current: bool
    number: str = ""
    age: Text = Text("")  # noqa: RUF009 - frozen


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A column by which the list can be sorted; ``sorted`` is ascending, descending or ""."""

    title: Text
    href: str
    sorted: str


def desk_row(line: QueueLine, now: datetime) -> DeskRow:
    """A dossier of the list, with its age and the time left at ``now``."""
    return DeskRow(
        id=line.id,
        revision=line.revision,
        code=line.code,
        procedure=line.procedure,
        subject=line.subject,
        applicant=line.applicant_name,
        status=line.status,
        submitted_at=line.submitted_at,
        age=age_words(line.submitted_at, now) if line.status not in _CLOSED else Text(""),
        due=due_words(line.status, line.acceptance_due_at, line.due_at, now),
        next=line.next,
        unread=line.unread,
        officer=line.officer_name,
        present=", ".join(line.present),
        payment=words_of(PaymentState(line.payment_state)),
    )


def age_words(since: datetime, now: datetime) -> Text:
    """How many days ago something came in; days are those of the calendar."""
    days = max((day_in_vietnam(now) - day_in_vietnam(since)).days, 0)
    if days == 0:
        return Text("hôm nay", "today")
    return Text(f"{days} ngày", f"{days} days" if days > 1 else "1 day")


def queue_tabs(
    names: Iterable[str], current: str, counts: Mapping[str, QueueCount], now: datetime
) -> list[Tab]:
    """Links to queues, in their order."""
    return [_tab(name, name == current, counts.get(name), now) for name in names]


def _tab(name: str, current: bool, count: QueueCount | None, now: datetime) -> Tab:
    oldest = count.oldest if count else None
    return Tab(
        title=QUEUES[name].title,
        href=f"/can-bo?hang-doi={name}",
        current=current,
        number=count.shown if count else "",
        age=age_words(oldest, now) if oldest else Text(""),
    )


def headings(asked: Asked, order: Order) -> dict[str, Heading]:
    """The columns that sort; a second click turns the order round."""
    found = {}
    for name, (title, _) in SORTED_BY.items():
        here = order.name == name
        towards = order.turned() if here else Order(name)
        way = ("descending" if order.descending else "ascending") if here else ""
        href = asked.address(**{ORDER: towards.word})
        found[name] = Heading(title=title, href=href, sorted=way)
    return found
