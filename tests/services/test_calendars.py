"""Calendars: one proposes, another decides, due dates are proposed, officers confirm."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event, func, select, text, update
from sqlalchemy.orm import Session

from citizen_portal.app import Portal
from citizen_portal.domain.calendar_reading import TypedEdition
from citizen_portal.domain.lifecycle import Action
from citizen_portal.domain.moment import VIETNAM
from citizen_portal.domain.urgency import Urgency
from citizen_portal.jobs.worker import run_worker
from citizen_portal.models import CalendarEdition, Dossier, DossierEvent, DueProposal, OfficerPost
from citizen_portal.services.audit import first_broken_entry
from citizen_portal.services.calendars import due_proposals
from citizen_portal.services.calendars.due_proposals import propose_due_dates
from citizen_portal.services.calendars.editions import (
    decide_edition,
    list_editions,
    present_hours,
    propose_edition,
)
from citizen_portal.services.calendars.moved_dates import decide_moved_dates, list_moved_dates
from citizen_portal.services.dossiers.clocks import due_if_supplemented, view_clocks
from citizen_portal.services.dossiers.page import open_agency_dossier
from citizen_portal.services.errors import (
    Forbidden,
    InvalidAnswers,
    LoginNeeded,
    NotFound,
    NotPossibleNow,
    WrongInput,
)
from tests.services.town import (
    AN,
    BAI_CHAY,
    BINH,
    DUNG,
    EM,
    GIANG,
    HA_LONG,
    HAI,
    KHOA,
    LAM,
    RESIDENCE,
    Town,
    quick_press,
)

EN, DAO = "022186000244", "022083000255"
TODAY_OFF = TypedEdition(year="2026", days_off="20/11/2026 Hội phường", source="Thông báo 7/TB")


def vn(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=VIETNAM)


def agency(town: Town, commune: str = HA_LONG, kind: str = "commune_peoples_committee") -> int:
    found = town.parts.reference.agencies(kind, town.parts.today())
    return next(one.id for one in found if one.commune_code == commune)


def in_force(
    town: Town, typed: TypedEdition = TODAY_OFF, agency_id: int | None = None,
    proposer: str = EN, decider: str = DAO,
) -> int:  # fmt: skip
    whose = agency_id or agency(town)
    number = propose_edition(town.session, town.parts, town.person(proposer), whose, typed)
    decide_edition(town.session, town.parts, town.person(decider), number, agree=True)
    return number


def run_job(town: Town, number: int) -> None:
    propose_due_dates(town.session, town.parts, number, "")


def proposals(town: Town) -> list[DueProposal]:
    town.session.expire_all()
    return list(town.session.scalars(select(DueProposal).order_by(DueProposal.id)))


def job_arguments(town: Town) -> list[dict[str, Any]]:
    found = town.session.scalars(
        text("SELECT args FROM procrastinate_jobs WHERE task_name = 'propose_due_dates'")
    )
    return list(found)


def test_a_second_person_puts_a_calendar_into_force(own_town: Town) -> None:
    town, whose = own_town, agency(own_town)
    typed = replace(
        TODAY_OFF, since="20/11/2026",
        hours={**present_hours(town.parts, whose), "thu_7": "07:30-11:30"},
    )  # fmt: skip
    number = propose_edition(town.session, town.parts, town.person(EN), whose, typed)
    saturday = date(2026, 11, 21)
    assert not town.parts.reference.calendar(whose).is_working_day(saturday)
    with pytest.raises(Forbidden, match="người quản trị khác"):
        decide_edition(town.session, town.parts, town.person(EN), number, agree=True)
    decide_edition(town.session, town.parts, town.person(DAO), number, agree=True)
    calendar = town.parts.reference.calendar(whose)
    assert calendar.is_working_day(saturday)
    assert not calendar.is_working_day(date(2026, 11, 20))
    assert calendar.version.endswith(f"+{number}")
    elsewhere = town.parts.reference.calendar(agency(town, BAI_CHAY))
    assert not elsewhere.is_working_day(saturday)
    assert elsewhere.is_working_day(date(2026, 11, 20))
    assert job_arguments(town) == [{"edition_id": number, "after": ""}]
    (seen,) = list_editions(town.session, town.parts, town.person(EN), whose)
    assert (seen.state, seen.proposed_by, seen.decided_by) == (
        "in_force", "Vi Thị Én", "Phan Văn Đạo",
    )  # fmt: skip
    assert seen.own
    assert first_broken_entry(town.session) is None
    with pytest.raises(NotPossibleNow, match="đã được quyết định"):
        decide_edition(town.session, town.parts, town.person(DAO), number, agree=False)


def test_a_refused_proposal_changes_nothing(own_town: Town) -> None:
    town, whose = own_town, agency(own_town)
    number = propose_edition(town.session, town.parts, town.person(EN), whose, TODAY_OFF)
    decide_edition(town.session, town.parts, town.person(DAO), number, agree=False)
    assert town.parts.reference.calendar(whose).is_working_day(date(2026, 11, 20))
    assert job_arguments(town) == []


def test_a_new_edition_replaces_that_of_its_year(own_town: Town) -> None:
    town, whose = own_town, agency(own_town)
    first = in_force(town)
    other_year = TypedEdition(year="2027", days_off="20/10/2027 Hội", source="TB")
    second = in_force(town, other_year)
    third = in_force(town, replace(TODAY_OFF, days_off="27/11/2026 Hội dời"), proposer=DAO,
                     decider=EN)  # fmt: skip
    states = {
        row.id: row.state for row in list_editions(town.session, town.parts, town.person(EN), whose)
    }
    assert states == {first: "replaced", second: "in_force", third: "in_force"}
    calendar = town.parts.reference.calendar(whose)
    assert calendar.is_working_day(date(2026, 11, 20))
    assert not calendar.is_working_day(date(2026, 11, 27))
    assert not calendar.is_working_day(date(2027, 10, 20))


def test_who_may_touch_which_calendar(own_town: Town) -> None:
    town = own_town
    ours, theirs = agency(town), agency(town, BAI_CHAY)
    for number, whose, error in (
        (EN, theirs, NotFound), (EN, None, Forbidden), (DUNG, ours, Forbidden),
        (HAI, ours, NotFound), (AN, ours, Forbidden), (KHOA, 999_999, NotFound),
    ):  # fmt: skip
        actor = town.person(number)
        with pytest.raises(error):
            list_editions(town.session, town.parts, actor, whose)
        with pytest.raises(error):
            propose_edition(town.session, town.parts, actor, whose, TODAY_OFF)
    with pytest.raises(LoginNeeded):
        propose_edition(town.session, town.parts, None, ours, TODAY_OFF)
    by_khoa = propose_edition(town.session, town.parts, town.person(KHOA), theirs, TODAY_OFF)
    with pytest.raises(NotFound):
        decide_edition(town.session, town.parts, town.person(EN), by_khoa, agree=True)
    with pytest.raises(NotFound):
        decide_edition(town.session, town.parts, town.person(EN), 999_999, agree=True)
    nation = propose_edition(town.session, town.parts, town.person(KHOA), None, TODAY_OFF)
    with pytest.raises(Forbidden):
        decide_edition(town.session, town.parts, town.person(EN), nation, agree=True)


def test_a_contradiction_is_refused_whole(own_town: Town) -> None:
    town = own_town
    bad = replace(TODAY_OFF, worked="20/11/2026 Làm bù", source="")
    with pytest.raises(InvalidAnswers) as refused:
        propose_edition(town.session, town.parts, town.person(EN), agency(town), bad)
    fields = [one.question for one in refused.value.problems["lich"]]
    assert fields == ["lam_bu", "nguon"]
    assert town.session.scalar(select(func.count()).select_from(CalendarEdition)) == 0


def test_a_changed_calendar_proposes_and_an_officer_confirms(own_town: Town) -> None:
    town = own_town
    dossier_id = town.accepted()
    assert town.dossier(dossier_id).due_at == vn("2026-11-20 17:00")
    run_job(town, in_force(town))
    (proposal,) = proposals(town)
    assert proposal.due_after == vn("2026-11-23 17:00")
    assert town.dossier(dossier_id).due_at == vn("2026-11-20 17:00"), "only proposed"
    seen = list_moved_dates(town.session, town.parts, town.person(EM))
    assert [line.code for line in seen.lines] == [town.dossier(dossier_id).code]
    told = [step.text.vi for step in seen.lines[0].due.steps]
    assert any("Hội phường, không tính" in one for one in told)
    decided = decide_moved_dates(
        town.session, town.parts, town.person(EM), [proposal.id], confirm=True
    )
    assert (decided.done, decided.refused) == (1, ())
    dossier = town.dossier(dossier_id)
    assert dossier.due_at == vn("2026-11-23 17:00")
    assert dossier.due is not None
    assert datetime.fromisoformat(dossier.due["at"]) == dossier.due_at
    last = town.session.scalars(
        select(DossierEvent).where(DossierEvent.dossier_id == dossier_id)
        .order_by(DossierEvent.sequence.desc())
    ).first()  # fmt: skip
    assert last is not None
    assert last.action == Action.CHANGE_DUE.value
    assert "20/11/2026" in last.reason
    assert "23/11/2026" in last.reason
    assert not list_moved_dates(town.session, town.parts, town.person(GIANG)).lines
    assert first_broken_entry(town.session) is None


def test_the_old_date_may_be_kept(own_town: Town) -> None:
    town = own_town
    dossier_id = town.accepted()
    run_job(town, in_force(town))
    (proposal,) = proposals(town)
    decide_moved_dates(town.session, town.parts, town.person(GIANG), [proposal.id], confirm=False)
    assert proposals(town)[0].state == "kept"
    assert town.dossier(dossier_id).due_at == vn("2026-11-20 17:00")


def test_running_the_job_again_does_no_harm(own_town: Town) -> None:
    town = own_town
    town.accepted()
    number = in_force(town)
    run_job(town, number)
    run_job(town, number)
    assert len(proposals(town)) == 1
    (line,) = list_moved_dates(town.session, town.parts, town.person(EM)).lines
    decide_moved_dates(town.session, town.parts, town.person(EM), [line.id], confirm=True)
    run_job(town, number)
    assert [one.state for one in proposals(town)] == ["confirmed"]


def test_only_dossiers_of_that_agency_at_work_are_moved(own_town: Town) -> None:
    town = own_town
    town.submitted()
    town.accepted(code=RESIDENCE)
    number = in_force(town)
    run_job(town, number)
    assert proposals(town) == []
    police = agency(town, kind="commune_police")
    longer = replace(TODAY_OFF, days_off="26/11/2026 Nghỉ")
    run_job(town, in_force(town, longer, police, KHOA, _second_administrator(town)))
    (proposal,) = proposals(town)
    assert proposal.due_after > proposal.due_before
    assert proposal.agency_id == police
    assert not list_moved_dates(town.session, town.parts, town.person(EM)).lines
    assert list_moved_dates(town.session, town.parts, town.person(LAM)).lines


def _second_administrator(town: Town) -> str:
    """Nobody else administers the demonstration, so a one-stop officer is made one."""
    finance = town.parts.reference.agencies("department_of_finance", town.parts.today())[0].id
    town.session.add(
        OfficerPost(
            person_id=town.person(HAI).person_id, agency_id=finance, role="administrator",
            since=date(2026, 1, 1),
        )
    )  # fmt: skip
    town.session.commit()
    town._known.clear()  # who they are is read anew
    return HAI


def test_batches_go_on_where_the_last_ended(
    own_town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = own_town
    ids = sorted(town.accepted(number) for number in (AN, BINH, AN))
    number = in_force(town)
    monkeypatch.setattr(due_proposals, "BATCH", 2)
    run_job(town, number)
    assert len(proposals(town)) == 2
    assert job_arguments(town)[-1] == {"edition_id": number, "after": str(ids[1])}
    propose_due_dates(town.session, town.parts, number, str(ids[1]))
    assert {one.dossier_id for one in proposals(town)} == set(ids)
    assert len(job_arguments(town)) == 2, "the last batch enqueues no other"


def test_a_batch_costs_the_same_whatever_it_holds(own_town: Town) -> None:
    town = own_town

    def cost() -> int:
        seen: list[str] = []

        def count(_conn: Any, _cursor: Any, statement: str, *_: Any) -> None:
            seen.append(statement)

        engine = town.session.get_bind()
        event.listen(engine, "before_cursor_execute", count)
        run_job(town, number)
        event.remove(engine, "before_cursor_execute", count)
        return len(seen)

    town.accepted()
    number = in_force(town)
    one = cost()
    for _ in range(3):
        town.accepted()
    assert cost() == one <= 5


def test_a_proposal_overtaken_by_events_is_refused(own_town: Town) -> None:
    town = own_town
    moved, other = town.accepted(), town.accepted(BINH)
    run_job(town, in_force(town))
    _set_due(town.session, moved, vn("2026-11-25 17:00"))
    lines = list_moved_dates(town.session, town.parts, town.person(EM)).lines
    assert [line.dossier_id for line in lines] == [other], "it is no longer offered"
    every = [one.id for one in proposals(town)]
    decided = decide_moved_dates(town.session, town.parts, town.person(EM), every, confirm=True)
    assert decided.done == 1, "one failure does not stop the rest"
    assert [code for code, _ in decided.refused] == [town.dossier(moved).code]
    assert town.dossier(moved).due_at == vn("2026-11-25 17:00")


def _set_due(session: Session, dossier_id: UUID, at: datetime) -> None:
    session.execute(update(Dossier).where(Dossier.id == dossier_id).values(due_at=at))
    session.commit()


def test_who_may_decide_on_due_dates(own_town: Town) -> None:
    town = own_town
    town.accepted()
    run_job(town, in_force(town))
    (proposal,) = proposals(town)
    for number in (DUNG, AN, HAI):
        with pytest.raises(Forbidden):
            list_moved_dates(town.session, town.parts, town.person(number))
        with pytest.raises(Forbidden):
            decide_moved_dates(
                town.session, town.parts, town.person(number), [proposal.id], confirm=True
            )
    with pytest.raises(NotPossibleNow, match="ít nhất một"):
        decide_moved_dates(town.session, town.parts, town.person(EM), [], confirm=True)
    with pytest.raises(NotPossibleNow, match="ít nhất một"):
        decide_moved_dates(town.session, town.parts, town.person(LAM), [proposal.id], confirm=True)
    assert proposals(town)[0].state == "open"


def test_nobody_moves_the_date_of_their_own_dossier(own_town: Town) -> None:
    town = own_town
    dossier_id = town.accepted()
    run_job(town, in_force(town))
    em = town.person(EM).person_id
    town.session.execute(update(Dossier).where(Dossier.id == dossier_id).values(person_id=em))
    town.session.commit()
    (proposal,) = proposals(town)
    decided = decide_moved_dates(
        town.session, town.parts, town.person(EM), [proposal.id], confirm=True
    )
    assert decided.done == 0
    assert "của bạn" in decided.refused[0][1].vi
    assert proposals(town)[0].state == "open"


def test_steps_have_budgets_and_clocks_are_seen(own_town: Town) -> None:
    town = own_town
    dossier_id = town.accepted()
    dossier, first = town.dossier(dossier_id), town.procedure().steps[0]
    assert dossier.step == first.name
    assert dossier.step_since == vn("2026-11-20 10:00")
    calendar = town.parts.reference.calendar(dossier.handling_agency_id)
    assert dossier.step_due_at == calendar.add_working_hours(vn("2026-11-20 10:00"), first.hours)
    page = open_agency_dossier(town.session, town.parts, town.person(EM), dossier_id)
    seen = view_clocks(town.parts, page)
    assert seen.acceptance is not None
    assert seen.acceptance.ended == vn("2026-11-20 10:00")
    assert seen.handed_over_at == vn("2026-11-20 10:00")
    assert seen.supplement_until == vn("2026-11-26 10:00"), "past 24/11"
    assert seen.legal is not None
    assert seen.legal.due == vn("2026-11-20 17:00")
    assert seen.step is not None
    assert seen.step.left == first.hours
    assert seen.index is not None
    assert seen.index.on_time
    town.clock.move(days=4)  # type: ignore[attr-defined]
    late = view_clocks(town.parts, page)
    assert late.legal is not None
    assert late.legal.urgency is Urgency.OVERDUE
    due = due_if_supplemented(town.parts, page, date(2026, 12, 4))
    assert due.at == vn("2026-12-07 17:00"), "received at closing, after 15:00"
    for day in (date(2026, 11, 1), date(2030, 1, 1)):
        with pytest.raises(WrongInput):
            due_if_supplemented(town.parts, page, day)


def test_a_reception_after_three_counts_from_the_next_morning(own_town: Town) -> None:
    town = own_town
    town.clock.move(hours=5, seconds=1)  # type: ignore[attr-defined]  # 15:00:01
    dossier = town.dossier(town.accepted())
    assert dossier.step_since == vn("2026-11-23 07:30")
    assert dossier.due_at == vn("2026-11-23 17:00")


def test_the_worker_does_what_a_decision_enqueues(
    own_town: Town, own_portal: tuple[Portal, Any]
) -> None:
    portal, _ = own_portal
    own_town.accepted()
    in_force(own_town)
    own_town.session.execute(
        text("DELETE FROM procrastinate_jobs WHERE task_name <> 'propose_due_dates'")
    )
    own_town.session.commit()
    run_worker(portal.parts, portal.engine, quick_press, wait=False)
    assert len(proposals(own_town)) == 1
    assert job_arguments(own_town) == []
