"""The desk: queues, search, pages, results to download."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from zipfile import ZIP_STORED, ZipFile

import pytest
from pypdf import PdfReader

from citizen_portal.domain.lifecycle import Status
from citizen_portal.services.notices.messages import write_as_applicant
from citizen_portal.services.queues.lines import PAGE
from citizen_portal.web.officer.due_words import due_words
from tests.services.town import AN, DUNG, EM, HAI, SANG, Town

PAPERS = "/can-bo/giay-to.zip"
LogIn = Callable[..., Any]
Indexed = Callable[[], None]


def test_each_role_begins_with_its_own_queue(town: Town, log_in: LogIn) -> None:
    new, accepted = town.dossier(town.submitted()).code, town.dossier(town.accepted()).code
    assert new in log_in(DUNG).open("/can-bo").links()
    case = log_in(EM).open("/can-bo").links()
    assert accepted in case
    assert new not in case


def test_queues_are_links_and_the_present_one_is_marked(log_in: LogIn) -> None:
    page = log_in(DUNG).open("/can-bo?hang-doi=can-tra")
    current = [one for one in page.tree.iter("a") if one.get("aria-current") == "page"]
    assert "".join(current[-1].itertext()) == "Cần trả kết quả 0"
    assert "Không có hồ sơ nào trong hàng đợi này." in page.text


def test_a_dossier_is_found_by_its_code_or_its_words(
    town: Town, log_in: LogIn, indexed: Indexed
) -> None:
    code = str(town.dossier(town.returned()).code)
    indexed()
    browser = log_in(DUNG)
    form = browser.open("/can-bo").form()
    for typed in (f" {code.lower()} ", code[:12], "nguyen van", "Trích lục", AN):
        page = browser.press(form.fill(tim=typed))
        assert code in page.links(), typed
        assert page.form().values["tim"] == [typed.strip()]
    nothing = browser.press(form.fill(tim="000.99"))
    assert "Không tìm thấy hồ sơ nào của cơ quan." in nothing.text
    stranger = log_in(HAI)
    assert code not in stranger.press(stranger.open("/can-bo").form().fill(tim=code)).links()


def test_a_message_that_nobody_has_read_is_a_link_in_its_row(town: Town, log_in: LogIn) -> None:
    dossier_id, silent = town.submitted(), town.submitted(SANG)
    write_as_applicant(town.session, town.parts, town.person(AN), dossier_id, "Bao giờ xong?")
    page = log_in(DUNG).open("/can-bo?hang-doi=can-tiep-nhan")
    marks = {text: href for text, href in page.links().items() if href.endswith("/tin-nhan")}
    code = town.dossier(dossier_id).code
    assert marks == {f"Tin nhắn chưa đọc {code}": f"/can-bo/ho-so/{dossier_id}/tin-nhan"}
    assert town.dossier(silent).code in page.links()
    assert "Tin nhắn chưa đọc 1" in page.text, "and the queue tells how many"


def test_odd_addresses_show_a_desk(log_in: LogIn) -> None:
    browser = log_in(DUNG)
    for query in (
        "sau=x",
        "hang-doi=khong-co",
        "sau=1e400_7",
        "tim=%ff",
        "xep=la",
        "xep=--han",
        "kenh=9",
        "can-bo=x",
        "co-quan=999999999999",
        "vai=x",
        "phi=x",
        "thu-tuc='",
        "sau=W10",
    ):
        assert browser.open(f"/can-bo?{query}").status == 200, query


def test_pages_follow_one_another(town: Town, log_in: LogIn) -> None:
    codes = {str(town.dossier(town.submitted(SANG)).code) for _ in range(PAGE + 1)}
    browser = log_in(DUNG)
    first = browser.open("/can-bo")
    second = browser.open(first.links()["Cũ hơn →"])
    seen = [code for page in (first, second) for code in page.links() if code in codes]
    assert len(seen) == len(set(seen)) == PAGE + 1
    assert "Cũ hơn →" not in second.links()


def test_chosen_results_come_as_a_zip(town: Town, log_in: LogIn) -> None:
    chosen = [town.completed(), town.completed(SANG)]
    town.approved()
    browser = log_in(DUNG)
    form = browser.open("/can-bo?hang-doi=can-tra").form("/can-bo/hang-loat")
    form.values |= {"ho_so": [str(one) for one in chosen], "loai": ["ket-qua"]}
    answers = [browser.raw(PAPERS, "POST", data=form.values) for _ in range(2)]
    assert answers[0].data == answers[1].data, "the same results, the same bytes"
    answer = answers[0]
    assert answer.headers["Content-Type"] == "application/zip"
    assert answer.headers["Content-Disposition"] == "attachment; filename=giay-to-20261120.zip"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    with ZipFile(io.BytesIO(answer.data)) as archive:
        codes = sorted(str(town.dossier(one).code) for one in chosen)
        assert archive.namelist() == [f"{code}-ket-qua-1.pdf" for code in codes]
        assert all(one.compress_type == ZIP_STORED for one in archive.infolist())
        single = browser.raw(f"/can-bo/ho-so/{chosen[0]}/ket-qua/1.pdf").data
        assert single in [archive.read(name) for name in archive.namelist()]
    printed = browser.raw("/can-bo/giay-to.pdf", "POST", data=form.values)
    assert printed.headers["Content-Disposition"] == "attachment; filename=in-20261120.pdf"
    assert len(PdfReader(io.BytesIO(printed.data)).pages) == len(chosen)


def test_nothing_chosen_is_said_on_the_desk(town: Town, log_in: LogIn) -> None:
    town.approved()
    browser = log_in(DUNG)
    form = browser.open("/can-bo?hang-doi=can-tra").form("/can-bo/hang-loat")
    form.action = PAPERS
    for values in ([], ["khong-phai-ma"], [str(town.submitted())]):
        form.values |= {"ho_so": values, "loai": ["ket-qua"]}
        page = browser.press(form)
        assert page.status == 409
        assert "chưa có giấy tờ loại này" in " ".join(page.errors().values())
        assert page.heading == "Bàn làm việc"


def test_another_agencys_results_are_not_packed(town: Town, log_in: LogIn) -> None:
    ready = town.completed()
    browser = log_in(HAI)
    token = browser.open("/can-bo").html.partition('name="csrf_token" value="')[2].partition('"')[0]
    answer = browser.raw(
        PAPERS, "POST", data={"csrf_token": token, "ho_so": str(ready), "loai": "ket-qua"}
    )
    assert answer.status_code == 409


def test_citizens_have_no_desk(log_in: LogIn, browser: Any) -> None:
    assert log_in(AN).open("/can-bo").status == 403
    assert browser.raw("/can-bo").headers["Location"].startswith("/dang-nhap?next=%2Fcan-bo")


NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("due", "words", "tone"),
    [
        (datetime(2026, 11, 18, 10, 0, tzinfo=UTC), "Quá hạn 2 ngày", "red"),
        (datetime(2026, 11, 20, 2, 0, tzinfo=UTC), "Quá hạn từ hôm nay", "red"),
        (datetime(2026, 11, 20, 10, 0, tzinfo=UTC), "Hạn hôm nay", "yellow"),
        (datetime(2026, 11, 21, 10, 0, tzinfo=UTC), "Còn 1 ngày", "yellow"),
        (datetime(2026, 11, 20, 17, 0, tzinfo=UTC), "Còn 1 ngày", "yellow"),
        (datetime(2026, 11, 25, 10, 0, tzinfo=UTC), "Còn 5 ngày", ""),
    ],
)
def test_time_left_in_words(due: datetime, words: str, tone: str) -> None:
    said = due_words(Status.IN_PROCESSING, None, due, NOW)
    assert (said.text.vi, said.tone) == (words, tone)


def test_time_left_follows_the_status() -> None:
    acceptance, due = datetime(2026, 11, 23, tzinfo=UTC), datetime(2026, 11, 30, tzinfo=UTC)
    assert due_words(Status.REGISTERED, acceptance, due, NOW).at == acceptance
    assert due_words(Status.SUPPLEMENT_REQUESTED, None, due, NOW).text.vi == "Chờ người nộp"
    assert due_words(Status.RESULT_RETURNED, acceptance, due, NOW).text.vi == ""
