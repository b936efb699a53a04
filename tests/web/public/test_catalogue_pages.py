"""The catalogue narrowed down and turned page by page; life events; questions that lead on."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bench.national_file import national_procedures
from citizen_portal.app import Portal
from citizen_portal.domain.life_event import LifeEvent
from citizen_portal.domain.service_level import Channel, GovernmentLevel, ServiceLevel
from citizen_portal.plugin_api import Text
from citizen_portal.services.catalogue.guides import guides
from tests.web.browser_without_scripts import Browser, Page
from tests.web.conftest import Statements

MANY = 120


@pytest.fixture
def national(portal: Portal) -> Portal:
    """A portal whose catalogue also tells of many procedures that are filed elsewhere."""
    catalogue = portal.parts.catalogue
    model = replace(
        catalogue.get("2.000635", portal.parts.today()),
        service_level=ServiceLevel.INFORMATION,
        channels=(Channel.COUNTER,),
        form=(),
        documents=(),
        cases=(),
        keywords=(),
        life_events=(LifeEvent.RETIREMENT,),
        competent_level=GovernmentLevel.PROVINCE,
        authority="Sở Ví dụ",
    )
    catalogue.before_reading = None
    catalogue.publish(
        replace(model, code=one["code"], name=Text(one["name"]))
        for one in national_procedures(MANY)
    )
    return portal


def procedure_links(page: Page) -> list[str]:
    return [
        one for one in page.links().values() if one.startswith("/thu-tuc/") and one[9].isdigit()
    ]


def told(page: Page) -> int:
    """The number of procedures that the page tells."""
    found = re.search(r"Có (\d+) thủ tục", page.text)
    assert found
    return int(found[1])


def test_a_page_has_25_and_leads_to_all_others(browser: Browser, national: Portal) -> None:
    total = len(national.parts.catalogue.on_offer(national.parts.today()))
    page, seen = browser.open("/thu-tuc"), set[str]()
    assert f"Có {total} thủ tục." in page.text
    turned = 1
    while "Trang sau →" in page.links():
        seen |= set(procedure_links(page))
        assert len(procedure_links(page)) == 25
        page, turned = browser.open(page.links()["Trang sau →"]), turned + 1
    assert len(seen | set(procedure_links(page))) == total
    assert f"Trang {turned} trên {turned}" in page.text
    assert page.links()["← Trang trước"] == f"/thu-tuc?trang={turned - 1}"


@pytest.mark.parametrize("number", ["0", "-1", "x", "999999", "9" * 40, "²"])
def test_a_page_that_is_not_there_is_the_nearest(
    browser: Browser, national: Portal, number: str
) -> None:
    page = browser.open(f"/thu-tuc?trang={number}")
    assert page.status == 200
    assert procedure_links(page)


def test_filters_keep_the_question_and_can_be_taken_off(browser: Browser, national: Portal) -> None:
    page = browser.open("/thu-tuc?q=cap")
    everything = told(page)
    form = next(one for one in page.forms() if "cap" in one.controls)
    page = browser.press(form.fill_named({"cap": "tinh", "co-quan": "Sở Ví dụ"}))
    assert "Cấp thực hiện: Cấp tỉnh" in page.text
    assert "phù hợp với “cap”" in page.text
    assert 0 < told(page) < everything
    page = browser.open(page.links()["Bỏ Cơ quan thực hiện"])
    assert "Sở Ví dụ Bỏ" not in page.text
    assert "Cấp tỉnh" in page.text
    page = browser.open(browser.open("/thu-tuc?q=cap&cap=tinh&muc-do=thong_tin").links()
                        ["Bỏ tất cả lựa chọn lọc"])  # fmt: skip
    assert told(page) == everything


def test_the_counts_are_those_of_what_is_left(browser: Browser, national: Portal) -> None:
    page = browser.open("/thu-tuc?cap=tinh")
    options = {"".join(one.itertext()).strip() for one in page.tree.iter("option")}
    assert f"Sở Ví dụ ({MANY})" in options
    assert any(one.startswith("Cấp xã (") for one in options)
    assert (
        f"Có {MANY} thủ tục."
        in browser.open("/thu-tuc?cap=tinh&co-quan=S%E1%BB%9F+V%C3%AD+d%E1%BB%A5").text
    )


def test_a_new_question_keeps_what_was_chosen(browser: Browser, national: Portal) -> None:
    page = browser.open("/thu-tuc?cap=xa")
    page = browser.press(page.form().fill(q="khai sinh"))
    assert "Cấp thực hiện: Cấp xã" in page.text
    assert "khai sinh" in page.title


def test_choices_that_leave_nothing_say_how_to_go_on(browser: Browser, national: Portal) -> None:
    page = browser.open("/thu-tuc?q=khai+sinh&cap=tinh")
    assert "Không tìm thấy thủ tục nào với các lựa chọn này" in page.text
    assert page.links()["Bỏ lọc và tìm lại"] == "/thu-tuc?q=khai+sinh"


@pytest.mark.parametrize("odd", ["cap=no-such", "linh-vuc=%3Cscript%3E", "muc-do=", "x=1"])
def test_choices_that_do_not_exist_are_left_out(browser: Browser, odd: str) -> None:
    page = browser.open(f"/thu-tuc?{odd}")
    assert page.status == 200
    assert "Đang lọc" not in page.text
    assert procedure_links(page)


@pytest.mark.parametrize("query", ["hộ chiếu", "ho chieu", "visa"])
def test_what_is_not_offered_is_said_to_be_so(
    browser: Browser, national: Portal, query: str
) -> None:
    page = browser.open(f"/thu-tuc?q={query}")
    assert f"Không tìm thấy “{query}” trong danh mục" in page.text
    assert procedure_links(page) == []
    assert page.links()["Tìm theo sự kiện trong đời sống"] == "/thu-tuc/su-kien"


def test_what_is_near_is_marked_as_such(browser: Browser) -> None:
    page = browser.open("/thu-tuc?q=giấy phép lái tàu")
    before, _, near = page.text.partition("Gần với điều bạn gõ")
    assert "Không tìm thấy" in before
    assert "không đúng như bạn gõ" in near
    assert 1 <= len(procedure_links(page)) <= 5


@pytest.mark.parametrize(
    "path",
    ["/", "/thu-tuc", "/thu-tuc?q=dang+ky&cap=xa", "/thu-tuc?q=khong+co", "/thu-tuc/su-kien",
     "/thu-tuc/su-kien/co-con-nho", "/thu-tuc/huong-dan/co-con-nho"],
)  # fmt: skip
def test_pages_of_the_catalogue_ask_the_database_nothing(
    browser: Browser, statements: Statements, path: str
) -> None:
    browser.open(path)
    statements.clear()
    assert browser.open(path).status == 200
    assert statements.seen == []


def test_the_first_page_leads_to_life_events(browser: Browser) -> None:
    page = browser.open("/")
    assert page.links()["Có con nhỏ"] == "/thu-tuc/su-kien/co-con-nho"
    page = browser.open(page.links()["Có con nhỏ"])
    assert page.heading == "Có con nhỏ"
    assert "/thu-tuc/1.001193" in procedure_links(page)
    assert page.links()["Trả lời câu hỏi"] == "/thu-tuc/huong-dan/co-con-nho"


def test_an_event_with_many_procedures_is_turned_page_by_page(
    browser: Browser, national: Portal
) -> None:
    page = browser.open("/thu-tuc/su-kien/huu-tri")
    assert len(procedure_links(page)) == 25
    page = browser.open(page.links()["Trang sau →"])
    assert page.heading == "Hưu trí"
    assert len(procedure_links(page)) == 25


def test_an_event_without_procedures_says_what_to_do(browser: Browser) -> None:
    page = browser.open("/thu-tuc/su-kien/huu-tri")
    assert "Chưa có thủ tục nào của sự kiện này" in page.text
    assert page.links()["Xem tất cả thủ tục"] == "/thu-tuc"


@pytest.mark.parametrize("path", ["su-kien/khong-co", "huong-dan/khong-co", "huong-dan/huu-tri"])
def test_other_events_are_not_found(browser: Browser, path: str) -> None:
    assert browser.open(f"/thu-tuc/{path}").status == 404


def test_questions_lead_to_procedures_in_order(browser: Browser) -> None:
    page = browser.open("/thu-tuc/huong-dan/co-con-nho")
    page = browser.press(page.form().fill_named({"khai-sinh": "chua"}))
    page = browser.press(page.form().fill_named({"cung-luc": "khong"}))
    page = browser.press(page.form().fill_named({"ban-sao": "co"}))
    assert page.heading == "Việc bạn cần làm"
    assert procedure_links(page) == [
        "/thu-tuc/1.001193", "/thu-tuc/1.004222", "/thu-tuc/2.000635",
    ]  # fmt: skip
    changed = browser.open(page.links()["Sửa Con đã có giấy khai sinh chưa?"])
    assert changed.form().controls[-1] == "khai-sinh"


def test_no_answer_is_told_beside_the_question(browser: Browser) -> None:
    page = browser.open("/thu-tuc/huong-dan/nha-o-cu-tru")
    assert page.errors() == {}
    page = browser.press(page.form())
    assert page.status == 422
    assert page.errors() == {"viec": "Hãy chọn một câu trả lời rồi bấm Tiếp tục."}


def test_an_answer_that_is_not_offered_is_asked_again(browser: Browser) -> None:
    page = browser.open("/thu-tuc/huong-dan/co-con-nho?khai-sinh=maybe&ban-sao=co")
    assert page.status == 200
    assert "Con đã có giấy khai sinh chưa?" in page.text
    assert "Bạn đã trả lời" not in page.text


def test_where_nothing_is_offered_a_sentence_leads_on(browser: Browser) -> None:
    page = browser.open("/thu-tuc/huong-dan/khoi-su-kinh-doanh?hinh-thuc=cong-ty")
    assert "chưa có trong danh mục" in page.text
    assert page.links()["Tìm trong tất cả thủ tục"] == "/thu-tuc"


def test_procedures_out_of_order_stay_in_the_result_and_unknown_ones_do_not(
    browser: Browser, portal: Portal
) -> None:
    catalogue = portal.parts.catalogue
    catalogue._out_of_order = lambda plugin: plugin.endswith("civil_status_extract")
    address = "/thu-tuc/huong-dan/co-con-nho?khai-sinh=roi&thuong-tru=roi&ban-sao=co"
    page = browser.open(address)
    assert procedure_links(page) == ["/thu-tuc/2.000635"]
    assert "Tạm thời gián đoạn" in page.text
    catalogue._stock._by_code.pop("2.000635")
    page = browser.open(address)
    assert page.status == 200
    assert guides()[LifeEvent.CHILD].otherwise.vi in page.text


@pytest.mark.parametrize("event", [event.value for event in guides()])
def test_the_pages_of_a_guide_are_in_english_too(browser: Browser, event: str) -> None:
    browser.raw("/ngon-ngu/en")
    page = browser.open(f"/thu-tuc/huong-dan/{event}")
    assert page.heading == guides()[LifeEvent(event)].title.en
    assert "Continue" in page.html
