"""Nothing typed is lost: wrong answers, stale pages, rows, sessions that ran out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text

from citizen_portal.app import Portal
from tests.web.browser_without_scripts import Browser, Page
from tests.web.filing import begin, dossier_address


def _second_step(browser: Browser) -> Page:
    page = begin(browser)
    return browser.press(page.form("/nguoi-yeu-cau").fill(relation="self"))


def test_wrong_answers_are_said_at_once_and_stay_on_the_page(citizen: Browser) -> None:
    page = begin(citizen)
    form = page.form("/nguoi-yeu-cau").fill(
        requester_number="12", requester_birth_date="31/02/1985", requester_name="Nguyễn Văn Ân"
    )
    page = citizen.press(form)
    assert page.status == 422
    assert page.title.startswith("Lỗi:")
    assert set(page.errors()) == {"requester_number", "requester_birth_date", "relation"}
    ids = {one.get("id") for one in page.tree.iter()}
    assert set(page.errors()) <= ids, "each error leads to its field"
    kept = page.form("/nguoi-yeu-cau").values
    assert kept["requester_number"] == ["12"]
    assert kept["requester_birth_date"] == ["31/02/1985"]
    assert kept["requester_name"] == ["Nguyễn Văn Ân"]
    later = citizen.open(f"{dossier_address(page)}/buoc/nguoi-yeu-cau")
    assert later.form("/nguoi-yeu-cau").values["requester_number"] == ["12"]


def test_a_stale_page_is_told_so_with_what_was_typed(citizen: Browser) -> None:
    page = _second_step(citizen)
    first = page.form("/su-kien").fill(event_type="birth", register_place="Một")
    second = citizen.open(page.address).form("/su-kien")
    second.fill(event_type="birth", register_place="Hai")
    assert citizen.press(first).status == 200
    stale = citizen.press(second)
    assert stale.status == 409
    form = stale.form("/su-kien")
    assert form.values["register_place"] == ["Hai"]
    assert form.values["phien_ban"] != second.values["phien_ban"]
    assert citizen.press(form).status == 200


def test_the_same_form_twice_is_not_a_conflict(citizen: Browser) -> None:
    form = _second_step(citizen).form("/su-kien").fill(event_type="birth", register_place="Một")
    assert citizen.press(form).address == citizen.press(form).address


def test_an_answer_that_was_changed_is_no_longer_of_the_identity_account(
    citizen: Browser,
) -> None:
    page = begin(citizen)
    assert "requester_address-source" in page.html
    citizen.press(page.form("/nguoi-yeu-cau").fill(relation="self", requester_address="Nơi khác"))
    page = citizen.open(page.address)
    assert "requester_address-source" not in page.html
    assert "requester_name-source" in page.html


def test_typing_that_was_never_saved_keeps_the_dossier_from_being_submitted(
    citizen: Browser,
) -> None:
    page = _second_step(citizen)
    step = citizen.press(page.form("/su-kien").fill(event_type="birth", register_place="Một"))
    done = step.form("/nhan-ket-qua").fill(
        copies="1", purpose="Học", delivery="desk", statement_true="yes"
    )
    review = citizen.press(done)
    assert not review.errors()
    again = citizen.open(page.address).form("/su-kien").fill(registration_date="31/02/2000")
    assert citizen.press(again).status == 422
    review = citizen.open(f"{dossier_address(page)}/kiem-tra")
    assert f"{page.address}" in review.errors()
    assert citizen.press(review.form("/nop")).status == 422


@pytest.mark.parametrize("cookie_is_lost", [True, False])
def test_a_session_that_ran_out_in_a_step_loses_nothing(
    citizen: Browser,
    log_in: Callable[..., Browser],
    clock: Any,
    *,
    cookie_is_lost: bool,
) -> None:
    page = _second_step(citizen)
    form = page.form("/su-kien").fill(event_type="marriage", register_place="Nơi đã đăng ký cũ")
    if cookie_is_lost:
        citizen.forget()
    else:
        clock.move(hours=1)
    response = citizen.raw(page.address, "POST", data=form.values)
    assert response.status_code == 303
    assert response.headers["Location"].startswith("/dang-nhap?next=%2Fho-so%2F")
    log_in(browser=citizen)
    page = citizen.open(page.address)
    restored = page.form("/su-kien")
    assert restored.values["register_place"] == ["Nơi đã đăng ký cũ"]
    assert restored.values["event_type"] == ["marriage"]
    following = citizen.press(restored)
    assert following.address.endswith("/nhan-ket-qua")
    assert citizen.open(page.address).form("/su-kien").values["event_type"] == ["marriage"]


def test_rows_are_added_and_dropped_without_losing_what_is_in_them(
    citizen: Browser, portal: Portal
) -> None:
    page = citizen.press(citizen.open("/thu-tuc/1.004222").form("/nop"))
    address = dossier_address(page)
    with portal.engine.begin() as connection:
        steps = portal.parts.catalogue.get("1.004222", portal.parts.today()).form
        step = next(
            (one, name)
            for one in steps
            for name, question in one.questions().items()
            if question.kind == "group"
        )
        connection.execute(text("UPDATE dossier SET answers = '{}'"))
    form_class, group = step
    path = f"{address}/buoc/{form_class.name}"
    page = citizen.open(path)
    if page.status == 404:
        pytest.skip("the step is not shown without earlier answers")
    names = [name for name in page.form(path).controls if name.startswith(f"{group}-0-")]
    page = citizen.press(page.form(path).fill_named({names[0]: "Người thứ nhất"}), "Thêm")
    assert page.status == 200
    assert page.form(path).values[names[0]] == ["Người thứ nhất"]
    second = names[0].replace("-0-", "-1-")
    page = citizen.press(page.form(path).fill_named({second: "Người thứ hai"}), "Thêm")
    assert page.form(path).values[second] == ["Người thứ hai"]
    assert names[0].replace("-0-", "-2-") in page.form(path).controls
    drop = next(one for one in page.form(path).buttons if one["value"] == f"{group}-0")
    page = citizen.press(page.form(path), drop["text"])
    assert page.form(path).values[names[0]] == ["Người thứ hai"]


def test_signs_that_a_database_does_not_take_do_no_harm(citizen: Browser) -> None:
    page = begin(citizen)
    form = page.form("/nguoi-yeu-cau").fill(requester_name="A\x00n")
    form.values["strange\x00name"] = ["1"]
    form.values["requester_nobody-9-x"] = ["1"]
    assert citizen.press(form).status == 422
