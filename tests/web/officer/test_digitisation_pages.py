"""Digitisation and the electronic store in a browser without scripts."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from citizen_portal.services import attachments, submission
from citizen_portal.services.vault.store import store_copy
from tests.services.counter.walk_ins import begun, filled_in, received, reusing_case
from tests.services.town import AN, BINH, DUNG, EM, HAI, Town, small_pdf
from tests.web.browser_without_scripts import Browser, Page

LogIn = Callable[..., Browser]
CASE = 2


@pytest.fixture
def scanned(town: Town) -> UUID:
    """A walk-in dossier with scans."""
    return received(town, town.person(AN).person_id, case=CASE)


def _first(desk: Browser, dossier_id: UUID) -> Page:
    page = desk.open(f"/can-bo/ho-so/{dossier_id}/so-hoa")
    return desk.open(
        next(href for text, href in page.links().items() if text.startswith("Ghi thông tin"))
    )


def test_described_checked_and_stored(town: Town, log_in: LogIn, scanned: UUID) -> None:
    desk = log_in(DUNG)
    page = desk.open(f"/can-bo/ho-so/{scanned}")
    assert page.links()["Số hoá giấy tờ"] == f"/can-bo/ho-so/{scanned}/so-hoa"
    page = _first(desk, scanned)
    form = page.form("").fill(so_ky_hieu="12/2020", ngay_cap="01/05/2020", loai_ban="original")
    page = desk.press(form, "Chỉ lưu thông tin")
    assert page.address.endswith("/so-hoa")
    assert "Chờ đối chiếu" in page.text
    page = _first(desk, scanned)
    assert page.form("").values["so_ky_hieu"] == ["12/2020"]
    assert page.form("").values["loai_ban"] == ["original"]
    page = desk.press(page.form("").fill(doi_chieu="yes"))
    assert "Đang ký và lưu kho" in page.text
    for paper in attachments.attachments_of(town.session, scanned):
        store_copy(town.session, town.parts, paper.id)
    page = desk.open(f"/can-bo/ho-so/{scanned}/so-hoa")
    assert "Đã lưu kho" in page.text
    assert "-2026-000001" in page.text
    assert "Ký số:" in page.text


def test_it_must_be_checked_before_it_is_stored(log_in: LogIn, scanned: UUID) -> None:
    desk = log_in(DUNG)
    form = _first(desk, scanned).form("").fill(so_ky_hieu="7", ngay_cap="32/05/2020")
    page = desk.press(form)
    assert page.status == 422
    assert set(page.errors()) == {"ngay_cap", "doi_chieu"}
    assert page.form("").values["so_ky_hieu"] == ["7"]
    page = desk.press(
        form.fill(ngay_cap="02/05/2020", het_han="01/05/2020", doi_chieu="yes", loai_ban="copy")
    )
    assert page.status == 422
    assert set(page.errors()) == {"het_han"}


def test_whose_task_it_is(log_in: LogIn, scanned: UUID) -> None:
    address = f"/can-bo/ho-so/{scanned}/so-hoa"
    assert log_in(EM).open(address).status == 403
    assert log_in(HAI).raw(address).status_code == 404
    assert log_in(AN).raw(address).status_code == 403
    nobody = UUID(int=5)
    assert log_in(DUNG).raw(f"{address}/{nobody}").status_code == 404
    assert "Số hoá giấy tờ" not in log_in(EM).open(f"/can-bo/ho-so/{scanned}").text


def test_the_owner_sees_their_store_and_nobody_else(
    town: Town, log_in: LogIn, scanned: UUID
) -> None:
    citizen = log_in(AN)
    page = citizen.open("/kho-giay-to")
    assert "Kho chưa có giấy tờ nào" in page.text
    assert citizen.open("/ho-so").links()["Kho giấy tờ của tôi"] == "/kho-giay-to"
    desk = log_in(DUNG)
    desk.press(_first(desk, scanned).form("").fill(doi_chieu="yes", loai_ban="copy"))
    for paper in attachments.attachments_of(town.session, scanned):
        store_copy(town.session, town.parts, paper.id)
    page = citizen.open("/kho-giay-to")
    address = next(href for href in page.links().values() if href.startswith("/kho-giay-to/"))
    answer = citizen.raw(address)
    assert answer.data.startswith(b"%PDF")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert log_in(BINH).raw(address).status_code == 404
    assert log_in(DUNG).raw(address).status_code == 404
    assert log_in(AN, 1).raw("/kho-giay-to").status_code in (303, 403)


def test_a_stored_paper_is_chosen_instead_of_uploaded(town: Town, log_in: LogIn) -> None:
    procedure, case = town.procedure(), reusing_case(town)
    paper = next(one for one in procedure.documents if one.reusable)
    draft_id = begun(town, town.person(AN).person_id)
    filled_in(town, draft_id, case=case)
    attachments.attach(
        town.session, town.parts, town.person(DUNG), draft_id, paper.name, small_pdf(), "quet.pdf"
    )
    submission.submit_dossier(town.session, town.parts, town.person(DUNG), draft_id)
    desk, citizen = log_in(DUNG), log_in(AN)
    desk.press(_first(desk, draft_id).form("").fill(doi_chieu="yes", loai_ban="copy"))
    (scan,) = attachments.attachments_of(town.session, draft_id)
    store_copy(town.session, town.parts, scan.id)
    again = town.draft(AN, case=case)
    page = citizen.open(f"/ho-so/{again}/giay-to")
    looked_at = next(href for href in page.links().values() if "/kho/" in href)
    assert citizen.raw(looked_at).data.startswith(small_pdf())
    assert log_in(BINH).raw(looked_at).status_code == 404
    page = citizen.press(page.form("/giay-to"), "Dùng bản trong kho")
    (used,) = attachments.attachments_of(town.session, again)
    assert used.source == "vault"
    assert used.file_name in page.text
    assert "Dùng bản trong kho" not in page.text


@pytest.mark.parametrize("odd", ["", "khong-co", "a:b", ":", f"giay:{UUID(int=3)}"])
def test_what_is_not_in_the_store_is_not_there(town: Town, log_in: LogIn, odd: str) -> None:
    draft_id = town.draft(AN)
    citizen = log_in(AN)
    form = citizen.open(f"/ho-so/{draft_id}/giay-to").form("/giay-to")
    form.values["kho"] = [odd]
    assert citizen.press(form).status == 404
