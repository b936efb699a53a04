"""A submitted dossier's page, with what officers do meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from citizen_portal.app import Portal
from citizen_portal.services.papers.making import make_paper
from citizen_portal.services.supplements import request_supplement
from tests.web.browser_without_scripts import Browser, Page
from tests.web.conftest import ActorOf, Clock
from tests.web.filing import dossier_address, submit
from tests.web.small_papers import small_pdf


def test_the_page_tells_what_is_next_until_when_and_at_what_cost(citizen: Browser) -> None:
    page = submit(citizen)
    assert "Mới đăng ký" in page.text
    assert "Tiếp theo: Cán bộ một cửa kiểm tra hồ sơ" in page.text
    assert "Ủy ban nhân dân phường Hạ Long" in page.text
    assert "Tổng cộng" in page.text
    assert "Nguyễn Văn An (người nộp hồ sơ)" in page.text
    assert "Làm hộ chiếu" in page.text


def test_a_paper_is_waited_for_then_fetched(citizen: Browser, portal: Portal) -> None:
    address = dossier_address(submit(citizen))
    waiting = citizen.open(f"{address}/xac-nhan-nop.pdf")
    assert waiting.status == 202
    assert waiting.heading == "Giấy đang được ký số"
    assert waiting.response.headers["Refresh"] == "2"
    with Session(portal.engine) as session:
        paper_id = session.execute(text("SELECT id FROM paper")).scalar_one()
        make_paper(session, portal.parts, lambda _kind, _content: small_pdf(), UUID(str(paper_id)))
    ready = citizen.raw(f"{address}/xac-nhan-nop.pdf")
    assert ready.status_code == 200
    assert ready.data.startswith(b"%PDF-")
    assert ready.headers["Content-Type"] == "application/pdf"
    assert ready.headers["Content-Disposition"].startswith("attachment; filename=")
    assert "no-store" in ready.headers["Cache-Control"]
    assert ready.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    for unknown in ("giay-tiep-nhan.pdf", "ket-qua/1.pdf", "bien-lai/1.pdf", "tu-choi.pdf"):
        assert citizen.raw(f"{address}/{unknown}").status_code == 404


@pytest.fixture
def asked(
    citizen: Browser, log_in: Callable[..., Browser], actor_of: ActorOf, portal: Portal
) -> Page:
    """A dossier for which the one-stop officer asked for two things."""
    address = dossier_address(submit(citizen))
    officer = actor_of(log_in("022188000055"))
    with Session(portal.engine) as session:
        request_supplement(
            session, portal.parts, officer, UUID(address.rpartition("/")[2]), None,
            "Bản chụp căn cước\nQuyển số trong sổ hộ tịch", "Chưa tìm thấy trong sổ",
        )  # fmt: skip
    return citizen.open(address)


def test_a_supplement_is_answered_with_papers_and_words(citizen: Browser, asked: Page) -> None:
    address = dossier_address(asked)
    assert "Cần bạn bổ sung" in asked.text
    assert "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ (PDF)" in asked.links()
    page = citizen.open(asked.links()["Bổ sung hồ sơ"])
    assert "Quyển số trong sổ hộ tịch" in page.text
    form = page.form("/bo-sung").fill(tra_loi="Quyển số 01/1985")
    refused = citizen.press(form.attach("tep", b"words", "a.txt"), "Tải lên")
    assert refused.status == 415
    assert refused.form("/bo-sung").values["tra_loi"] == ["Quyển số 01/1985"]
    form = refused.form("/bo-sung")
    added = citizen.press(form.attach("tep", small_pdf("a"), "căn cước.pdf"), "Tải lên")
    assert added.status == 200
    assert "căn cước.pdf" in added.text
    form = added.form("/bo-sung")
    assert form.values["tra_loi"] == ["Quyển số 01/1985"]
    dropped = citizen.press(form, "Bỏ")
    assert "căn cước.pdf" not in dropped.text
    form = dropped.form("/bo-sung")
    sent = citizen.press(form.attach("tep", small_pdf("b"), "mặt sau.pdf"))
    assert sent.address == address
    assert "Mới đăng ký" in sent.text
    assert "Quyển số 01/1985" in sent.text
    assert "mặt sau.pdf" in sent.text
    assert citizen.open(f"{address}/bo-sung").address == address, "nothing is asked any more"


def test_an_empty_supplement_is_not_sent(citizen: Browser, asked: Page) -> None:
    page = citizen.open(f"{dossier_address(asked)}/bo-sung")
    empty = citizen.press(page.form("/bo-sung").fill(tra_loi="  "))
    assert empty.status == 422
    assert "Hãy thêm giấy tờ hoặc viết câu trả lời" in empty.text


def test_what_was_typed_in_a_supplement_survives_the_session(
    citizen: Browser, asked: Page, log_in: Callable[..., Browser], clock: Clock
) -> None:
    page = citizen.open(f"{dossier_address(asked)}/bo-sung")
    form = page.form("/bo-sung").fill(tra_loi="Một câu dài")
    clock.move(hours=1)
    assert citizen.raw(page.address, "POST", data=form.values).status_code == 303
    log_in(browser=citizen)
    assert citizen.open(page.address).form("/bo-sung").values["tra_loi"] == ["Một câu dài"]


def test_a_stale_withdrawal_is_refused(citizen: Browser, asked: Page) -> None:
    form = asked.form("/rut")
    form.values["phien_ban"] = ["1"]
    assert citizen.press(form, "Rút hồ sơ này").status == 409
