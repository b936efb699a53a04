"""A new draft: under which procedure, for whom, with which agencies, filled in by what is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast
from uuid import UUID

from sqlalchemy import Table, insert
from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Status
from citizen_portal.domain.service_level import Channel
from citizen_portal.models import Dossier, Person
from citizen_portal.procedures.catalogue import ProcedureSuspended
from citizen_portal.procedures.form import answers_to_json
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.services.drafts.prefill import prefilled
from citizen_portal.services.errors import NotFound
from citizen_portal.services.parts import Parts

_INSERT = insert(cast(Table, Dossier.__table__))


@dataclass(frozen=True, slots=True, kw_only=True)
class Seats:
    """The agencies of a new dossier, by id; who is competent handles it at first."""

    receiving: int
    competent: int
    returning: int

    @classmethod
    def all_at(cls, agency_id: int) -> Seats:
        """One agency does it all."""
        return cls(receiving=agency_id, competent=agency_id, returning=agency_id)


def procedure_to_file(parts: Parts, code: str) -> Procedure:
    """The version in force of a procedure that is filed by itself.

    Raises ``NotFound``, ``ProcedureSuspended``.
    """
    try:
        procedure = parts.catalogue.get(code, parts.today())
    except ProcedureSuspended:
        raise
    except LookupError:
        raise NotFound() from None
    if procedure.part_of:
        raise NotFound()
    return procedure


def insert_draft(
    session: Session,
    parts: Parts,
    procedure: Procedure,
    applicant: Person,
    seats: Seats,
    *,
    channel: Channel = Channel.ONLINE,
    assisted_by: UUID | None = None,
) -> UUID:
    """Add the draft's row; the caller commits."""
    answers, sources = prefilled(procedure, applicant)
    now = parts.clock()
    dossier_id = parts.new_id()
    session.execute(
        _INSERT,
        {
            "id": dossier_id,
            "procedure_code": procedure.code,
            "procedure_version": procedure.version,
            "status": Status.DRAFT,
            "person_id": applicant.id,
            "applicant_name": applicant.full_name,
            "assisted_by_id": assisted_by,
            "channel": channel,
            "receiving_agency_id": seats.receiving,
            "competent_agency_id": seats.competent,
            "handling_agency_id": seats.competent,
            "return_agency_id": seats.returning,
            "answers": answers_to_json(procedure.form, answers),
            "sources": sources,
            "created_at": now,
            "updated_at": now,
        },
    )
    return dossier_id
