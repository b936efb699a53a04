"""Standing in: a role is lent from day to day, and to nobody else's profit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from citizen_portal.domain.roles import ActorKind
from citizen_portal.models import DossierEvent, OfficerPost
from citizen_portal.services.colleagues.assignment import take_dossier
from citizen_portal.services.colleagues.delegations import open_delegations, stand_ins_today
from citizen_portal.services.colleagues.lending import Lending, delegate, end_delegation
from citizen_portal.services.errors import Forbidden, NotFound, WrongInput
from citizen_portal.services.processing import approval
from citizen_portal.services.processing import steps as processing
from tests.services.colleagues.office import (
    EN,
    FINANCE_APPROVER,
    HEAD,
    case_officer,
    fresh,
    lend,
)
from tests.services.town import DUNG, EM, GIANG, HAI, HOA, Town

APPROVER, CASE = ActorKind.APPROVER, ActorKind.CASE_OFFICER


def _lending(town: Town, giver: str = GIANG, to: str = DUNG, role: ActorKind = APPROVER) -> Lending:
    return Lending(
        agency_id=town.person(giver).posts[0].agency_id, role=role,
        giver=town.person(giver).person_id,
        to=town.person(to).person_id, since=town.parts.today(),
        until=town.parts.today() + timedelta(days=1), reason="Nghỉ phép",
    )  # fmt: skip


def _roles(town: Town, number: str) -> list[ActorKind]:
    return [post.role for post in fresh(town, number).posts]


def test_the_role_works_on_its_days_and_on_no_other(town: Town) -> None:
    tomorrow = town.parts.today() + timedelta(days=1)
    lending = replace(_lending(town), since=tomorrow, until=tomorrow)
    delegate(town.session, town.parts, town.person(GIANG), lending)
    own = [ActorKind.ONE_STOP_OFFICER]
    assert _roles(town, DUNG) == own, "not yet"
    town.clock.move(days=1)  # type: ignore[attr-defined]
    assert _roles(town, DUNG) == [*own, APPROVER]
    lent = town.person(DUNG).posts[1]
    assert lent.title == "Phó Chủ tịch (được uỷ quyền)"
    assert lent.lent_by == town.person(GIANG).person_id
    town.clock.move(days=1)  # type: ignore[attr-defined]
    assert _roles(town, DUNG) == own, "over"


def test_it_ends_early_and_at_once(town: Town) -> None:
    lend(town, GIANG, DUNG, APPROVER)
    number = open_delegations(town.session, town.parts, town.person(GIANG)).current[0].id
    with pytest.raises(Forbidden):
        end_delegation(town.session, town.parts, town.person(EM), number)
    with pytest.raises(NotFound):
        end_delegation(town.session, town.parts, town.person(HAI), number)
    for _ in range(2):
        end_delegation(town.session, town.parts, town.person(GIANG), number)
    assert APPROVER not in _roles(town, DUNG)


def test_who_stands_in_acts_under_their_own_name_and_the_lent_title(town: Town) -> None:
    lend(town, GIANG, DUNG, APPROVER)
    dossier_id = town.sent_for_approval()
    approval.approve_result(town.session, town.parts, town.person(DUNG), dossier_id, None)
    event = town.session.query(DossierEvent).filter_by(dossier_id=dossier_id, action="phe-duyet")
    approved = event.one()
    assert approved.actor_name == "Phạm Thị Dung"
    assert approved.actor_title == "Phó Chủ tịch (được uỷ quyền)"


def test_a_lent_approval_is_not_for_what_one_prepared(town: Town) -> None:
    lend(town, GIANG, EM, APPROVER)
    dossier_id = town.sent_for_approval()
    with pytest.raises(Forbidden):
        approval.approve_result(town.session, town.parts, town.person(EM), dossier_id, None)


def test_what_was_lent_is_not_lent_on(town: Town) -> None:
    lend(town, GIANG, DUNG, APPROVER)
    with pytest.raises(WrongInput) as refused:
        delegate(town.session, town.parts, town.person(DUNG), _lending(town, DUNG, EM))
    assert set(refused.value.problems) == {"vai_tro"}
    shown = open_delegations(town.session, town.parts, town.person(DUNG))
    assert [one.role for one in shown.roles if one.own] == [ActorKind.ONE_STOP_OFFICER]


def test_a_post_that_is_over_lends_nothing(town: Town) -> None:
    lend(town, GIANG, DUNG, APPROVER)
    giver = town.person(GIANG).person_id
    town.session.query(OfficerPost).filter_by(person_id=giver).update({"until": date(2026, 11, 19)})
    assert APPROVER not in _roles(town, DUNG)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"role": ActorKind.CLERK}, "vai_tro"),
        ({"role": ActorKind.ADMINISTRATOR}, "vai_tro"),
        ({"role": None, "agency_id": None}, "vai_tro"),
        ({"to": None}, "nguoi_nhan"),
        ({"since": date(2026, 11, 19)}, "tu_ngay"),
        ({"until": date(2026, 11, 19)}, "den_ngay"),
        ({"until": date(2028, 1, 1)}, "den_ngay"),
        ({"reason": "  "}, "ly_do"),
        ({"reason": "x" * 501}, "ly_do"),
    ],
)
def test_what_cannot_be_lent_is_said(town: Town, changes: dict[str, object], field: str) -> None:
    lending = replace(_lending(town), **changes)  # type: ignore[arg-type]
    with pytest.raises(WrongInput) as refused:
        delegate(town.session, town.parts, town.person(GIANG), lending)
    assert field in refused.value.problems


@pytest.mark.parametrize("to", [GIANG, HAI], ids=["oneself", "another agency"])
def test_it_is_lent_to_a_colleague(town: Town, to: str) -> None:
    with pytest.raises(WrongInput) as refused:
        delegate(town.session, town.parts, town.person(GIANG), _lending(town, to=to))
    assert set(refused.value.problems) == {"nguoi_nhan"}


def test_a_role_has_one_stand_in_at_a_time(town: Town) -> None:
    lend(town, GIANG, DUNG, APPROVER)
    with pytest.raises(WrongInput):
        delegate(town.session, town.parts, town.person(GIANG), _lending(town, to=EM))


def test_leaders_see_the_agencys_and_others_their_own(town: Town) -> None:
    lend(town, EM, DUNG, CASE)

    def seen(number: str) -> int:
        return len(open_delegations(town.session, town.parts, town.person(number)).current)

    assert [seen(one) for one in (EM, DUNG, GIANG, EN, HAI)] == [1, 1, 1, 0, 0]


def test_who_stands_in_takes_over_what_the_absent_one_has(town: Town) -> None:
    dossier_id, third = town.accepted(), case_officer(town, EN)
    take_dossier(town.session, town.parts, town.person(EM), dossier_id, None)
    lend(town, EM, DUNG, CASE)
    take_dossier(town.session, town.parts, town.person(DUNG), dossier_id, None)
    assert town.dossier(dossier_id).officer_id == town.person(DUNG).person_id
    processing.advance_step(town.session, town.parts, town.person(DUNG), dossier_id, None)
    assert third


def test_a_leader_arranges_it_for_who_is_sick(town: Town) -> None:
    delegate(town.session, town.parts, town.person(GIANG), _lending(town, EM, DUNG, CASE))
    assert CASE in _roles(town, DUNG)
    (seen,) = stand_ins_today(town.session, town.parts, town.person(EM))
    assert (seen.to_name, seen.made_by) == ("Phạm Thị Dung", "Vũ Thị Giang")
    assert seen.may_end, "whose role it is may end it"
    (seen,) = stand_ins_today(town.session, town.parts, fresh(town, DUNG))
    assert (seen.for_viewer, seen.may_end) == (True, False)
    end_delegation(town.session, town.parts, town.person(EM), seen.id)
    assert CASE not in _roles(town, DUNG)


@pytest.mark.parametrize(
    ("leader", "giver", "to", "role", "field"),
    [
        (DUNG, EM, DUNG, CASE, "vai_tro"),
        (HEAD, FINANCE_APPROVER, HOA, APPROVER, "vai_tro"),
        (GIANG, HOA, DUNG, CASE, "vai_tro"),
        (GIANG, EM, GIANG, CASE, "nguoi_nhan"),
        (GIANG, EM, EM, CASE, "nguoi_nhan"),
        (GIANG, EM, HAI, CASE, "nguoi_nhan"),
    ],
    ids=["no leader", "a head, the approver's", "another agency", "oneself", "the absent", "far"],
)
def test_what_a_leader_cannot_arrange(
    town: Town, leader: str, giver: str, to: str, role: ActorKind, field: str
) -> None:
    with pytest.raises(WrongInput) as refused:
        delegate(town.session, town.parts, town.person(leader), _lending(town, giver, to, role))
    assert set(refused.value.problems) == {field}


def test_who_stands_in_for_a_leader_arranges_for_others_but_not_the_leaders_role(
    town: Town,
) -> None:
    lend(town, GIANG, DUNG, APPROVER)
    given = _lending(town, EM, EN, CASE)
    delegate(town.session, town.parts, town.person(DUNG), given)
    with pytest.raises(WrongInput):
        delegate(town.session, town.parts, town.person(DUNG), _lending(town, GIANG, EN, APPROVER))
