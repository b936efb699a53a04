"""Which lines of a bill a payment is for, when a bill grows after money has come in."""

from __future__ import annotations

from citizen_portal.domain.fees import FeeAssessment

REST = "Phần phí, lệ phí còn phải nộp"
"""The one line of a payment that no lines of the bill add up to."""


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
