"""Messages on both sides: pages, bad input, and whose they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from citizen_portal.services.withdrawal import withdraw_dossier
from tests.services.town import AN, BINH, DUNG, EM, HAI, Town
from tests.web.browser_without_scripts import Browser
from tests.web.conftest import Clock

LogIn = Callable[..., Any]


@pytest.fixture
def dossier(town: Town) -> str:
    """The path of a submitted dossier of An."""
    return f"/ho-so/{town.submitted()}"


def test_a_question_and_its_answer(dossier: str, log_in: LogIn) -> None:
    citizen, officer = log_in(AN), log_in(DUNG)
    page = citizen.open(dossier)
    page = citizen.open(page.links()["Hỏi cơ quan về hồ sơ này"])
    page = citizen.press(page.form("/tin-nhan").fill(tin_nhan="Bao giờ xong?\nCảm ơn"))
    assert "Bao giờ xong?" in page.text
    desk = officer.open(f"/can-bo{dossier}")
    assert "1 tin chưa đọc" in desk.text
    page = officer.open(desk.links()["Đọc và trả lời"])
    assert "Nguyễn Văn An (người nộp) Mới" in page.text
    page = officer.press(page.form("/tin-nhan").fill(tin_nhan="Thứ Tư <b>tới</b>."))
    assert "chưa đọc" not in officer.open(f"/can-bo{dossier}").text
    assert "1 tin chưa đọc" in citizen.open(dossier).text
    page = citizen.open(f"{dossier}/tin-nhan")
    assert "Thứ Tư <b>tới</b>." in page.text
    assert "Phạm Thị Dung" not in page.text
    assert "chưa đọc" not in citizen.open(dossier).text


def test_the_office_may_say_that_it_has_read(dossier: str, log_in: LogIn) -> None:
    citizen, officer = log_in(AN), log_in(EM)
    citizen.press(citizen.open(f"{dossier}/tin-nhan").form("/tin-nhan").fill(tin_nhan="Cảm ơn"))
    page = officer.open(f"/can-bo{dossier}/tin-nhan")
    page = officer.press(page.form("/da-doc"))
    assert page.status == 200
    assert "Mới" not in page.text


@pytest.mark.parametrize(("prefix", "who"), [("", AN), ("/can-bo", DUNG)])
@pytest.mark.parametrize(
    ("typed", "said"), [("  ", "Hãy viết nội dung"), ("a" * 2001, "dài quá 2000")]
)
def test_bad_messages(
    dossier: str, log_in: LogIn, prefix: str, who: str, typed: str, said: str
) -> None:
    browser = log_in(who)
    page = browser.open(f"{prefix}{dossier}/tin-nhan")
    page = browser.press(page.form("/tin-nhan").fill(tin_nhan=typed))
    assert page.status == 422
    assert said in page.errors()["tin_nhan"]
    assert page.form("/tin-nhan").values["tin_nhan"][0].strip() == typed.strip()
    assert page.title.startswith("Lỗi:")


def test_what_was_typed_survives_the_session(dossier: str, log_in: LogIn) -> None:
    for prefix, who in (("", AN), ("/can-bo", DUNG)):
        browser = log_in(who)
        form = browser.open(f"{prefix}{dossier}/tin-nhan").form("/tin-nhan")
        form.fill(tin_nhan="Dở dang").values["csrf_token"] = ["x"]
        page = browser.press(form)
        assert page.form("/tin-nhan").values["tin_nhan"] == ["Dở dang"]


def test_whose_messages(dossier: str, log_in: LogIn, browser: Browser) -> None:
    assert log_in(BINH).raw(f"{dossier}/tin-nhan").status_code == 404
    assert log_in(HAI).raw(f"/can-bo{dossier}/tin-nhan").status_code == 404
    assert log_in(BINH).raw(f"/can-bo{dossier}/tin-nhan").status_code == 403
    assert browser.raw(f"{dossier}/tin-nhan").status_code == 303
    officer = log_in(HAI)
    own = log_in(DUNG).open(f"/can-bo{dossier}/tin-nhan").form("/tin-nhan")
    token = officer.open("/can-bo").tree.find(".//input[@name='csrf_token']")
    assert token is not None
    data = {**own.values, "csrf_token": token.get("value"), "tin_nhan": "a"}
    assert officer.raw(f"/can-bo{dossier}/tin-nhan", "POST", data=data).status_code == 404
    assert officer.raw(f"/can-bo{dossier}/tin-nhan/da-doc", "POST", data=data).status_code == 404


def test_a_dossier_that_ended_long_ago_only_reads(
    town: Town, dossier: str, log_in: LogIn, clock: Clock
) -> None:
    dossier_id = UUID(dossier.rpartition("/")[2])
    citizen = log_in(AN)
    form = citizen.open(f"{dossier}/tin-nhan").form("/tin-nhan").fill(tin_nhan="Muộn")
    withdraw_dossier(town.session, town.parts, town.person(AN), dossier_id, None)
    clock.move(days=31)
    citizen = log_in(AN)
    page = citizen.open(f"{dossier}/tin-nhan")
    assert "không nhận tin nhắn nữa" in page.text
    assert not [one for one in page.forms() if one.action.endswith("/tin-nhan")]
    token = page.tree.find(".//input[@name='csrf_token']")
    assert token is not None
    form.values["csrf_token"] = [token.get("value")]
    assert citizen.press(form).status == 409
