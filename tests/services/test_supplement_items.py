"""Asking for single questions and papers, and answering exactly those."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from citizen_portal.domain.lifecycle import Action, ActorKind, Status
from citizen_portal.domain.supplement_reasons import REASONS, ItemKind, reasons_for
from citizen_portal.models import DossierEvent, SupplementRequest, VaultItem
from citizen_portal.plugin_api import Procedure
from citizen_portal.procedures.form import answers_to_json
from citizen_portal.services.answers_merge import merge_answers
from citizen_portal.services.errors import Forbidden, NotFound, NotPossibleNow, WrongInput
from citizen_portal.services.supplements import ask_for_supplement, keep_supplement
from citizen_portal.services.supplements.answer_page import open_answer_page
from citizen_portal.services.supplements.answering import attach_to_supplement
from citizen_portal.services.supplements.request_page import open_request_page
from tests.services.asked_items import answer, ask, asked, items
from tests.services.town import (
    AN,
    BINH,
    DUNG,
    EM,
    GIANG,
    HAI,
    Town,
    small_pdf,
    typed_values,
)

PLACE, BOOK = "cau.register_place", "cau.book_number"
PROOF = "giay.giay-to-ve-quyen-yeu-cau"


def _requests(town: Town, dossier_id: UUID) -> list[SupplementRequest]:
    town.session.expire_all()
    query = select(SupplementRequest).where(SupplementRequest.dossier_id == dossier_id)
    return list(town.session.scalars(query.order_by(SupplementRequest.number)))


def test_items_asked_are_the_items_shown_and_nothing_else_changes(town: Town) -> None:
    dossier_id = town.submitted()
    before = dict(town.dossier(dossier_id).answers)
    ask(town, dossier_id, asked(PLACE, BOOK, others="Gọi lại cho cán bộ"))
    assert [(one.kind, one.step, one.name) for one in items(town, dossier_id)] == [
        ("field", "su-kien", "register_place"), ("field", "su-kien", "book_number"),
        ("other", "", ""),
    ]  # fmt: skip
    page = open_answer_page(town.session, town.parts, town.person(AN), dossier_id)
    shown = [one.name for step in page.steps for one in step.questions]
    assert shown == ["register_place", "book_number"]
    assert [one.title.vi for one in page.others] == ["Gọi lại cho cán bộ"]
    assert page.papers == ()
    answer(town, dossier_id, register_place="Nơi mới", book_number="02/1985", tra_loi="Đã gọi",
           purpose="Không ai hỏi")  # fmt: skip
    dossier = town.dossier(dossier_id)
    assert dossier.status == Status.REGISTERED
    assert dossier.answers == {**before, "register_place": "Nơi mới", "book_number": "02/1985"}
    place, book, other = items(town, dossier_id)
    assert (place.before, place.after) == (
        {"value": before["register_place"]}, {"value": "Nơi mới"},
    )  # fmt: skip
    assert book.after == {"value": "02/1985"}
    assert other.after == {"text": "Đã gọi"}
    assert dossier.unfinished == {}


def test_everything_asked_is_answered_or_why_not_is_said(town: Town) -> None:
    dossier_id = town.submitted()
    before = dict(town.dossier(dossier_id).answers)
    ask(town, dossier_id, asked(PLACE, BOOK, PROOF, others="Giải thích"))
    with pytest.raises(WrongInput) as refused:
        answer(town, dossier_id, register_place=before["register_place"], book_number="")
    assert set(refused.value.problems) == {
        "register_place", "book_number", "tep-giay-to-ve-quyen-yeu-cau", "tra_loi",
    } - ({"book_number"} if before["book_number"] else set())  # fmt: skip
    town.session.rollback()
    answer(
        town, dossier_id, khong__cau__register_place="Đã đúng rồi", book_number="03/1985",
        khong__giay__giay_to="lạc", tra_loi="Xin giải thích",
        **{"khong.giay.giay-to-ve-quyen-yeu-cau": "Không có giấy này"},
    )  # fmt: skip
    assert town.dossier(dossier_id).answers == {**before, "book_number": "03/1985"}
    assert items(town, dossier_id)[0].after == {"cannot": "Đã đúng rồi"}
    assert items(town, dossier_id)[2].after == {"cannot": "Không có giấy này"}


def test_a_new_answer_that_opens_questions_and_papers_asks_for_them_too(town: Town) -> None:
    dossier_id = town.submitted()
    ask(town, dossier_id, asked("cau.relation"))
    with pytest.raises(WrongInput) as refused:
        answer(town, dossier_id, relation="other")
    opened = {"relation_explained", "subject_name", "tep-giay-to-ve-quyen-yeu-cau"}
    assert opened <= set(refused.value.problems)
    town.session.rollback()
    typed = {"relation": ["other"], "relation_explained": ["Giám hộ"]}
    who = town.session, town.parts, town.person(AN), dossier_id
    keep_supplement(*who, typed)
    page = open_answer_page(*who)
    shown = {one.name for step in page.steps for one in step.questions}
    assert {"relation", "relation_explained", "subject_name"} <= shown
    assert "register_place" not in shown
    assert [one.name for one in page.papers] == ["giay-to-ve-quyen-yeu-cau"]
    attach_to_supplement(*who, "giay-to-ve-quyen-yeu-cau", small_pdf(b"new"), "a.pdf")
    new = {
        "relation": "other", "relation_explained": "Giám hộ",
        "subject_name": "Nguyễn Minh Khôi", "subject_birth_date": "02/09/2018",
    }  # fmt: skip
    with pytest.raises(WrongInput) as refused:
        answer(town, dossier_id, **new)
    assert set(refused.value.problems) == {"registration_date"}, "it contradicts the new answer"
    town.session.rollback()
    answer(town, dossier_id, **new, registration_date="10/09/2018")
    dossier = town.dossier(dossier_id)
    assert dossier.answers["subject_name"] == "Nguyễn Minh Khôi"
    assert dossier.subject == "Nguyễn Minh Khôi"


def test_a_hidden_answer_is_dropped(town: Town) -> None:
    dossier_id = town.submitted(case=1)
    ask(town, dossier_id, asked("cau.relation"))
    answer(town, dossier_id, relation="self")
    answers = town.dossier(dossier_id).answers
    assert "subject_name" not in answers
    assert answers["register_place"] == "Phường Hạ Long, tỉnh Quảng Ninh"


def test_more_to_pay_is_due_and_what_was_paid_counts(town: Town) -> None:
    dossier_id = town.submitted()
    town.pay(dossier_id)
    ask(town, dossier_id, asked("cau.copies"))
    with pytest.raises(WrongInput) as refused:
        answer(town, dossier_id, copies="3")
    assert set(refused.value.problems) == {"phi"}, "nobody owes more than they were told"
    town.session.rollback()
    answer(town, dossier_id, copies="3", phi="24000")
    dossier = town.dossier(dossier_id)
    assert (dossier.fee_total, dossier.payment_state) == (24_000, "due")
    event = town.session.scalars(
        select(DossierEvent).where(DossierEvent.dossier_id == dossier_id,
                                   DossierEvent.action == Action.SUPPLEMENT.value)
    ).one()  # fmt: skip
    assert (event.detail["fee_before"], event.detail["fee_after"]) == (8_000, 24_000)
    assert event.detail["changed"] == ["copies"]


def test_less_to_pay_after_paying_leaves_money_to_give_back(town: Town) -> None:
    dossier_id = town.submitted(case=1)
    town.pay(dossier_id)
    ask(town, dossier_id, asked("cau.copies"))
    answer(town, dossier_id, copies="1")
    dossier = town.dossier(dossier_id)
    assert (dossier.fee_total, dossier.payment_state) == (8_000, "overpaid")


def test_an_unchanged_fee_is_not_touched(town: Town) -> None:
    dossier_id = town.submitted()
    bill = town.dossier(dossier_id).fee
    ask(town, dossier_id, asked(PLACE))
    answer(town, dossier_id, register_place="Nơi khác")
    assert town.dossier(dossier_id).fee == bill


def test_what_is_typed_on_the_way_is_kept_and_only_that(town: Town) -> None:
    dossier_id = town.submitted()
    ask(town, dossier_id, asked(PLACE))
    who = town.session, town.parts, town.person(AN), dossier_id
    keep_supplement(*who, {"register_place": ["Nơi"], "purpose": ["x"], "khong.cau.a": ["vì"]})
    assert town.dossier(dossier_id).unfinished == {
        "bo-sung": {"register_place": ["Nơi"], "khong.cau.a": ["vì"]}
    }
    page = open_answer_page(*who)
    assert page.typed is not None
    assert page.typed["register_place"] == ["Nơi"]
    with pytest.raises(NotFound):
        keep_supplement(town.session, town.parts, town.person(BINH), dossier_id, {})


def test_only_papers_that_were_asked_for_are_taken(town: Town) -> None:
    dossier_id = town.submitted()
    ask(town, dossier_id, asked(PROOF, missing="missing"))
    who = town.session, town.parts, town.person(AN), dossier_id
    with pytest.raises(NotFound):
        attach_to_supplement(*who, "giay-uy-quyen", small_pdf(), "a.pdf")
    town.session.rollback()
    attach_to_supplement(*who, "giay-to-ve-quyen-yeu-cau", small_pdf(), "a.pdf")
    answer(town, dossier_id)
    assert items(town, dossier_id)[0].after == {"files": ["a.pdf"]}


def test_a_paper_received_before_can_be_sent_anew(town: Town) -> None:
    dossier_id = town.submitted(case=2)
    ask(town, dossier_id, asked("giay.giay-uy-quyen"))
    with pytest.raises(WrongInput):
        answer(town, dossier_id)
    town.session.rollback()
    town.attach(dossier_id, "giay-uy-quyen", mark=b"clear")
    answer(town, dossier_id)
    assert town.dossier(dossier_id).status == Status.REGISTERED


BAD = [
    ({"chon": [PLACE]}, {"ma.cau.register_place"}),
    ({"chon": [PLACE], f"ma.{PLACE}": ["expired"]}, {"ma.cau.register_place"}),
    ({"chon": [PLACE], f"ma.{PLACE}": ["other"]}, {"ghi.cau.register_place"}),
    ({f"ghi.{PLACE}": ["Sai"]}, {"ghi.cau.register_place"}),
    ({"chon": ["cau.khong-co"]}, {""}),
    ({"chon": ["cau.subject_name"], "ma.cau.subject_name": ["missing"]}, {""}),
    ({"noi_dung": ["Giấy"], "han": ["31/02/2027"]}, {"han"}),
    ({"noi_dung": ["Giấy"], "han": ["19/11/2026"]}, {"han"}),
    ({"noi_dung": ["Giấy"], "han": ["01/01/2030"]}, {"han"}),
    ({}, {"noi_dung"}),
]


@pytest.mark.parametrize(("typed", "wrong"), BAD)
def test_a_request_that_cannot_be_made_says_where(
    town: Town, typed: dict[str, list[str]], wrong: set[str]
) -> None:
    dossier_id = town.submitted()
    with pytest.raises(WrongInput) as refused:
        ask(town, dossier_id, typed)
    assert set(refused.value.problems) == wrong
    town.session.rollback()
    assert _requests(town, dossier_id) == []


def test_the_time_to_answer_is_the_agencys(town: Town) -> None:
    dossier_id = town.submitted()
    ask(town, dossier_id, asked(PLACE))
    (request,) = _requests(town, dossier_id)
    assert request.answer_by is not None
    assert request.answer_by - town.clock() >= timedelta(days=30)
    other = town.submitted(BINH)
    ask(town, other, {**asked(PLACE), "han": ["15/12/2026"]})
    (request,) = _requests(town, other)
    assert f"{request.answer_by:%d/%m/%Y}" == "15/12/2026"


def test_late_in_processing_it_takes_a_ground(town: Town) -> None:
    dossier_id = town.accepted()
    page = open_request_page(town.session, town.parts, town.person(EM), dossier_id)
    assert not page.late
    town.clock.move(days=10)  # type: ignore[attr-defined]
    page = open_request_page(town.session, town.parts, town.person(EM), dossier_id)
    assert page.late
    with pytest.raises(WrongInput) as refused:
        ask(town, dossier_id, asked(PLACE), EM)
    assert set(refused.value.problems) == {"can_cu"}
    town.session.rollback()
    ask(town, dossier_id, asked(PLACE, basis="Luật chuyên ngành, Điều 1"), EM)
    (request,) = _requests(town, dossier_id)
    assert request.exception_basis == "Luật chuyên ngành, Điều 1"
    assert request.allowed_by_id is None


def test_a_second_time_is_the_approvers_with_a_ground(town: Town) -> None:
    dossier_id = town.waiting_for_supplement(accepted=True)
    answer(town, dossier_id, tra_loi="Đã gửi")
    with pytest.raises(NotPossibleNow, match="lãnh đạo phê duyệt"):
        ask(town, dossier_id, asked(PLACE, basis="Có căn cứ"), EM)
    town.session.rollback()
    with pytest.raises(WrongInput) as refused:
        ask(town, dossier_id, asked(PLACE), GIANG)
    assert set(refused.value.problems) == {"can_cu"}
    town.session.rollback()
    assert open_request_page(town.session, town.parts, town.person(GIANG), dossier_id).again
    ask(town, dossier_id, asked(PLACE, basis="Kết luận thanh tra"), GIANG)
    first, second = _requests(town, dossier_id)
    assert first.allowed_by_id is None
    assert second.allowed_by_id == town.person(GIANG).person_id
    dossier = town.dossier(dossier_id)
    assert (dossier.status, dossier.asked_from) == (
        Status.SUPPLEMENT_REQUESTED, Status.IN_PROCESSING,
    )  # fmt: skip
    event = town.session.scalars(
        select(DossierEvent)
        .where(DossierEvent.dossier_id == dossier_id)
        .order_by(DossierEvent.sequence.desc())
        .limit(1)
    ).one()
    assert (event.actor_kind, event.clock_effect) == (ActorKind.APPROVER.value, "pause")
    answer(town, dossier_id, register_place="Nơi mới")
    assert town.dossier(dossier_id).status == Status.IN_PROCESSING


def test_the_first_time_is_not_the_approvers(town: Town) -> None:
    with pytest.raises(Forbidden):
        ask(town, town.accepted(), asked(PLACE, basis="Muốn"), GIANG)
    with pytest.raises(NotFound):
        ask(town, town.accepted(BINH), asked(PLACE), HAI)


def test_what_the_vault_holds_is_asked_for_a_reason_only(town: Town) -> None:
    dossier_id = town.submitted(case=2)
    town.session.add(
        VaultItem(
            code="KHO-1", owner_number=AN, component_code="000.00.00.G15-KQ003040", version=1,
            title="Văn bản ủy quyền", media_type="application/pdf", size=1, sha256="a",
            storage_key="a", origin="scan", stored_at=town.clock(),
        )
    )  # fmt: skip
    town.session.commit()
    page = open_request_page(town.session, town.parts, town.person(DUNG), dossier_id)
    held = {line.key: line.vault for group in page.groups for line in group.lines if line.vault}
    assert held == {"giay.giay-uy-quyen": "KHO-1"}
    with pytest.raises(WrongInput) as refused:
        ask(town, dossier_id, asked("giay.giay-uy-quyen"))
    assert set(refused.value.problems) == {"kho.giay.giay-uy-quyen"}
    town.session.rollback()
    typed = {**asked("giay.giay-uy-quyen"), "kho.giay.giay-uy-quyen": ["Bản trong kho đã cũ"]}
    ask(town, dossier_id, typed)
    assert items(town, dossier_id)[0].before == {"vault": "KHO-1", "why": "Bản trong kho đã cũ"}


def test_every_reason_fits_some_kind_and_every_kind_has_one() -> None:
    assert all(one.kinds for one in REASONS.values())
    assert all(reasons_for(kind) for kind in ItemKind)


@pytest.fixture(scope="module")
def extract(shared_portal: object) -> Procedure:
    """The extract of civil status, declared by a plugin."""
    parts = shared_portal.parts  # type: ignore[attr-defined]
    found: Procedure = parts.catalogue.get("2.000635", parts.today())
    return found


@given(data=st.data())
def test_answers_not_asked_stay_bit_for_bit(extract: Procedure, data: st.DataObject) -> None:
    """Whatever is typed: what was not asked and is still shown is the very same JSON."""
    case = data.draw(st.sampled_from(extract.cases))
    other = data.draw(st.sampled_from(extract.cases))
    stored = answers_to_json(extract.form, case.answers)
    names = sorted(stored)
    asked_names = data.draw(st.sets(st.sampled_from(names), max_size=4))
    typed: dict[str, list[str]] = {}
    for step in extract.form:
        typed |= typed_values(step, other.answers)
    typed |= {"copies": [data.draw(st.sampled_from(["1", "0", "x", "2"]))]}
    on = extract.in_force.since.replace(year=extract.in_force.since.year + 1)
    merged = merge_answers(extract, stored, asked_names, typed, on)
    for name in stored.keys() - asked_names - merged.opened:
        assert name not in merged.stored or merged.stored[name] == stored[name]
    assert set(merged.changed(stored)) >= stored.keys() - merged.stored.keys() - {
        name for name in stored if stored[name] is None
    }
    assert set(merged.stored) <= stored.keys() | asked_names | merged.opened
    nothing = merge_answers(extract, stored, (), typed, on)
    assert (nothing.stored, nothing.opened, nothing.problems) == (stored, frozenset(), {})


def test_nobody_asks_for_what_the_form_does_not_have(town: Town) -> None:
    dossier_id = town.submitted()
    with pytest.raises(Forbidden):
        ask_for_supplement(town.session, town.parts, town.person(AN), dossier_id, None, {})
