"""The register book: lines in order, in stretches, printed as one signed file."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pypdf
import pytest

from citizen_portal.documents.rendering import render
from citizen_portal.documents.verifying import verify_pdf
from citizen_portal.models import Person
from citizen_portal.services.papers import register_book
from citizen_portal.services.papers.register_book import (
    all_register_rows,
    register_book_pdf,
    register_rows,
)
from tests.services.town import AN, BINH, DUNG, SANG, Town

SINCE, UNTIL = date(2026, 11, 1), date(2026, 11, 30)


def agency_of(town: Town) -> int:
    return town.person(DUNG).agency_ids[0]


def test_lines_of_the_period_in_the_order_of_acceptance(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.submitted()  # not accepted: not in the book
    codes = []
    for number in (AN, BINH, AN):
        codes.append(town.dossier(town.accepted(number)).code)
        town.clock.move(minutes=5)  # type: ignore[attr-defined]
    applicant = town.session.get_one(Person, town.person(AN).person_id)
    applicant.phone = "+84912000011"
    stretch = register_rows(town.session, town.parts, agency_of(town), SINCE, UNTIL)
    assert [line.code for line in stretch.lines] == codes
    assert stretch.after is None
    line = stretch.lines[0]
    assert (line.applicant, line.sets, line.delivery) == ("Nguyễn Văn An", 1, "Trực tuyến")
    assert line.contact == "Số 12, đường Lê Thánh Tông, phường Hạ Long, 0912000011"
    assert line.due_at is not None
    assert line.returned_at is None
    monkeypatch.setattr(register_book, "MOST_ROWS", 2)
    again = all_register_rows(town.session, town.parts, agency_of(town), SINCE, UNTIL)
    assert [line.code for line in again] == codes


def test_other_periods_and_agencies_have_their_own(town: Town) -> None:
    town.accepted()
    before = SINCE - timedelta(days=30)
    stretch = register_rows(town.session, town.parts, agency_of(town), before, SINCE)
    assert stretch.lines == ()
    other = next(
        one.id for one in town.parts.reference.agencies("service_centre", town.parts.today())
    )
    assert register_rows(town.session, town.parts, other, SINCE, UNTIL).lines == ()


def test_the_book_is_printed_in_pieces_and_signed(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (AN, BINH, SANG)[:2]:
        town.accepted(number)
    town.returned()
    monkeypatch.setattr(register_book, "LINES_A_PIECE", 2)
    agency = town.parts.reference.agency(agency_of(town))
    lines = all_register_rows(town.session, town.parts, agency.id, SINCE, UNTIL)
    data = register_book_pdf(town.parts, render, agency, SINCE, UNTIL, lines)
    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert len(pages) == 2
    assert "SỔ THEO DÕI HỒ SƠ Từ ngày 01 tháng 11 năm 2026 đến ngày 30 tháng 11 năm 2026" in text
    assert "Tổng số: 3 hồ sơ" in text
    assert "Đã nhận" in text
    verdict = verify_pdf(data, town.parts.signer.trust_anchors(), at=town.clock())
    assert verdict.genuine
    assert [view.name for view in verdict.signatures] == [agency.name]


def test_a_book_without_lines_says_so(town: Town) -> None:
    agency = town.parts.reference.agency(agency_of(town))
    data = register_book_pdf(town.parts, render, agency, SINCE, UNTIL, ())
    (page,) = pypdf.PdfReader(io.BytesIO(data)).pages
    assert "Không có hồ sơ nào" in page.extract_text()
