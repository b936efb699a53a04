"""Drafts: starting one, filling it in step by step, leaving and coming back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Select, Table, bindparam, insert, select, update
from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Status
from citizen_portal.domain.service_level import Channel
from citizen_portal.domain.wording import Text
from citizen_portal.models import Dossier, Person
from citizen_portal.procedures.catalogue import ProcedureSuspended
from citizen_portal.procedures.form import (
    Problem,
    ProcedureForm,
    answers_from_json,
    answers_to_json,
    read_step,
)
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.services.actor import Actor, require_person
from citizen_portal.services.change import check_revision
from citizen_portal.services.errors import (
    AgencyNeeded,
    InvalidAnswers,
    NotFound,
    NotPossibleNow,
)
from citizen_portal.services.parts import Parts
from citizen_portal.services.prefill import prefilled
from citizen_portal.services.reference import AgencyView

ALREADY_SUBMITTED = Text(
    "Hồ sơ này đã nộp nên không sửa được nữa. Hãy mở trang hồ sơ để theo dõi.",
    "This dossier has been submitted and cannot be edited. Open its page to follow it.",
)


# Statements of the tables, made once: objects of the model cost three times as much, and
# every step of every form is read and written with these.
_TABLE = cast(Table, Dossier.__table__)
_COLUMNS = (
    "id", "status", "procedure_code", "procedure_version", "answers", "unfinished", "sources",
    "revision", "receiving_agency_id", "channel",
)  # fmt: skip
_OPEN = select(*(_TABLE.c[name] for name in _COLUMNS)).where(
    _TABLE.c.id == bindparam("dossier_id"), _TABLE.c.person_id == bindparam("owner_id")
)
_LOCK = _OPEN.with_for_update()
_INSERT = insert(_TABLE)
_WRITE = update(_TABLE).where(_TABLE.c.id == bindparam("dossier_id"))


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


@dataclass(frozen=True, slots=True, kw_only=True)
class StartOptions:
    """Where a procedure can be filed; ``own`` is the id of the person's commune's, if any."""

    procedure: Procedure
    agencies: tuple[AgencyView, ...]
    own: int | None


def start_options(session: Session, parts: Parts, actor: Actor | None, code: str) -> StartOptions:
    """What the page before a new draft asks. Raises ``LoginNeeded``, ``NotFound``."""
    person = require_person(actor)
    procedure = _offered(parts, code)
    commune = session.execute(
        select(Person.commune_code).where(Person.id == person.person_id)
    ).scalar_one()
    agencies = agencies_for(parts, procedure)
    own = next((one.id for one in agencies if commune and one.commune_code == commune), None)
    return StartOptions(procedure=procedure, agencies=agencies, own=own)


def start_draft(
    session: Session, parts: Parts, actor: Actor | None, code: str, agency_id: int | None = None
) -> UUID:
    """Begin a dossier under a procedure, at an agency or at that of the person's commune.

    Raises ``LoginNeeded``, ``NotFound``, ``AgencyNeeded`` when neither tells which.
    """
    person = require_person(actor)
    procedure = _offered(parts, code)
    row = session.execute(select(Person).where(Person.id == person.person_id)).scalar_one()
    agency = _chosen_agency(parts, procedure, agency_id, row.commune_code)
    answers, sources = prefilled(procedure, row)
    now = parts.clock()
    dossier_id = parts.new_id()
    session.execute(
        _INSERT,
        {
            "id": dossier_id,
            "procedure_code": procedure.code,
            "procedure_version": procedure.version,
            "status": Status.DRAFT,
            "person_id": person.person_id,
            "applicant_name": row.full_name,
            "channel": Channel.ONLINE,
            "receiving_agency_id": agency.id,
            "competent_agency_id": agency.id,
            "handling_agency_id": agency.id,
            "return_agency_id": agency.id,
            "answers": answers_to_json(procedure.form, answers),
            "sources": sources,
            "created_at": now,
            "updated_at": now,
        },
    )
    session.commit()
    return dossier_id


def open_draft(session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID) -> Draft:
    """The actor's own draft. Raises ``NotFound``, or ``NotPossibleNow`` once submitted."""
    person = require_person(actor)
    return _own_draft(session, parts, person, dossier_id, _OPEN)


def _own_draft(
    session: Session, parts: Parts, person: Actor, dossier_id: UUID, statement: Select[Any]
) -> Draft:
    row = session.execute(
        statement, {"dossier_id": dossier_id, "owner_id": person.person_id}
    ).one_or_none()
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
    draft = _own_draft(session, parts, person, dossier_id, _LOCK)
    step = draft.step(step_name)
    earlier = {k: v for k, v in draft.answers.items() if k not in step.questions()}
    reading = read_step(step, typed, earlier, parts.today())
    answers = {**earlier, **reading.answers}
    if _saved_before(draft, step_name, reading.problems, answers):
        session.rollback()  # the same form again: a second click, not a second change
        return draft
    check_revision(draft, revision)
    if reading.problems:
        _keep_unfinished(session, parts, draft, step, typed)
        raise InvalidAnswers({step_name: reading.problems})
    saved = replace(
        draft,
        answers=answers,
        typed=_without(draft.typed, step_name),
        sources={
            name: source
            for name, source in draft.sources.items()
            if answers.get(name) == draft.answers.get(name)
        },
        revision=draft.revision + 1,
    )
    _write_answers(session, parts, saved)
    return saved


def _write_answers(session: Session, parts: Parts, draft: Draft) -> None:
    session.execute(
        _WRITE,
        {
            "dossier_id": draft.id,
            "answers": answers_to_json(draft.procedure.form, draft.answers),
            "unfinished": draft.typed,
            "sources": draft.sources,
            "revision": draft.revision,
            "updated_at": parts.clock(),
        },
    )
    session.commit()


def _keep_unfinished(
    session: Session,
    parts: Parts,
    draft: Draft,
    step: type[ProcedureForm],
    typed: Mapping[str, list[str]],
) -> None:
    unfinished = {**_without(draft.typed, step.name), step.name: _as_typed(step, typed)}
    session.execute(
        _WRITE,
        {"dossier_id": draft.id, "unfinished": unfinished, "updated_at": parts.clock()},
    )
    session.commit()


def keep_typed(
    session: Session,
    parts: Parts,
    actor: Actor | None,
    dossier_id: UUID,
    step_name: str,
    typed: Mapping[str, list[str]],
) -> None:
    """Keep what was typed in a step without checking it: more is to come."""
    person = require_person(actor)
    draft = _own_draft(session, parts, person, dossier_id, _LOCK)
    _keep_unfinished(session, parts, draft, draft.step(step_name), typed)


def _saved_before(
    draft: Draft, step_name: str, problems: tuple[Problem, ...], answers: Mapping[str, Any]
) -> bool:
    return not problems and step_name not in draft.typed and answers == draft.answers


def _without(
    typed: Mapping[str, Mapping[str, list[str]]], step_name: str
) -> dict[str, Mapping[str, list[str]]]:
    return {name: kept for name, kept in typed.items() if name != step_name}


def _as_typed(step: type[ProcedureForm], typed: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """What belongs to the step; a group's rows are named ``group-0-question``."""
    asked = step.questions()
    return {name: list(values) for name, values in typed.items() if name.partition("-")[0] in asked}


def _offered(parts: Parts, code: str) -> Procedure:
    try:
        procedure = parts.catalogue.get(code, parts.today())
    except ProcedureSuspended:
        raise
    except LookupError:
        raise NotFound() from None
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
    if agency_id is None and len(offered) == 1:
        return offered[0]
    for agency in offered:
        own = agency_id is None and commune_code and agency.commune_code == commune_code
        if own or agency.id == agency_id:
            return agency
    raise AgencyNeeded()
