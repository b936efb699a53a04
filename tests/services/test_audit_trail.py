"""The trail cannot be changed unnoticed, and the database refuses to change it at all."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from citizen_portal.services import audit
from tests.services.town import AN, DUNG, Town

ONLY_ADDED = ("dossier_event", "audit_entry", "payment_entry", "fee_receipt")


@pytest.fixture
def lived(own_town: Town) -> Town:
    """A town in which every kind of trace was left."""
    own_town.returned()
    return own_town


def test_the_chain_holds_over_many_acts(lived: Town) -> None:
    count = lived.session.execute(text("SELECT count(*) FROM audit_entry")).scalar_one()
    assert count > 8
    assert audit.first_broken_entry(lived.session) is None


@pytest.mark.parametrize("table", ONLY_ADDED)
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET at_ = at_"])
def test_the_database_refuses_any_change(lived: Town, table: str, statement: str) -> None:
    moment = "issued_at" if table == "fee_receipt" else "at"
    with pytest.raises(DBAPIError, match="only ever added"):
        lived.session.execute(text(statement.format(table).replace("at_", moment)))


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE audit_entry SET record = replace(record, 'ok', 'no') WHERE sequence = 4",
        "UPDATE audit_entry SET digest = sha256(digest) WHERE sequence = 4",
        "DELETE FROM audit_entry WHERE sequence = 3",
    ],
    ids=["a record", "a digest", "an entry gone"],
)
def test_tampering_is_found(lived: Town, own_engine: Engine, tampering: str) -> None:
    with own_engine.begin() as superuser:
        superuser.execute(text("ALTER TABLE audit_entry DISABLE TRIGGER only_ever_added"))
        assert superuser.execute(text(tampering)).rowcount == 1
    with Session(own_engine) as session:
        assert audit.first_broken_entry(session) == 4


def test_an_entry_of_a_rolled_back_act_is_not_there(town: Town) -> None:
    actor = town.person(DUNG)
    before = town.session.execute(text("SELECT max(sequence) FROM audit_entry")).scalar_one()
    audit.record(town.session, at=town.clock(), actor=actor, act="test", object_id=1)
    town.session.rollback()
    after = town.session.execute(text("SELECT max(sequence) FROM audit_entry")).scalar_one()
    assert after == before


def test_the_trail_names_no_person(lived: Town) -> None:
    records = lived.session.scalars(text("SELECT record FROM audit_entry")).all()
    assert not [one for one in records if "Nguyễn" in one or AN in one]
