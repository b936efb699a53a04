"""Which questions and papers are asked again most."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from citizen_portal.domain.roles import ActorKind
from citizen_portal.models import Agency
from citizen_portal.services.errors import Forbidden, NotFound, WrongInput
from citizen_portal.services.supplements.statistics import return_statistics, usual_period
from tests.services.asked_items import ask, asked
from tests.services.town import AN, BINH, DUNG, EM, HAI, Town

TODAY = date(2026, 11, 20)
PLACE, BOOK = "cau.register_place", "cau.book_number"


def test_the_most_frequent_comes_first_with_its_share(town: Town) -> None:
    ask(town, town.submitted(AN), asked(PLACE, BOOK))
    ask(town, town.submitted(BINH), asked(PLACE, register_place="unreadable"))
    ask(town, town.submitted(BINH), asked(PLACE, register_place="unreadable"))
    town.submitted(AN)
    found = return_statistics(town.session, town.parts, town.person(DUNG), *usual_period(TODAY))
    first, second = found.lines
    assert first.title.vi.startswith("Nơi")
    assert (first.dossiers, first.share, first.reason.vi) == (3, 0.75, "Không đọc được")
    assert (second.dossiers, second.share) == (1, 0.25)
    assert [code for code, _ in found.procedures] == ["2.000635"]


def test_other_agencies_periods_and_procedures_do_not_count(town: Town) -> None:
    ask(town, town.submitted(AN), asked(PLACE))
    who = town.session, town.parts, town.person(DUNG)
    before = TODAY - timedelta(days=1)
    assert return_statistics(*who, before, before).lines == ()
    assert return_statistics(*who, TODAY, TODAY, procedure_code="1.001612").lines == ()
    hai = town.person(HAI)
    assert return_statistics(town.session, town.parts, hai, TODAY, TODAY).lines == ()
    bai_chay = hai.agency_ids[0]
    with pytest.raises(NotFound):
        return_statistics(*who, TODAY, TODAY, agency_id=bai_chay)
    assert town.session.get(Agency, bai_chay) is not None


def test_whose_task_it_is_and_which_periods(town: Town) -> None:
    assert ActorKind.CASE_OFFICER in {post.role for post in town.person(EM).posts}
    for who in (EM, AN):
        with pytest.raises(Forbidden):
            return_statistics(town.session, town.parts, town.person(who), TODAY, TODAY)
    for since, until in ((TODAY, date(2026, 11, 19)), (date(2025, 1, 1), TODAY)):
        with pytest.raises(WrongInput):
            return_statistics(town.session, town.parts, town.person(DUNG), since, until)
