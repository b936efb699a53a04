"""The officers' page of a dossier, its papers, and what they cost in statements."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from citizen_portal.models import Attachment
from citizen_portal.web.issued_papers import NUMBERED, SINGLE, paper_address
from tests.services.acts import ACTS, Action
from tests.services.town import DUNG, EM, SANG, Town, small_pdf

LogIn = Callable[..., Any]


def test_the_page_tells_the_whole_story(town: Town, log_in: LogIn) -> None:
    dossier_id = town.waiting_for_supplement(accepted=True)
    page = log_in(EM).open(f"/can-bo/ho-so/{dossier_id}")
    for said in (
        "Nguyễn Văn An", "022085000011", "8.000 đồng", "Còn phải nộp",
        "Phạm Thị Dung (cán bộ một cửa)", "Giấy khai sinh", "Ảnh mờ",
        "Người nộp chưa trả lời.", "Chờ người nộp", "Số 01/GTN",
    ):  # fmt: skip
        assert said in page.text, said


def test_there_is_one_primary_button(town: Town, log_in: LogIn) -> None:
    page = log_in(DUNG).open(f"/can-bo/ho-so/{town.submitted()}")
    primary = [one for one in page.tree.iter("button") if one.get("type") == "submit"]
    assert ["".join(one.itertext()) for one in primary] == ["Tiếp nhận hồ sơ"]


def test_ids_are_not_repeated(town: Town, log_in: LogIn) -> None:
    page = log_in(EM).open(f"/can-bo/ho-so/{town.accepted()}")
    ids = [one.get("id") for one in page.tree.iter() if one.get("id")]
    assert len(ids) == len(set(ids))


def test_attachments_are_downloads(town: Town, log_in: LogIn) -> None:
    dossier_id = town.submitted(case=2)
    paper = town.session.scalars(select(Attachment.id)).one()
    page = log_in(DUNG).open(f"/can-bo/ho-so/{dossier_id}")
    address = page.links()["giay-to.pdf"]
    assert address == f"/can-bo/ho-so/{dossier_id}/giay-to/{paper}"
    answer = log_in(DUNG).raw(address)
    assert answer.data == small_pdf(b"0")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-store"


PAPERS: dict[str, Callable[[Town], Any]] = {
    "xac-nhan-nop.pdf": Town.submitted,
    "giay-tiep-nhan.pdf": Town.accepted,
    "yeu-cau-bo-sung/1.pdf": Town.waiting_for_supplement,
    "bien-lai/1.pdf": Town.completed,
    "ket-qua/1.pdf": Town.completed,
}


@pytest.mark.parametrize("paper", list(PAPERS))
def test_papers_are_linked_and_open(town: Town, log_in: LogIn, paper: str) -> None:
    dossier_id = PAPERS[paper](town)
    browser = log_in(DUNG)
    address = f"/can-bo/ho-so/{dossier_id}/{paper}"
    assert address in browser.open(f"/can-bo/ho-so/{dossier_id}").links().values()
    word = paper.partition("/")[0].removesuffix(".pdf")
    town.make_papers(dossier_id, {**SINGLE, **NUMBERED}[word])
    answer = browser.raw(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.data.startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("action", "who", "paper"),
    [
        (Action.REFUSE, DUNG, "tu-choi.pdf"),
        (Action.STOP, EM, "thong-bao-dung.pdf"),
        (Action.APOLOGISE, EM, "xin-loi.pdf"),
    ],
)
def test_notices_have_their_papers(
    town: Town, log_in: LogIn, action: Action, who: str, paper: str
) -> None:
    dossier_id = town.submitted() if action is Action.REFUSE else town.accepted()
    ACTS[action](town, town.person(who), dossier_id, None)
    assert log_in(DUNG).raw(f"/can-bo/ho-so/{dossier_id}/{paper}").status_code == 202


@pytest.mark.parametrize("paper", ["khac.pdf", "ket-qua/2.pdf", "ket-qua/-1.pdf", "tu-choi/1.pdf"])
def test_papers_that_are_not_there(town: Town, log_in: LogIn, paper: str) -> None:
    dossier_id = town.approved()
    assert log_in(DUNG).raw(f"/can-bo/ho-so/{dossier_id}/{paper}").status_code == 404


def test_every_kind_of_paper_has_an_address() -> None:
    from citizen_portal.documents.papers import PAPERS as KINDS

    addresses = {paper_address("/x", kind) for kind in KINDS}
    assert len(addresses) == len(KINDS)
    assert len({paper_address("/x", kind, 3) for kind in NUMBERED.values()}) == len(NUMBERED)


def test_statements_do_not_grow_with_rows(town: Town, log_in: LogIn, statements: Any) -> None:
    def cost(browser: Any, address: str) -> int:
        browser.open(address)
        statements.clear()
        assert browser.open(address).status == 200
        return len(statements)

    desk, case = log_in(DUNG), log_in(EM)
    dossier_id = town.accepted()
    few = cost(desk, "/can-bo?hang-doi=dang-xu-ly"), cost(case, f"/can-bo/ho-so/{dossier_id}")
    assert few[0] <= 8
    assert few[1] <= 12
    for _ in range(5):
        town.accepted(SANG)
    ACTS[Action.REQUEST_SUPPLEMENT](town, town.person(EM), dossier_id, None)
    for number in range(5):
        town.attach(dossier_id, "bo-sung", mark=b"%d" % number)
    many = cost(desk, "/can-bo?hang-doi=dang-xu-ly"), cost(case, f"/can-bo/ho-so/{dossier_id}")
    assert many[0] == few[0]
    assert many[1] <= few[1] + 2, "two more: there is a supplement now, with its items"


def test_texts_of_applicants_are_text(town: Town, log_in: LogIn) -> None:
    dossier_id = town.submitted()
    town.dossier(dossier_id).applicant_name = "<script>alert(1)</script>"
    town.session.commit()
    browser = log_in(DUNG)
    for address in ("/can-bo", f"/can-bo/ho-so/{dossier_id}"):
        assert "<script>alert" not in browser.open(address).html


def test_the_page_speaks_english(town: Town, log_in: LogIn) -> None:
    browser = log_in(DUNG)
    browser.set_cookie("ngon-ngu", "en")
    page = browser.open(f"/can-bo/ho-so/{town.submitted()}")
    assert "Accept" in page.text
    form = page.form("tu-choi").fill(ly_do="")
    assert "Please give the reason." in browser.press(form).errors().values()
