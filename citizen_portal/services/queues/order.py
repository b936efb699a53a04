"""In which order a list stands, and the mark at which its next page begins."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, tuple_

from citizen_portal.domain.wording import Text
from citizen_portal.models import Dossier
from citizen_portal.services.queues.columns import urgency


@dataclass(frozen=True, slots=True)
class Order:
    """By what and which way; ``word`` is its name in the address."""

    word: str

    @property
    def descending(self) -> bool:
        """Tell whether the last come first."""
        return self.word.startswith("-")

    @property
    def name(self) -> str:
        """What it is sorted by."""
        return self.word.removeprefix("-")

    def turned(self) -> Order:
        """The same, the other way round."""
        return Order(self.name if self.descending else f"-{self.name}")


BY_DUE, NEWEST = Order("han"), Order("-nhan")

SORTED_BY: Final[Mapping[str, tuple[Text, ColumnElement[Any]]]] = {
    "han": (Text("Hạn", "Due"), urgency),
    "nhan": (Text("Ngày nộp", "Submitted"), Dossier.submitted_at.expression),
    "ten": (Text("Người nộp", "Applicant"), Dossier.name_key.expression),
    "thu-tuc": (Text("Thủ tục", "Procedure"), Dossier.procedure_code.expression),
}


def order_named(word: str) -> Order | None:
    """The order of that name in the address, or None."""
    order = Order(word)
    return order if order.name in SORTED_BY else None


def sorted_page(
    statement: Select[*tuple[Any, ...]], order: Order, after: str, count: int
) -> Select[*tuple[Any, ...]]:
    """Sort a statement and limit it to so many rows after a mark; ``sorted_by`` is added.

    A mark of another order, or none of ours, means the beginning.
    """
    key = SORTED_BY[order.name][1]
    statement = statement.add_columns(key.label("sorted_by"))
    mark = _read(after, order)
    both = tuple_(key, Dossier.id)
    if mark is not None:
        statement = statement.where(both < mark if order.descending else both > mark)
    turned = (key.desc(), Dossier.id.desc()) if order.descending else (key, Dossier.id)
    return statement.order_by(*turned).limit(count)


def write_mark(order: Order, row: Any) -> str:
    """The place after a row of a sorted statement."""
    value = row.sorted_by
    if isinstance(value, datetime):
        value = value.astimezone(UTC).isoformat()
    text = json.dumps([order.word, value, row.id.hex], ensure_ascii=False)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read(mark: str, order: Order) -> tuple[Any, UUID] | None:
    try:
        text = base64.urlsafe_b64decode(mark.encode() + b"=" * (-len(mark) % 4)).decode()
        word, value, dossier_id = json.loads(text)
        if word != order.word or not isinstance(value, str) or "\x00" in value:
            return None
        moment = order.name in ("han", "nhan")
        read = datetime.fromisoformat(value) if moment else value
        if isinstance(read, datetime) and read.utcoffset() is None:
            return None
        return read, UUID(dossier_id)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
