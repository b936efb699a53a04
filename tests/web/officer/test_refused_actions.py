"""A refused action says why and keeps what was typed; nothing of it stays behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import func, select

from citizen_portal.domain.lifecycle import Status
from citizen_portal.models import NumberSeries, Paper
from tests.services.town import DUNG, EM, GIANG, Town

LogIn = Callable[..., Any]


def test_a_missing_reason_is_asked_for_and_leaves_no_number(town: Town, log_in: LogIn) -> None:
    dossier_id = town.submitted()
    browser = log_in(DUNG)
    form = browser.open(f"/can-bo/ho-so/{dossier_id}").form("tu-choi")
    page = browser.press(form.fill(ly_do="   "))
    assert page.status == 409
    assert page.errors() == {"tu-choi-ly_do": "Hãy ghi rõ lý do."}
    assert 'id="tu-choi-ly_do-error"' in page.html, "said at the field too"
    assert page.title.startswith("Lỗi:")
    kinds = select(NumberSeries.kind).where(NumberSeries.kind == "PTC")
    assert town.session.execute(kinds).all() == []
    papers = select(func.count()).where(Paper.dossier_id == dossier_id)
    assert town.session.execute(papers).scalar_one() == 1, "the submission receipt alone"


def test_what_was_typed_stays_in_the_open_form(town: Town, log_in: LogIn) -> None:
    dossier_id = town.accepted()
    browser = log_in(EM)
    form = browser.open(f"/can-bo/ho-so/{dossier_id}").form("xin-loi")
    page = browser.press(form.fill(ngay_hen="19/11/2026", ly_do="Thiếu <b>giấy</b>"))
    assert page.status == 409
    again = page.form("xin-loi")
    assert again.values["ly_do"] == ["Thiếu <b>giấy</b>"]
    assert "<b>giấy</b>" not in page.html
    side = page.tree.find(".//aside")
    assert side is not None
    opened = [one for one in side.iter("details") if "open" in one.attrib]
    assert len(opened) == 1


UNFIT_DAYS = (
    ("31/02/2026", 422, "Nhập ngày theo dạng"),
    ("mai", 422, "Nhập ngày theo dạng"),
    ("", 422, "Nhập ngày theo dạng"),
    ("19/11/2026", 409, "phải sau ngày hẹn cũ"),
    ("28/11/2026", 409, "phải là ngày làm việc"),
)


def test_an_unfit_new_date_is_refused_in_words(town: Town, log_in: LogIn) -> None:
    dossier_id = town.accepted()
    browser = log_in(EM)
    form = browser.open(f"/can-bo/ho-so/{dossier_id}").form("xin-loi")
    for day, status, says in UNFIT_DAYS:
        page = browser.press(form.fill(ly_do="Mất\x00 điện", ngay_hen=day))
        assert page.status == status, day
        assert says in " ".join(page.errors().values())
        assert page.form("xin-loi").values["ngay_hen"] == [day]


def test_the_new_date_is_the_end_of_that_working_day(town: Town, log_in: LogIn) -> None:
    dossier_id = town.accepted()
    browser = log_in(EM)
    form = browser.open(f"/can-bo/ho-so/{dossier_id}").form("xin-loi")
    page = browser.press(form.fill(ly_do="Mất điện", ngay_hen="25/11/2026"))
    assert page.status == 200
    assert "Ngày hẹn: 17:00 ngày 25/11/2026." in page.text
    assert f"{town.dossier(dossier_id).due_at:%d %H:%M}" == "25 10:00"


def test_problems_of_the_draft_link_to_their_questions(town: Town, log_in: LogIn) -> None:
    dossier_id = town.at_last_step()
    browser = log_in(EM)
    form = browser.open(f"/can-bo/ho-so/{dossier_id}/trinh-duyet").form()
    page = browser.press(form.fill(entry_name="", entry_date="1/1/2030", entry_notes="Giữ lại"))
    assert page.status == 422
    assert "entry_name" in page.errors()
    assert page.form().values["entry_notes"] == ["Giữ lại"]
    assert page.form().values["entry_date"] == ["1/1/2030"]
    assert town.dossier(dossier_id).step != "phe-duyet"


def test_who_comes_second_learns_who_was_first(town: Town, log_in: LogIn) -> None:
    dossier_id = town.submitted()
    address = f"/can-bo/ho-so/{dossier_id}"
    first, second = log_in(DUNG), log_in(DUNG)
    form = second.open(address).form("tu-choi").fill(ly_do="Không thuộc thẩm quyền")
    first.press(first.open(address).form("tiep-nhan"))
    page = second.press(form)
    assert page.status == 409
    assert "Chuyển xử lý" in page.text
    assert "Không thuộc thẩm quyền" in page.text
    assert page.links()["Mở lại hồ sơ"] == address
    assert town.dossier(dossier_id).status == Status.IN_PROCESSING


def test_a_refused_act_leaves_nothing_when_the_session_is_noted(
    town: Town, log_in: LogIn, clock: Any
) -> None:
    """The use of the session is written after the page; it must not carry half an act along."""
    dossier_id = town.approved()
    browser = log_in(DUNG)
    browser.open("/can-bo")
    clock.move(minutes=5)
    before = town.dossier(dossier_id).revision
    form = browser.open(f"/can-bo/ho-so/{dossier_id}")
    assert "Phí, lệ phí của hồ sơ chưa được nộp" in form.text
    token = form.html.partition('name="csrf_token" value="')[2].partition('"')[0]
    clock.move(minutes=5)
    answer = browser.raw(
        f"/can-bo/ho-so/{dossier_id}/tra-ket-qua", "POST", data={"csrf_token": token}
    )
    assert answer.status_code == 409
    assert town.dossier(dossier_id).revision == before


def test_ones_own_dossier_says_that_somebody_else_handles_it(town: Town, log_in: LogIn) -> None:
    dossier_id = town.submitted(DUNG)
    page = log_in(DUNG).open(f"/can-bo/ho-so/{dossier_id}")
    assert "Đây là hồ sơ của bạn hoặc người thân của bạn" in page.text
    assert page.forms() == []


def test_drafting_before_its_time_is_refused(town: Town, log_in: LogIn) -> None:
    dossier_id = town.accepted()
    assert log_in(EM).open(f"/can-bo/ho-so/{dossier_id}/trinh-duyet").status == 409
    assert log_in(GIANG).open(f"/can-bo/ho-so/{dossier_id}/trinh-duyet").status == 403
