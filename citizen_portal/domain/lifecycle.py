"""The life of a dossier: its statuses, who may do what in each, and what follows.

``TRANSITIONS`` is the one table that pages, API and services read. The numbers of the
statuses are those of the national portal; the transitions follow Nghị định 61/2018/NĐ-CP,
Điều 17 to 19, as no official matrix is published.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import KW_ONLY, dataclass
from enum import IntEnum, StrEnum
from typing import Final

from citizen_portal.domain.actions import Action
from citizen_portal.domain.roles import ActorKind, Duty, Seat
from citizen_portal.domain.wording import Text

__all__ = [
    "TRANSITIONS",
    "Action",
    "ActorKind",
    "ClockEffect",
    "NotAllowed",
    "Status",
    "Transition",
    "actions_for",
    "is_open",
    "is_terminal",
    "transition",
]


class Status(IntEnum):
    """Where a dossier is, numbered as the national portal numbers it; 0 stays local."""

    DRAFT = 0
    REGISTERED = 1
    ACCEPTED = 2
    NOT_ACCEPTED = 3
    IN_PROCESSING = 4
    SUPPLEMENT_REQUESTED = 5
    PAYMENT_REQUESTED = 6
    WITHDRAWN = 7
    STOPPED = 8
    COMPLETED = 9
    RESULT_RETURNED = 10

    @property
    def label(self) -> Text:
        """The name people read."""
        return _STATUS_WORDS[self][0]

    @property
    def tone(self) -> str:
        """The colour of its tag: grey, blue, green, yellow, red or turquoise."""
        return _STATUS_WORDS[self][1]


_STATUS_WORDS: Final[dict[Status, tuple[Text, str]]] = {
    Status.DRAFT: (Text("Bản nháp", "Draft"), "grey"),
    Status.REGISTERED: (Text("Mới đăng ký", "Registered"), "blue"),
    Status.ACCEPTED: (Text("Được tiếp nhận", "Accepted"), "turquoise"),
    Status.NOT_ACCEPTED: (Text("Không được tiếp nhận", "Not accepted"), "red"),
    Status.IN_PROCESSING: (Text("Đang xử lý", "In processing"), "blue"),
    Status.SUPPLEMENT_REQUESTED: (
        Text("Yêu cầu bổ sung giấy tờ", "Supplement requested"),
        "yellow",
    ),
    Status.PAYMENT_REQUESTED: (
        Text("Yêu cầu thực hiện nghĩa vụ tài chính", "Payment requested"),
        "yellow",
    ),
    Status.WITHDRAWN: (Text("Công dân yêu cầu rút hồ sơ", "Withdrawn by the applicant"), "grey"),
    Status.STOPPED: (Text("Dừng xử lý", "Stopped"), "red"),
    Status.COMPLETED: (Text("Đã xử lý xong", "Completed"), "green"),
    Status.RESULT_RETURNED: (Text("Đã trả kết quả", "Result returned"), "green"),
}


class ClockEffect(StrEnum):
    """What a change does to the processing clock, on which the due date rests.

    ``RUN`` goes on, also after a pause; ``RESTART`` counts the whole time again. The
    time to accept is another clock (``clocks.acceptance_clock``): it runs while the status is
    registered, unless papers are still on their way or a group is not accepted yet.
    """

    START = "start"
    RUN = "run"
    PAUSE = "pause"
    RESTART = "restart"
    STOP = "stop"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table; ``to_status`` None leaves the status as it is.

    ``asked_from`` limits the row to dossiers that wait to go back to that status: where
    a supplement or payment was asked for, or where processing was suspended. ``seat`` tells
    at which of the dossier's agencies the officers sit.
    """

    action: Action
    from_statuses: tuple[Status, ...]
    to_status: Status | None
    actor_kinds: tuple[ActorKind, ...]
    clock: ClockEffect = ClockEffect.NONE
    _: KW_ONLY
    needs_reason: bool = False
    asked_from: Status | None = None
    seat: Seat = Seat.HANDLING

    def target(self, status: Status) -> Status:
        """Return the status after the change, from ``status``."""
        return status if self.to_status is None else self.to_status


class NotAllowed(Exception):
    """The action does not fit the dossier's status or the person's role."""

    def __init__(self, action: Action, status: Status) -> None:
        self.action = action
        self.status = status
        vi, en = (_allowed_words(status, language) for language in ("vi", "en"))
        self.text = Text(
            f"Không thực hiện được “{action.label.vi}” khi hồ sơ ở trạng thái "
            f"“{status.label.vi}”. {vi}",
            f"“{action.label.en}” is not possible while the dossier is “{status.label.en}”. {en}",
        )
        super().__init__(self.text.vi)


_BESIDE: Final = (Action.GIVE_BACK, Action.ARRIVE)
"""They hang on the money and on the post, not on the status."""


def _allowed_words(status: Status, language: str) -> str:
    """Say what can be done in a status, and by whom."""
    possible = [
        f"{row.action.label.in_language(language)} "
        f"({', '.join(kind.label.in_language(language).lower() for kind in people)})"
        for row in TRANSITIONS
        if status in row.from_statuses
        and row.action not in _BESIDE
        and (people := [kind for kind in row.actor_kinds if kind is not ActorKind.SYSTEM])
    ]
    if not possible:
        return "Hồ sơ đã kết thúc." if language == "vi" else "The dossier is closed."
    words = "; ".join(dict.fromkeys(possible))
    return f"Lúc này có thể: {words}." if language == "vi" else f"Possible now: {words}."


_S, _A, _K, _C = Status, Action, ActorKind, ClockEffect
_PROCESSING = (_S.IN_PROCESSING,)
_WORKED_ON = (_S.ACCEPTED, _S.IN_PROCESSING)
_WAITING = (_S.SUPPLEMENT_REQUESTED, _S.PAYMENT_REQUESTED)
_DONE = (_S.COMPLETED, _S.RESULT_RETURNED)
_OFFICE = Duty.RECEIVE.holders
_CASE = Duty.PROCESS.holders
_CITIZEN = Duty.APPLY.holders
_LEADER = Duty.APPROVE.holders
_SYSTEM = (_K.SYSTEM,)

TRANSITIONS: Final[tuple[Transition, ...]] = (
    Transition(_A.SUBMIT, (_S.DRAFT,), _S.REGISTERED, _CITIZEN, seat=Seat.RECEIVING),
    Transition(_A.ACCEPT, (_S.REGISTERED,), _S.ACCEPTED, _OFFICE, _C.START, seat=Seat.RECEIVING),
    Transition(_A.REQUEST_SUPPLEMENT, (_S.REGISTERED,), _S.SUPPLEMENT_REQUESTED, _OFFICE,
         needs_reason=True, seat=Seat.RECEIVING),
    Transition(_A.REFUSE, (_S.REGISTERED,), _S.NOT_ACCEPTED, (*_OFFICE, _K.SYSTEM), _C.STOP,
         needs_reason=True, seat=Seat.RECEIVING),
    Transition(_A.TRANSFER, (_S.ACCEPTED,), _S.IN_PROCESSING, _SYSTEM, _C.RUN),
    Transition(_A.ADVANCE, _PROCESSING, None, _CASE),
    # A procedure with an immediate result is decided at the desk that accepted it.
    Transition(_A.SEND_FOR_APPROVAL, _WORKED_ON, None, _CASE),
    Transition(_A.INITIAL, _WORKED_ON, None, Duty.INITIAL.holders),
    # The leader's decision; the status changes when the result is numbered and sealed.
    Transition(_A.APPROVE, _WORKED_ON, None, _LEADER),
    Transition(_A.ISSUE, _WORKED_ON, _S.COMPLETED, (*Duty.ISSUE.holders, _K.SYSTEM), _C.STOP),
    Transition(_A.SEND_BACK, _WORKED_ON, None, (*_LEADER, *Duty.INITIAL.holders),
         needs_reason=True),
    Transition(_A.REQUEST_SUPPLEMENT, _PROCESSING, _S.SUPPLEMENT_REQUESTED, _CASE, _C.PAUSE,
         needs_reason=True),
    Transition(_A.APOLOGISE, _PROCESSING, None, (_K.ONE_STOP_OFFICER, *_CASE, *_LEADER),
         needs_reason=True),
    Transition(_A.CHANGE_DUE, _WORKED_ON, None, (*_CASE, *_LEADER)),
    Transition(_A.STOP, _PROCESSING, _S.STOPPED, (*_CASE, *_LEADER), _C.STOP,
         needs_reason=True),
    # A stop for a time; only such a one can be taken up again.
    Transition(_A.SUSPEND, _PROCESSING, _S.STOPPED, (*_CASE, *_LEADER), _C.PAUSE,
         needs_reason=True),
    Transition(_A.RESUME, (_S.STOPPED,), _S.IN_PROCESSING, (*_CASE, *_LEADER), _C.RUN,
         needs_reason=True, asked_from=_S.IN_PROCESSING),
    Transition(_A.RETURN_RESULT, (_S.COMPLETED,), _S.RESULT_RETURNED,
         (*Duty.RETURN.holders, _K.SYSTEM), seat=Seat.RETURNING),
    # An error in the result is put right at the agency's cost (NĐ 61/2018/NĐ-CP, Điều 21).
    Transition(_A.REOPEN, (_S.COMPLETED,), _S.IN_PROCESSING, _LEADER, _C.RUN, needs_reason=True),
    Transition(_A.REVOKE_RESULT, _DONE, None, _LEADER, needs_reason=True),
    Transition(_A.REISSUE_RESULT, _DONE, None, _LEADER, needs_reason=True),
    # Nghị định 61/2018/NĐ-CP, Điều 19: the time is counted anew once all papers are there.
    Transition(_A.SUPPLEMENT, (_S.SUPPLEMENT_REQUESTED,), _S.REGISTERED, _CITIZEN,
         asked_from=_S.REGISTERED, seat=Seat.RECEIVING),
    Transition(_A.SUPPLEMENT, (_S.SUPPLEMENT_REQUESTED,), _S.IN_PROCESSING, _CITIZEN, _C.RESTART,
         asked_from=_S.IN_PROCESSING, seat=Seat.RECEIVING),
    Transition(_A.REQUEST_PAYMENT, (_S.REGISTERED,), _S.PAYMENT_REQUESTED, (*_OFFICE, _K.SYSTEM),
         seat=Seat.RECEIVING),
    Transition(_A.REQUEST_PAYMENT, _PROCESSING, _S.PAYMENT_REQUESTED, (*_CASE, _K.SYSTEM),
         _C.PAUSE),
    # A gateway's proven message, or cash that somebody counted at the receiving desk.
    Transition(_A.CONFIRM_PAYMENT, (_S.PAYMENT_REQUESTED,), _S.REGISTERED,
         (*Duty.COLLECT.holders, _K.SYSTEM), asked_from=_S.REGISTERED, seat=Seat.RECEIVING),
    Transition(_A.CONFIRM_PAYMENT, (_S.PAYMENT_REQUESTED,), _S.IN_PROCESSING,
         (*Duty.COLLECT.holders, _K.SYSTEM), _C.RUN, asked_from=_S.IN_PROCESSING,
         seat=Seat.RECEIVING),
    # The applicant let the time for the supplement or the payment pass.
    Transition(_A.STOP, _WAITING, _S.STOPPED, _SYSTEM, _C.STOP, needs_reason=True),
    Transition(_A.WITHDRAW, (_S.REGISTERED, _S.ACCEPTED, *_PROCESSING, *_WAITING), _S.WITHDRAWN,
         _CITIZEN, _C.STOP, seat=Seat.RECEIVING),
    Transition(_A.ASSIGN, _WORKED_ON, None, (*Duty.ASSIGN.holders, _K.SYSTEM)),
    Transition(_A.TAKE, _WORKED_ON, None, _CASE),
    Transition(_A.HAND_BACK, _WORKED_ON, None, _CASE),
    Transition(_A.MOVE, (_S.REGISTERED, *_WORKED_ON), None,
         (_K.ONE_STOP_OFFICER, *_CASE, *_LEADER, _K.SYSTEM), needs_reason=True),
    Transition(_A.CORRECT, (_S.REGISTERED, *_WORKED_ON), None, (_K.ONE_STOP_OFFICER, *_CASE),
         needs_reason=True),
    # A bill that became smaller after it was paid; also once the result is out.
    Transition(_A.GIVE_BACK, tuple(_S)[1:], None, Duty.COLLECT.holders,
         needs_reason=True, seat=Seat.RECEIVING),
    # A parcel is noted whenever it comes; before acceptance its arrival begins the time to accept.
    Transition(_A.ARRIVE, (_S.REGISTERED, *_WORKED_ON, *_WAITING), None, (*_OFFICE, _K.SYSTEM),
         seat=Seat.RECEIVING),
    # An interlinked dossier opens its parts, and is done once they are: nobody decides on it.
    Transition(_A.OPEN_PART, (_S.DRAFT,), _S.REGISTERED, _SYSTEM),
    Transition(_A.GROUP_ACCEPTED, (_S.REGISTERED,), None, _SYSTEM, seat=Seat.RECEIVING),
    Transition(_A.COMPLETE, _PROCESSING, _S.COMPLETED, _SYSTEM, _C.STOP),
)  # fmt: skip


def transition(
    action: Action, status: Status, actor_kind: ActorKind, *, asked_from: Status | None = None
) -> Transition:
    """Return the row for an action in a status by somebody of a kind.

    ``asked_from`` is the status in which the supplement or payment was asked for, which
    decides where the dossier goes back to. Raises ``NotAllowed``.
    """
    for row in TRANSITIONS:
        if (
            row.action is action
            and status in row.from_statuses
            and actor_kind in row.actor_kinds
            and row.asked_from in (None, asked_from)
        ):
            return row
    raise NotAllowed(action, status)


def actions_for(
    status: Status,
    actor_kinds: Collection[ActorKind],
    origins: Collection[Status | None] = tuple(Status),
) -> tuple[Action, ...]:
    """Return what people of these kinds may do in a status, in the table's order.

    ``origins`` are the statuses that the dossier may have to go back to; all by default.
    """
    allowed = (
        row.action
        for row in TRANSITIONS
        if status in row.from_statuses
        and any(kind in row.actor_kinds for kind in actor_kinds)
        and (row.asked_from is None or row.asked_from in origins)
    )
    return tuple(dict.fromkeys(allowed))


def is_terminal(status: Status, asked_from: Status | None = None) -> bool:
    """Tell whether no other status follows any more.

    A stopped dossier that was suspended in ``asked_from`` goes on.
    """
    return not any(
        status in row.from_statuses
        and row.target(status) is not status
        and row.asked_from in (None, asked_from)
        for row in TRANSITIONS
    )


def is_open(status: Status, asked_from: Status | None = None) -> bool:
    """Tell whether a submitted dossier still waits for somebody, result to hand over included."""
    return status is not Status.DRAFT and not is_terminal(status, asked_from)
