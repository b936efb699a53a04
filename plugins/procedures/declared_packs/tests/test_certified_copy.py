"""2,000 đồng a page, 1,000 from the third, at most 200,000 a copy; the same day before 15:00."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from citizen_portal.domain.deadline import due_date
from citizen_portal.domain.moment import VIETNAM
from citizen_portal.domain.working_time import WorkingCalendar
from citizen_portal.plugin_api import Channel, ServiceLevel
from plugins.procedures.declared_packs.tests.bundled import ON, bundled, case, papers, refused_at

PROCEDURE = bundled("certified_copy")
DIPLOMA = case(PROCEDURE, "diploma-three-pages")


@pytest.mark.parametrize(
    ("pages", "price"),
    [(1, 2_000), (2, 4_000), (3, 5_000), (10, 12_000), (197, 199_000), (198, 200_000),
     (199, 200_000), (300, 200_000)],
)  # fmt: skip
@pytest.mark.parametrize("copies", [1, 3])
@pytest.mark.parametrize("channel", PROCEDURE.channels)
def test_fee(pages: int, price: int, copies: int, channel: Channel) -> None:
    bill = PROCEDURE.fee.assess({"pages": pages, "copies": copies}, channel, ON)
    (line,) = bill.lines
    assert bill.total == price * copies
    assert (line.quantity, line.unit_price) == (copies, price)
    assert line.legal_basis == "Thông tư số 226/2016/TT-BTC"
    assert "từ trang thứ 3: 1.000 đồng" in line.reason.vi
    assert "không quá 200.000 đồng" in line.reason.vi


def test_no_fee_without_the_number_of_pages() -> None:
    with pytest.raises(LookupError):
        PROCEDURE.fee.assess({"copies": 1}, Channel.ONLINE, ON)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (datetime(2026, 11, 20, 15, 0), datetime(2026, 11, 20, 17, 0)),
        (datetime(2026, 11, 20, 15, 1), datetime(2026, 11, 23, 17, 0)),
        (datetime(2026, 11, 23, 16, 0), datetime(2026, 11, 25, 17, 0)),
    ],
)
def test_deadline(received: datetime, due: datetime) -> None:
    days_off = {date(2026, 11, 24): "Ngày Văn hóa Việt Nam"}
    calendar = WorkingCalendar(days_off=days_off, working_swaps={}, version="test")
    deadline = PROCEDURE.deadline_for({}, Channel.ONLINE)
    found = due_date(deadline, received.replace(tzinfo=VIETNAM), calendar)
    assert found.at == due.replace(tzinfo=VIETNAM)


def test_it_is_partly_online_and_says_why() -> None:
    assert PROCEDURE.service_level is ServiceLevel.PARTIAL
    assert PROCEDURE.partial_reason is not None
    assert "Bản chính phải được xuất trình" in PROCEDURE.partial_reason.vi


def test_only_an_optional_scan_is_asked_for() -> None:
    assert papers(PROCEDURE) == ["ban-chup-giay-to"]
    assert PROCEDURE.documents[0].optional


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"foreign_document": True}, ["legalised"]),
        ({"foreign_document": True, "legalised": "exempt"}, []),
        ({"foreign_document": True, "legalised": "missing"}, ["legalised"]),
        ({"visit_date": date(2026, 11, 19)}, ["visit_date"]),
        ({"document_date": date(2026, 11, 21)}, ["document_date"]),
        ({"pages": 0}, ["pages"]),
        ({"copies": 101}, ["copies"]),
        ({"sound_original": None}, ["sound_original"]),
    ],
)
def test_what_is_refused(changes: dict[str, object], expected: list[str]) -> None:
    assert refused_at(PROCEDURE, DIPLOMA, **changes) == expected


def test_the_result_is_handed_back_at_once() -> None:
    assert PROCEDURE.immediate


def test_people_find_it() -> None:
    assert "sao y" in PROCEDURE.keywords
    assert PROCEDURE.life_events
