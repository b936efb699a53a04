"""Of what applicants are told, over which channels, and what becomes of a notice.

The table of events follows what must be told at each change of a dossier; Nghị định
224/2026/NĐ-CP names the least that a notice of its state says.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from citizen_portal.domain.actions import Action
from citizen_portal.domain.lifecycle import Status
from citizen_portal.domain.wording import Text


class NoticeEvent(StrEnum):
    """Something an applicant is told; the value is the word in the page's address."""

    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    SUPPLEMENT_ASKED = "supplement_asked"
    PAYMENT_DUE = "payment_due"
    PAYMENT_RECEIVED = "payment_received"
    PAYMENT_RETURNED = "payment_returned"
    MOVED = "moved"
    APOLOGY = "apology"
    DUE_CHANGED = "due_changed"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    STOPPED = "stopped"
    RESULT_READY = "result_ready"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    REOPENED = "reopened"
    REVOKED = "revoked"
    MESSAGE = "message"

    @property
    def label(self) -> Text:
        """What happened, in a few words."""
        return _EVENT_LABELS[self]


_E = NoticeEvent
_EVENT_LABELS: Final[Mapping[NoticeEvent, Text]] = {
    _E.SUBMITTED: Text("Đã nộp hồ sơ", "Submitted"),
    _E.ACCEPTED: Text("Đã tiếp nhận hồ sơ", "Accepted"),
    _E.REFUSED: Text("Không tiếp nhận hồ sơ", "Not accepted"),
    _E.SUPPLEMENT_ASKED: Text("Yêu cầu bổ sung", "Supplement requested"),
    _E.PAYMENT_DUE: Text("Yêu cầu thanh toán", "Payment requested"),
    _E.PAYMENT_RECEIVED: Text("Đã nhận thanh toán", "Payment received"),
    _E.PAYMENT_RETURNED: Text("Đã hoàn phí nộp thừa", "Overpaid fee given back"),
    _E.MOVED: Text("Chuyển cơ quan giải quyết", "Moved to another agency"),
    _E.APOLOGY: Text("Xin lỗi và hẹn lại", "Apology with a new date"),
    _E.DUE_CHANGED: Text("Đổi ngày hẹn trả", "Due date changed"),
    _E.SUSPENDED: Text("Tạm dừng giải quyết", "Suspended"),
    _E.RESUMED: Text("Tiếp tục giải quyết", "Resumed"),
    _E.STOPPED: Text("Dừng giải quyết", "Stopped"),
    _E.RESULT_READY: Text("Đã có kết quả", "Result ready"),
    _E.RETURNED: Text("Đã trả kết quả", "Result returned"),
    _E.WITHDRAWN: Text("Đã rút hồ sơ", "Withdrawn"),
    _E.REOPENED: Text("Mở lại hồ sơ", "Reopened"),
    _E.REVOKED: Text("Thu hồi kết quả", "Result revoked"),
    _E.MESSAGE: Text("Tin nhắn từ cơ quan", "Message from the office"),
}

# Handing over follows acceptance in the same moment: the notice of acceptance tells both.
TOLD: Final[Mapping[Action, NoticeEvent]] = {
    Action.SUBMIT: _E.SUBMITTED,
    Action.ACCEPT: _E.ACCEPTED,
    Action.REFUSE: _E.REFUSED,
    Action.REQUEST_SUPPLEMENT: _E.SUPPLEMENT_ASKED,
    Action.REQUEST_PAYMENT: _E.PAYMENT_DUE,
    Action.CONFIRM_PAYMENT: _E.PAYMENT_RECEIVED,
    Action.GIVE_BACK: _E.PAYMENT_RETURNED,
    Action.MOVE: _E.MOVED,
    Action.APOLOGISE: _E.APOLOGY,
    Action.CHANGE_DUE: _E.DUE_CHANGED,
    Action.SUSPEND: _E.SUSPENDED,
    Action.RESUME: _E.RESUMED,
    Action.STOP: _E.STOPPED,
    Action.RETURN_RESULT: _E.RETURNED,
    Action.WITHDRAW: _E.WITHDRAWN,
    Action.REOPEN: _E.REOPENED,
    Action.REVOKE_RESULT: _E.REVOKED,
    Action.REISSUE_RESULT: _E.RESULT_READY,
}


def notice_of(action: Action, before: Status, after: Status) -> NoticeEvent | None:
    """Of what a change tells the applicant, or None for what stays within the office."""
    if after is Status.COMPLETED and before is not Status.COMPLETED:
        return NoticeEvent.RESULT_READY
    return TOLD.get(action)


class NoticeChannel(StrEnum):
    """The way a notice takes."""

    PORTAL = "portal"
    EMAIL = "email"
    SMS = "sms"

    @property
    def label(self) -> Text:
        """The name people read."""
        return _CHANNEL_LABELS[self]


_CHANNEL_LABELS: Final[Mapping[NoticeChannel, Text]] = {
    NoticeChannel.PORTAL: Text("Trên Cổng", "On the portal"),
    NoticeChannel.EMAIL: Text("Thư điện tử", "E-mail"),
    NoticeChannel.SMS: Text("Tin nhắn SMS", "SMS"),
}


class NoticeState(StrEnum):
    """What became of a notice."""

    QUEUED = "queued"
    SENT = "sent"
    DELIVERED = "delivered"
    BOUNCED = "bounced"
    FAILED = "failed"

    @property
    def label(self) -> Text:
        """The name people read."""
        return _STATE_WORDS[self][0]

    @property
    def tone(self) -> str:
        """The colour of its tag."""
        return _STATE_WORDS[self][1]

    @property
    def is_final(self) -> bool:
        """Tell whether nothing more is expected of it."""
        return self not in (NoticeState.QUEUED, NoticeState.SENT)


_STATE_WORDS: Final[Mapping[NoticeState, tuple[Text, str]]] = {
    NoticeState.QUEUED: (Text("Chờ gửi", "Waiting to be sent"), "grey"),
    NoticeState.SENT: (Text("Đã gửi", "Sent"), "blue"),
    NoticeState.DELIVERED: (Text("Đã đến nơi", "Delivered"), "green"),
    NoticeState.BOUNCED: (Text("Địa chỉ không nhận được", "Address does not receive"), "red"),
    NoticeState.FAILED: (Text("Không gửi được", "Could not be sent"), "red"),
}
