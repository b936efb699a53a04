"""Pages of asking for more, of answering it, of correcting, and of the returns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from citizen_portal.domain.lifecycle import Status
from tests.services.asked_items import ask, asked
from tests.services.town import AN, DUNG, EM, GIANG, HAI, Town
from tests.web.small_papers import small_pdf

LogIn = Callable[..., Any]


def _desk(dossier_id: UUID, rest: str = "") -> str:
    return f"/can-bo/ho-so/{dossier_id}{rest}"


def _compose(town: Town, log_in: LogIn, who: str = DUNG) -> tuple[UUID, Any, Any]:
    dossier_id = town.submitted()
    browser = log_in(who)
    page = browser.open(_desk(dossier_id))
    return dossier_id, browser, browser.open(page.links()["Yêu cầu bổ sung"])


def test_from_the_officers_tick_to_the_citizens_answer(town: Town, log_in: LogIn) -> None:
    dossier_id, officer, page = _compose(town, log_in)
    form = page.form("/yeu-cau-bo-sung").fill_named(
        {
            "chon": ["cau.register_place", "giay.giay-to-ve-quyen-yeu-cau"],
            "ma.cau.register_place": "wrong_value",
            "ghi.cau.register_place": "Ghi tên phường hiện nay",
            "ma.giay.giay-to-ve-quyen-yeu-cau": "missing",
        }
    )
    sent = officer.press(form)
    assert sent.status == 200
    assert "Từng mục đã yêu cầu bổ sung" in sent.text
    citizen = log_in(AN)
    page = citizen.open(f"/ho-so/{dossier_id}/bo-sung")
    assert "Ghi tên phường hiện nay" in page.text
    assert "Hạn bổ sung do cơ quan đặt" in page.text
    form = page.form("/bo-sung")
    assert form.values["register_place"] == ["Phường Hạ Long, tỉnh Quảng Ninh"]
    assert not {"purpose", "book_number", "tep"} & set(form.controls)
    form.fill(register_place="Phường Hồng Gai")
    form.attach("tep-giay-to-ve-quyen-yeu-cau", b"words", "a.txt")
    refused = citizen.press(form, "Tải lên")
    assert refused.status == 415
    assert "tep-giay-to-ve-quyen-yeu-cau" in refused.errors()
    form = refused.form("/bo-sung")
    assert form.values["register_place"] == ["Phường Hồng Gai"]
    form.attach("tep-giay-to-ve-quyen-yeu-cau", small_pdf("a"), "quyết định.pdf")
    added = citizen.press(form, "Tải lên")
    assert "quyết định.pdf" in added.text
    done = citizen.press(added.form("/bo-sung"))
    assert done.address == f"/ho-so/{dossier_id}"
    assert "Phường Hồng Gai" in done.text
    seen = officer.open(_desk(dossier_id))
    assert "Phường Hồng Gai" in seen.text
    assert "quyết định.pdf" in seen.text


def test_a_request_with_mistakes_keeps_everything(town: Town, log_in: LogIn) -> None:
    dossier_id, officer, page = _compose(town, log_in)
    form = page.form("/yeu-cau-bo-sung").fill_named(
        {
            "chon": ["cau.register_place"], "ghi.cau.book_number": "Xem <b>lại</b>",
            "ly_do": "Chung", "han": "mai",
        }
    )  # fmt: skip
    refused = officer.press(form)
    assert refused.status == 422
    assert set(refused.errors()) == {"ma.cau.register_place", "ghi.cau.book_number", "han"}
    again = refused.form("/yeu-cau-bo-sung")
    assert again.values["chon"] == ["cau.register_place"]
    assert again.values["ghi.cau.book_number"] == ["Xem <b>lại</b>"]
    assert again.values["han"] == ["mai"]
    assert "<b>lại</b>" not in refused.html
    assert town.dossier(dossier_id).status == Status.REGISTERED


def test_the_short_form_still_asks(town: Town, log_in: LogIn) -> None:
    dossier_id, officer, page = _compose(town, log_in)
    token = page.form("/yeu-cau-bo-sung").values["csrf_token"]
    answer = officer.raw(
        _desk(dossier_id, "/yeu-cau-bo-sung"), "POST",
        data={"csrf_token": token, "noi_dung": ["Một\nHai"], "ly_do": ["Thiếu"]},
    )  # fmt: skip
    assert answer.status_code == 303
    assert town.dossier(dossier_id).status == Status.SUPPLEMENT_REQUESTED
    assert "Hai" in log_in(AN).open(f"/ho-so/{dossier_id}/bo-sung").text


@pytest.mark.parametrize(("who", "status"), [(HAI, 404), (EM, 409), (GIANG, 403), (AN, 403)])
def test_whose_pages_they_are(town: Town, log_in: LogIn, who: str, status: int) -> None:
    dossier_id = town.submitted()
    assert log_in(who).raw(_desk(dossier_id, "/yeu-cau-bo-sung")).status_code == status
    # It is too early for the case officer to ask, not to correct.
    expected = 200 if who == EM else status
    assert log_in(who).raw(_desk(dossier_id, "/dinh-chinh")).status_code == expected


def test_the_second_time_is_offered_to_the_approver(town: Town, log_in: LogIn) -> None:
    dossier_id = town.waiting_for_supplement(accepted=True)
    citizen = log_in(AN)
    form = citizen.open(f"/ho-so/{dossier_id}/bo-sung").form("/bo-sung")
    citizen.press(form.fill(tra_loi="Đã gửi"))
    assert log_in(EM).raw(_desk(dossier_id, "/yeu-cau-bo-sung")).status_code == 409
    approver = log_in(GIANG)
    links = approver.open(_desk(dossier_id)).links()
    page = approver.open(links["Yêu cầu bổ sung lần nữa (ngoại lệ)"])
    form = page.form("/yeu-cau-bo-sung").fill(noi_dung="Bản gốc")
    refused = approver.press(form)
    assert (refused.status, set(refused.errors())) == (422, {"can_cu"})
    done = approver.press(refused.form("/yeu-cau-bo-sung").fill(can_cu="Kết luận thanh tra"))
    assert "tính là quá hạn" in done.text


def test_what_is_saved_on_the_way_is_there_next_time(town: Town, log_in: LogIn) -> None:
    dossier_id = town.submitted()
    ask(town, dossier_id, asked("cau.relation"))
    citizen = log_in(AN)
    form = citizen.open(f"/ho-so/{dossier_id}/bo-sung").form("/bo-sung").fill(relation="parent")
    saved = citizen.press(form, "Lưu để")
    assert (saved.status, "Đã lưu" in saved.text) == (200, True)
    page = citizen.open(f"/ho-so/{dossier_id}/bo-sung")
    assert "subject_name" in page.form("/bo-sung").controls
    assert "cũng cần trả lời" in page.text
    refused = citizen.press(page.form("/bo-sung"))
    assert refused.status == 422
    assert "subject_name" in refused.errors()


def test_a_fee_that_grows_is_told_before_sending(town: Town, log_in: LogIn) -> None:
    dossier_id = town.submitted()
    ask(town, dossier_id, asked("cau.copies"))
    citizen = log_in(AN)
    form = citizen.open(f"/ho-so/{dossier_id}/bo-sung").form("/bo-sung").fill(copies="3")
    told = citizen.press(form)
    assert (told.status, set(told.errors())) == (422, {"phi"})
    assert "24.000 đồng" in told.text
    changed = citizen.press(told.form("/bo-sung").fill(copies="4"))
    assert changed.status == 422, "that is another fee again"
    sent = citizen.press(changed.form("/bo-sung"))
    assert sent.address == f"/ho-so/{dossier_id}"
    assert "32.000 đồng" in sent.text


def test_a_correction_is_marked_for_both_sides(town: Town, log_in: LogIn) -> None:
    dossier_id = town.submitted()
    officer = log_in(DUNG)
    page = officer.open(officer.open(_desk(dossier_id)).links()["Đính chính thông tin"])
    form = page.form("/dinh-chinh")
    nothing = officer.press(form.fill(ly_do="Theo sổ"))
    assert (nothing.status, "Chưa có nội dung nào thay đổi" in nothing.text) == (422, True)
    bad = officer.press(nothing.form("/dinh-chinh").fill(register_place=""))
    assert (bad.status, set(bad.errors())) == (422, {"register_place"})
    assert bad.form("/dinh-chinh").values["ly_do"] == ["Theo sổ"]
    fee = officer.press(bad.form("/dinh-chinh").fill(register_place="Phường Hồng Gai", copies="2"))
    assert (fee.status, "thay đổi phí" in fee.text) == (409, True)
    done = officer.press(fee.form("/dinh-chinh").fill(copies="1"))
    assert done.status == 200
    assert "(đã đính chính)" in done.text
    seen = log_in(AN).open(f"/ho-so/{dossier_id}")
    assert "Nội dung đã được đính chính" in seen.text
    assert "Phường Hạ Long, tỉnh Quảng Ninh" in seen.text
    assert "UBND phường Hạ Long" in seen.text or "Ủy ban nhân dân" in seen.text
    assert "Phạm Thị Dung" not in seen.text.partition("Nội dung đã được đính chính")[2]


def test_returns_are_counted_on_a_page(town: Town, log_in: LogIn) -> None:
    ask(town, town.submitted(), asked("cau.register_place"))
    officer = log_in(DUNG)
    page = officer.open("/can-bo/thong-ke-bo-sung")
    assert page.status == 200
    assert "Nội dung sai" in page.text
    assert "100,0%" in page.text
    form = page.form("/thong-ke-bo-sung").fill(tu="32/01/2026")
    wrong = officer.press(form)
    assert (wrong.status, set(wrong.errors())) == (422, {"tu"})
    assert wrong.form("/thong-ke-bo-sung").values["tu"] == ["32/01/2026"]
    empty = officer.press(page.form("/thong-ke-bo-sung").fill(tu="01/01/2026", den="31/01/2026"))
    assert "không có hồ sơ nào" in empty.text
    for odd in ("co_quan=999999", "co_quan=x", "tu=&den="):
        assert officer.raw(f"/can-bo/thong-ke-bo-sung?{odd}").status_code in (200, 404), odd
    assert log_in(EM).raw("/can-bo/thong-ke-bo-sung").status_code == 403
