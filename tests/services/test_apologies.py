"""Apologies: drafted by the system in time, signed by a person, once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from citizen_portal.domain.lifecycle import Action
from citizen_portal.models import ApologyDraft, DossierEvent, Paper
from citizen_portal.services.errors import NotPossibleNow
from citizen_portal.services.processing.apologies import apologise
from citizen_portal.services.processing.apology_drafts import (
    draft_apologies,
    drafted_apology,
    drop_idle_drafts,
    proposed_date,
)
from tests.services.acts import ACTS
from tests.services.town import EM, GIANG, Town


def _apologise(
    town: Town, who: str, dossier_id: UUID, days: int, allowed: bool = False, ground: str = ""
) -> None:
    promised = town.dossier(dossier_id).due_at or town.clock()
    later = town.parts.reference.calendar().add_working_days(max(promised, town.clock()), days)
    apologise(
        town.session, town.parts, town.person(who), dossier_id, None, "Mất điện", later, allowed,
        ground,
    )  # fmt: skip


def _events(town: Town, dossier_id: UUID) -> list[dict[str, Any]]:
    query = select(DossierEvent.detail).where(
        DossierEvent.dossier_id == dossier_id, DossierEvent.action == Action.APOLOGISE.value
    )
    return list(town.session.scalars(query.order_by(DossierEvent.sequence)))


def test_who_sends_the_apology_signs_it_and_the_agency_seals_it(town: Town) -> None:
    dossier_id = town.accepted()
    _apologise(town, EM, dossier_id, 2)
    paper = town.session.scalars(select(Paper).where(Paper.kind == "apology")).one()
    signers = [(one["kind"], one["name"]) for one in paper.signatories["signatories"]]
    assert signers == [("person", "Hoàng Văn Em"), ("agency", "Ủy ban nhân dân phường Hạ Long")]
    assert _events(town, dossier_id)[0]["late"] is False


def test_after_the_due_date_an_apology_is_marked_late(town: Town, clock: Any) -> None:
    dossier_id = town.accepted()
    clock.move(days=14)
    _apologise(town, EM, dossier_id, 2)
    assert _events(town, dossier_id)[0]["late"] is True


def test_a_second_date_needs_an_approver_and_a_legal_ground(town: Town) -> None:
    dossier_id = town.accepted()
    _apologise(town, EM, dossier_id, 2)
    for who, allowed, ground, says in (
        (EM, True, "Điều 1 Quy chế mẫu", "Lãnh đạo phê duyệt có thể cho phép"),
        (GIANG, False, "Điều 1 Quy chế mẫu", "đánh dấu cho phép ngoại lệ"),
        (GIANG, True, "  ", "đánh dấu cho phép ngoại lệ"),
    ):
        with pytest.raises(NotPossibleNow, match=says):
            _apologise(town, who, dossier_id, 3, allowed, ground)
        town.session.rollback()
    _apologise(town, GIANG, dossier_id, 3, True, "Điều 1 Quy chế mẫu")
    assert [one.get("exception") for one in _events(town, dossier_id)] == [
        None, "Điều 1 Quy chế mẫu",
    ]  # fmt: skip
    assert town.dossier(dossier_id).apologies == 2


def test_the_date_of_the_explanation_is_the_new_one(town: Town) -> None:
    dossier_id = town.accepted()
    _apologise(town, EM, dossier_id, 2)
    dossier = town.dossier(dossier_id)
    assert dossier.due is not None
    assert dossier.due_at is not None
    assert datetime.fromisoformat(dossier.due["at"]) == dossier.due_at
    assert "hẹn lại" in dossier.due["steps"][-1]["vi"]


def _move_to(town: Town, clock: Any, before: timedelta, dossier_id: UUID) -> None:
    due = town.dossier(dossier_id).due_at
    assert due is not None
    clock.now = due - before


def test_what_is_about_to_be_late_is_drafted_once(town: Town, clock: Any) -> None:
    dossier_id = town.accepted()
    _move_to(town, clock, timedelta(hours=26), dossier_id)
    assert draft_apologies(town.session, town.parts) is None
    assert draft_apologies(town.session, town.parts) is None
    (draft,) = town.session.scalars(select(ApologyDraft)).all()
    assert (draft.dossier_id, draft.state) == (dossier_id, "open")
    assert draft.new_due_at > draft.due_before
    shown = drafted_apology(town.session, town.person(EM), dossier_id)
    assert shown is not None
    assert shown.new_due_at == draft.new_due_at
    _apologise(town, EM, dossier_id, 1)
    town.session.expire_all()
    assert town.session.scalars(select(ApologyDraft.state)).all() == ["signed"]
    assert draft_apologies(town.session, town.parts) is None
    assert len(town.session.scalars(select(ApologyDraft.id)).all()) == 1


def test_what_is_in_time_or_with_the_clerk_is_left_alone(town: Town, clock: Any) -> None:
    from tests.services import finance

    in_time, with_clerk = finance.accepted(town), finance.approved(town)
    assert draft_apologies(town.session, town.parts) is None
    assert town.session.scalars(select(ApologyDraft.id)).all() == []
    _move_to(town, clock, timedelta(hours=3), with_clerk)
    draft_apologies(town.session, town.parts)
    assert town.session.scalars(select(ApologyDraft.dossier_id)).all() == [in_time]


def test_a_draft_nobody_needs_any_more_is_dropped(town: Town, clock: Any) -> None:
    dossier_id = town.accepted()
    _move_to(town, clock, timedelta(hours=5), dossier_id)
    draft_apologies(town.session, town.parts)
    ACTS[Action.STOP](town, town.person(EM), dossier_id, None)
    drop_idle_drafts(town.session, town.clock())
    assert town.session.scalars(select(ApologyDraft.state)).all() == ["dropped"]


def test_the_proposed_date_is_a_working_day_as_far_off_as_the_first(town: Town) -> None:
    calendar = town.parts.reference.calendar()
    start = town.clock()  # Friday; Tuesday after is a holiday
    for days in (1, 3, 5):
        due = calendar.add_working_days(start, days)
        proposed = proposed_date(calendar, start, due)
        assert calendar.is_working_day(proposed.date())
        assert proposed >= calendar.add_working_days(due, days)
        assert proposed.date() == calendar.add_working_days(due, days).date()
    assert proposed_date(calendar, start, start) > start
