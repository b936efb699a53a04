"""The audit trail: who may read what of it, page by page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from citizen_portal.models import AuditEntry
from citizen_portal.services.colleagues import logs
from citizen_portal.services.colleagues.logs import Wanted, read_log
from citizen_portal.services.errors import Forbidden
from tests.services.colleagues.office import AUDITOR, EN
from tests.services.town import AN, BAI_CHAY, DUNG, EM, GIANG, HAI, SANG, Town


def _codes(town: Town, number: str, **wanted: object) -> set[str]:
    page = read_log(town.session, town.parts, town.person(number), Wanted(**wanted))  # type: ignore[arg-type]
    return {one.code for one in page.lines}


def test_leaders_read_of_their_agency_and_auditors_everything(town: Town) -> None:
    here = town.dossier(town.accepted()).code
    there = town.dossier(town.submitted(commune=BAI_CHAY)).code
    assert _codes(town, GIANG) == _codes(town, EN) == {here}
    assert {here, there, ""} <= _codes(town, AUDITOR)
    assert _codes(town, GIANG, code=there) == set()
    for number in (DUNG, EM, HAI, AN):
        with pytest.raises(Forbidden):
            read_log(town.session, town.parts, town.person(number), Wanted())


def test_an_entry_says_who_did_what(town: Town) -> None:
    dossier = town.dossier(town.accepted())
    page = read_log(town.session, town.parts, town.person(GIANG), Wanted(code=dossier.code or ""))
    assert [(one.act, one.who) for one in page.lines] == [
        ("chuyen-xu-ly", ""), ("tiep-nhan", "Phạm Thị Dung"), ("nop", "Nguyễn Văn An"),
    ]  # fmt: skip
    assert all(one.dossier_id == dossier.id for one in page.lines)


def test_a_login_names_who_came(town: Town) -> None:
    town.person(DUNG)
    page = read_log(town.session, town.parts, town.person(AUDITOR), Wanted())
    assert {one.who for one in page.lines if one.act == "login"} >= {"Phạm Thị Dung"}


@pytest.mark.parametrize("person", [DUNG, "Phạm Thị Dung"])
def test_it_is_narrowed_to_a_person_and_a_day(town: Town, person: str) -> None:
    town.accepted()
    first_day = town.parts.today()
    town.clock.move(days=3)  # type: ignore[attr-defined]
    town.accepted(SANG)

    def acts(**wanted: object) -> list[str]:
        page = read_log(town.session, town.parts, town.person(AUDITOR), Wanted(**wanted))  # type: ignore[arg-type]
        return [one.act for one in page.lines if one.act not in ("read-log", "login")]

    assert acts(person=person) == ["tiep-nhan", "tiep-nhan"]
    assert acts(person=person, day=first_day) == ["tiep-nhan"]
    assert acts(person=person, day=first_day + timedelta(days=1)) == []
    assert acts(person="Không Ai") == []
    assert len(acts(day=town.parts.today())) == 3


def test_days_are_found_at_their_borders(town: Town) -> None:
    """The halving search agrees with counting, wherever a day begins."""
    for _ in range(3):
        town.submitted()
        town.clock.move(hours=7)  # type: ignore[attr-defined]
    at = AuditEntry.at
    moments = list(town.session.scalars(select(at).distinct()))
    for moment in [*moments, *(one + timedelta(microseconds=1) for one in moments)]:
        counted = town.session.scalar(select(func.count()).where(at < moment))
        assert logs._last_before(town.session, moment) == counted


def test_pages_follow_one_another_through_a_bounded_window(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = town.dossier(town.accepted())
    for _ in range(9):
        town.submitted(SANG)
    monkeypatch.setattr(logs, "WINDOW", 4)
    monkeypatch.setattr(logs, "PAGE", 3)
    wanted, seen, before = Wanted(person=DUNG), [], 0
    for _ in range(30):
        page = read_log(town.session, town.parts, town.person(GIANG), wanted, before)
        seen += [one.act for one in page.lines]
        before = page.older
        if not before:
            break
    assert seen == ["tiep-nhan"]
    page = read_log(town.session, town.parts, town.person(GIANG), Wanted(code=dossier.code or ""))
    assert len(page.lines) == 3, "a dossier's own entries are found wherever they are"


def test_reading_is_written_down_and_changes_nothing_else(town: Town) -> None:
    town.submitted()
    before = town.session.scalar(select(func.count()).select_from(AuditEntry)) or 0
    read_log(town.session, town.parts, town.person(GIANG), Wanted(code="000.99"))
    entries = town.session.scalars(select(AuditEntry).order_by(AuditEntry.sequence)).all()
    assert len(entries) in (before + 1, before + 2), "the reader may have logged in"
    assert '"act":"read-log"' in entries[-1].record
