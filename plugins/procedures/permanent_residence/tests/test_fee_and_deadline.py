"""10,000 đồng online, 20,000 at the counter, exemptions; seven working days."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from citizen_portal.domain.deadline import due_date
from citizen_portal.domain.moment import VIETNAM
from citizen_portal.domain.working_time import WorkingCalendar
from citizen_portal.plugin_api import NOT_EXEMPT, Channel
from plugins.procedures.permanent_residence import PROCEDURE
from plugins.procedures.permanent_residence.exemption import EXEMPTIONS

ON = date(2026, 11, 20)
PRICES = {Channel.ONLINE: 10_000, Channel.COUNTER: 20_000}


@pytest.mark.parametrize("channel", PROCEDURE.channels)
@pytest.mark.parametrize("ground", [value for value, _ in EXEMPTIONS])
def test_fee(channel: Channel, ground: str) -> None:
    bill = PROCEDURE.fee.assess({"exemption": ground}, channel, ON)
    (line,) = bill.lines
    assert (line.quantity, line.unit_price) == (1, PRICES[channel])
    assert "75/2022/TT-BTC" in line.legal_basis
    if ground == NOT_EXEMPT:
        assert bill.total == PRICES[channel]
        assert line.exemption is None
    else:
        assert bill.total == 0
        assert line.exemption is not None
        assert dict(EXEMPTIONS)[ground].vi in line.exemption.vi
        assert "Công an kiểm tra" in line.exemption.vi


def test_the_number_of_people_does_not_change_the_fee() -> None:
    answers = {"exemption": NOT_EXEMPT, "members": [{}, {}, {}]}
    assert PROCEDURE.fee.assess(answers, Channel.ONLINE, ON).total == 10_000


def test_a_draft_without_the_answer_is_assessed_in_full() -> None:
    assert PROCEDURE.fee.assess({}, Channel.COUNTER, ON).total == 20_000


def test_no_rate_is_guessed_for_earlier_days() -> None:
    with pytest.raises(LookupError):
        PROCEDURE.fee.assess({}, Channel.ONLINE, date(2025, 6, 30))


def test_deadline() -> None:
    calendar = WorkingCalendar(
        days_off={date(2026, 11, 24): "Ngày Văn hóa Việt Nam"}, working_swaps={}, version="test"
    )
    received = datetime(2026, 11, 20, 10, 0, tzinfo=VIETNAM)
    promised = due_date(PROCEDURE.deadline_for({}, Channel.ONLINE), received, calendar)
    assert promised.at == datetime(2026, 12, 2, 10, 0, tzinfo=VIETNAM)
    assert any("68/2020/QH14" in step.text.vi for step in promised.steps)
