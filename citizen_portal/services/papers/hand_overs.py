"""Through whose hands a dossier went: its hand-overs, read off the events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from citizen_portal.documents.papers import HandOver
from citizen_portal.domain.clocks import ARRIVED_AT
from citizen_portal.domain.lifecycle import Action, ActorKind
from citizen_portal.domain.moment import day_in_vietnam
from citizen_portal.services.reference import AgencyView

UNIT, LEADER, CLERK, DESK = (
    "Bộ phận giải quyết", "Lãnh đạo phê duyệt", "Văn thư", "Bộ phận tiếp nhận và trả kết quả",
)  # fmt: skip

_TO_ROOM: Final[Mapping[Action, str]] = {
    Action.TRANSFER: UNIT,
    Action.HAND_BACK: UNIT,
    Action.MOVE: UNIT,
    Action.SEND_BACK: UNIT,
    Action.ADVANCE: UNIT,
    Action.SEND_FOR_APPROVAL: LEADER,
    Action.INITIAL: LEADER,
    Action.APPROVE: CLERK,
    Action.ISSUE: DESK,
}
_TO_WHO_ACTS: Final = frozenset({Action.ACCEPT, Action.TAKE})
_TO_APPLICANT: Final = frozenset(
    {Action.REQUEST_SUPPLEMENT, Action.REFUSE, Action.STOP, Action.RETURN_RESULT}
)
_OTHERS: Final = frozenset({Action.ASSIGN, Action.SUPPLEMENT})

HANDED_OVER: Final = frozenset({*_TO_ROOM, *_TO_WHO_ACTS, *_TO_APPLICANT, *_OTHERS, Action.ARRIVE})
"""The actions that pass a dossier from one hand to another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedEvent:
    """What the log says of one action; ``agency`` is where it was done, empty for the applicant."""

    action: Action
    actor: str
    kind: ActorKind
    agency: str
    at: datetime
    detail: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Hands:
    name: str
    agency: str


@dataclass(slots=True, kw_only=True)
class HandOverReader:
    """Reads the events of one dossier in their order.

    ``steps`` are the names of the processing steps; ``accept_by`` and ``result_by`` are the
    moments against which acceptance and result are held.
    """

    applicant: str
    handling: AgencyView
    returning: AgencyView
    steps: Mapping[str, str]
    accept_by: datetime | None
    result_by: datetime | None
    _holder: _Hands = field(init=False)
    _before: _Hands = field(init=False)

    def read(self, events: Iterable[LoggedEvent]) -> tuple[HandOver, ...]:
        """One row a hand-over; what does not pass the dossier on is left out.

        A parcel does while the applicant still holds the papers.
        """
        applicant = self._holder = self._before = _Hands(self.applicant, "")
        return tuple(
            self._row(one)
            for one in events
            if one.action in HANDED_OVER
            and (one.action is not Action.ARRIVE or self._holder == applicant)
        )

    def _row(self, event: LoggedEvent) -> HandOver:
        giver, receiver = self._giver(event), self._receiver(event)
        self._before, self._holder = giver, receiver
        return HandOver(
            giver_agency=giver.agency,
            giver=giver.name,
            receiver_agency=receiver.agency,
            receiver=receiver.name,
            at=_moment_of(event),
            outcome=self._outcome(event),
            note=event.action.label.vi,
        )

    def _giver(self, event: LoggedEvent) -> _Hands:
        taken = event.action in _TO_WHO_ACTS or event.action is Action.ARRIVE
        if event.kind is ActorKind.SYSTEM or taken:
            return self._holder
        return _Hands(event.actor, event.agency)

    def _receiver(self, event: LoggedEvent) -> _Hands:
        action, detail = event.action, event.detail
        if action in _TO_WHO_ACTS:
            return _Hands(event.actor, event.agency)
        if action is Action.ARRIVE:
            return _Hands(event.actor or DESK, event.agency)
        if action in _TO_APPLICANT:
            return _Hands(self.applicant, "")
        if action is Action.SUPPLEMENT:
            return self._before
        if action is Action.ASSIGN:
            return _Hands(detail.get("to") or UNIT, event.agency)
        if action is Action.ADVANCE:
            return _Hands(self.steps.get(detail.get("next_step", ""), UNIT), event.agency)
        agencies = {
            Action.TRANSFER: self.handling.name,
            Action.MOVE: detail.get("to", event.agency),
            Action.ISSUE: self.returning.name,
        }
        return _Hands(_TO_ROOM[action], agencies.get(action, event.agency))

    def _outcome(self, event: LoggedEvent) -> str:
        if event.action is Action.ACCEPT:
            return how_timely(event.at, self.accept_by)
        if event.action is Action.ISSUE:
            return how_timely(event.at, self.result_by)
        return ""


def _moment_of(event: LoggedEvent) -> datetime:
    """When it passed on, where that is not when it was written down."""
    told = event.detail.get("handed_over_at") or event.detail.get(ARRIVED_AT)
    return datetime.fromisoformat(told) if told else event.at


def how_timely(at: datetime, due: datetime | None) -> str:
    """Before the day it was due, on that day and in time, or late; empty without a due date."""
    if due is None:
        return ""
    if at > due:
        return "Quá hạn"
    return "Trước hạn" if day_in_vietnam(at) < day_in_vietnam(due) else "Đúng hạn"
