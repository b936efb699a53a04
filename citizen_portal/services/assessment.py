"""What a dossier will cost and when its result is due, with the reasons for both."""

from __future__ import annotations

from datetime import date, datetime

from citizen_portal.domain.deadline import DueDate, due_date
from citizen_portal.domain.fees import FeeAssessment
from citizen_portal.domain.service_level import Channel
from citizen_portal.procedures.conditions import Answers
from citizen_portal.procedures.containment.guard import PluginFailed
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.services.errors import OutOfOrder
from citizen_portal.services.parts import Parts


def assess_fee(procedure: Procedure, answers: Answers, channel: Channel, on: date) -> FeeAssessment:
    """The bill, from the procedure's own rule. It is never guessed.

    Raises ``OutOfOrder``, and ``PluginFailed`` when the plugin did what none may.
    """
    try:
        return procedure.fee.assess(answers, channel, on)
    except PluginFailed:
        raise
    except Exception as error:
        raise OutOfOrder() from error


def assess_due(
    parts: Parts, procedure: Procedure, answers: Answers, channel: Channel,
    received_at: datetime, agency_id: int | None = None,
) -> DueDate:  # fmt: skip
    """When the result is due for a dossier validly received at that moment.

    By the calendar of the agency that handles it; without one, by the nation's.
    Raises ``OutOfOrder``, and ``PluginFailed`` when the plugin did what none may.
    """
    try:
        deadline = procedure.deadline_for(answers, channel)
    except PluginFailed:
        raise
    except Exception as error:
        raise OutOfOrder() from error
    return due_date(deadline, received_at, parts.reference.calendar(agency_id))
