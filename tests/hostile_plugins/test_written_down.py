"""What plugins did wrong is written down: counted, in a transaction of its own, or later."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, create_engine, select
from sqlalchemy.orm import Session

from citizen_portal.app import Portal
from citizen_portal.jobs.workshop import Workshop
from citizen_portal.models import Person, PluginIncident
from citizen_portal.procedures.containment.guard import Guard
from citizen_portal.procedures.containment.incident import Incident, IncidentBook
from citizen_portal.procedures.containment.rules import contained
from citizen_portal.procedures.manifest import Requires
from citizen_portal.services.drafts.prefill import prefilled
from citizen_portal.services.errors import PortalError
from citizen_portal.services.incidents import incident_counts, list_incidents, write_incidents
from tests.hostile_plugins.declaration import Wish, procedure

AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


def incident(what: str = "fee", kind: str = "timeout", sentence: str = "a") -> Incident:
    return Incident(
        plugin="sample", procedure_code="1.900001", what=what, kind=kind, sentence=sentence
    )


def test_the_same_failure_is_one_row_that_counts(engine: Engine) -> None:
    book = IncidentBook()
    book.note(incident())
    book.note(incident(kind="exit"))
    write_incidents(engine, book, AT)
    book.note(incident(sentence="b"), times=2)
    write_incidents(engine, book, AT + timedelta(hours=1))
    with Session(engine) as session:
        row = session.scalars(select(PluginIncident).where(PluginIncident.kind == "timeout")).one()
        assert (row.times, row.sentence) == (3, "b")
        assert (row.first_at, row.last_at) == (AT, AT + timedelta(hours=1))
        assert incident_counts(session) == (("sample", "exit", 1), ("sample", "timeout", 3))


def test_a_database_that_does_not_answer_makes_nothing_worse() -> None:
    book = IncidentBook()
    book.note(incident(), times=3)
    nowhere = create_engine("postgresql+psycopg://127.0.0.1:9/none")
    write_incidents(nowhere, book, AT)
    assert book.take() == [(incident(), 3)]


def test_only_administrators_read_them(db: Session) -> None:
    with pytest.raises(PortalError, match="Hãy đăng nhập"):
        list_incidents(db, None)


def test_a_job_that_fails_writes_them_too(portal: Portal) -> None:
    shop = Workshop(portal.parts, portal.engine, print_paper=lambda *given: b"")

    def job() -> None:
        with shop.session():
            portal.parts.incidents.note(incident())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        job()
    with Session(portal.engine) as session:
        assert incident_counts(session) == (("sample", "timeout", 1),)


@pytest.mark.parametrize("registers", [(), ("identity",)])
def test_a_register_that_is_named_too_late_stays_closed(registers: tuple[str, ...]) -> None:
    """The manifest counts when a form is filled in, too: a question can be changed later."""
    made = type("Changed", (Wish,), {})
    guard = Guard("sample", Requires(registers=registers), IncidentBook())
    offered = contained(procedure("1.900001", form=(made,)), guard)
    made.questions()["wish"].prefill = "identity.full_name"
    answers, _ = prefilled(offered, Person(full_name="Nguyễn Văn An"))
    assert answers == ({"wish": "Nguyễn Văn An"} if registers else {})
