"""What the hourly jobs do: one dossier that cannot be stopped holds up no other."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import select

from citizen_portal.app import Portal
from citizen_portal.domain.lifecycle import Action, Status
from citizen_portal.jobs import lapsing as jobs
from citizen_portal.jobs.workshop import Workshop
from citizen_portal.models import ApologyDraft
from citizen_portal.services.processing.lapsing import PAYMENT_TERM, stop_lapsed
from tests.services.acts import ACTS
from tests.services.town import EM, MovingClock, Town, quick_press


@pytest.fixture
def worker(own_portal: tuple[Portal, MovingClock]) -> Any:
    """What a job is handed by the worker."""
    portal, _ = own_portal
    shop = Workshop(portal.parts, portal.engine, quick_press)
    return SimpleNamespace(additional_context={"workshop": shop})


def test_the_unpaid_are_stopped_though_one_fails(
    own_town: Town, own_portal: tuple[Portal, MovingClock], worker: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    _, clock = own_portal
    found = [own_town.accepted() for _ in range(3)]
    for dossier_id in found:
        ACTS[Action.REQUEST_PAYMENT](own_town, own_town.person(EM), dossier_id, None)
    own_town.session.rollback()
    clock.now += PAYMENT_TERM * 2

    def stop(session: Any, parts: Any, dossier_id: Any) -> bool:
        if dossier_id == min(found):
            raise RuntimeError("the press is out of order")
        return stop_lapsed(session, parts, dossier_id)

    monkeypatch.setattr(jobs, "stop_lapsed", stop)
    jobs.stop_all_lapsed(worker, 0)
    states = {one: own_town.dossier(one).status for one in found}
    assert states.pop(min(found)) == Status.PAYMENT_REQUESTED
    assert set(states.values()) == {Status.STOPPED}


def test_apologies_are_drafted_by_the_hour(
    own_town: Town, own_portal: tuple[Portal, MovingClock], worker: Any
) -> None:
    _, clock = own_portal
    dossier_id = own_town.accepted()
    due = own_town.dossier(dossier_id).due_at
    own_town.session.rollback()
    assert due is not None
    clock.now = due
    clock.move(hours=-4)
    jobs.draft_all_apologies(worker, 0)
    assert own_town.session.scalars(select(ApologyDraft.dossier_id)).all() == [dossier_id]
