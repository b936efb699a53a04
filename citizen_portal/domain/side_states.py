"""The states that a dossier has beside its status: money, delivery, synchronisation, scans.

None of them moves the status, and a failure in one never takes back what was decided.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, TypeVar

from citizen_portal.domain.wording import Text


class PaymentState(StrEnum):
    """Where the fee stands."""

    NONE = "none"
    DUE = "due"
    PAID = "paid"
    OVERPAID = "overpaid"
    REFUNDED = "refunded"


class DeliveryState(StrEnum):
    """Where the result is on its way to the applicant."""

    NONE = "none"
    WAITING = "waiting"
    WITH_CARRIER = "with_carrier"
    NOT_DELIVERED = "not_delivered"
    DELIVERED = "delivered"


class SyncState(StrEnum):
    """Whether the national portal knows what is known here."""

    NONE = "none"
    PENDING = "pending"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    FAILED = "failed"


class DigitisationState(StrEnum):
    """How many of the papers received are stored as checked electronic copies."""

    NONE = "none"
    PARTIAL = "partial"
    COMPLETE = "complete"


SideState = PaymentState | DeliveryState | SyncState | DigitisationState

_P, _D, _S, _G = PaymentState, DeliveryState, SyncState, DigitisationState

# By kind first: states of different kinds that are called alike are equal as text.
_WORDS: Final[Mapping[type[StrEnum], Mapping[str, tuple[Text, str]]]] = {
    _P: {
        _P.NONE: (Text("Không thu", "No fee"), ""),
        _P.DUE: (Text("Còn phải nộp", "To be paid"), "yellow"),
        _P.PAID: (Text("Đã nộp", "Paid"), "green"),
        _P.OVERPAID: (Text("Nộp thừa, chờ hoàn", "Overpaid, to be given back"), "yellow"),
        _P.REFUNDED: (Text("Đã hoàn", "Refunded"), "grey"),
    },
    _D: {
        _D.NONE: (Text("Chưa có gì để giao", "Nothing to deliver yet"), ""),
        _D.WAITING: (Text("Chờ giao", "Waiting to be delivered"), "yellow"),
        _D.WITH_CARRIER: (Text("Bưu chính đang phát", "With the post"), "blue"),
        _D.NOT_DELIVERED: (Text("Phát không thành công", "Not delivered"), "red"),
        _D.DELIVERED: (Text("Đã giao", "Delivered"), "green"),
    },
    _S: {
        _S.NONE: (Text("Không đồng bộ", "Not synchronised"), ""),
        _S.PENDING: (Text("Chờ đồng bộ", "Waiting to be sent"), "yellow"),
        _S.SENT: (Text("Đã gửi", "Sent"), "blue"),
        _S.ACKNOWLEDGED: (Text("Đã đồng bộ", "Synchronised"), "green"),
        _S.FAILED: (Text("Đồng bộ lỗi", "Failed"), "red"),
    },
    _G: {
        _G.NONE: (Text("Chưa số hoá", "Not digitised"), ""),
        _G.PARTIAL: (Text("Số hoá một phần", "Partly digitised"), "yellow"),
        _G.COMPLETE: (Text("Đã số hoá", "Digitised"), "green"),
    },
}

_MOVES: Final[Mapping[type[StrEnum], Mapping[str, tuple[SideState, ...]]]] = {
    _P: {
        _P.NONE: (_P.DUE,),
        _P.DUE: (_P.PAID, _P.NONE, _P.OVERPAID),
        _P.PAID: (_P.OVERPAID, _P.DUE),
        # What was paid too much goes back; a bill that grows again takes it up.
        _P.OVERPAID: (_P.PAID, _P.REFUNDED, _P.DUE),
        _P.REFUNDED: (_P.DUE,),
    },
    _D: {
        _D.NONE: (_D.WAITING,),
        _D.WAITING: (_D.WITH_CARRIER, _D.DELIVERED, _D.NONE),
        _D.WITH_CARRIER: (_D.DELIVERED, _D.NOT_DELIVERED),
        _D.NOT_DELIVERED: (_D.WITH_CARRIER, _D.WAITING),
        _D.DELIVERED: (_D.WAITING,),
    },
    _S: {
        _S.NONE: (_S.PENDING,),
        _S.PENDING: (_S.SENT, _S.FAILED),
        _S.SENT: (_S.ACKNOWLEDGED, _S.FAILED, _S.PENDING),
        _S.ACKNOWLEDGED: (_S.PENDING,),
        _S.FAILED: (_S.PENDING,),
    },
    _G: {
        _G.NONE: (_G.PARTIAL, _G.COMPLETE),
        _G.PARTIAL: (_G.COMPLETE, _G.NONE),
        _G.COMPLETE: (_G.PARTIAL, _G.NONE),
    },
}

AnyState = TypeVar("AnyState", PaymentState, DeliveryState, SyncState, DigitisationState)


def words_of(state: SideState) -> tuple[Text, str]:
    """Return what people read for a state, and the colour of its tag ("" for none)."""
    return _WORDS[type(state)][state]


def moves_from(state: SideState) -> tuple[SideState, ...]:
    """Return the states that may follow."""
    return _MOVES[type(state)][state]


def moved(now: AnyState, to: AnyState) -> AnyState:
    """Return ``to``, if it may follow ``now`` or is the same. Raises ``ValueError``."""
    if to is not now and to not in moves_from(now):
        raise ValueError(f"{type(now).__name__} does not go from {now} to {to}")
    return to
