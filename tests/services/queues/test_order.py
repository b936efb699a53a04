"""Every order, filter and mark: the pages together are the whole list, nothing twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.domain.folding import sort_key
from citizen_portal.domain.roles import Seat
from citizen_portal.domain.service_level import Channel
from citizen_portal.domain.side_states import PaymentState
from citizen_portal.models import Dossier
from citizen_portal.services.queues import lines
from citizen_portal.services.queues.filters import MINE, NOBODY, Filters
from citizen_portal.services.queues.lines import QueueLine, list_queue
from citizen_portal.services.queues.order import (
    SORTED_BY,
    Order,
    order_named,
    sorted_page,
    write_mark,
)
from tests.services.town import BUSINESS, DUNG, EM, EXTRACT, HAI, LAM, Town

COUNT = 23
NAMES = ("Đỗ Thị An", "Đỗ Thị An", "Dương Văn Bình", "Ánh", "Âu Thị Ánh", "an", "Nguyễn Văn Em")


@pytest.fixture
def many(town: Town, monkeypatch: pytest.MonkeyPatch) -> Town:
    """Dossiers in processing at one agency with many equal values, on pages of five."""
    monkeypatch.setattr(lines, "PAGE", 5)
    template, chance = town.dossier(town.accepted()), Random(7)
    em, dung = town.person(EM).person_id, town.person(DUNG)
    start = template.submitted_at
    assert start is not None
    for number in range(COUNT - 1):
        name = chance.choice(NAMES)
        values: dict[str, Any] = {
            "id": UUID(int=number + 1), "code": f"{template.code}{number}", "applicant_name": name,
            "name_key": sort_key(name), "procedure_code": chance.choice((EXTRACT, BUSINESS)),
            "submitted_at": start + timedelta(days=chance.randrange(5)),
            "due_at": chance.choice((None, start + timedelta(days=chance.randrange(9)))),
            "officer_id": chance.choice((None, em, dung.person_id)),
            "channel": chance.choice((1, 2, 3)), "step": chance.choice(("tra-so", "tham-dinh")),
            "payment_state": chance.choice(("none", "due", "paid")),
        }  # fmt: skip
        kept = {column.key: getattr(template, column.key) for column in Dossier.__table__.columns}
        town.session.add(Dossier(**kept | values))
    town.session.commit()
    return town


def whole(town: Town, order: str, filters: Filters | None = None) -> list[QueueLine]:
    """All pages, one after the other."""
    found: list[QueueLine] = []
    after = ""
    for _ in range(COUNT):
        page = list_queue(
            town.session, town.parts, town.person(EM), "dang-xu-ly", after,
            filters=filters, order=order_named(order),
        )  # fmt: skip
        found += page.lines
        after = page.older
        if not after:
            return found
        assert len(page.lines) == 5
    raise AssertionError("the pages do not end")


def _due(line: QueueLine) -> datetime:
    return line.due_at or line.acceptance_due_at or line.submitted_at


KEYS: dict[str, Callable[[QueueLine], Any]] = {
    "han": _due,
    "nhan": lambda line: line.submitted_at,
    "ten": lambda line: sort_key(line.applicant_name),
    "thu-tuc": lambda line: line.procedure_code,
}


@pytest.mark.parametrize("name", SORTED_BY)
def test_pages_together_are_the_whole_list_in_order(many: Town, name: str) -> None:
    for word in (name, f"-{name}"):
        listed = whole(many, word)
        assert len({line.id for line in listed}) == len(listed) == COUNT
        keys = [(KEYS[name](line), line.id.hex) for line in listed]
        assert keys == sorted(keys, reverse=word.startswith("-"))


def test_names_stand_as_in_the_alphabet(many: Town) -> None:
    names = list(dict.fromkeys(line.applicant_name for line in whole(many, "ten")))
    known = [name for name in names if name in NAMES]
    assert known == sorted(known, key=sort_key)
    assert known.index("Dương Văn Bình") < known.index("Đỗ Thị An")


TODAY = date(2026, 11, 20)
FILTERS: dict[str, tuple[Filters, Callable[[Dossier, Town], bool]]] = {
    "procedure": (
        Filters(procedure_code=BUSINESS), lambda one, _: one.procedure_code == BUSINESS,
    ),
    "mine": (
        Filters(officer=MINE), lambda one, town: one.officer_id == town.person(EM).person_id,
    ),
    "nobody's": (Filters(officer=NOBODY), lambda one, _: one.officer_id is None),
    "channel": (Filters(channel=Channel.POST), lambda one, _: one.channel == 3),
    "payment": (Filters(payment=PaymentState.DUE), lambda one, _: one.payment_state == "due"),
    "step": (Filters(step="tra-so"), lambda one, _: one.step == "tra-so"),
    "due": (
        Filters(due_from=TODAY + timedelta(days=1), due_until=TODAY + timedelta(days=3)),
        lambda one, _: 1 <= (_day(one.due_at or one.acceptance_due_at) - TODAY).days <= 3,
    ),
    "submitted": (
        Filters(submitted_from=date(2026, 11, 21), submitted_until=date(2026, 11, 22)),
        lambda one, _: 1 <= (_day(one.submitted_at) - TODAY).days <= 2,
    ),
    "receiving": (Filters(seat=Seat.RECEIVING), lambda *_: True),
}  # fmt: skip


def _day(moment: datetime | None) -> date:
    assert moment is not None
    return (moment.astimezone(UTC) + timedelta(hours=7)).date()


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_leaves_exactly_what_fits(many: Town, name: str) -> None:
    filters, fits = FILTERS[name]
    everything = [many.dossier(line.id) for line in whole(many, "han")]
    expected = {one.id for one in everything if fits(one, many)}
    assert len(expected) > 0
    assert len(expected) < COUNT or name == "receiving"
    for word in ("han", "-ten"):
        listed = whole(many, word, filters)
        assert len(listed) == len(expected)
        assert {line.id for line in listed} == expected


def test_another_agency_is_no_filter_to_look_through(many: Town) -> None:
    for number in (HAI, LAM):
        (foreign,) = many.person(number).agency_ids
        assert whole(many, "han", Filters(agency_id=foreign)) == []
    (own,) = many.person(EM).agency_ids
    assert len(whole(many, "han", Filters(agency_id=own))) == COUNT


def test_a_mark_of_another_order_begins_anew(many: Town) -> None:
    first = list_queue(many.session, many.parts, many.person(EM), "dang-xu-ly")
    other = list_queue(
        many.session, many.parts, many.person(EM), "dang-xu-ly", first.older, order=Order("ten")
    )
    begun = list_queue(many.session, many.parts, many.person(EM), "dang-xu-ly", order=Order("ten"))
    assert other.lines == begun.lines


class _Row:
    def __init__(self, sorted_by: Any, dossier_id: UUID) -> None:
        self.sorted_by, self.id = sorted_by, dossier_id


def _words() -> Iterator[str]:
    for name in SORTED_BY:
        yield from (name, f"-{name}")


@given(st.text(max_size=300))
def test_odd_marks_mean_the_beginning(mark: str) -> None:
    from sqlalchemy import select

    for word in _words():
        statement = sorted_page(select(Dossier.id), Order(word), mark, 5)
        assert "WHERE" not in str(statement)


@given(st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"])), st.uuids())
def test_a_mark_is_read_as_it_was_written(name: str, dossier_id: UUID) -> None:
    from sqlalchemy import select

    order = Order("ten")
    mark = write_mark(order, _Row(name, dossier_id))
    statement = sorted_page(select(Dossier.id), order, mark, 5).compile()
    assert {name, dossier_id} <= set(statement.params.values())
