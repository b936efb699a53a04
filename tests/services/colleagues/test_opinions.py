"""Opinions: asked, seen only while open, answered, withdrawn, overdue."""

from __future__ import annotations

from uuid import UUID

import pytest

from citizen_portal.domain.lifecycle import Status
from citizen_portal.models import OpinionRequest
from citizen_portal.services.colleagues import opinions
from citizen_portal.services.colleagues.opinions_seen import (
    PAGE,
    Opinion,
    list_opinions,
    open_opinion,
    opinions_on,
)
from citizen_portal.services.dossiers.page import open_agency_dossier
from citizen_portal.services.dossiers.possible_actions import possible_actions
from citizen_portal.services.errors import Forbidden, NotFound, NotPossibleNow, WrongInput
from citizen_portal.services.processing import steps as processing
from tests.services.town import DUNG, EM, GIANG, HAI, HOA, KHOA, LAM, MAI, SANG, Town, result_typed


def _agency(town: Town, number: str) -> int:
    return town.person(number).posts[0].agency_id


def _ask(town: Town, dossier_id: UUID, by: str = EM, to: str = HOA, days: int = 2) -> None:
    opinions.ask_opinion(
        town.session, town.parts, town.person(by), dossier_id, agency_id=_agency(town, to),
        question="Hộ này còn nợ thuế không?", days=days,
    )  # fmt: skip


def _seen(town: Town, number: str, dossier_id: UUID) -> tuple[Opinion, ...]:
    actor = town.person(number)
    page = open_agency_dossier(town.session, town.parts, actor, dossier_id)
    return opinions_on(town.session, town.parts, actor, page)


def _waiting(town: Town, number: str, asked_of_us: bool = True) -> list[int]:
    found = list_opinions(town.session, town.parts, town.person(number), asked_of_us=asked_of_us)
    return [one.id for one in found.lines]


def _answer(town: Town, number: str, request: int, words: str = "Không nợ.") -> None:
    opinions.answer_opinion(town.session, town.parts, town.person(number), request, words)


def test_the_asked_agency_sees_the_dossier_until_it_has_answered(town: Town) -> None:
    dossier_id, hoa = town.accepted(), town.person(HOA)
    with pytest.raises(NotFound):
        open_agency_dossier(town.session, town.parts, hoa, dossier_id)
    _ask(town, dossier_id)
    seen = open_agency_dossier(town.session, town.parts, hoa, dossier_id)
    assert possible_actions(hoa, seen) == ()
    (request,) = _waiting(town, HOA)
    assert _waiting(town, EM, asked_of_us=False) == [request]
    assert open_opinion(town.session, town.parts, hoa, request).question.startswith("Hộ này")
    _answer(town, HOA, request)
    with pytest.raises(NotFound):
        open_agency_dossier(town.session, town.parts, hoa, dossier_id)
    (answered,) = _seen(town, DUNG, dossier_id)
    assert (answered.state, answered.answer) == ("answered", "Không nợ.")
    assert _waiting(town, HOA) == []


def test_deadlines_are_working_days_and_pass(town: Town) -> None:
    dossier_id = town.accepted()
    _ask(town, dossier_id, days=1)
    (one,) = _seen(town, EM, dossier_id)
    assert (one.due_at.day, one.overdue) == (23, False), "a Friday's next working day is Monday"
    town.clock.move(days=3, minutes=1)  # type: ignore[attr-defined]
    (one,) = _seen(town, EM, dossier_id)
    assert one.overdue


def test_an_open_question_holds_no_decision_up(town: Town) -> None:
    dossier_id = town.at_last_step()
    _ask(town, dossier_id)
    processing.send_for_approval(
        town.session, town.parts, town.person(EM), dossier_id, None, result_typed(town)
    )
    assert town.dossier(dossier_id).status == Status.IN_PROCESSING


def test_a_question_is_withdrawn_by_those_who_ask(town: Town) -> None:
    dossier_id = town.accepted()
    _ask(town, dossier_id)
    (request,) = _waiting(town, HOA)
    for number, error in ((HOA, NotFound), (DUNG, Forbidden), (HAI, NotFound)):
        with pytest.raises(error):
            opinions.withdraw_opinion(town.session, town.parts, town.person(number), request)
        town.session.rollback()
    assert (
        opinions.withdraw_opinion(town.session, town.parts, town.person(GIANG), request)
        == dossier_id
    )
    for late in (lambda: _answer(town, HOA, request),
                 lambda: opinions.withdraw_opinion(town.session, town.parts, town.person(EM),
                                                   request)):  # fmt: skip
        with pytest.raises(NotPossibleNow):
            late()
        town.session.rollback()
    _ask(town, dossier_id)


@pytest.mark.parametrize(
    ("who", "error"), [(DUNG, Forbidden), (HAI, NotFound), (KHOA, Forbidden), (LAM, NotFound)]
)
def test_others_do_not_ask_and_do_not_answer(town: Town, who: str, error: type[Exception]) -> None:
    dossier_id = town.accepted()
    with pytest.raises(error):
        _ask(town, dossier_id, by=who)
    town.session.rollback()
    _ask(town, dossier_id)
    (request,) = _waiting(town, HOA)
    with pytest.raises((NotFound, Forbidden)):
        _answer(town, who, request)


def test_odd_questions_are_refused_with_every_reason(town: Town) -> None:
    dossier_id = town.accepted()
    for agency_id in (_agency(town, EM), 999_999, None):
        with pytest.raises(WrongInput) as refused:
            opinions.ask_opinion(town.session, town.parts, town.person(EM), dossier_id,
                                 agency_id=agency_id, question=" ", days=31)  # fmt: skip
        assert set(refused.value.problems) == {"co_quan", "cau_hoi", "so_ngay"}
        town.session.rollback()
    _ask(town, dossier_id)
    with pytest.raises(WrongInput):
        _ask(town, dossier_id)
    town.session.rollback()
    with pytest.raises(NotPossibleNow):
        _ask(town, town.submitted())
    town.session.rollback()
    (request,) = _waiting(town, HOA)
    with pytest.raises(WrongInput):
        _answer(town, HOA, request, "  ")


def test_an_asked_agency_reads_only_what_it_was_asked(town: Town) -> None:
    dossier_id = town.accepted()
    _ask(town, dossier_id)
    _ask(town, dossier_id, to=MAI)
    found = _seen(town, MAI, dossier_id)
    assert {one.to_agency for one in found} == {"Công an phường Hạ Long"}
    assert len(_seen(town, EM, dossier_id)) == 2


def test_pages_of_questions_follow_one_another(town: Town) -> None:
    dossiers = [town.accepted(SANG) for _ in range(3)]
    for index in range(PAGE + 1):
        town.session.add(OpinionRequest(
            dossier_id=dossiers[index % 3], from_agency_id=_agency(town, EM),
            to_agency_id=_agency(town, HOA), question="?", asked_at=town.clock(), state="open",
            asked_by_id=town.person(EM).person_id, due_at=town.clock(),
        ))  # fmt: skip
    town.session.flush()
    first = list_opinions(town.session, town.parts, town.person(HOA), asked_of_us=True)
    rest = list_opinions(
        town.session, town.parts, town.person(HOA), asked_of_us=True, after=first.older
    )
    ids = [one.id for page in (first, rest) for one in page.lines]
    assert len(ids) == len(set(ids)) == PAGE + 1
    assert rest.older == ""
