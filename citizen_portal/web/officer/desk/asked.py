"""What the desk's address asks for: a queue or a search, filters, an order, a place in the list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from citizen_portal.domain.roles import Seat
from citizen_portal.domain.service_level import Channel
from citizen_portal.domain.side_states import PaymentState
from citizen_portal.domain.wording import Text
from citizen_portal.services.queues.filters import MINE, NOBODY, Filters
from citizen_portal.services.queues.order import Order, order_named
from citizen_portal.services.queues.queue import QUEUES

QUEUE, FIND, ORDER, AFTER = "hang-doi", "tim", "xep", "sau"
FILTERS = (
    "thu-tuc", "buoc", "can-bo", "co-quan", "vai", "kenh", "phi",
    "han-tu", "han-den", "nop-tu", "nop-den",
)  # fmt: skip
DAYS = ("han-tu", "han-den", "nop-tu", "nop-den")
SEATS = {"tiep-nhan": Seat.RECEIVING, "giai-quyet": Seat.HANDLING, "tra": Seat.RETURNING}
LONGEST = 100

NO_DAY = Text(
    "Nhập ngày theo dạng ngày/tháng/năm, ví dụ 31/12/2026.",
    "Enter the date as day/month/year, such as 31/12/2026.",
)
TURNED_ROUND = Text(
    "Ngày cuối phải từ ngày đầu trở đi.", "The last day must not be before the first."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was read; ``typed`` are the words of the address, ``problems`` by their names."""

    queue: str
    find: str
    order: Order | None
    after: str
    filters: Filters
    typed: Mapping[str, str]
    problems: Mapping[str, Text]

    @property
    def narrows(self) -> bool:
        """Tell whether a filter is set."""
        return any(self.typed.get(name) for name in FILTERS)

    def address(self, **changes: str) -> str:
        """The desk's address for the same with changes, from its first page."""
        return f"/can-bo?{self.query(**changes)}"

    def query(self, **changes: str) -> str:
        """The query of the address; whatever says nothing is left out."""
        words = {QUEUE: self.queue, **self.typed, **changes}
        known = (QUEUE, FIND, *FILTERS, ORDER, AFTER)
        return urlencode({name: words[name] for name in known if words.get(name)})


def read_query(query: str, fallback: str) -> Asked:
    """Read the query of an address, such as a view was kept with."""
    return read_asked(dict(parse_qsl(query, max_num_fields=50)), fallback)


def read_asked(values: Mapping[str, str], fallback: str) -> Asked:
    """Read the words of the address; what makes no sense asks for nothing, days are told."""
    typed = {
        name: values.get(name, "")[:LONGEST].replace("\x00", "").strip()
        for name in (FIND, *FILTERS, ORDER)
    }
    problems: dict[str, Text] = {}
    days = {name: _day(name, typed[name], problems) for name in DAYS}
    for first, last in (("han-tu", "han-den"), ("nop-tu", "nop-den")):
        begin, end = days[first], days[last]
        if begin and end and end < begin:
            problems[last] = TURNED_ROUND
    queue = values.get(QUEUE, "")
    return Asked(
        queue=queue if queue in QUEUES else fallback,
        find=typed[FIND],
        order=order_named(typed[ORDER]),
        after=values.get(AFTER, "")[:2000],
        filters=_filters(typed, days),
        typed={name: value for name, value in typed.items() if value},
        problems=problems,
    )


def _filters(typed: Mapping[str, str], days: Mapping[str, date | None]) -> Filters:
    return Filters(
        procedure_code=typed["thu-tuc"],
        agency_id=_number(typed["co-quan"]),
        seat=SEATS.get(typed["vai"]),
        officer=_officer(typed["can-bo"]),
        channel=_one_of({str(one.value): one for one in Channel}, typed["kenh"]),
        payment=_one_of({one.value: one for one in PaymentState}, typed["phi"]),
        step=typed["buoc"],
        due_from=days["han-tu"],
        due_until=days["han-den"],
        submitted_from=days["nop-tu"],
        submitted_until=days["nop-den"],
    )


Value = TypeVar("Value")


def _one_of(known: Mapping[str, Value], word: str) -> Value | None:
    return known.get(word)


def _number(word: str) -> int | None:
    return int(word) if word.isascii() and word.isdigit() and len(word) < 9 else None


def _officer(word: str) -> UUID | str | None:
    if word in (MINE, NOBODY):
        return word
    try:
        return UUID(word)
    except ValueError:
        return None


def _day(name: str, typed: str, problems: dict[str, Text]) -> date | None:
    if not typed:
        return None
    try:
        day = datetime.strptime(typed, "%d/%m/%Y").date()
    except ValueError:
        problems[name] = NO_DAY
        return None
    if not 1900 <= day.year <= 2200:
        problems[name] = NO_DAY
        return None
    return day
