"""How far interlinked dossiers are, for lists of dossiers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Status
from citizen_portal.models import Dossier
from citizen_portal.procedures.catalogue import ProcedureSuspended
from citizen_portal.services.interlinked.group import DONE, group_facts
from citizen_portal.services.interlinked.plan import Group, needed_parts
from citizen_portal.services.parts import Parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a group is, in a list."""

    done: int
    total: int
    waits_for_applicant: bool


def progress_of(session: Session, parts: Parts, rows: Sequence[Any]) -> dict[UUID, Progress]:
    """The progress of those of the listed dossiers that are groups; most lists have none."""
    ids = [row.id for row in rows if row.status != Status.DRAFT and _is_group(parts, row)]
    if not ids:
        return {}
    groups = session.scalars(select(Dossier).where(Dossier.id.in_(ids))).all()
    known = session.execute(
        select(Dossier.parent_id, Dossier.status).where(Dossier.parent_id.in_(ids))
    ).all()
    return {
        one.id: _progress(
            group_facts(parts, one),
            [Status(row.status) for row in known if row.parent_id == one.id],
        )
        for one in groups
    }


def _progress(facts: Group, statuses: Sequence[Status]) -> Progress:
    wanted = needed_parts(facts.procedure, facts.answers, facts.submitted_on)
    return Progress(
        done=sum(status in DONE for status in statuses),
        total=len(wanted),
        waits_for_applicant=Status.SUPPLEMENT_REQUESTED in statuses,
    )


def _is_group(parts: Parts, row: Any) -> bool:
    try:
        procedure = parts.catalogue.version(row.procedure_code, row.procedure_version)
    except ProcedureSuspended:
        return False
    return bool(procedure.interlinked)
