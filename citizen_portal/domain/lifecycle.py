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

from citizen_portal.domain.wording import Text


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


class Action(StrEnum):
    """What is done to a dossier; the value is the word in the page's address."""

    SUBMIT = "nop"
    ACCEPT = "tiep-nhan"
    REFUSE = "tu-choi"
    REQUEST_SUPPLEMENT = "yeu-cau-bo-sung"
    SUPPLEMENT = "bo-sung"
    TRANSFER = "chuyen-xu-ly"
    ADVANCE = "chuyen-buoc"
    SEND_FOR_APPROVAL = "trinh-duyet"
    SEND_BACK = "tra-lai"
    APPROVE = "phe-duyet"
    STOP = "dung"
    RETURN_RESULT = "tra-ket-qua"
    APOLOGISE = "xin-loi"
    WITHDRAW = "rut"
    REQUEST_PAYMENT = "yeu-cau-thanh-toan"
    CONFIRM_PAYMENT = "xac-nhan-thanh-toan"
    OPEN_PART = "mo-phan"
    COMPLETE = "hoan-thanh"

    @property
    def label(self) -> Text:
        """The words on the button."""
        return _ACTION_LABELS[self]


_ACTION_LABELS: Final[dict[Action, Text]] = {
    Action.SUBMIT: Text("Nộp hồ sơ", "Submit"),
    Action.ACCEPT: Text("Tiếp nhận hồ sơ", "Accept"),
    Action.REFUSE: Text("Từ chối tiếp nhận", "Refuse"),
    Action.REQUEST_SUPPLEMENT: Text("Yêu cầu bổ sung", "Request a supplement"),
    Action.SUPPLEMENT: Text("Nộp bổ sung", "Send the supplement"),
    Action.TRANSFER: Text("Chuyển xử lý", "Hand over for processing"),
    Action.ADVANCE: Text("Chuyển bước", "Go to the next step"),
    Action.SEND_FOR_APPROVAL: Text("Trình duyệt", "Send for approval"),
    Action.SEND_BACK: Text("Trả lại để xử lý tiếp", "Send back"),
    Action.APPROVE: Text("Phê duyệt", "Approve"),
    Action.STOP: Text("Dừng giải quyết", "Stop processing"),
    Action.RETURN_RESULT: Text("Trả kết quả", "Return the result"),
    Action.APOLOGISE: Text("Xin lỗi và hẹn lại", "Apologise and set a new date"),
    Action.WITHDRAW: Text("Rút hồ sơ", "Withdraw"),
    Action.REQUEST_PAYMENT: Text("Yêu cầu thanh toán", "Request payment"),
    Action.CONFIRM_PAYMENT: Text("Xác nhận thanh toán", "Confirm payment"),
    Action.OPEN_PART: Text("Mở hồ sơ thành phần", "Open a part"),
    Action.COMPLETE: Text("Hoàn thành các phần", "Complete all parts"),
}


class ActorKind(StrEnum):
    """In which capacity somebody acts on a dossier."""

    APPLICANT = "applicant"
    ONE_STOP_OFFICER = "one_stop_officer"
    CASE_OFFICER = "case_officer"
    APPROVER = "approver"
    CLERK = "clerk"
    ADMINISTRATOR = "administrator"
    SYSTEM = "system"


class ClockEffect(StrEnum):
    """What a change does to the processing clock, on which the due date rests.

    ``RUN`` goes on, also after a pause; ``RESTART`` counts the whole time again. The
    time to accept is another clock: it runs whenever the status is registered.
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

    ``asked_from`` limits the row to dossiers whose supplement or payment was asked for
    in that status.
    """

    action: Action
    from_statuses: tuple[Status, ...]
    to_status: Status | None
    actor_kinds: tuple[ActorKind, ...]
    clock: ClockEffect = ClockEffect.NONE
    _: KW_ONLY
    needs_reason: bool = False
    asked_from: Status | None = None

    def target(self, status: Status) -> Status:
        """Return the status after the change, from ``status``."""
        return status if self.to_status is None else self.to_status


class NotAllowed(Exception):
    """The action does not fit the dossier's status or the person's role."""

    def __init__(self, action: Action, status: Status) -> None:
        self.action = action
        self.status = status
        self.text = Text(
            f"Không thực hiện được “{action.label.vi}” khi hồ sơ ở trạng thái "
            f"“{status.label.vi}”. Mở lại hồ sơ để xem những việc có thể làm.",
            f"“{action.label.en}” is not possible while the dossier is “{status.label.en}”. "
            "Open the dossier again to see what can be done.",
        )
        super().__init__(self.text.vi)


_S, _A, _K, _C = Status, Action, ActorKind, ClockEffect
_PROCESSING = (_S.IN_PROCESSING,)
_WAITING = (_S.SUPPLEMENT_REQUESTED, _S.PAYMENT_REQUESTED)
_OFFICE = (_K.ONE_STOP_OFFICER,)
_CASE = (_K.CASE_OFFICER,)
_CITIZEN = (_K.APPLICANT,)
_SYSTEM = (_K.SYSTEM,)

TRANSITIONS: Final[tuple[Transition, ...]] = (
    Transition(_A.SUBMIT, (_S.DRAFT,), _S.REGISTERED, _CITIZEN),
    Transition(_A.ACCEPT, (_S.REGISTERED,), _S.ACCEPTED, _OFFICE, _C.START),
    Transition(_A.REQUEST_SUPPLEMENT, (_S.REGISTERED,), _S.SUPPLEMENT_REQUESTED, _OFFICE,
         needs_reason=True),
    Transition(_A.REFUSE, (_S.REGISTERED,), _S.NOT_ACCEPTED, (*_OFFICE, _K.SYSTEM), _C.STOP,
         needs_reason=True),
    Transition(_A.TRANSFER, (_S.ACCEPTED,), _S.IN_PROCESSING, _SYSTEM, _C.RUN),
    Transition(_A.ADVANCE, _PROCESSING, None, _CASE),
    Transition(_A.SEND_FOR_APPROVAL, _PROCESSING, None, _CASE),
    Transition(_A.APPROVE, _PROCESSING, _S.COMPLETED, (_K.APPROVER,), _C.STOP),
    Transition(_A.SEND_BACK, _PROCESSING, None, (_K.APPROVER,), needs_reason=True),
    Transition(_A.REQUEST_SUPPLEMENT, _PROCESSING, _S.SUPPLEMENT_REQUESTED, _CASE, _C.PAUSE,
         needs_reason=True),
    Transition(_A.APOLOGISE, _PROCESSING, None, (_K.ONE_STOP_OFFICER, _K.CASE_OFFICER),
         needs_reason=True),
    Transition(_A.STOP, _PROCESSING, _S.STOPPED, (_K.CASE_OFFICER, _K.APPROVER), _C.STOP,
         needs_reason=True),
    Transition(_A.RETURN_RESULT, (_S.COMPLETED,), _S.RESULT_RETURNED,
         (_K.ONE_STOP_OFFICER, _K.SYSTEM)),
    # Nghị định 61/2018/NĐ-CP, Điều 19: the time is counted anew once all papers are there.
    Transition(_A.SUPPLEMENT, (_S.SUPPLEMENT_REQUESTED,), _S.REGISTERED, _CITIZEN,
         asked_from=_S.REGISTERED),
    Transition(_A.SUPPLEMENT, (_S.SUPPLEMENT_REQUESTED,), _S.IN_PROCESSING, _CITIZEN, _C.RESTART,
         asked_from=_S.IN_PROCESSING),
    Transition(_A.REQUEST_PAYMENT, (_S.REGISTERED,), _S.PAYMENT_REQUESTED, _SYSTEM),
    Transition(_A.REQUEST_PAYMENT, _PROCESSING, _S.PAYMENT_REQUESTED, _SYSTEM, _C.PAUSE),
    Transition(_A.CONFIRM_PAYMENT, (_S.PAYMENT_REQUESTED,), _S.REGISTERED, _SYSTEM,
         asked_from=_S.REGISTERED),
    Transition(_A.CONFIRM_PAYMENT, (_S.PAYMENT_REQUESTED,), _S.IN_PROCESSING, _SYSTEM, _C.RUN,
         asked_from=_S.IN_PROCESSING),
    # The applicant let the time for the supplement or the payment pass.
    Transition(_A.STOP, _WAITING, _S.STOPPED, _SYSTEM, _C.STOP, needs_reason=True),
    Transition(_A.WITHDRAW, (_S.REGISTERED, _S.ACCEPTED, *_PROCESSING, *_WAITING), _S.WITHDRAWN,
         _CITIZEN, _C.STOP),
    # An interlinked dossier opens its parts, and is done once they are: nobody decides on it.
    Transition(_A.OPEN_PART, (_S.DRAFT,), _S.REGISTERED, _SYSTEM),
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


def actions_for(status: Status, actor_kinds: Collection[ActorKind]) -> tuple[Action, ...]:
    """Return what people of these kinds may do in a status, in the table's order."""
    allowed = (
        row.action
        for row in TRANSITIONS
        if status in row.from_statuses and any(kind in row.actor_kinds for kind in actor_kinds)
    )
    return tuple(dict.fromkeys(allowed))


def is_terminal(status: Status) -> bool:
    """Tell whether nothing follows any more."""
    return not any(status in row.from_statuses for row in TRANSITIONS)


def is_open(status: Status) -> bool:
    """Tell whether a submitted dossier still waits for somebody, result to hand over included."""
    return status is not Status.DRAFT and not is_terminal(status)
