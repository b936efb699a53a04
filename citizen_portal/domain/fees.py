"""Fees: what is owed, line by line, each with its reason and its legal basis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from citizen_portal.domain.legal import LegalBasis
from citizen_portal.domain.wording import Text


class FeeKind(StrEnum):
    """The law's kinds of money: phí, lệ phí, and what others charge."""

    SERVICE_FEE = "phi"
    STATE_CHARGE = "le_phi"
    POSTAGE = "buu_chinh"
    OTHER = "khac"


class PayableWhen(StrEnum):
    """At which moment a line is due."""

    ON_SUBMISSION = "khi_nop"
    ON_SUPPLEMENT = "khi_bo_sung"
    ON_RESULT = "khi_tra_ket_qua"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeLine:
    """One line of the bill; money in whole đồng.

    ``reason`` tells in words how the amount came about; ``exemption`` names the
    ground when the line is reduced or free.
    """

    code: str
    name: Text
    kind: FeeKind
    quantity: int
    unit_price: int
    amount: int
    legal_basis: str
    reason: Text
    exemption: Text | None = None
    payable_when: PayableWhen = PayableWhen.ON_SUBMISSION

    def __post_init__(self) -> None:
        if self.quantity < 0 or self.unit_price < 0 or self.amount < 0:
            raise ValueError("a fee line has no negative numbers")
        if self.amount > self.quantity * self.unit_price:
            raise ValueError("a fee line never asks more than quantity × unit price")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeAssessment:
    """The bill of one dossier: its lines, and nothing else decides the total."""

    lines: tuple[FeeLine, ...]

    @property
    def total(self) -> int:
        """What is owed, in đồng."""
        return sum(line.amount for line in self.lines)

    def to_json(self) -> dict[str, Any]:
        """Plain values for storage, see ``from_json``."""
        return {"lines": [asdict(line) for line in self.lines]}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> FeeAssessment:
        """Read what ``to_json`` wrote, types intact."""
        return cls(lines=tuple(_line_from_json(line) for line in stored["lines"]))


def _line_from_json(stored: Mapping[str, Any]) -> FeeLine:
    exemption = stored["exemption"]
    return FeeLine(
        code=stored["code"],
        name=Text(**stored["name"]),
        kind=FeeKind(stored["kind"]),
        quantity=stored["quantity"],
        unit_price=stored["unit_price"],
        amount=stored["amount"],
        legal_basis=stored["legal_basis"],
        reason=Text(**stored["reason"]),
        exemption=Text(**exemption) if exemption else None,
        payable_when=PayableWhen(stored["payable_when"]),
    )


NO_FEE = FeeAssessment(lines=())


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeRate:
    """A price with the days it applies; the law's tables are tuples of these."""

    unit_price: int
    legal_basis: LegalBasis

    def applies(self, on: date) -> bool:
        """Tell whether the rate is in force on that day."""
        return self.legal_basis.in_force is None or self.legal_basis.in_force.covers(on)


def rate_on(rates: tuple[FeeRate, ...], on: date) -> FeeRate:
    """The one rate in force on a day. Raises ``LookupError``: a fee is never guessed."""
    found = [rate for rate in rates if rate.applies(on)]
    if len(found) != 1:
        raise LookupError(f"{len(found)} rates in force on {on}; exactly one is needed")
    return found[0]
