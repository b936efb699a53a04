"""Who works on a dossier: given, taken, handed back, given by rule."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from citizen_portal.domain.lifecycle import Action
from citizen_portal.domain.roles import ActorKind
from citizen_portal.models import AssignmentRule, DossierEvent, OfficerPost
from citizen_portal.services.colleagues import rules
from citizen_portal.services.colleagues.assignment import (
    assign_dossier,
    hand_back,
    open_assignment,
    take_dossier,
    who_has_it,
)
from citizen_portal.services.colleagues.possible import colleague_actions
from citizen_portal.services.dossiers.page import open_agency_dossier
from citizen_portal.services.errors import (
    Forbidden,
    NotFound,
    NotPossibleNow,
    Stale,
    WrongInput,
)
from tests.services.colleagues.office import EN, case_officer, lend, relative_of
from tests.services.town import AN, DUNG, EM, GIANG, HAI, Town


def _take(town: Town, number: str, dossier_id: UUID) -> None:
    take_dossier(town.session, town.parts, town.person(number), dossier_id, None)


def _assign(town: Town, dossier_id: UUID, to: str, by: str = GIANG) -> None:
    chosen = town.person(to).person_id
    assign_dossier(town.session, town.parts, town.person(by), dossier_id, None, chosen)


def _last(town: Town, dossier_id: UUID) -> DossierEvent:
    events = town.session.query(DossierEvent).filter_by(dossier_id=dossier_id)
    found = events.order_by(DossierEvent.sequence.desc()).first()
    assert found is not None
    return found


def test_a_leader_gives_a_dossier_to_a_case_officer(town: Town) -> None:
    dossier_id = town.accepted()
    _assign(town, dossier_id, EM)
    dossier = town.dossier(dossier_id)
    assert dossier.officer_id == town.person(EM).person_id
    assert dossier.assigned_at == town.clock()
    event = _last(town, dossier_id)
    assert (event.action, event.actor_kind) == (Action.ASSIGN.value, "approver")
    assert (event.detail["from"], event.detail["to"]) == ("", "Hoàng Văn Em")
    assert _held(town, dossier_id) == ("Hoàng Văn Em", town.clock())


def _held(town: Town, dossier_id: UUID) -> tuple[str, object]:
    page = open_agency_dossier(town.session, town.parts, town.person(DUNG), dossier_id)
    held = who_has_it(town.session, town.parts, town.person(DUNG), page)
    return held.name, held.since


def test_acting_on_what_nobody_has_takes_it(town: Town) -> None:
    assert _held(town, town.accepted()) == ("", None)
    assert _held(town, town.at_last_step())[0] == "Hoàng Văn Em"


def test_it_goes_to_case_officers_of_the_agency_only(town: Town) -> None:
    dossier_id = town.accepted()
    for number in (DUNG, GIANG, HAI, AN):
        with pytest.raises(WrongInput) as refused:
            _assign(town, dossier_id, number)
        assert set(refused.value.problems) == {"can_bo"}
        town.session.rollback()
    _assign(town, dossier_id, EM)
    with pytest.raises(WrongInput):
        _assign(town, dossier_id, EM)


@pytest.mark.parametrize(("who", "error"), [(DUNG, Forbidden), (EM, Forbidden), (HAI, NotFound)])
def test_others_do_not_assign(town: Town, who: str, error: type[Exception]) -> None:
    dossier_id = town.accepted()
    with pytest.raises(error):
        _assign(town, dossier_id, EM, by=who)
    with pytest.raises(error):
        open_assignment(town.session, town.parts, town.person(who), dossier_id)


def test_what_somebody_has_is_not_taken_but_they_are_named(town: Town) -> None:
    dossier_id, second = town.accepted(), case_officer(town, EN)
    _take(town, EM, dossier_id)
    with pytest.raises(NotPossibleNow) as refused:
        _take(town, second, dossier_id)
    assert "Hoàng Văn Em" in refused.value.sentence.vi
    with pytest.raises(NotPossibleNow):
        _take(town, EM, dossier_id)
    with pytest.raises(NotPossibleNow):
        hand_back(town.session, town.parts, town.person(second), dossier_id, None)
    hand_back(town.session, town.parts, town.person(EM), dossier_id, None)
    assert town.dossier(dossier_id).officer_id is None
    assert _last(town, dossier_id).detail["from"] == "Hoàng Văn Em"
    _take(town, second, dossier_id)
    assert town.dossier(dossier_id).officer_id == town.person(second).person_id


def test_who_looked_at_an_older_state_is_told(town: Town) -> None:
    dossier_id = town.accepted()
    seen = town.dossier(dossier_id).revision
    _take(town, EM, dossier_id)
    with pytest.raises(Stale) as stale:
        take_dossier(town.session, town.parts, town.person(EM), dossier_id, seen)
    assert "Nhận việc" in stale.value.sentence.vi


def test_who_prepared_what_waits_for_approval_stays_known(town: Town) -> None:
    """Otherwise an approver could give their own work away, then approve it."""
    dossier_id, second = town.sent_for_approval(), case_officer(town, EN)
    with pytest.raises(NotPossibleNow):
        _assign(town, dossier_id, second)
    town.session.rollback()
    with pytest.raises(NotPossibleNow):
        hand_back(town.session, town.parts, town.person(EM), dossier_id, None)


@pytest.mark.parametrize("life", ["submitted", "accepted", "sent_for_approval", "returned"])
@pytest.mark.parametrize("who", [DUNG, EM, GIANG], ids=["one-stop", "case", "approver"])
def test_the_buttons_are_what_is_carried_out(town: Town, life: str, who: str) -> None:
    actor = town.person(who)
    for action in (Action.ASSIGN, Action.TAKE, Action.HAND_BACK):
        dossier_id = getattr(town, life)()
        page = open_agency_dossier(town.session, town.parts, actor, dossier_id)
        possible = action in colleague_actions(actor, page)
        try:
            if action is Action.ASSIGN:
                _assign(town, dossier_id, EM, by=who)
            else:
                use_case = take_dossier if action is Action.TAKE else hand_back
                use_case(town.session, town.parts, actor, dossier_id, page.revision)
        except (Forbidden, NotPossibleNow):
            town.session.rollback()
            assert not possible, action
        else:
            assert possible, action


def test_nobody_is_given_their_own_or_a_relatives_dossier(town: Town) -> None:
    second = case_officer(town, EN)
    dossier_id = town.accepted()
    relative_of(town, EM, AN)
    officers = open_assignment(town.session, town.parts, town.person(GIANG), dossier_id)
    assert [one.person_id for one in officers] == [town.person(second).person_id]
    with pytest.raises(WrongInput):
        _assign(town, dossier_id, EM)


def _rule(town: Town, person: str | None, code: str = "") -> None:
    agency_id = town.person(EM).posts[0].agency_id
    rules.set_rule(
        town.session, town.parts, town.person(EN), agency_id=agency_id, procedure_code=code,
        person_id=town.person(person).person_id if person else None, least_loaded=person is None,
    )  # fmt: skip


def test_a_rule_gives_what_is_accepted_to_who_has_least(town: Town) -> None:
    first = town.accepted()
    assert town.dossier(first).officer_id is None, "without a rule it waits"
    second = case_officer(town, EN, keep=True)
    _rule(town, None)
    given = [town.dossier(town.accepted()).officer_id for _ in range(4)]
    assert given.count(town.person(EM).person_id) == given.count(town.person(second).person_id)
    event = _last(town, town.accepted())
    assert (event.action, event.actor_kind) == (Action.ASSIGN.value, ActorKind.SYSTEM.value)


def test_a_procedures_rule_comes_before_the_general_one(town: Town) -> None:
    second = case_officer(town, EN, keep=True)
    _rule(town, EM)
    _rule(town, second, town.procedure().code)
    assert town.dossier(town.accepted()).officer_id == town.person(second).person_id
    _rule(town, EM, town.procedure().code)
    assert town.session.query(AssignmentRule).count() == 2, "a rule replaces the one before"
    assert town.dossier(town.accepted()).officer_id == town.person(EM).person_id


def test_while_the_named_one_is_away_who_stands_in_is_given_it(town: Town) -> None:
    _rule(town, EM)
    lend(town, EM, GIANG, ActorKind.CASE_OFFICER)
    assert town.dossier(town.accepted()).officer_id == town.person(GIANG).person_id


def test_a_rule_never_names_the_applicants_relative(town: Town) -> None:
    _rule(town, EM)
    relative_of(town, EM, AN)
    assert town.dossier(town.accepted()).officer_id is None


def test_a_post_that_ended_is_given_nothing(town: Town) -> None:
    _rule(town, EM)
    posts = town.session.query(OfficerPost).filter_by(person_id=town.person(EM).person_id)
    posts.update({"until": date(2026, 11, 19)})
    assert town.dossier(town.accepted()).officer_id is None


def test_rules_are_for_the_agencys_administrators(town: Town) -> None:
    _rule(town, EM)
    rule_id = town.session.query(AssignmentRule).one().id
    agency_id = town.person(EM).posts[0].agency_id
    for number in (EM, GIANG, HAI):
        with pytest.raises(Forbidden):
            rules.open_rules(town.session, town.parts, town.person(number))
        with pytest.raises(Forbidden):
            rules.drop_rule(town.session, town.parts, town.person(number), rule_id)
    with pytest.raises(WrongInput) as refused:
        rules.set_rule(
            town.session, town.parts, town.person(EN), agency_id=agency_id + 1,
            procedure_code="9.999", person_id=town.person(HAI).person_id, least_loaded=False,
        )  # fmt: skip
    assert set(refused.value.problems) == {"co_quan", "thu_tuc", "can_bo"}
    rules.drop_rule(town.session, town.parts, town.person(EN), rule_id)
    assert rules.open_rules(town.session, town.parts, town.person(EN)).rules == ()
