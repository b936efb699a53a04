"""Lines of a bill that several procedures write alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from citizen_portal.domain.fees import FeeAssessment, FeeKind, FeeLine, FeeRate, rate_on
from citizen_portal.domain.legal import LegalBasis
from citizen_portal.domain.money import format_vnd
from citizen_portal.domain.service_level import Channel
from citizen_portal.domain.wording import Text
from citizen_portal.procedures.conditions import Answers

NOT_EXEMPT = "none"
"""The answer of somebody who claims no exemption."""

_CHECKED = Text(
    "Cán bộ kiểm tra diện miễn khi tiếp nhận hồ sơ.",
    "It is checked when the dossier is accepted.",
)


def set_by_province(said: Text) -> Text:
    """Add to what is ``said`` of an amount that the province sets it and the portal configures it.

    The province's resolution was not read, so that a bill says this instead of citing it.
    """
    english = said.in_language("en")
    return Text(
        f"{said.vi} Mức thu do nghị quyết của tỉnh quy định, theo cấu hình của cổng này.",
        f"{english} The province's resolution sets the amount, as configured in this portal.",
    )


def configured_charge(
    *,
    code: str,
    name: Text,
    price: int,
    reason: Text,
    exemption: Text | None = None,
    exempt_by: LegalBasis | None = None,
) -> FeeLine:
    """One state charge (lệ phí) whose ``price``, in đồng, is configuration: it cites no law.

    With an ``exemption`` nothing is charged; ``exempt_by`` is cited when the exemption is law.
    """
    return FeeLine(
        code=code,
        name=name,
        kind=FeeKind.STATE_CHARGE,
        quantity=1,
        unit_price=price,
        amount=0 if exemption else price,
        legal_basis=str(exempt_by) if exemption and exempt_by else "",
        reason=reason,
        exemption=exemption,
    )


def declared_exemption(
    claimed: str | None, grounds: Sequence[tuple[str, Text]], *, checked: Text = _CHECKED
) -> Text | None:
    """Words for an exemption that a person claims: its ground, and that it will be ``checked``.

    ``grounds`` are the choices of the question. None when nothing, or ``NOT_EXEMPT``, is claimed.
    Raises ``KeyError`` for a claim that is not among the grounds.
    """
    if not claimed or claimed == NOT_EXEMPT:
        return None
    ground = dict(grounds)[claimed]
    return Text(
        f"Miễn theo khai báo: {ground.vi}. {checked.vi}",
        f"Exempt as declared: {ground.en}. {checked.en}",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiesFee:
    """The fee (phí) for copies: one price for each, by the rate in force, whatever the channel.

    ``number`` is the question for how many.
    """

    code: str
    name: Text
    number: str
    rates: tuple[FeeRate, ...]

    def assess(self, answers: Answers, channel: Channel, on: date) -> FeeAssessment:
        """The bill of who asks for copies only, in đồng. Errors are those of ``line``."""
        return FeeAssessment(lines=(self.line(answers, on),))

    def line(self, answers: Answers, on: date) -> FeeLine:
        """The line for the copies asked for, in đồng.

        Raises ``LookupError`` when no rate is in force, or their number is not answered.
        """
        copies, rate = answers[self.number], rate_on(self.rates, on)
        price = format_vnd(rate.unit_price)
        return FeeLine(
            code=self.code,
            name=self.name,
            kind=FeeKind.SERVICE_FEE,
            quantity=copies,
            unit_price=rate.unit_price,
            amount=copies * rate.unit_price,
            legal_basis=str(rate.legal_basis),
            reason=Text(
                f"{copies} bản sao, mỗi bản {price}",
                f"{copies} {'copy' if copies == 1 else 'copies'} at {price} each",
            ),
        )
