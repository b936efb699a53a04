"""Asking once for all that is missing, and what the answer does to the clocks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from citizen_portal.domain.lifecycle import Action, Status
from citizen_portal.models import Paper, SupplementRequest
from citizen_portal.services.errors import NotFound, NotPossibleNow, Stale, WrongInput
from citizen_portal.services.supplements import answer_supplement, request_supplement
from citizen_portal.services.withdrawal import withdraw_dossier
from tests.services.acts import ACTS
from tests.services.town import AN, BINH, DUNG, EM, Town


def _answer(town: Town, number: str, dossier_id: object, answer: str = "Đã bổ sung",
            revision: int | None = None) -> None:  # fmt: skip
    answer_supplement(
        town.session, town.parts, town.person(number), dossier_id, revision, answer  # type: ignore[arg-type]
    )  # fmt: skip


def test_asked_at_the_desk_and_answered_it_waits_for_acceptance_again(town: Town) -> None:
    dossier_id = town.waiting_for_supplement()
    assert town.dossier(dossier_id).status == Status.SUPPLEMENT_REQUESTED
    before = town.dossier(dossier_id).acceptance_due_at
    town.clock.move(days=3)  # type: ignore[attr-defined]
    _answer(town, AN, dossier_id)
    dossier = town.dossier(dossier_id)
    assert dossier.status == Status.REGISTERED
    assert dossier.acceptance_due_at is not None
    assert before is not None
    assert dossier.acceptance_due_at > before


def test_asked_in_processing_and_answered_the_time_is_counted_anew(town: Town) -> None:
    dossier_id = town.waiting_for_supplement(accepted=True)
    before = town.dossier(dossier_id).due_at
    town.clock.move(days=7)  # type: ignore[attr-defined]
    _answer(town, AN, dossier_id)
    dossier = town.dossier(dossier_id)
    assert dossier.status == Status.IN_PROCESSING
    assert before is not None
    assert dossier.due_at is not None
    assert dossier.due_at - before >= timedelta(days=6)


@pytest.mark.parametrize("accepted", [False, True], ids=["at the desk", "in processing"])
def test_a_second_request_at_the_same_stage_is_refused(town: Town, accepted: bool) -> None:
    dossier_id = town.waiting_for_supplement(accepted=accepted)
    _answer(town, AN, dossier_id)
    officer = town.person(EM if accepted else DUNG)
    with pytest.raises(NotPossibleNow, match="đã được yêu cầu bổ sung một lần"):
        ACTS[Action.REQUEST_SUPPLEMENT](town, officer, dossier_id, None)


def test_each_stage_may_ask_once(town: Town) -> None:
    dossier_id = town.waiting_for_supplement()
    _answer(town, AN, dossier_id)
    ACTS[Action.ACCEPT](town, town.person(DUNG), dossier_id, None)
    ACTS[Action.REQUEST_SUPPLEMENT](town, town.person(EM), dossier_id, None)
    requests = town.session.scalars(
        select(SupplementRequest).order_by(SupplementRequest.number)
    ).all()
    assert [(one.number, one.asked_from) for one in requests] == [(1, 1), (2, 4)]
    papers = town.session.scalars(select(Paper.number).where(Paper.kind == "supplement_request"))
    assert sorted(papers) == [1, 2]


def test_nothing_is_asked_while_the_approver_has_the_draft(town: Town) -> None:
    dossier_id = town.sent_for_approval()
    with pytest.raises(NotPossibleNow):
        ACTS[Action.REQUEST_SUPPLEMENT](town, town.person(EM), dossier_id, None)


@pytest.mark.parametrize("items", ["", "  \n "])
def test_a_request_says_what_is_missing(town: Town, items: str) -> None:
    dossier_id = town.submitted()
    with pytest.raises(WrongInput):
        request_supplement(
            town.session, town.parts, town.person(DUNG), dossier_id, None, items, "Thiếu"
        )


def test_an_answer_adds_something(town: Town) -> None:
    dossier_id = town.waiting_for_supplement()
    with pytest.raises(WrongInput):
        _answer(town, AN, dossier_id, answer=" ")
    town.session.rollback()
    town.attach(dossier_id, "bo-sung")
    _answer(town, AN, dossier_id, answer="")
    assert town.dossier(dossier_id).status == Status.REGISTERED


def test_only_the_owner_answers_and_not_from_an_old_page(town: Town) -> None:
    dossier_id = town.waiting_for_supplement()
    with pytest.raises(NotFound):
        _answer(town, BINH, dossier_id)
    with pytest.raises(Stale):
        _answer(town, AN, dossier_id, revision=1)


def test_an_answer_that_nobody_asked_for_is_refused(town: Town) -> None:
    with pytest.raises(NotPossibleNow):
        _answer(town, AN, town.submitted())


def test_a_dossier_is_withdrawn_until_its_result_is_there(town: Town) -> None:
    dossier_id = town.waiting_for_supplement(accepted=True)
    assert not withdraw_dossier(town.session, town.parts, town.person(AN), dossier_id, None)
    assert town.dossier(dossier_id).status == Status.WITHDRAWN
    with pytest.raises(NotPossibleNow):
        withdraw_dossier(town.session, town.parts, town.person(AN), town.approved(), None)
    with pytest.raises(NotFound):
        withdraw_dossier(town.session, town.parts, town.person(BINH), dossier_id, None)


def test_a_draft_is_thrown_away_with_its_papers(town: Town) -> None:
    dossier_id = town.draft(case=2)
    assert withdraw_dossier(town.session, town.parts, town.person(AN), dossier_id, None)
    with pytest.raises(NotFound):
        withdraw_dossier(town.session, town.parts, town.person(AN), dossier_id, None)
