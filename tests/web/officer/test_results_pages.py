"""The pages of issued results: the registry, issuing again, and what a stranger is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from citizen_portal.domain.lifecycle import Action
from citizen_portal.models import ApologyDraft, Paper
from citizen_portal.services.processing.apology_drafts import draft_apologies
from tests.services.acts import ACTS
from tests.services.town import AN, DUNG, EM, GIANG, HAI, KHOA, Town

LogIn = Callable[..., Any]
REGISTRY = "/can-bo/ket-qua-da-cap"


def test_a_result_is_corrected_issued_again_and_found_in_the_registry(
    town: Town, log_in: LogIn
) -> None:
    dossier_id = town.returned()
    browser = log_in(GIANG)
    page = browser.open(browser.open(f"/can-bo/ho-so/{dossier_id}").links()["Cấp lại kết quả"])
    assert page.heading.startswith("Cấp lại:")
    page = browser.press(page.form().fill(entry_notes="Đã sửa"))
    assert (page.status, page.errors()) == (422, {"ly_do": "Hãy ghi rõ lý do."})
    assert page.form().values["entry_notes"] == ["Đã sửa"]
    page = browser.press(page.form().fill(ly_do="Sai năm sinh", entry_name=""))
    assert page.status == 422
    assert page.form().values["ly_do"] == ["Sai năm sinh"]
    page = browser.press(page.form().fill(entry_name="Nguyễn Văn An"))
    assert page.status == 200
    assert "(đã được thay thế)" in page.text
    registry = log_in(DUNG).open(REGISTRY)
    assert "02/TLHT-BS" in registry.text
    assert "Thay bằng 02/TLHT-BS" in registry.text
    assert "Thay cho 01/TLHT-BS" in registry.text


def test_the_registry_is_the_agencys_own(town: Town, log_in: LogIn) -> None:
    town.returned()
    assert "TLHT-BS" not in log_in(HAI).open(REGISTRY).text
    for who in (AN, KHOA):
        assert log_in(who).open(REGISTRY).status == 403


def test_the_registry_is_searched_and_filtered_by_its_address(town: Town, log_in: LogIn) -> None:
    town.returned()
    browser = log_in(DUNG)
    found = browser.open(REGISTRY).form("/ket-qua-da-cap").fill(tim="nguyễn")
    assert "01/TLHT-BS" in browser.press(found).text
    page = browser.open(f"{REGISTRY}?trang-thai=revoked")
    assert "Không có kết quả nào như vậy" in page.text
    for odd in ("?tim=%25", "?trang-thai=x", "?sau=x", "?sau=1e999_1"):
        assert browser.open(REGISTRY + odd).status == 200, odd


def test_only_an_approver_opens_the_page_of_issuing_again(town: Town, log_in: LogIn) -> None:
    dossier_id = town.completed()
    address = f"/can-bo/ho-so/{dossier_id}/cap-lai"
    assert [log_in(who).open(address).status for who in (GIANG, EM, HAI)] == [200, 403, 404]


def test_a_stranger_learns_that_a_paper_was_revoked(town: Town, log_in: LogIn) -> None:
    dossier_id = town.returned()
    token = town.session.scalars(select(Paper.token).where(Paper.kind == "result")).one()
    browser = log_in(AN)
    assert "Đang có hiệu lực" in browser.open(f"/xac-thuc/{token}").text
    ACTS[Action.REVOKE_RESULT](town, town.person(GIANG), dossier_id, None)
    page = browser.open(f"/xac-thuc/{token}")
    assert "Giấy này đã bị thu hồi" in page.text
    assert page.heading == "Giấy mang mã này"
    ACTS[Action.REISSUE_RESULT](town, town.person(GIANG), dossier_id, None)
    assert "Giấy thay thế mang số 02/TLHT-BS" in browser.open(f"/xac-thuc/{token}").text
    assert "(đã bị thu hồi)" in browser.open(f"/ho-so/{dossier_id}").text


def test_a_fee_that_is_not_clear_keeps_what_was_typed(town: Town, log_in: LogIn) -> None:
    dossier_id = town.accepted()
    browser = log_in(EM)
    form = browser.open(f"/can-bo/ho-so/{dossier_id}").form("/yeu-cau-thanh-toan")
    page = browser.press(form.fill(ten_khoan="Phí thẩm định", so_tien="mười", can_cu=""))
    assert page.status == 422
    assert page.errors().keys() == {"yeu-cau-thanh-toan-so_tien", "yeu-cau-thanh-toan-can_cu"}
    again = page.form("/yeu-cau-thanh-toan")
    assert again.values["so_tien"] == ["mười"]
    page = browser.press(again.fill(so_tien="150.000", can_cu="Nghị quyết mẫu"))
    assert (page.status, page.errors()) == (200, {})


def test_the_drafted_apology_stands_in_its_form(town: Town, log_in: LogIn, clock: Any) -> None:
    dossier_id = town.accepted()
    due = town.dossier(dossier_id).due_at
    assert due is not None
    clock.now = due
    clock.move(hours=-26)
    draft_apologies(town.session, town.parts)
    draft = town.session.scalars(select(ApologyDraft)).one()
    browser = log_in(EM)
    form = browser.open(f"/can-bo/ho-so/{dossier_id}").form("/xin-loi")
    assert form.values["ly_do"] == [draft.reason]
    assert form.values["ngay_hen"] != [""]
    assert "ngoai_le" not in form.controls
    page = browser.press(form)
    assert (page.status, page.errors()) == (200, {})
    asked = log_in(GIANG).open(f"/can-bo/ho-so/{dossier_id}").form("/xin-loi")
    assert {"ngoai_le", "can_cu"} <= set(asked.controls)


def test_a_refusal_says_what_is_possible_and_by_whom(town: Town, log_in: LogIn) -> None:
    dossier_id = town.sent_for_approval()
    browser = log_in(EM)
    page = browser.open(f"/can-bo/ho-so/{dossier_id}")
    token = page.html.partition('name="csrf_token" value="')[2].partition('"')[0]
    answer = browser.raw(
        f"/can-bo/ho-so/{dossier_id}/chuyen-buoc", "POST", data={"csrf_token": token}
    )
    said = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Phê duyệt (lãnh đạo phê duyệt)" in said


def test_who_is_slower_learns_who_and_when(town: Town, log_in: LogIn) -> None:
    dossier_id = town.sent_for_approval()
    address = f"/can-bo/ho-so/{dossier_id}"
    first, second = log_in(GIANG), log_in(EM)
    late = second.open(address).form("/tam-dung").fill(ly_do="Chờ bản án")
    first.press(first.open(address).form("/phe-duyet"))
    page = second.press(late)
    assert page.status == 409
    assert "Chờ bản án" in page.text
    assert "Phê duyệt 10 giờ 00 phút, ngày 20/11/2026" in page.text
    assert "lãnh đạo phê duyệt" in page.text
