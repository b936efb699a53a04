"""Past dossiers are looked at where they are: all or a sample, and nothing of them is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import InternalError
from sqlalchemy.orm import Session

from citizen_portal.models import Dossier
from citizen_portal.plugin_api import Answers, NumberField, Problem, Procedure, Text
from citizen_portal.procedures.catalogue import Catalogue
from citizen_portal.services.replay.differences import Comparison, Kind
from citizen_portal.services.replay.sources import (
    Tally,
    begin_reading,
    bundled_calendar,
    count_dossiers,
    replay_dossiers,
)
from tests.services.permit import CODE, PERMIT, PermitFee, Request, form_with, second
from tests.services.town import AN, BINH, Town

SMALLER = form_with(request={"size": NumberField("Diện tích", least=1, most=300)})


@pytest.fixture
def filed(town: Town) -> Town:
    """One dossier of each case, another's of the first, and a draft."""
    town = replace(town, parts=replace(town.parts, catalogue=Catalogue([("permits", PERMIT)])))
    for case in range(4):
        town.submitted(AN, CODE, case)
    town.submitted(BINH, CODE)
    town.draft(AN, CODE)
    return town


def _replayed(town: Town, new: Procedure, **options: Any) -> Tally:
    compared = Comparison((PERMIT, new), "1", "2", bundled_calendar())
    return replay_dossiers(town.session, compared, **options)


def _told(tally: Tally) -> dict[str, int]:
    return {f"{one.kind}: {one.what}": count for one, count in tally.differences.items()}


def test_dossiers_and_drafts_are_counted_apart(filed: Town) -> None:
    assert count_dossiers(filed.session, PERMIT) == (5, 1)
    assert count_dossiers(filed.session, second()) == (0, 0)


def test_a_version_that_changes_nothing_touches_no_dossier(filed: Town) -> None:
    found = _replayed(filed, second())
    assert (found.seen, found.touched, _told(found)) == (5, 0, {})


def test_each_dossier_counts_once(filed: Town) -> None:
    new = second(
        form=SMALLER,
        fee=PermitFee(charge=60_000),
        documents=PERMIT.documents[:2],
        acceptance_hours=9,
    )
    found = _replayed(filed, new)
    assert (found.seen, found.touched) == (5, 5)
    # What is refused is assessed no further.
    assert _told(found) == {
        "answers: size": 1, "refused: size": 1, "fee: LPCP": 3, "papers: anh-chup": 4,
        "due: acceptance": 5,
    }  # fmt: skip
    assert found.kinds == {
        Kind.ANSWERS: 1, Kind.REFUSED: 1, Kind.FEE: 3, Kind.PAPERS: 4, Kind.DUE: 5,
    }  # fmt: skip


def test_shares_make_up_the_whole(filed: Town) -> None:
    new = second(fee=PermitFee(each=2_000))
    whole = _replayed(filed, new)
    joined = Tally(source="past dossiers")
    for which in range(3):
        joined.join(_replayed(filed, new, share=(which, 3)))
    assert joined == whole


def test_a_sample_is_the_same_each_time(filed: Town) -> None:
    new = second(form=SMALLER)
    heard: list[int] = []
    few = [_replayed(filed, new, sample=2, tell=heard.append) for _ in range(2)]
    assert few[0] == few[1]
    assert (few[0].seen, heard) == (2, [2, 2])
    shares = [_replayed(filed, new, sample=3, share=(which, 2)).seen for which in range(2)]
    assert sum(shares) == 3


def test_answers_that_cannot_be_read_any_more_are_counted(filed: Town) -> None:
    filed.session.execute(
        text("UPDATE dossier SET answers = jsonb_set(answers, '{start}', '\"soon\"')"
             " WHERE submitted_at IS NOT NULL")
    )  # fmt: skip
    assert _told(_replayed(filed, second())) == {"fails: stored answers": 5}


def test_sentences_name_nobody(filed: Town) -> None:
    class Personal(Request):
        @classmethod
        def check(cls, answers: Answers, on: date) -> list[Problem]:
            name, number = answers["asker_name"], answers["asker_number"]
            said = f"{name} ({name.split()[-1]}, số {number}, {answers['purpose']}): không được."
            return [Problem("size", Text(said)), Problem(name, Text(name.upper()))]

    found = _replayed(filed, second(form=(PERMIT.form[0], Personal), cases=()))
    refused = {(one.what, one.how): count for one, count in found.differences.items()}
    assert refused == {("size", "… (…, số …): không được."): 5, ("(page)", "…"): 5}


def test_nothing_can_be_written_while_reading(own_town: Town) -> None:
    with Session(own_town.session.get_bind()) as session:
        begin_reading(session)
        with pytest.raises(InternalError, match="read-only"):
            session.execute(Dossier.__table__.delete())  # type: ignore[attr-defined]
