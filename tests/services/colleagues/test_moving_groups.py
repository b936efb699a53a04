"""Interlinked dossiers that go to other agencies."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from citizen_portal.domain.lifecycle import Action, Status
from citizen_portal.services import reception
from citizen_portal.services.audit import first_broken_entry
from citizen_portal.services.colleagues import moving
from citizen_portal.services.colleagues.possible import colleague_actions, stays_in_group
from citizen_portal.services.dossiers.page import open_agency_dossier, open_own_dossier
from citizen_portal.services.errors import NotPossibleNow
from citizen_portal.services.interlinked.moving import LEADER_STAYS, MOVES_WITH_GROUP
from citizen_portal.services.reference import AgencyView
from tests.services.interlinked_family import COUNCIL, POLICE, Family
from tests.services.town import AN, BAI_CHAY, DUNG, EM, HAI, LAM, Town


@pytest.fixture
def family(town: Town) -> Family:
    """The town with the group on offer."""
    return Family.of(town)


def _there(town: Town, kind: str = COUNCIL) -> AgencyView:
    """The agency of a kind in the other ward."""
    known = town.parts.reference.agencies(kind, town.parts.today())
    return next(one for one in known if one.commune_code == BAI_CHAY)


def _move(town: Town, dossier_id: UUID, to: AgencyView, by: str = DUNG) -> None:
    moving.move_dossier(
        town.session, town.parts, town.person(by), dossier_id, None, to=to.id, reason="Sai địa bàn"
    )


def _refused(town: Town, dossier_id: UUID, by: str, to: AgencyView) -> object:
    """Neither offered nor done; the page says what the act says."""
    actor = town.person(by)
    page = open_agency_dossier(town.session, town.parts, actor, dossier_id)
    assert Action.MOVE not in colleague_actions(actor, page)
    acts: tuple[Callable[[], object], ...] = (
        lambda: moving.open_moving(town.session, town.parts, actor, dossier_id),
        lambda: _move(town, dossier_id, to, by),
    )
    for act in acts:
        with pytest.raises(NotPossibleNow) as refused:
            act()
        assert refused.value.sentence == stays_in_group(page)
        town.session.rollback()
    return stays_in_group(page)


def test_before_it_is_accepted_the_group_moves_with_its_parts(family: Family) -> None:
    group_id, there = family.group(), _there(family)
    actor = family.person(DUNG)
    page = open_agency_dossier(family.session, family.parts, actor, group_id)
    assert Action.MOVE in colleague_actions(actor, page)
    _move(family, group_id, there)
    group, part = family.dossier(group_id), family.part(group_id, "mot")
    assert (group.handling_agency_id, group.competent_agency_id) == (there.id, there.id)
    assert group.receiving_agency_id != there.id, "who received it accepts it and gives the slip"
    assert {part.receiving_agency_id, part.competent_agency_id,
            part.handling_agency_id, part.return_agency_id} == {there.id}  # fmt: skip
    assert (group.status, part.status) == (Status.REGISTERED, Status.REGISTERED)
    for dossier_id in (group_id, part.id):
        seen = open_own_dossier(family.session, family.parts, family.person(AN), dossier_id)
        moved = next(one for one in seen.events if one.action is Action.MOVE)
        assert (moved.reason, moved.detail["to"]) == ("Sai địa bàn", there.name)
    reception.accept_dossier(family.session, family.parts, family.person(DUNG), group_id, None)
    reception.accept_dossier(family.session, family.parts, family.person(HAI), part.id, None)
    assert family.dossier(part.id).status == Status.IN_PROCESSING
    assert first_broken_entry(family.session) is None


def test_parts_that_open_later_open_beside_the_new_leader(family: Family) -> None:
    group_id = family.group()
    _move(family, group_id, _there(family))
    reception.accept_dossier(family.session, family.parts, family.person(DUNG), group_id, None)
    part_id = family.part(group_id, "mot").id
    back = family.parts.reference.agency(family.dossier(group_id).receiving_agency_id)
    _move(family, part_id, back, by=HAI)
    family.complete(group_id, "mot")
    assert family.part(group_id, "hai").handling_agency_id == _there(family, POLICE).id


def test_once_accepted_the_leading_body_stays_and_parts_move(family: Family) -> None:
    group_id, there = family.group_at_work(), _there(family)
    assert _refused(family, group_id, DUNG, there) == LEADER_STAYS
    part_id = family.accept(group_id, "mot")
    due = family.dossier(part_id).due_at
    _move(family, part_id, there, by=EM)
    part = family.dossier(part_id)
    assert (part.handling_agency_id, part.competent_agency_id) == (there.id, there.id)
    assert part.receiving_agency_id == part.return_agency_id != there.id, "the slip is given"
    assert (part.due_at, part.status) == (due, Status.IN_PROCESSING)
    page = open_own_dossier(family.session, family.parts, family.person(AN), group_id)
    assert page.group is not None
    assert page.group.parts[0].agency == there.name


def test_a_part_that_nobody_received_goes_with_all_its_seats(family: Family) -> None:
    group_id = family.group_at_work()
    family.complete(group_id, "mot")
    part, there = family.part(group_id, "hai"), _there(family, POLICE)
    _move(family, part.id, there, by=LAM)
    part = family.dossier(part.id)
    assert {part.receiving_agency_id, part.competent_agency_id,
            part.handling_agency_id, part.return_agency_id} == {there.id}  # fmt: skip


def test_a_part_does_not_leave_a_group_that_is_not_accepted(family: Family) -> None:
    part_id = family.part(family.group(), "mot").id
    assert _refused(family, part_id, DUNG, _there(family)) == MOVES_WITH_GROUP
