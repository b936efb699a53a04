"""Keeping the index of words: after a change, and for all dossiers once more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, cast, func, select, update
from sqlalchemy import Text as SqlText
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.orm import Session

from citizen_portal.domain.folding import sort_key
from citizen_portal.models import Dossier, DossierText, Person
from citizen_portal.procedures.catalogue import ProcedureSuspended
from citizen_portal.procedures.containment.guard import PluginFailed
from citizen_portal.procedures.form import answers_from_json
from citizen_portal.services.answer_lines import answered_steps
from citizen_portal.services.finding.words import agency_word, words_of
from citizen_portal.services.parts import Parts

AT_ONCE = 500
_COLUMNS = (
    Dossier.id, Dossier.code, Dossier.procedure_code, Dossier.procedure_version,
    Dossier.applicant_name, Dossier.subject, Dossier.answers, Dossier.receiving_agency_id,
    Dossier.competent_agency_id, Dossier.handling_agency_id, Dossier.return_agency_id,
    Person.personal_number, Person.phone,
)  # fmt: skip


def index_dossier(session: Session, parts: Parts, dossier_id: UUID) -> None:
    """Keep the words of one dossier as they are now. For the worker."""
    _keep(session, parts, session.execute(_submitted().where(Dossier.id == dossier_id)).all())
    session.commit()


def index_next(session: Session, parts: Parts, after: UUID | None = None) -> UUID | None:
    """Keep the words of the next some dossiers; returns the last of them, None at the end."""
    statement = _submitted().order_by(Dossier.id).limit(AT_ONCE)
    if after is not None:
        statement = statement.where(Dossier.id > after)
    rows = session.execute(statement).all()
    _keep(session, parts, rows)
    names = [{"id": row.id, "name_key": sort_key(row.applicant_name)} for row in rows]
    if names:
        session.execute(update(Dossier), names)
    session.commit()
    return rows[-1].id if rows else None


def _submitted() -> Select[*tuple[Any, ...]]:
    joined = select(*_COLUMNS).join(Person, Person.id == Dossier.person_id)
    return joined.where(Dossier.code.is_not(None))


def _keep(session: Session, parts: Parts, rows: Sequence[Any]) -> None:
    if not rows:
        return
    values = [{"dossier_id": row.id, "words": _vector(_words(parts, row))} for row in rows]
    new = insert(DossierText).values(values)
    session.execute(
        new.on_conflict_do_update(
            index_elements=[DossierText.dossier_id], set_={"words": new.excluded.words}
        )
    )


def _vector(words: Sequence[str]) -> Any:
    return func.array_to_tsvector(cast(list(words), ARRAY(SqlText)))


def _words(parts: Parts, row: Any) -> list[str]:
    agencies = {
        row.receiving_agency_id, row.competent_agency_id, row.handling_agency_id,
        row.return_agency_id,
    }  # fmt: skip
    texts = (
        row.code, row.procedure_code, row.applicant_name, row.subject, row.personal_number,
        row.phone, *_told(parts, row),
    )  # fmt: skip
    return [*map(agency_word, sorted(agencies)), *words_of(texts, parts.search_key)]


def _told(parts: Parts, row: Any) -> Iterable[str]:
    """The procedure's name and the answers as people read them.

    While the procedure is interrupted, the answers as they are stored.
    """
    try:
        procedure = parts.catalogue.version(row.procedure_code, row.procedure_version)
        answers = answers_from_json(procedure.form, row.answers)
        steps = answered_steps(procedure, answers)
    except (ProcedureSuspended, PluginFailed):
        return _stored_texts(row.answers)
    return (
        procedure.name.vi, procedure.name.en,
        *(line.value.vi for step in steps for line in step.lines),
    )  # fmt: skip


def _stored_texts(stored: Any) -> Iterator[str]:
    if isinstance(stored, str):
        yield stored
    elif isinstance(stored, dict | list):
        for one in stored.values() if isinstance(stored, dict) else stored:
            yield from _stored_texts(one)
