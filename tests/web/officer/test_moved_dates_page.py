"""Due dates that a calendar moved, the clocks beside a dossier, and "what if"."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import update

from citizen_portal.domain.calendar_reading import TypedEdition
from citizen_portal.models import Dossier
from citizen_portal.services.calendars.due_proposals import propose_due_dates
from citizen_portal.services.calendars.editions import decide_edition, propose_edition
from tests.services.town import AN, BINH, DUNG, EM, HA_LONG, LAM, Town
from tests.web.browser_without_scripts import Browser
from tests.web.conftest import Statements

LogIn = Callable[..., Any]
PAGE = "/can-bo/ngay-hen"
OFF_TODAY = TypedEdition(year="2026", days_off="20/11/2026 Hội phường", source="Thông báo 7/TB")


@pytest.fixture
def em(log_in: LogIn) -> Browser:
    browser: Browser = log_in(EM)
    return browser


def moved(town: Town, *numbers: str) -> list[UUID]:
    """Accepted dossiers whose due date a day off proposes to move."""
    ids = [town.accepted(number) for number in numbers]
    found = town.parts.reference.agencies("commune_peoples_committee", town.parts.today())
    agency = next(one.id for one in found if one.commune_code == HA_LONG)
    who = town.person("022186000244"), town.person("022083000255")
    number = propose_edition(town.session, town.parts, who[0], agency, OFF_TODAY)
    decide_edition(town.session, town.parts, who[1], number, agree=True)
    propose_due_dates(town.session, town.parts, number, "")
    return ids


def test_several_are_confirmed_at_once(town: Town, em: Browser, log_in: LogIn) -> None:
    ids = moved(town, AN, BINH)
    assert 'href="/can-bo/ngay-hen"' in em.open("/can-bo").html
    page = em.open(PAGE)
    for said in ("Hội phường, không tính", "17:00 ngày 20/11/2026 → 17:00 ngày 23/11/2026",
                 "Thông báo 7/TB", "Nguyễn Văn An"):  # fmt: skip
        assert said in page.text, said
    form = page.form("/ngay-hen")
    boxes = [one.get("value", "") for one in page.tree.iter("input")
             if one.get("type") == "checkbox"]  # fmt: skip
    assert len(boxes) == 2
    ticked = em.open(page.links()["Đánh dấu mọi hồ sơ trên trang này"])
    assert ticked.html.count(" checked") == 2
    page = em.press(form.fill(de_xuat=boxes), "Xác nhận")
    assert page.status == 200
    assert "Đã quyết định: 2." in page.text
    assert "Không có ngày hẹn nào cần xác nhận." in page.text
    story = log_in(AN).open(f"/ho-so/{ids[0]}").text
    assert "Đổi ngày hẹn theo lịch làm việc" in story
    assert "17 giờ 00 phút, ngày 23/11/2026" in story


def test_the_old_date_is_kept(town: Town, em: Browser) -> None:
    (dossier_id,) = moved(town, AN)
    page = em.open(PAGE)
    (box,) = [one for one in page.tree.iter("input") if one.get("type") == "checkbox"]
    page = em.press(page.form("/ngay-hen").fill(de_xuat=box.get("value", "")), "Giữ")
    assert "Đã quyết định: 1." in page.text
    assert "20/11/2026" in em.open(f"/can-bo/ho-so/{dossier_id}").text


def test_nothing_chosen_leads_back_to_the_list(town: Town, em: Browser) -> None:
    moved(town, AN)
    page = em.press(em.open(PAGE).form("/ngay-hen"), "Xác nhận")
    assert page.status == 422
    assert page.errors() == {"de_xuat": "Hãy chọn ít nhất một hồ sơ."}
    assert page.form("/ngay-hen")
    token = page.form("/ngay-hen").values["csrf_token"]
    wrong = em.raw(PAGE, "POST", data={"quyet_dinh": "x", "csrf_token": token})
    assert wrong.status_code == 422


def test_what_could_not_be_decided_is_told_one_by_one(town: Town, em: Browser) -> None:
    ids = moved(town, AN, BINH)
    page = em.open(PAGE)
    boxes = [one.get("value", "") for one in page.tree.iter("input")
             if one.get("type") == "checkbox"]  # fmt: skip
    code = town.dossier(ids[0]).code or ""
    person = town.person(EM).person_id
    town.session.execute(update(Dossier).where(Dossier.id == ids[0]).values(person_id=person))
    town.session.commit()
    page = em.press(page.form("/ngay-hen").fill(de_xuat=boxes), "Xác nhận")
    assert "Đã quyết định: 1." in page.text
    assert f"{code}: Đây là hồ sơ của bạn" in page.text


def test_only_who_processes_or_approves_there(town: Town, log_in: LogIn) -> None:
    moved(town, AN)
    for number in (DUNG, AN):
        assert log_in(number).open(PAGE).status == 403, number
    page = log_in(LAM).open(PAGE)
    assert page.status == 200
    assert "Không có ngày hẹn nào" in page.text, "another agency's are not shown"
    token = log_in(LAM).open("/can-bo/ngay-hen").html
    assert "Nguyễn Văn An" not in token


def test_the_list_costs_the_same_whatever_it_holds(
    town: Town, em: Browser, statements: Statements
) -> None:
    moved(town, AN, BINH, AN)
    em.open(PAGE)
    statements.clear()
    em.open(PAGE)
    assert len(statements) == 2, "who is asking, and the list"


def test_clocks_stand_beside_the_dossier(
    town: Town, em: Browser, log_in: LogIn, clock: Any
) -> None:
    address = f"/can-bo/ho-so/{town.accepted()}"
    text = em.open(address).text
    for said in ("Tiếp nhận Sớm hạn", "Giải quyết", "Bước hiện tại", "Hạn yêu cầu bổ sung",
                 "giờ làm việc, còn"):  # fmt: skip
        assert said in text, said
    clock.move(days=4)
    assert "Giải quyết Quá hạn" in log_in(EM).open(address).text


@pytest.mark.parametrize("base", ["/can-bo/ho-so/{}", "/ho-so/{}"])
def test_what_if_a_supplement_is_asked_for(town: Town, log_in: LogIn, base: str) -> None:
    browser = log_in(EM if base.startswith("/can-bo") else AN)
    address = base.format(town.accepted())
    page = browser.open(address)
    (form,) = [one for one in page.forms() if "bo-sung-ngay" in one.controls]
    assert form.method == "GET"
    assert form.values["bo-sung-ngay"] == ["30/11/2026"], "five working days on, past 24/11"
    page = browser.press(form.fill(**{"bo-sung-ngay": "04/12/2026"}))
    assert page.status == 200
    assert "Hẹn trả kết quả chậm nhất: 17 giờ 00 phút, ngày 07/12/2026" in page.text
    for typed, said in (
        ("mai", "Nhập ngày theo dạng ngày/tháng/năm"),
        ("01/11/2026", "Chọn một ngày từ 20/11/2026"),
        ("", "Nhập ngày theo dạng"),
    ):
        page = browser.press(form.fill(**{"bo-sung-ngay": typed}))
        assert page.status == 200
        assert said in page.text, typed
        (again,) = [one for one in page.forms() if "bo-sung-ngay" in one.controls]
        assert again.values["bo-sung-ngay"] == [typed]


def test_there_is_no_what_if_before_acceptance(town: Town, log_in: LogIn) -> None:
    page = log_in(AN).open(f"/ho-so/{town.submitted()}")
    assert not [one for one in page.forms() if "bo-sung-ngay" in one.controls]
