"""The officers' page of a dossier, its papers, and what they cost in statements."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from citizen_portal.domain.lifecycle import Status
from citizen_portal.domain.service_level import Channel
from citizen_portal.models import (
    AnswerCorrection,
    Attachment,
    ColleagueNote,
    DossierEvent,
    Handover,
    Message,
    OpinionRequest,
    Presence,
    Shipment,
)
from citizen_portal.web.issued_papers import NUMBERED, SINGLE, paper_address
from tests.services.acts import ACTS, Action
from tests.services.town import AN, DUNG, EM, SANG, Town, small_pdf

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
    assert few[0] <= 7
    assert few[1] <= 9
    for _ in range(5):
        town.accepted(SANG)
    ACTS[Action.REQUEST_SUPPLEMENT](town, town.person(EM), dossier_id, None)
    for number in range(5):
        town.attach(dossier_id, "bo-sung", mark=b"%d" % number)
    many = cost(desk, "/can-bo?hang-doi=dang-xu-ly"), cost(case, f"/can-bo/ho-so/{dossier_id}")
    assert many[0] == few[0]
    assert many[1] <= few[1] + 1, "there is a supplement now, with its items"


def test_every_panel_at_once_costs_twelve(town: Town, log_in: LogIn, statements: Any) -> None:
    dossier_id = town.waiting_for_supplement(accepted=True)
    dossier, now = town.dossier(dossier_id), town.clock()
    em, an = town.person(EM), town.person(AN)
    ids = {"dossier_id": dossier_id}
    agency = dossier.handling_agency_id
    dossier.status, dossier.channel = Status.RESULT_RETURNED, Channel.POST
    dossier.officer_id = dossier.assisted_by_id = em.person_id
    last = town.session.query(func.max(DossierEvent.sequence)).filter_by(**ids).scalar()
    town.session.add_all([
        ColleagueNote(**ids, person_id=em.person_id, name=em.name, at=now, body="Sổ ở kho"),
        OpinionRequest(**ids, from_agency_id=agency, to_agency_id=agency, question="Ở đâu?",
                       asked_at=now, asked_by_id=em.person_id, due_at=now, state="open"),
        Presence(**ids, person_id=an.person_id, name="Đồng nghiệp", seen_at=now),
        Message(**ids, from_office=False, sender_id=an.person_id, sender_name=an.name,
                body="Bao giờ?", at=now),
        Handover(**ids, state="done", how="code", recipient_name="Người cầm về", prepared_at=now,
                 handed_at=now, handed_by_id=em.person_id),
        Shipment(**ids, direction="in", waybill="EA123456789VN", carrier="post_carrier",
                 state="delivered", address={}, created_at=now),
        DossierEvent(**ids, sequence=last + 1, action=Action.CORRECT.value, from_status=4,
                     to_status=4, actor_id=em.person_id, actor_kind="case_officer",
                     actor_name=em.name, at=now, clock_effect="none",
                     detail={"corrected": ["purpose"]}),
        AnswerCorrection(**ids, step="su-kien", name="register_place", before={"value": "a"},
                         after={"value": "Nơi đã sửa"}, reason="Theo sổ", at=now,
                         by_id=em.person_id, by_name=em.name),
    ])  # fmt: skip
    town.session.commit()
    browser = log_in(EM)
    browser.open(f"/can-bo/ho-so/{dossier_id}")
    statements.clear()
    page = browser.open(f"/can-bo/ho-so/{dossier_id}")
    for said in ("Sổ ở kho", "Ở đâu?", "1 tin chưa đọc", "Người cầm về", "EA123456789VN",
                 "Nơi đã sửa", "Giấy khai sinh"):  # fmt: skip
        assert said in page.text, said
    assert len(statements) <= 12, statements.seen


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
