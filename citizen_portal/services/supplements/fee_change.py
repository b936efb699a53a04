"""What other answers do to the fee: more is asked for with its reason, less is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from citizen_portal.domain.fees import FeeAssessment
from citizen_portal.domain.moment import day_in_vietnam
from citizen_portal.domain.service_level import Channel
from citizen_portal.models import Dossier
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.services.assessment import assess_fee
from citizen_portal.services.parts import Parts
from citizen_portal.services.payments.fee_balance import settle_state


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeChange:
    """The bill by the answers before and by those after."""

    before: FeeAssessment
    after: FeeAssessment


def fee_change(
    procedure: Procedure,
    dossier: Dossier,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    parts: Parts,
) -> FeeChange | None:
    """How the fee changes, by the rates of the day of submission; None when it stays.

    A part of an interlinked dossier has no fee of its own. Raises ``OutOfOrder``.
    """
    if dossier.parent_id is not None:
        return None
    on = day_in_vietnam(dossier.submitted_at or parts.clock())
    channel = Channel(dossier.channel)
    old = assess_fee(procedure, before, channel, on)
    new = assess_fee(procedure, after, channel, on)
    return FeeChange(before=old, after=new) if new.total != old.total else None


def apply_fee_change(session: Session, dossier: Dossier, change: FeeChange) -> None:
    """Bill the new amount; what was paid counts, and what others added to the bill stays.

    What was paid too much is left for the cash desk to give back.
    """
    billed = FeeAssessment.from_json(dossier.fee or {"lines": []}).lines
    added = tuple(line for line in billed if line not in change.before.lines)
    fee = FeeAssessment(lines=(*change.after.lines, *added))
    dossier.fee = fee.to_json()
    dossier.fee_total = fee.total
    settle_state(session, dossier)
