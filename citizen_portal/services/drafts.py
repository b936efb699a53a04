"""Drafts: starting one, filling it in step by step, leaving and coming back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Status
from citizen_portal.domain.service_level import Channel
from citizen_portal.domain.wording import Text
from citizen_portal.models import Dossier, Person
from citizen_portal.procedures.form import (
    ProcedureForm,
    answers_from_json,
    answers_to_json,
    read_step,
)
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.services.actor import Actor, require_person
from citizen_portal.services.change import check_revision, lock_own_dossier
from citizen_portal.services.errors import InvalidAnswers, NotFound, NotPossibleNow
from citizen_portal.services.parts import Parts
from citizen_portal.services.prefill import prefilled
from citizen_portal.services.reference import AgencyView

ALREADY_SUBMITTED = Text(
    "Hồ sơ này đã nộp nên không sửa được nữa. Hãy mở trang hồ sơ để theo dõi.",
    "This dossier has been submitted and cannot be edited. Open its page to follow it.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A draft as its pages need it; ``typed`` is what did not pass the checks, by step."""

    id: UUID
    procedure: Procedure
    answers: Mapping[str, Any]
    typed: Mapping[str, Mapping[str, list[str]]]
    sources: Mapping[str, str]
    revision: int
    agency: AgencyView
    channel: Channel

    @property
    def steps(self) -> tuple[type[ProcedureForm], ...]:
        """The steps that the answers call for."""
        return self.procedure.shown_steps(self.answers)

    def step(self, name: str) -> type[ProcedureForm]:
        """The step of that name. Raises ``NotFound``."""
        for step in self.steps:
            if step.name == name:
                return step
        raise NotFound()

    def after(self, name: str) -> type[ProcedureForm] | None:
        """The step after the one of that name, or None after the last."""
        names = [step.name for step in self.steps]
        following = names.index(name) + 1
        return self.steps[following] if following < len(names) else None


def agencies_for(parts: Parts, procedure: Procedure) -> tuple[AgencyView, ...]:
    """The agencies where the procedure can be filed today."""
    return parts.reference.agencies(procedure.authority, parts.today())


def start_draft(
    session: Session, parts: Parts, actor: Actor | None, code: str, agency_id: int | None = None
) -> UUID:
    """Begin a dossier under a procedure, at an agency or at that of the person's commune.

    Raises ``LoginNeeded``, ``NotFound``.
    """
    person = require_person(actor)
    procedure = _offered(parts, code)
    row = session.execute(select(Person).where(Person.id == person.person_id)).scalar_one()
    agency = _chosen_agency(parts, procedure, agency_id, row.commune_code)
    answers, sources = prefilled(procedure, row)
    now = parts.clock()
    dossier_id = parts.new_id()
    session.execute(
        insert(Dossier).values(
            id=dossier_id,
            procedure_code=procedure.code,
            procedure_version=procedure.version,
            status=Status.DRAFT,
            person_id=person.person_id,
            applicant_name=row.full_name,
            channel=Channel.ONLINE,
            receiving_agency_id=agency.id,
            competent_agency_id=agency.id,
            handling_agency_id=agency.id,
            return_agency_id=agency.id,
            answers=answers_to_json(procedure.form, answers),
            sources=sources,
            created_at=now,
            updated_at=now,
        )
    )
    session.commit()
    return dossier_id


def open_draft(session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID) -> Draft:
    """The actor's own draft. Raises ``NotFound``, or ``NotPossibleNow`` once submitted."""
    person = require_person(actor)
    columns = Dossier.__table__.c
    row = session.execute(
        select(
            columns.id, columns.status, columns.procedure_code, columns.procedure_version,
            columns.answers, columns.unfinished, columns.sources, columns.revision,
            columns.receiving_agency_id, columns.channel,
        ).where(columns.id == dossier_id, columns.person_id == person.person_id)
    ).one_or_none()  # fmt: skip
    if row is None:
        raise NotFound()
    if row.status != Status.DRAFT:
        raise NotPossibleNow(ALREADY_SUBMITTED)
    return as_draft(parts, row)


def as_draft(parts: Parts, row: Any) -> Draft:
    """A dossier's row, or its selected columns, as a ``Draft``."""
    procedure = parts.catalogue.version(row.procedure_code, row.procedure_version)
    return Draft(
        id=row.id,
        procedure=procedure,
        answers=answers_from_json(procedure.form, row.answers),
        typed=row.unfinished,
        sources=row.sources,
        revision=row.revision,
        agency=parts.reference.agency(row.receiving_agency_id),
        channel=Channel(row.channel),
    )


def save_step(
    session: Session,
    parts: Parts,
    actor: Actor | None,
    dossier_id: UUID,
    step_name: str,
    typed: Mapping[str, list[str]],
    revision: int | None = None,
) -> Draft:
    """Keep what was typed in a step; return the draft as it then is.

    Right answers are saved as such. When something is wrong all of it is kept as typed
    and ``InvalidAnswers`` tells every problem. Raises ``Stale`` when another tab was first.
    """
    person = require_person(actor)
    dossier = lock_own_dossier(session, person, dossier_id)
    if dossier.status != Status.DRAFT:
        raise NotPossibleNow(ALREADY_SUBMITTED)
    check_revision(dossier, revision)
    draft = as_draft(parts, dossier)
    step = draft.step(step_name)
    earlier = {k: v for k, v in draft.answers.items() if k not in step.questions()}
    reading = read_step(step, typed, earlier, parts.today())
    unfinished = {name: kept for name, kept in draft.typed.items() if name != step_name}
    if reading.problems:
        unfinished[step_name] = {name: list(values) for name, values in typed.items()}
    else:
        answers = {**earlier, **reading.answers}
        dossier.answers = answers_to_json(draft.procedure.form, answers)
        dossier.revision += 1
    dossier.unfinished = unfinished
    dossier.updated_at = parts.clock()
    session.commit()
    if reading.problems:
        raise InvalidAnswers({step_name: reading.problems})
    return as_draft(parts, dossier)


def _offered(parts: Parts, code: str) -> Procedure:
    procedure = parts.catalogue.get(code, parts.today())
    if Channel.ONLINE not in procedure.channels:
        raise NotPossibleNow(
            Text(
                "Thủ tục này chưa nộp trực tuyến được. Hãy đến bộ phận một cửa.",
                "This procedure cannot be filed online. Please go to the one-stop desk.",
            )
        )
    return procedure


def _chosen_agency(
    parts: Parts, procedure: Procedure, agency_id: int | None, commune_code: str
) -> AgencyView:
    offered = agencies_for(parts, procedure)
    for agency in offered:
        if agency.id == agency_id or (agency_id is None and agency.commune_code == commune_code):
            return agency
    if agency_id is None and offered:
        return offered[0]
    raise NotFound()
