"""Which lines of a bill a payment is for, when a bill grows after money has come in."""

from __future__ import annotations

from dataclasses import dataclass

from citizen_portal.domain.fees import FeeAssessment
from citizen_portal.domain.side_states import PaymentState

REST = "Phần phí, lệ phí còn phải nộp"
"""The one line of a payment that no lines of the bill add up to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeBalance:
    """What a dossier is billed, and the money received less what went back, in đồng."""

    billed: int
    paid: int

    @property
    def owed(self) -> int:
        """What is still to be paid; never below 0."""
        return max(self.billed - self.paid, 0)

    @property
    def too_much(self) -> int:
        """What was paid beyond the bill and is to be given back; never below 0."""
        return max(self.paid - self.billed, 0)

    def state(self, *, given_back: bool = False) -> PaymentState:
        """Where the fee stands; ``given_back`` when money went back before."""
        if self.owed:
            return PaymentState.DUE
        if self.too_much:
            return PaymentState.OVERPAID
        if self.paid:
            return PaymentState.PAID
        return PaymentState.REFUNDED if given_back else PaymentState.NONE


def lines_paid(fee: FeeAssessment, before: int, amount: int) -> tuple[tuple[str, int], ...]:
    """Return name and amount of the lines that ``amount`` đồng pay, ``before`` being paid.

    Lines are paid in their order, so those added later are paid later. Where the amounts do
    not meet the ends of lines there is one line for all of it.
    """
    found, passed = [], 0
    for line in fee.lines:
        if line.amount and before <= passed < before + amount:
            found.append((line.name.vi, line.amount))
        passed += line.amount
    if sum(each for _, each in found) != amount:
        return ((REST, amount),)
    return tuple(found)
