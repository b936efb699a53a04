"""Dossiers that go to another agency, and results that are handed back elsewhere."""

from __future__ import annotations

from uuid import UUID

import pytest

from citizen_portal.domain.lifecycle import Action, Status
from citizen_portal.models import Agency, DossierEvent, Paper
from citizen_portal.services.colleagues import moving
from citizen_portal.services.colleagues.possible import colleague_actions
from citizen_portal.services.dossiers.page import open_agency_dossier, open_own_dossier
from citizen_portal.services.errors import (
    Forbidden,
    NotFound,
    NotPossibleNow,
    Stale,
    WrongInput,
)
from citizen_portal.services.processing import steps as processing
from tests.services.town import AN, BAI_CHAY, DUNG, EM, GIANG, HAI, HOA, Town

THANH = "022089000188"
"""The case officer at Bãi Cháy."""


def _agency(town: Town, number: str) -> int:
    return town.person(number).posts[0].agency_id


def _move(
    town: Town, dossier_id: UUID, by: str = EM, to: str = HAI, reason: str = "Sai địa bàn"
) -> None:
    moving.move_dossier(
        town.session, town.parts, town.person(by), dossier_id, None, to=_agency(town, to),
        reason=reason,
    )  # fmt: skip


def test_the_other_agency_works_on_it_from_the_first_step(town: Town) -> None:
    dossier_id = town.at_last_step()
    due, slips = town.dossier(dossier_id).due_at, town.session.query(Paper).count()
    _move(town, dossier_id)
    dossier = town.dossier(dossier_id)
    there = _agency(town, HAI)
    assert (dossier.handling_agency_id, dossier.competent_agency_id) == (there, there)
    assert dossier.receiving_agency_id == dossier.return_agency_id == _agency(town, DUNG)
    assert (dossier.officer_id, dossier.step) == (None, town.procedure().steps[0].name)
    assert (dossier.due_at, dossier.status) == (due, Status.IN_PROCESSING)
    assert town.session.query(Paper).count() == slips, "the slip is not issued again"
    with pytest.raises((NotFound, Forbidden)):
        processing.advance_step(town.session, town.parts, town.person(EM), dossier_id, None)
    town.session.rollback()
    processing.advance_step(town.session, town.parts, town.person(THANH), dossier_id, None)


def test_the_applicant_sees_where_it_went_and_why(town: Town) -> None:
    dossier_id = town.accepted()
    _move(town, dossier_id)
    page = open_own_dossier(town.session, town.parts, town.person(AN), dossier_id)
    moved = next(one for one in page.events if one.action is Action.MOVE)
    assert moved.reason == "Sai địa bàn"
    assert moved.detail["to"] == "Ủy ban nhân dân phường Bãi Cháy"
    assert moved.agency == moved.detail["from"] == "Ủy ban nhân dân phường Hạ Long"


def test_what_was_not_yet_accepted_moves_too(town: Town) -> None:
    dossier_id = town.submitted()
    _move(town, dossier_id, by=DUNG)
    assert town.dossier(dossier_id).handling_agency_id == _agency(town, HAI)
    assert town.dossier(dossier_id).status == Status.REGISTERED


@pytest.mark.parametrize("to", [HOA, EM], ids=["not competent", "the same"])
def test_it_goes_to_a_competent_agency(town: Town, to: str) -> None:
    dossier_id = town.accepted()
    with pytest.raises(WrongInput) as refused:
        _move(town, dossier_id, to=to, reason=" ")
    assert set(refused.value.problems) == {"co_quan", "ly_do"}


def test_others_do_not_move_it(town: Town) -> None:
    dossier_id = town.accepted()
    with pytest.raises(NotFound):
        _move(town, dossier_id, by=HAI)
    with pytest.raises(NotPossibleNow):
        _move(town, town.returned())
    with pytest.raises(Stale):
        moving.move_dossier(town.session, town.parts, town.person(EM), dossier_id, 1, to=1,
                            reason="?")  # fmt: skip


def test_an_approved_result_stays_with_who_approved_it(town: Town) -> None:
    dossier_id = town.sent_for_approval()
    town.dossier(dossier_id).step = "ban-hanh"
    town.session.flush()
    actor = town.person(GIANG)
    page = open_agency_dossier(town.session, town.parts, actor, dossier_id)
    assert Action.MOVE not in colleague_actions(actor, page)
    with pytest.raises(NotPossibleNow):
        _move(town, dossier_id, by=GIANG)


def test_a_dissolved_agencys_dossiers_go_to_its_successor(own_town: Town) -> None:
    town = own_town
    dossier_id = town.accepted()
    here, there = _agency(town, EM), _agency(town, HOA)
    dissolved = town.session.get_one(Agency, here)
    dissolved.code_new = town.session.get_one(Agency, there).code
    dissolved.until = town.parts.today()
    town.session.commit()
    town.parts.reference.forget()
    with pytest.raises(WrongInput):
        _move(town, dossier_id, to=HOA)
    town.session.rollback()
    town.clock.move(days=1)  # type: ignore[attr-defined]
    _move(town, dossier_id, to=HOA, reason="Sắp xếp đơn vị hành chính")
    dossier = town.dossier(dossier_id)
    assert {dossier.receiving_agency_id, dossier.competent_agency_id,
            dossier.handling_agency_id, dossier.return_agency_id} == {there}  # fmt: skip
    event = town.session.query(DossierEvent).filter_by(dossier_id=dossier_id, action="tiep-nhan")
    assert event.one().agency_id == here, "history stays with the old unit"


def test_the_result_is_handed_back_at_another_desk(town: Town) -> None:
    dossier_id, there = town.accepted(), _agency(town, HAI)
    seen = town.dossier(dossier_id).revision
    moving.change_returning(town.session, town.parts, town.person(DUNG), dossier_id, seen, there)
    dossier = town.dossier(dossier_id)
    assert (dossier.return_agency_id, dossier.handling_agency_id) == (there, _agency(town, EM))
    with pytest.raises(Stale):
        moving.change_returning(town.session, town.parts, town.person(DUNG), dossier_id, seen,
                                _agency(town, DUNG))  # fmt: skip


@pytest.mark.parametrize(("who", "error"), [(EM, Forbidden), (GIANG, Forbidden), (HAI, NotFound)])
def test_only_the_receiving_desk_changes_the_place(
    town: Town, who: str, error: type[Exception]
) -> None:
    dossier_id = town.accepted()
    with pytest.raises(error):
        moving.change_returning(town.session, town.parts, town.person(who), dossier_id, None,
                                _agency(town, HAI))  # fmt: skip


def test_a_place_needs_a_desk_and_a_promise_made_is_kept(town: Town) -> None:
    dossier_id, dung = town.accepted(), town.person(DUNG)
    deskless = next(
        one.id for one in town.parts.reference.agencies("commune_police", town.parts.today())
        if one.commune_code == BAI_CHAY
    )  # fmt: skip
    for place in (deskless, None, _agency(town, DUNG)):
        with pytest.raises(WrongInput):
            moving.change_returning(town.session, town.parts, dung, dossier_id, None, place)
        town.session.rollback()
    completed = town.completed()
    with pytest.raises(NotPossibleNow):
        moving.change_returning(town.session, town.parts, dung, completed, None,
                                _agency(town, HAI))  # fmt: skip
