"""What the platform tells the portal about an order: the truth, or one of these stories."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from citizen_portal.plugin_api import PaymentFact, PaymentState


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One notice of a story; a false one is sent once, the truth until it arrives."""

    fact: PaymentFact
    genuine: bool = True
    age: int = 0
    is_true: bool = False


def _truth(fact: PaymentFact) -> Told:
    return Told(fact=fact, is_true=True)


def _false(fact: PaymentFact, **changes: object) -> Told:
    changed = replace(fact, event_id=secrets.token_hex(16), **changes)  # type: ignore[arg-type]
    return Told(fact=changed)


def _earlier_failure(fact: PaymentFact) -> Told:
    before = fact.occurred_at - timedelta(seconds=30)
    return _false(fact, state=PaymentState.FAILED, transaction_id="", occurred_at=before)


# By name: what the pages call it, and what it sends.
SCENARIOS: dict[str, tuple[str, Callable[[PaymentFact], list[Told]]]] = {
    "normal": ("Thông báo đúng", lambda fact: [_truth(fact)]),
    "none": ("Không gửi thông báo (chỉ trả lời khi được hỏi)", lambda _: []),
    "failure_then_success": (
        "Báo thất bại trước, thành công sau",
        lambda fact: [_earlier_failure(fact), _truth(fact)],
    ),
    "success_then_failure": (
        "Đảo thứ tự: báo thành công trước, thất bại cũ sau",
        lambda fact: [_truth(fact), _earlier_failure(fact)],
    ),
    "forged_signature": (
        "Chữ ký giả",
        lambda fact: [Told(fact=fact, genuine=False)],
    ),
    "stale_signature": ("Chữ ký đã cũ 10 phút", lambda fact: [Told(fact=fact, age=600)]),
    "wrong_amount": (
        "Sai số tiền, chữ ký đúng",
        lambda fact: [_false(fact, amount=fact.amount + 1_000)],
    ),
    "wrong_currency": ("Sai loại tiền, chữ ký đúng", lambda fact: [_false(fact, currency="USD")]),
    "wrong_reference": (
        "Sai mã tham chiếu, chữ ký đúng",
        lambda fact: [_false(fact, reference=f"KHONG-CO-{secrets.token_hex(4).upper()}")],
    ),
    "changed_repetition": (
        "Lặp lại cùng mã sự kiện nhưng khác nội dung",
        lambda fact: [_truth(fact), Told(fact=replace(fact, amount=fact.amount + 1_000))],
    ),
}


def told(scenario: str, fact: PaymentFact, repeat: int) -> list[Told]:
    """The notices of a story in their order, each true one ``repeat`` times.

    Raises ``KeyError`` for an unknown story.
    """
    _, story = SCENARIOS[scenario]
    return [one for each in story(fact) for one in [each] * (repeat if each.is_true else 1)]
