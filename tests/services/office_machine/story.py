"""What holds of the story of each dossier: its statuses, its events, its papers, who acted."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from citizen_portal.domain.lifecycle import TRANSITIONS, Action, ActorKind, Status
from tests.services.office_machine.records import Records, Rows

PAPER_OF: Mapping[Action, str] = {
    Action.SUBMIT: "submission_receipt",
    Action.ACCEPT: "reception_slip",
    Action.REFUSE: "refusal",
    Action.REQUEST_SUPPLEMENT: "supplement_request",
    Action.STOP: "stop_notice",
    Action.SUSPEND: "stop_notice",
    Action.APOLOGISE: "apology",
    Action.ISSUE: "result",
    Action.REISSUE_RESULT: "result",
    Action.CONFIRM_PAYMENT: "fee_receipt",
}
"""The paper that an event is never without."""

PAPERS_IN: Mapping[Status, str] = {
    Status.NOT_ACCEPTED: "refusal",
    Status.STOPPED: "stop_notice",
    Status.COMPLETED: "result",
    Status.RESULT_RETURNED: "result",
}
"""The paper that a dossier in a status is never without; R24 among them."""


def check_story(now: Records, before: Records) -> None:
    """Everything of all dossiers."""
    for dossier_id, dossier in now.dossiers.items():
        events = now.events[dossier_id]
        former = before.events.get(dossier_id, ())
        assert tuple(events[: len(former)]) == tuple(former), "events are only added"
        _check_sequence(events)
        assert events[-1].to_status == dossier.status
        for event in events[len(former) :]:
            assert _in_table(event), (event.action, event.from_status, event.to_status)
        _check_papers(now, dossier_id, Status(dossier.status))
        _check_hands(events)
    assert before.dossiers.keys() <= now.dossiers.keys(), "what was submitted stays"
    _check_numbers(now)


def _check_sequence(events: Rows) -> None:
    assert [one.sequence for one in events] == list(range(1, len(events) + 1))
    assert events[0].from_status == Status.DRAFT
    for one, following in pairwise(events):
        assert following.from_status == one.to_status
        assert following.at >= one.at


def _in_table(event: Row[Any]) -> bool:
    """The table has such a row; two are told outside of it.

    Money that comes in without being waited for changes nothing, and a second supplement at the
    same stage is the approver's exception.
    """
    action, kind = Action(event.action), ActorKind(event.actor_kind)
    before, after = Status(event.from_status), Status(event.to_status)
    if action is Action.CONFIRM_PAYMENT and before is after:
        return True
    exception = action is Action.REQUEST_SUPPLEMENT and kind is ActorKind.APPROVER
    return any(
        row.action is action
        and before in row.from_statuses
        and row.target(before) is after
        and (kind in row.actor_kinds or exception)
        for row in TRANSITIONS
    )


def _check_papers(now: Records, dossier_id: UUID, status: Status) -> None:
    kinds = {one.id: one.kind for one in now.papers[dossier_id]}
    for event in now.events[dossier_id]:
        wanted = PAPER_OF.get(Action(event.action))
        if wanted is not None:
            assert kinds.get(event.paper_id) == wanted, (event.action, event.paper_id)
    assert status not in PAPERS_IN or PAPERS_IN[status] in kinds.values()
    if any(one.action == Action.ACCEPT for one in now.events[dossier_id]):
        assert "reception_slip" in kinds.values()


def _check_hands(events: Rows) -> None:
    """Who approves, or puts initials, is never who prepared the draft."""
    preparer = None
    for one in events:
        if one.action == Action.SEND_FOR_APPROVAL:
            preparer = one.actor_id
        elif one.action in (Action.APPROVE, Action.INITIAL):
            assert preparer is not None, "nothing is approved that was not sent"
            assert one.actor_id != preparer


def _check_numbers(now: Records) -> None:
    """Numbers of receipts and of results run without gaps, each in its book and year."""
    books: dict[tuple[object, ...], list[int]] = {}
    for one in now.receipts:
        series = (one.collector, one.form_symbol, one.series, one.year)
        books.setdefault(series, []).append(one.number)
    for one in now.results:
        book = (one.agency_id, one.symbol, one.year)
        books.setdefault(book, []).append(one.number)
    for name, numbers in books.items():
        assert numbers == list(range(1, len(numbers) + 1)), name
    in_force = [one.dossier_id for one in now.results if one.state == "in_force"]
    assert len(in_force) == len(set(in_force)), "at most one result counts"


def check_strangers(now: Records, before: Records, kin: frozenset[tuple[UUID, UUID]]) -> None:
    """No new event is an officer's on their own dossier or a relative's they had named."""
    for dossier_id, events in now.events.items():
        applicant = now.dossiers[dossier_id].person_id
        for one in events[len(before.events.get(dossier_id, ())) :]:
            if one.actor_kind not in (ActorKind.APPLICANT, ActorKind.SYSTEM):
                assert one.actor_id != applicant, one.action
                assert (one.actor_id, applicant) not in kin, one.action
