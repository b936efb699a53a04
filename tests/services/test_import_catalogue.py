"""Importing: whole or not at all, the same twice changes nothing, changes wait for a person."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from bench.national_file import national_procedures
from citizen_portal.models import AuditEntry, ImportedProcedure
from citizen_portal.models.session import new_session
from citizen_portal.services.imports.importing import ImportRefused, import_catalogue
from tests.services.national_entries import NOW, PERMIT, entry, land, sample


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with new_session(engine) as made:
        yield made


def stored(session: Session) -> dict[str, ImportedProcedure]:
    session.expire_all()
    return {row.code: row for row in session.scalars(select(ImportedProcedure))}


def audited(session: Session) -> list[Any]:
    rows = session.scalars(select(AuditEntry).order_by(AuditEntry.sequence))
    return [json.loads(row.record) for row in rows]


def test_every_entry_lands_unreviewed(session: Session) -> None:
    summary = land(session, *sample())
    assert (summary.new, summary.unchanged, summary.changed, summary.refused) == (3, 0, 0, [])
    assert summary.marked == 3
    rows = stored(session)
    assert set(rows) == {"1.013225", "2.001610", "2.000986"}
    assert {row.state for row in rows.values()} == {"unreviewed"}
    assert rows[PERMIT].source == sample()[0], "kept as it was given"
    assert rows[PERMIT].reading["not_understood"] == ["futureField"]
    assert rows[PERMIT].imported_at == NOW
    (noted,) = audited(session)
    assert (noted["act"], noted["who"], noted["detail"]["new"]) == ("import_catalogue", "system", 3)


def test_importing_twice_changes_nothing(session: Session) -> None:
    entries = [*sample(), entry(), entry(code="3.900002")]
    land(session, *entries)
    before = {code: dict(vars(row)) for code, row in stored(session).items()}
    again = land(session, *reversed(entries), now=NOW + timedelta(days=9))
    assert (again.new, again.unchanged, again.changed) == (0, 5, 0)
    after = {code: dict(vars(row)) for code, row in stored(session).items()}
    for code, row in after.items():
        assert {**row, "_sa_instance_state": 0} == {**before[code], "_sa_instance_state": 0}
    assert len(audited(session)) == 1


def test_keys_in_another_order_are_the_same_source(session: Session) -> None:
    land(session, entry())
    assert land(session, dict(reversed(entry().items()))).unchanged == 1


def test_a_changed_source_waits_beside_the_old_one(session: Session) -> None:
    land(session, entry())
    changed = land(session, entry(name="Cấp giấy phép thử nghiệm mới"))
    assert (changed.new, changed.changed) == (0, 1)
    row = stored(session)["3.900001"]
    assert row.name == "Cấp giấy phép thử nghiệm"
    assert row.incoming is not None
    assert row.incoming["name"] == "Cấp giấy phép thử nghiệm mới"
    assert land(session, entry(name="Cấp giấy phép thử nghiệm mới")).unchanged == 1
    assert land(session, entry()).changed == 1, "the source is again as it was"
    assert stored(session)["3.900001"].incoming is None
    assert land(session, entry()).unchanged == 1


def test_entries_that_make_no_sense_refuse_the_file(session: Session) -> None:
    with pytest.raises(ImportRefused) as refused:
        land(session, entry(), {"name": "x"}, 7)
    assert refused.value.sentences == [
        "procedures[1].code: there is no procedure code",
        "procedures[2]: this is no object with a procedure",
    ]
    assert stored(session) == {}
    summary = land(session, entry(), {"name": "x"}, 7, skip_refused=True)
    assert (summary.new, len(summary.refused)) == (1, 2)
    assert set(stored(session)) == {"3.900001"}


@pytest.mark.parametrize(
    "value", ["\u0000", "a\ud800b", float("1e308") * 10], ids=["nul", "half", "endless"]
)
def test_what_no_table_can_hold_is_refused(session: Session, value: Any) -> None:
    data = json.dumps([entry(note=value)]).replace("Infinity", "1e999").encode()
    with pytest.raises(ImportRefused, match=r"U\+0000|cannot be stored"):
        import_catalogue(session, io.BytesIO(data), now=NOW)
    assert stored(session) == {}


def test_the_words_of_an_escape_are_no_nul(session: Session) -> None:
    assert land(session, entry(note="\\u0000")).new == 1


def test_one_code_with_two_contents_is_refused(session: Session) -> None:
    local = entry(code="3.900001.000.00.00.H49", name="Tên khác")
    with pytest.raises(ImportRefused) as refused:
        land(session, entry(), entry(), local)
    (sentence,) = refused.value.sentences
    assert sentence.startswith("procedures[2].code: 3.900001.000.00.00.H49 is 3.900001, which")


def test_a_file_that_breaks_off_writes_nothing(session: Session) -> None:
    whole = json.dumps([*national_procedures(450)]).encode()
    with pytest.raises(ImportRefused, match=r"this is not JSON|end of the file"):
        import_catalogue(session, io.BytesIO(whole[:-10]), now=NOW)
    assert session.scalar(select(func.count()).select_from(ImportedProcedure)) == 0


def test_entries_of_one_name_are_told_of_each_other(session: Session) -> None:
    land(session, entry(code="3.900002"))
    assert stored(session)["3.900002"].marks == 0
    land(session, entry(), entry(code="3.900003", name="CẤP GIẤY PHÉP thử nghiệm"))
    rows = stored(session)
    assert rows["3.900002"].reading["same_name"] == ["3.900001", "3.900003"]
    assert {row.marks for row in rows.values()} == {1}


def test_a_generated_catalogue_is_always_the_same_and_sound(session: Session) -> None:
    entries = list(national_procedures(300))
    assert entries == list(national_procedures(600))[:300]
    assert len({one["name"] for one in entries}) == 300
    summary = land(session, *entries)
    assert (summary.new, summary.refused) == (300, [])
    assert summary.marked == 5, "13, 110, 207 with a fee of 100; 20, 171 with two times"
