"""What must stay true of the procedure."""

from __future__ import annotations

from datetime import date

from pavement_permit import PROCEDURE
from pavement_permit.cases import WEDDING

from citizen_portal.plugin_api import Channel
from citizen_portal.testing import ProcedureContract


class TestPavementPermit(ProcedureContract):
    """Everything that the portal expects of a procedure."""

    procedure = "3.990101"


def test_a_day_more_costs_more() -> None:
    longer = {**WEDDING.answers, "days": WEDDING.answers["days"] + 1}
    on = date(2026, 11, 20)
    first = PROCEDURE.fee.assess(WEDDING.answers, Channel.ONLINE, on).total
    assert PROCEDURE.fee.assess(longer, Channel.ONLINE, on).total - first == 40 * 5_000
