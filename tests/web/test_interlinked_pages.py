"""The pages of an interlinked dossier: one form, and its parts as citizen and officers see them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from sqlalchemy import select

from citizen_portal.models import Dossier
from citizen_portal.services import reception
from citizen_portal.services.processing import approval
from citizen_portal.services.processing import steps as processing
from tests.services.town import AN, DUNG, EM, GIANG, LAM, Town, typed_values
from tests.web.browser_without_scripts import Browser
from tests.web.conftest import Statements

GROUP, PART_ONLY = "2.000986", "2.000986-BHYT"
LogIn = Callable[..., Browser]


def _accepted(town: Town) -> UUID:
    group_id = town.submitted(AN, GROUP)
    reception.accept_dossier(town.session, town.parts, town.person(DUNG), group_id, None)
    return group_id


def _part(town: Town, group_id: UUID, name: str) -> Dossier:
    town.session.expire_all()
    return town.session.scalars(
        select(Dossier).where(Dossier.parent_id == group_id, Dossier.part == name)
    ).one()


def _birth_registered(town: Town, group_id: UUID) -> UUID:
    part_id = _part(town, group_id, "khai-sinh").id
    procedure = town.procedure("1.001193")
    reception.accept_dossier(town.session, town.parts, town.person(DUNG), part_id, None)
    for _ in procedure.steps[1:]:
        processing.advance_step(town.session, town.parts, town.person(EM), part_id, None)
    assert procedure.result.form is not None
    decided = {
        "child_personal_number": "022325000019", "registration_number": "45",
        "registration_book": "01/2026", "registration_date": town.parts.today(),
    }  # fmt: skip
    typed = typed_values(procedure.result.form, decided)
    processing.send_for_approval(town.session, town.parts, town.person(EM), part_id, None, typed)
    approval.approve_result(town.session, town.parts, town.person(GIANG), part_id, None)
    return part_id


def test_the_applicant_sees_each_part_on_one_page(town: Town, log_in: LogIn) -> None:
    group_id = _accepted(town)
    part_id = _birth_registered(town, group_id)
    page = log_in().open(f"/ho-so/{group_id}")
    assert page.status == 200
    police = _part(town, group_id, "thuong-tru")
    for said in (
        "Các phần của hồ sơ", "1/3", "Đã xong 1/3 phần", "Đăng ký khai sinh", "Đăng ký thường trú",
        "Cấp thẻ bảo hiểm y tế", str(police.code), "Công an phường Hạ Long",
        "Bảo hiểm xã hội cơ sở Hạ Long", "Đã xử lý xong", "Mới đăng ký",
    ):  # fmt: skip
        assert said in page.text, said
    town.make_papers(part_id, "result")
    approval.return_result(town.session, town.parts, town.person(DUNG), part_id, None)
    page = log_in().open(f"/ho-so/{group_id}")
    assert f"/ho-so/{part_id}/ket-qua/1.pdf" in page.links().values()
    assert log_in().raw(f"/ho-so/{part_id}/ket-qua/1.pdf").data.startswith(b"%PDF")


def test_before_the_birth_is_registered_the_others_wait(town: Town, log_in: LogIn) -> None:
    group_id = town.submitted(AN, GROUP)
    page = log_in().open(f"/ho-so/{group_id}")
    assert "Đã nộp hồ sơ" in page.text
    assert page.text.count("Mở khi xong phần “Đăng ký khai sinh”.") == 2
    assert page.text.count("Chưa mở") == 2


def test_a_part_leads_back_to_its_group(town: Town, log_in: LogIn) -> None:
    group_id = town.submitted(AN, GROUP)
    part = _part(town, group_id, "khai-sinh")
    page = log_in().open(f"/ho-so/{part.id}")
    assert page.heading == "Đăng ký khai sinh"
    assert "Đã nộp hồ sơ" not in page.text
    assert page.links()[town.dossier(group_id).code or ""] == f"/ho-so/{group_id}"
    assert "giay-to.pdf" in page.links()


def test_my_dossiers_list_the_group_and_not_its_parts(
    town: Town, log_in: LogIn, statements: Statements
) -> None:
    group_id = _accepted(town)
    part = _part(town, group_id, "khai-sinh")
    browser = log_in()
    page = browser.open("/ho-so")
    assert "Số phần đã xong: 0/3" in page.text
    assert f"/ho-so/{part.id}" not in page.links().values()
    statements.clear()
    browser.open("/ho-so")
    with_group = len(statements)
    assert with_group <= 6, statements.seen


def test_an_ordinary_list_costs_no_statement_more(
    town: Town, log_in: LogIn, statements: Statements
) -> None:
    town.submitted()
    browser = log_in()
    browser.open("/ho-so")
    statements.clear()
    browser.open("/ho-so")
    assert not [one for one in statements.seen if "parent_id IN" in one]


def test_the_leading_body_sees_all_parts_and_opens_its_own(town: Town, log_in: LogIn) -> None:
    group_id = _accepted(town)
    part_id = _birth_registered(town, group_id)
    page = log_in(DUNG).open(f"/can-bo/ho-so/{group_id}")
    assert "Công an phường Hạ Long" in page.text
    assert page.links()["Đăng ký khai sinh"] == f"/can-bo/ho-so/{part_id}"
    assert "Đăng ký thường trú" in page.text
    assert "Đăng ký thường trú" not in page.links()
    part = log_in(DUNG).open(f"/can-bo/ho-so/{part_id}")
    assert part.links()[town.dossier(group_id).code or ""] == f"/can-bo/ho-so/{group_id}"


def test_the_police_see_their_part_with_its_papers_only(town: Town, log_in: LogIn) -> None:
    group_id = _accepted(town)
    _birth_registered(town, group_id)
    part = _part(town, group_id, "thuong-tru")
    police = log_in(LAM)
    page = police.open(f"/can-bo/ho-so/{part.id}")
    assert "022325000019" in page.text
    assert "Giấy khai sinh số 45, quyển 01/2026" in page.text
    assert "giay-to.pdf" not in page.links()
    assert police.open(f"/can-bo/ho-so/{group_id}").status == 404
    assert town.dossier(group_id).code not in page.links()


def test_pages_of_groups_repeat_no_id(town: Town, log_in: LogIn) -> None:
    group_id = _accepted(town)
    for number, address in ((AN, f"/ho-so/{group_id}"), (DUNG, f"/can-bo/ho-so/{group_id}")):
        page = log_in(number).open(address)
        ids = [one.get("id") for one in page.tree.iter() if one.get("id")]
        assert len(ids) == len(set(ids))


def test_a_part_is_not_filed_by_itself(citizen: Browser) -> None:
    page: Any = citizen.open("/thu-tuc/2.000986")
    assert page.status == 200
    form = page.form("/nop")
    form.action = f"/thu-tuc/{PART_ONLY}/nop"
    assert citizen.press(form).status == 404
    assert citizen.open(f"/thu-tuc/{PART_ONLY}").status == 404
    listed = citizen.open("/thu-tuc?q=bảo hiểm y tế trẻ em")
    assert f"/thu-tuc/{PART_ONLY}" not in listed.links().values()
    assert "/thu-tuc/2.000986" in listed.links().values()


def test_withdrawing_too_late_names_the_part(town: Town, log_in: LogIn) -> None:
    group_id = _accepted(town)
    _birth_registered(town, group_id)
    browser = log_in()
    page = browser.open(f"/ho-so/{group_id}")
    answer = browser.press(page.form("/rut"))
    assert answer.status == 409
    assert "“Đăng ký khai sinh”" in answer.text


def test_pages_speak_english(town: Town, log_in: LogIn) -> None:
    group_id = _accepted(town)
    browser = log_in()
    browser.raw("/ngon-ngu/en")
    page = browser.open(f"/ho-so/{group_id}")
    assert "Parts of the dossier" in page.text
    assert "It opens when the part “Registration of the birth” is done." in page.text


def test_looking_up_shows_how_far_each_part_is(town: Town, browser: Browser) -> None:
    group_id = _accepted(town)
    code = town.dossier(group_id).code or ""
    page = browser.open("/tra-cuu")
    found = browser.press(page.form("/tra-cuu").fill(ma=code, so=AN[-4:]))
    assert found.status == 200
    assert "Đang xử lý" in found.text
    assert "Đăng ký khai sinh" in found.text
    assert "Mới đăng ký" in found.text
