"""The citizen's main job, page by page, without scripts."""

from __future__ import annotations

from typing import Any

from sqlalchemy import text

from citizen_portal.app import Portal
from tests.web.browser_without_scripts import Browser
from tests.web.filing import CODE, begin, dossier_address, fill_all, submit

RECEIPTS_TO_MAKE = "procrastinate_jobs WHERE task_name = 'make_paper'"


def _count(portal: Portal, table: str) -> Any:
    with portal.engine.connect() as connection:
        return connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()


def test_from_the_procedure_to_the_submitted_dossier(citizen: Browser, portal: Portal) -> None:
    page = begin(citizen)
    assert page.address.endswith("/buoc/nguoi-yeu-cau")
    assert "Bước 1/4" in page.text
    form = page.form("/nguoi-yeu-cau")
    assert form.values["requester_name"] == ["Nguyễn Văn An"]
    assert "tài khoản định danh" in page.text
    page = citizen.press(form.fill(relation="self"))
    assert "Bước 2/4" in page.text

    page = fill_all(citizen)
    assert page.address.endswith("/kiem-tra")
    assert "8.000 đồng" in page.text
    assert "1 bản sao, mỗi bản 8.000 đồng" in page.text
    assert "hẹn trả kết quả: 17 giờ 00 phút, ngày 20/11/2026" in page.text
    assert "Làm hộ chiếu" in page.text

    page = citizen.press(page.form("/nop"))
    assert page.status == 200
    assert page.heading == "Đã nộp hồ sơ"
    assert "-261120-0001" in page.text
    assert "trước 08 giờ" in page.text or "trước 10 giờ" in page.text
    assert page.form("/thanh-toan")
    links = page.links()
    assert links["Tải xác nhận nộp hồ sơ (PDF)"].endswith("/xac-nhan-nop.pdf")
    assert _count(portal, RECEIPTS_TO_MAKE) == 1


def test_a_draft_is_left_and_found_again(citizen: Browser) -> None:
    page = begin(citizen)
    address = dossier_address(page)
    citizen.press(page.form("/nguoi-yeu-cau").fill(relation="self"))
    mine = citizen.open("/ho-so")
    assert "Bản nháp" in mine.text
    again = citizen.open(address)
    assert again.address.endswith("/buoc/su-kien")
    first = citizen.open(f"{address}/buoc/nguoi-yeu-cau")
    assert first.form("/nguoi-yeu-cau").values["relation"] == ["self"]


def test_a_second_click_on_submit_makes_one_dossier(citizen: Browser, portal: Portal) -> None:
    form = fill_all(citizen).form("/nop")
    first, second = citizen.press(form), citizen.press(form)
    assert first.status == second.status == 200
    assert first.address == second.address
    with portal.engine.connect() as connection:
        codes = connection.execute(text("SELECT code FROM dossier")).scalars().all()
    assert len([code for code in codes if code]) == 1
    assert _count(portal, RECEIPTS_TO_MAKE) == 1


def test_submitting_what_is_incomplete_says_everything_at_once(citizen: Browser) -> None:
    page = begin(citizen)
    address = dossier_address(page)
    review = citizen.open(f"{address}/kiem-tra")
    page = citizen.press(review.form("/nop"))
    assert page.status == 422
    errors = page.errors()
    assert f"{address}/buoc/nguoi-yeu-cau#relation" in errors
    assert f"{address}/buoc/nhan-ket-qua#copies" in errors


def test_level_one_is_led_to_a_stronger_login_when_submitting(log_in: Any) -> None:
    weak = log_in("022205000033", level=1)
    page = fill_all(weak)
    assert "mức 2" in page.text
    response = weak.raw(f"{dossier_address(page)}/nop", "POST", data=page.form("/nop").values)
    assert response.status_code == 303
    assert "muc=2" in response.headers["Location"]
    assert "kiem-tra" in response.headers["Location"]


def test_the_agency_is_one_s_own_unless_another_is_chosen(citizen: Browser) -> None:
    page = citizen.open(f"/thu-tuc/{CODE}/nop")
    form = page.form("/nop")
    assert "phường Hạ Long" in page.text
    own = form.values["agency_id"][0]
    other = next(str(number) for number in range(2, 200) if str(number) != own)
    step = citizen.press(form)
    assert "Ủy ban nhân dân phường Hạ Long" in step.text
    refused = citizen.press(form.fill(agency_id="99999"))
    assert refused.status == 422
    assert "agency_id" in refused.errors()
    assert other != own


def test_who_has_no_commune_here_chooses(log_in: Any, portal: Portal) -> None:
    browser = log_in()
    with portal.engine.begin() as connection:
        connection.execute(text("UPDATE person SET commune_code = ''"))
    page = browser.open(f"/thu-tuc/{CODE}")
    page = browser.press(page.form("/nop"))
    assert page.status == 422
    assert page.form("/nop").values["agency_id"] == [""]


def test_my_dossiers_come_in_pages(citizen: Browser) -> None:
    for _ in range(21):
        begin(citizen)
    page = citizen.open("/ho-so")
    assert page.html.count("Bản nháp</strong>") == 20
    older = citizen.open(page.links()["Cũ hơn →"])
    assert older.html.count("Bản nháp</strong>") == 1


def test_a_draft_is_thrown_away(citizen: Browser) -> None:
    address = dossier_address(begin(citizen))
    mine = citizen.open("/ho-so")
    page = citizen.press(mine.form("/rut"), "Xoá bản nháp")
    assert "chưa có hồ sơ nào" in page.text
    assert citizen.open(address).status == 404


def test_a_submitted_dossier_is_withdrawn(citizen: Browser) -> None:
    page = submit(citizen)
    page = citizen.press(page.form("/rut").fill(ly_do="Đổi ý"), "Rút hồ sơ này")
    assert "rút hồ sơ" in page.text
    assert "Đổi ý" in page.text
    assert not [form for form in page.forms() if form.action.endswith("/rut")]
