"""The leader's figures, whose they are, and how many statements they cost."""

from __future__ import annotations

from datetime import timedelta

import pytest

from citizen_portal.services.colleagues.workload import Workload, led_agencies, open_workload
from citizen_portal.services.errors import Forbidden, NotFound
from citizen_portal.services.processing import steps as processing
from tests.services.town import AN, BINH, DUNG, EM, GIANG, HAI, HOA, SANG, Town

QUACH = "022181000211"


def _seen(town: Town, who: str = GIANG) -> Workload:
    leader = town.person(who)
    return open_workload(town.session, town.parts, leader, led_agencies(town.parts, leader)[0].id)


def _counts(seen: Workload) -> dict[str, tuple[int, int]]:
    return {desk.desk: (desk.total, desk.overdue) for desk in seen.desks if desk.total}


def test_each_dossier_lies_on_one_desk(town: Town) -> None:
    town.submitted(AN)
    town.sent_for_approval(BINH)
    assert _counts(_seen(town)) == {"tiep-nhan": (1, 0), "phe-duyet": (1, 0)}
    assert _seen(town).stuck is None


def test_what_is_late_names_its_desk_and_its_officer(town: Town) -> None:
    dossier_id = town.accepted()
    processing.advance_step(town.session, town.parts, town.person(EM), dossier_id, None)
    step = town.dossier(dossier_id).step
    town.clock.now += timedelta(days=30)  # type: ignore[attr-defined]
    seen = _seen(town)
    assert _counts(seen) == {step: (1, 1)}
    assert seen.stuck is not None
    assert seen.stuck.desk == step
    assert [(one.name, one.total, one.overdue) for one in seen.officers] == [("Hoàng Văn Em", 1, 1)]
    assert [line.id for line in seen.overdue] == [dossier_id]


def test_desks_stand_in_the_order_of_the_way(town: Town) -> None:
    town.accepted()
    desks = [desk.desk for desk in _seen(town).desks]
    assert (desks[0], desks[-1]) == ("tiep-nhan", "tra-ket-qua")


def test_only_leaders_see_it_and_only_their_agency(town: Town) -> None:
    own = led_agencies(town.parts, town.person(GIANG))[0].id
    for who in (DUNG, EM):
        with pytest.raises(Forbidden):
            open_workload(town.session, town.parts, town.person(who), own)
    for who in (HAI, HOA, QUACH):
        with pytest.raises((NotFound, Forbidden)):
            open_workload(town.session, town.parts, town.person(who), own)
    with pytest.raises(Forbidden):
        open_workload(town.session, town.parts, town.person(SANG), own)
