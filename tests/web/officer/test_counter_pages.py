"""The counter in a browser without scripts: who is it, what for, filed and accepted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from citizen_portal.domain.identity_card import NOT_A_CARD
from citizen_portal.domain.lifecycle import Status
from tests.services.counter.walk_ins import BICH, GAM, begun, competent, received, written_down
from tests.services.town import AN, BAI_CHAY, BINH, DUNG, EM, EXTRACT, GIANG, HAI, Town
from tests.web.browser_without_scripts import Browser, Page
from tests.web.filing import DELIVERY, EVENT

LogIn = Callable[..., Browser]
CARD = "022190000399||Đoàn Thị Gấm|05091990|Nữ|Tổ 3, Bãi Cháy, Quảng Ninh|12052022"
QUAY = "/can-bo/quay"


def _scan(desk: Browser, text: str) -> Page:
    return desk.press(desk.open(QUAY).form("/the").fill(qr=text))


def _find(desk: Browser, text: str) -> Page:
    return desk.press(desk.open(QUAY).form("/tim").fill(tim=text))


def _fill(desk: Browser, page: Page) -> Page:
    """The steps of the extract, from its first page."""
    page = desk.press(page.form("/nguoi-yeu-cau").fill(relation="self"))
    assert page.status == 200, page.errors()
    page = desk.press(page.form("/su-kien").fill(**{**EVENT, "registration_date": "15/04/1995"}))
    assert page.status == 200, page.errors()
    page = desk.press(page.form("/nhan-ket-qua").fill(**DELIVERY, statement_true="yes"))
    assert page.status == 200, page.errors()
    return page


def test_a_day_at_the_counter(town: Town, log_in: LogIn) -> None:
    desk = log_in(BICH)
    assert "Quầy tiếp nhận" in desk.open("/can-bo").html
    page = _scan(desk, CARD)
    form = page.form("/quay/nguoi")
    assert form.values["ho_ten"] == ["Đoàn Thị Gấm"]
    assert form.values["ngay_sinh"] == ["05/09/1990"]
    assert form.values["gioi_tinh"] == ["female"]
    page = desk.press(form.fill(dien_thoai="0912 000 399"))
    assert page.heading == "Đoàn Thị Gấm"
    assert "0221******99" in page.text
    assert "022190000399" not in page.html
    page = desk.open(f"{page.address}?q={EXTRACT}")
    page = desk.open(next(href for href in page.links().values() if href.endswith(EXTRACT)))
    assert "Trung tâm Phục vụ hành chính công" in page.text
    bai_chay = str(competent(town, commune=BAI_CHAY))
    page = desk.press(page.form(f"/{EXTRACT}").fill(co_quan=bai_chay, noi_tra="co_quan"))
    assert "Bạn đang khai giúp Đoàn Thị Gấm" in page.text
    page = _fill(desk, page)
    page = desk.press(page.form("/nop"), "Nộp và tiếp nhận")
    assert page.status == 200, page.text
    assert page.address.startswith("/can-bo/ho-so/")
    dossier = town.dossier(UUID(page.address.rsplit("/", 1)[1]))
    assert dossier.status == Status.IN_PROCESSING
    assert dossier.competent_agency_id == dossier.return_agency_id == int(bai_chay)
    for said in ("Nơi tiếp nhận", "Cơ quan có thẩm quyền, cơ quan giải quyết, nơi trả kết quả",
                 "Cán bộ nộp giúp", "Trực tiếp"):  # fmt: skip
        assert said in page.text, said


def test_submitted_without_accepting_it_waits_at_the_desk(town: Town, log_in: LogIn) -> None:
    person_id = town.person(AN).person_id
    log_in(AN)  # so that the portal knows what the identity provider says of them
    desk = log_in(DUNG)
    dossier_id = begun(town, person_id)
    page = _fill(desk, desk.open(f"/ho-so/{dossier_id}"))
    page = desk.press(page.form("/nop"))
    assert page.address == f"/can-bo/ho-so/{dossier_id}"
    assert town.dossier(dossier_id).status == Status.REGISTERED
    assert "Tiếp nhận hồ sơ" in page.text


def test_who_was_helped_sees_it_and_by_whom(town: Town, log_in: LogIn) -> None:
    draft_id = begun(town, town.person(AN).person_id)
    citizen = log_in(AN)
    page = citizen.open(f"/ho-so/{draft_id}")
    assert page.status == 200
    assert "Cán bộ một cửa đang khai hồ sơ này giúp bạn" in page.text
    assert "Nộp và tiếp nhận" not in page.text
    dossier_id = received(town, town.person(AN).person_id, BICH, commune=BAI_CHAY)
    text = citizen.open(f"/ho-so/{dossier_id}").text
    assert "Lã Thị Bích" in text
    assert "Nơi tiếp nhận, nơi trả kết quả" in text


def test_one_agency_for_all_is_not_repeated(town: Town, log_in: LogIn) -> None:
    page = log_in(AN).open(f"/ho-so/{town.submitted()}")
    assert "Nơi tiếp nhận" not in page.text
    assert "nộp giúp" not in page.text


@pytest.mark.parametrize("number", [HAI, EM, BINH, GIANG])
def test_a_draft_of_anothers_desk_is_not_there(town: Town, log_in: LogIn, number: str) -> None:
    dossier_id = begun(town, town.person(AN).person_id)
    stranger = log_in(number)
    for path in ("", "/buoc/nguoi-yeu-cau", "/giay-to", "/kiem-tra"):
        assert stranger.raw(f"/ho-so/{dossier_id}{path}").status_code == 404, path


@pytest.mark.parametrize("number", [EM, GIANG])
def test_other_officers_have_no_counter(town: Town, log_in: LogIn, number: str) -> None:
    officer = log_in(number)
    person_id = town.person(AN).person_id
    for path in (QUAY, f"{QUAY}/nguoi/{person_id}", f"{QUAY}/nguoi/{person_id}/{EXTRACT}"):
        page = officer.open(path)
        assert page.status == 403, path
        assert "Cán bộ một cửa" in page.text
    assert QUAY not in officer.open("/can-bo").html


def test_citizens_do_not_learn_of_the_counter(log_in: LogIn) -> None:
    assert log_in(AN).raw(QUAY).status_code == 403


@pytest.mark.parametrize("text", ["", "xin chào", "1|2|3|4|5|6|7", "|" * 3000])
def test_what_is_no_card_is_said_in_one_sentence(log_in: LogIn, text: str) -> None:
    page = _scan(log_in(DUNG), text)
    assert page.status == 422
    assert page.errors() == {"qr": NOT_A_CARD.vi}
    assert page.form("/quay/nguoi")


def test_a_card_of_somebody_known_shows_them(town: Town, log_in: LogIn) -> None:
    town.person(AN)
    page = _scan(log_in(DUNG), CARD.replace("022190000399", AN))
    assert page.links()["Nguyễn Văn An"].startswith(f"{QUAY}/nguoi/")
    assert AN not in page.html


def test_nobody_found_the_form_is_there_with_what_was_typed(log_in: LogIn) -> None:
    desk = log_in(DUNG)
    page = _find(desk, "022199999999")
    assert page.form("/quay/nguoi").values["so_dinh_danh"] == ["022199999999"]
    page = _find(desk, "0987654321")
    assert page.form("/quay/nguoi").values["dien_thoai"] == ["0987654321"]


def test_a_search_that_cannot_be_read_is_refused(log_in: LogIn) -> None:
    page = _find(log_in(DUNG), "Nguyễn")
    assert page.status == 422
    assert set(page.errors()) == {"tim"}
    assert page.form("/tim").values["tim"] == ["Nguyễn"]


def test_what_was_typed_of_a_person_is_kept(log_in: LogIn) -> None:
    desk = log_in(DUNG)
    form = _find(desk, "022199999999").form("/quay/nguoi")
    page = desk.press(form.fill(so_dinh_danh="12", ho_ten="Đoàn Văn Hồ", ngay_sinh="31/02/1990"))
    assert page.status == 422
    assert set(page.errors()) == {"so_dinh_danh", "ngay_sinh"}
    again = page.form("/quay/nguoi").values
    assert again["ho_ten"] == ["Đoàn Văn Hồ"]
    assert again["ngay_sinh"] == ["31/02/1990"]


def test_a_walk_in_is_put_right_with_the_card_at_hand(town: Town, log_in: LogIn) -> None:
    address = f"/can-bo/quay/nguoi/{written_down(town)}"
    desk = log_in(DUNG)
    page = desk.open(desk.open(address).links()["Sửa thông tin đã ghi"])
    assert GAM.number not in page.html
    form = page.form(f"{address}/sua").fill(ho_ten="Đoàn Thị Gầm", ngay_sinh="06/09/1990")
    page = desk.press(form.fill(so_dinh_danh=BINH))
    assert (page.status, set(page.errors())) == (422, {"so_dinh_danh"})
    assert page.form(f"{address}/sua").values["ho_ten"] == ["Đoàn Thị Gầm"]
    page = desk.press(page.form(f"{address}/sua").fill(so_dinh_danh=GAM.number))
    assert (page.address, page.heading) == (address, "Đoàn Thị Gầm")


def test_an_agency_that_is_not_competent_is_refused(town: Town, log_in: LogIn) -> None:
    desk = log_in(DUNG)
    person_id = town.person(AN).person_id
    form = desk.open(f"{QUAY}/nguoi/{person_id}/{EXTRACT}").form(f"/{EXTRACT}")
    for odd in ("", "999999", "abc", "1" * 40):
        page = desk.press(form.fill(co_quan=odd, noi_tra="co_quan"))
        assert page.status == 422
        assert set(page.errors()) == {"co_quan"}
        assert page.form(f"/{EXTRACT}").values["noi_tra"] == ["co_quan"]


def test_another_desk_cannot_be_posted_by_hand(town: Town, log_in: LogIn) -> None:
    desk = log_in(DUNG)
    form = desk.open(f"{QUAY}/nguoi/{town.person(AN).person_id}/{EXTRACT}").form(f"/{EXTRACT}")
    form.values["quay"] = [str(town.person(HAI).agency_ids[0])]
    assert desk.press(form).status == 404


def test_a_possible_duplicate_is_shown_and_does_not_block(town: Town, log_in: LogIn) -> None:
    first = town.dossier(town.submitted(AN)).code
    desk = log_in(DUNG)
    page = desk.open(f"{QUAY}/nguoi/{town.person(AN).person_id}/{EXTRACT}")
    assert "Có thể trùng hồ sơ" in page.text
    assert first is not None
    assert first in page.text
    assert desk.press(page.form(f"/{EXTRACT}")).status == 200


def test_an_unfinished_draft_is_found_again(town: Town, log_in: LogIn) -> None:
    person_id = town.person(AN).person_id
    dossier_id = begun(town, person_id)
    page = log_in(DUNG).open(f"{QUAY}/nguoi/{person_id}")
    assert f"/ho-so/{dossier_id}" in page.links().values()
    assert f"/ho-so/{dossier_id}" not in log_in(HAI).open(f"{QUAY}/nguoi/{person_id}").html


def test_the_counter_withdraws_for_somebody_with_the_ground(town: Town, log_in: LogIn) -> None:
    dossier_id = town.submitted(BINH)
    desk = log_in(DUNG)
    form = desk.open(f"/can-bo/ho-so/{dossier_id}").form(f"/ho-so/{dossier_id}/rut")
    assert desk.press(form).status == 409
    page = desk.press(form.fill(ly_do="Có đơn tại quầy"))
    assert page.address == f"/can-bo/ho-so/{dossier_id}"
    assert town.dossier(dossier_id).status == Status.WITHDRAWN
    assert "Có đơn tại quầy" in page.text


def test_the_counter_opens_the_supplement_form(town: Town, log_in: LogIn) -> None:
    dossier_id = town.waiting_for_supplement(BINH)
    page = log_in(DUNG).open(f"/can-bo/ho-so/{dossier_id}")
    assert page.links()["Nộp bổ sung thay"] == f"/ho-so/{dossier_id}/bo-sung"
    assert log_in(DUNG).open(f"/ho-so/{dossier_id}/bo-sung").status == 200
    assert log_in(HAI).raw(f"/ho-so/{dossier_id}/bo-sung").status_code == 404
    assert "Nộp bổ sung thay" not in log_in(EM).open(f"/can-bo/ho-so/{dossier_id}").text


def test_ids_are_not_repeated_and_everything_has_a_label(town: Town, log_in: LogIn) -> None:
    person_id = town.person(AN).person_id
    town.submitted(AN)
    desk = log_in(DUNG)
    pages: list[Any] = [
        desk.open(QUAY), _scan(desk, CARD), desk.open(f"{QUAY}/nguoi/{person_id}"),
        desk.open(f"{QUAY}/nguoi/{person_id}/{EXTRACT}"),
    ]  # fmt: skip
    for page in pages:
        assert page.heading
        ids = [one.get("id") for one in page.tree.iter() if one.get("id")]
        assert len(ids) == len(set(ids)), page.address
        labelled = {one.get("for") for one in page.tree.iter("label")}
        for control in page.tree.iter("input"):
            if control.get("type") != "hidden":
                assert control.get("id") in labelled, page.address
        primary = [one for one in page.tree.iter("button") if one.get("type") == "submit"]
        assert len(primary) == 1, page.address
