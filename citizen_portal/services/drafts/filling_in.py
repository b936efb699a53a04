"""Drafts: starting one, filling it in step by step, leaving and coming back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import null, select, update
from sqlalchemy.orm import Session

from citizen_portal.domain.service_level import Channel
from citizen_portal.domain.wording import Text
from citizen_portal.models import Attachment, Dossier, Person
from citizen_portal.procedures.form import (
    Problem,
    ProcedureForm,
    read_step,
)
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.services.actor import Actor, require_person
from citizen_portal.services.attachments import SUPPLEMENT_PAPERS
from citizen_portal.services.catalogue.offers import (
    offer_of,
    offers_at,
    require_open,
    stopped_words,
)
from citizen_portal.services.change import check_revision
from citizen_portal.services.drafts.beginning import Seats, insert_draft, procedure_to_file
from citizen_portal.services.drafts.draft import (
    Draft,
    own_draft,
    sources_kept,
    write_answers,
    write_unfinished,
)
from citizen_portal.services.drafts.versions import (
    MOVED,
    Typed,
    belonging,
    closed_sentence,
    day_that_counts,
    newer_version,
    notice_of,
    rehomed,
    upgraded,
)
from citizen_portal.services.errors import (
    AgencyNeeded,
    InvalidAnswers,
    NotPossibleNow,
    Stale,
)
from citizen_portal.services.parts import Parts
from citizen_portal.services.post.asked import answered_anew
from citizen_portal.services.reference import AgencyView


def agencies_for(parts: Parts, procedure: Procedure) -> tuple[AgencyView, ...]:
    """The agencies where the procedure can be filed today."""
    return parts.reference.agencies(procedure.authority, parts.today())


def _open_agencies(parts: Parts, procedure: Procedure) -> tuple[AgencyView, ...]:
    """The agencies that take it today. Raises ``NotPossibleNow`` when all have stopped."""
    offers = offers_at(parts, procedure)
    if offers and not any(one.offer.is_open for one in offers):
        require_open(parts, procedure, offers[0].agency)
    return tuple(one.agency for one in offers if one.offer.is_open)


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
    agencies = _open_agencies(parts, procedure)
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
    require_open(parts, procedure, agency)
    dossier_id = insert_draft(session, parts, procedure, row, Seats.all_at(agency.id))
    session.commit()
    return dossier_id


def open_draft(session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID) -> Draft:
    """A draft that is the actor's to fill in, moved to the version in force if need be.

    Raises ``NotFound``, or ``NotPossibleNow`` once submitted.
    """
    person = require_person(actor)
    draft = own_draft(session, parts, person, dossier_id)
    if newer_version(parts, draft.procedure, draft.channel) is None:
        return draft
    return move_draft(session, parts, own_draft(session, parts, person, dossier_id, lock=True))


def move_draft(session: Session, parts: Parts, draft: Draft, posted: Typed | None = None) -> Draft:
    """Move a locked draft to the version in force today, in one transaction.

    ``posted`` is what its owner was just saving, by step: it is kept as typed.
    """
    new = newer_version(parts, draft.procedure, draft.channel)
    if new is None:
        session.rollback()  # another page was first
        return draft
    upgrade = upgraded(parts, draft.procedure, new, draft.answers)
    dropped = {**draft.dropped, draft.procedure.version: list(upgrade.dropped)}
    moved = replace(
        draft,
        procedure=new,
        answers=upgrade.answers,
        typed=rehomed(parts, new, upgrade.answers, {**draft.typed, **(posted or {})}),
        sources=sources_kept(draft, upgrade.answers),
        revision=draft.revision + 1,
        on=day_that_counts(new, parts.today()),
        dropped=dropped,
        moved_from=draft.moved_from or draft.procedure.version,
        closed=closed_sentence(parts, new, draft.channel)
        or stopped_words(
            parts, new, draft.competent, offer_of(parts, new.code, draft.competent.id)
        ),
    )
    _keep_papers_that_are_asked_no_more(session, moved)
    write_answers(session, parts, moved)
    notice = notice_of(parts, new, moved.moved_from, dropped, moved.answers)
    return replace(moved, moved=notice)


def _keep_papers_that_are_asked_no_more(session: Session, draft: Draft) -> None:
    """Their owner sees them among the papers that are not needed, and may take them away."""
    papers = Attachment.__table__.c
    asked = [one.name for one in draft.procedure.documents]
    session.execute(
        update(Attachment)
        .where(papers.dossier_id == draft.id, papers.requirement.not_in(asked))
        .values(requirement=SUPPLEMENT_PAPERS)
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
    and ``InvalidAnswers`` tells every problem. Raises ``Stale`` when another tab was first,
    or when the page was one of an older version; what was typed is kept then, too.
    """
    person = require_person(actor)
    draft = own_draft(session, parts, person, dossier_id, lock=True)
    if _keep_of_older_version(session, parts, draft, step_name, typed):
        raise Stale(MOVED)
    step = draft.step(step_name)
    earlier = {k: v for k, v in draft.answers.items() if k not in step.questions()}
    reading = read_step(step, typed, earlier, draft.on)
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
        sources=sources_kept(draft, answers),
        revision=draft.revision + 1,
    )
    if answered_anew(step, draft.answers, answers):
        session.execute(update(Dossier).where(Dossier.id == draft.id).values(delivery=null()))
    write_answers(session, parts, saved)
    return saved


def _keep_of_older_version(
    session: Session, parts: Parts, draft: Draft, step_name: str, typed: Mapping[str, list[str]]
) -> bool:
    """Tell whether a step was sent by a page of an older version; keep what was typed there."""
    posted = {step_name: dict(typed)}
    if newer_version(parts, draft.procedure, draft.channel) is not None:
        move_draft(session, parts, draft, posted)
        return True
    if not draft.moved_from or step_name in (step.name for step in draft.steps):
        return False
    homes = rehomed(parts, draft.procedure, draft.answers, posted)
    write_unfinished(session, parts, draft, {**draft.typed, **homes})
    return True


def _keep_unfinished(
    session: Session,
    parts: Parts,
    draft: Draft,
    step: type[ProcedureForm],
    typed: Mapping[str, list[str]],
) -> None:
    mine = {step.name: belonging(typed, step.questions())}
    write_unfinished(session, parts, draft, {**_without(draft.typed, step.name), **mine})


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
    draft = own_draft(session, parts, person, dossier_id, lock=True)
    if not _keep_of_older_version(session, parts, draft, step_name, typed):
        _keep_unfinished(session, parts, draft, draft.step(step_name), typed)


def _saved_before(
    draft: Draft, step_name: str, problems: tuple[Problem, ...], answers: Mapping[str, Any]
) -> bool:
    return not problems and step_name not in draft.typed and answers == draft.answers


def _without(typed: Typed, step_name: str) -> dict[str, Mapping[str, list[str]]]:
    return {name: kept for name, kept in typed.items() if name != step_name}


def _offered(parts: Parts, code: str) -> Procedure:
    procedure = procedure_to_file(parts, code)
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
