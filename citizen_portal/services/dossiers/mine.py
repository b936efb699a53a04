"""The applicant's own dossiers, newest first, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Status
from citizen_portal.domain.wording import Text
from citizen_portal.models import Dossier
from citizen_portal.procedures.catalogue import ProcedureSuspended
from citizen_portal.services.actor import Actor, require_person
from citizen_portal.services.catalogue.offers import closing_words, offer_of, stopped_at
from citizen_portal.services.dossiers.what_next import without_due
from citizen_portal.services.interlinked.progress import Progress, progress_of
from citizen_portal.services.parts import Parts
from citizen_portal.services.payments.orders import is_due

PAGE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierLine:
    """One dossier in a list; ``progress`` tells how far the parts of an interlinked one are.

    ``notice`` is why a draft cannot be submitted now, or not much longer; ``no_due`` stands where
    ``due_at`` is no promise now.
    """

    id: UUID
    code: str
    procedure_code: str
    procedure_name: str
    procedure_name_en: str
    subject: str
    applicant_name: str
    status: Status
    step: str
    payment_state: str
    submitted_at: datetime | None
    updated_at: datetime
    acceptance_due_at: datetime | None
    due_at: datetime | None
    no_due: Text | None = None
    progress: Progress | None = None
    notice: Text | None = None

    @property
    def owes(self) -> bool:
        """Tell whether a payment is waited for."""
        return is_due(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierLines:
    """A page of a list; ``older`` continues it, empty at the end."""

    lines: tuple[DossierLine, ...]
    older: str


COLUMNS = (
    Dossier.id, Dossier.code, Dossier.procedure_code, Dossier.procedure_version, Dossier.subject,
    Dossier.applicant_name, Dossier.status, Dossier.step, Dossier.payment_state,
    Dossier.receiving_agency_id, Dossier.submitted_at, Dossier.updated_at,
    Dossier.acceptance_due_at, Dossier.due_at, Dossier.asked_from,
)  # fmt: skip


def list_own_dossiers(
    session: Session, parts: Parts, actor: Actor | None, after: str = ""
) -> DossierLines:
    """Drafts and dossiers of the actor, by keyset: the page's cost does not grow with depth.

    Parts of an interlinked dossier are found on its page.
    """
    person = require_person(actor)
    query = (
        select(*COLUMNS)
        .where(Dossier.person_id == person.person_id, Dossier.parent_id.is_(None))
        .order_by(Dossier.updated_at.desc(), Dossier.id.desc())
        .limit(PAGE + 1)
    )
    mark = read_mark(after)
    if mark is not None:
        query = query.where(tuple_(Dossier.updated_at, Dossier.id) < mark)
    rows = session.execute(query).all()
    progress = progress_of(session, parts, rows[:PAGE])
    lines = tuple(
        replace(as_line(parts, row), progress=progress.get(row.id), notice=_notice(parts, row))
        for row in rows[:PAGE]
    )
    more = len(rows) > PAGE
    return DossierLines(
        lines=lines, older=write_mark(lines[-1].updated_at, lines[-1].id) if more else ""
    )


def _notice(parts: Parts, row: Any) -> Text | None:
    """What administrators decided about the place where a draft is to be submitted."""
    if row.status != Status.DRAFT:
        return None
    offer = offer_of(parts, row.procedure_code, row.receiving_agency_id)
    if offer.is_open:
        return closing_words(offer)
    return stopped_at(parts.reference.agency(row.receiving_agency_id), offer)


def as_line(parts: Parts, row: Any) -> DossierLine:
    """A selected row as a line; a suspended procedure shows by its code."""
    wanted = DossierLine.__dataclass_fields__
    values = {name: value for name, value in row._mapping.items() if name in wanted}
    version = row.procedure_version
    try:
        name = parts.catalogue.version(values["procedure_code"], version).name
        names = (name.vi, name.en)
    except ProcedureSuspended:
        names = (values["procedure_code"], "")
    return DossierLine(
        **{**values, "code": values["code"] or "", "status": Status(row.status)},
        no_due=without_due(row.status, row.asked_from, row.due_at),
        procedure_name=names[0],
        procedure_name_en=names[1],
    )


def write_mark(moment: datetime, dossier_id: UUID) -> str:
    """The place in a list after which the next page begins."""
    return f"{moment.timestamp():.6f}_{dossier_id}"


def read_mark(mark: str) -> tuple[datetime, UUID] | None:
    """Read a mark; anything else means the beginning."""
    moment, _, dossier_id = mark.partition("_")
    try:
        return datetime.fromtimestamp(float(moment), tz=UTC), UUID(dossier_id)
    except (ValueError, OverflowError, OSError):
        return None
