"""What lies in a person's electronic store, who may look, and what fits a paper asked for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select, tuple_
from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Status
from citizen_portal.models import Dossier, Person, VaultItem
from citizen_portal.procedures.procedure import DocumentRequirement, Procedure
from citizen_portal.services.actor import SUBMIT_LEVEL, Actor, require_person
from citizen_portal.services.dossiers.mine import read_mark, write_mark
from citizen_portal.services.errors import NotFound
from citizen_portal.services.parts import Parts

PAGE = 20
RESULT = "result"


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultView:
    """An item of the store as pages show it; ``signed_by`` is empty for an unsigned copy."""

    id: UUID
    code: str
    component_code: str
    version: int
    title: str
    details: Mapping[str, Any]
    media_type: str
    size: int
    origin: str
    signed_by: str
    valid_until: date | None
    stored_at: datetime
    withdrawn_at: datetime | None

    def in_force(self, on: date) -> bool:
        """Tell whether it can be used on that day."""
        return self.withdrawn_at is None and (self.valid_until is None or on <= self.valid_until)


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultPage:
    """A page of the store, newest first; ``older`` continues it, empty at the end."""

    items: tuple[VaultView, ...]
    older: str
    on: date


COLUMNS = tuple(getattr(VaultItem, name) for name in VaultView.__dataclass_fields__)


def component_of(procedure: Procedure, requirement: DocumentRequirement) -> str:
    """Under what a paper is kept: its national code, or the requirement that asked for it."""
    return requirement.component_code or f"{procedure.code}:{requirement.name}"


def handed_over() -> ColumnElement[bool]:
    """A result shows in the store once it was returned, no sooner than on the dossier's page."""
    return or_(VaultItem.origin != RESULT, Dossier.status == Status.RESULT_RETURNED)


def list_own_vault(
    session: Session, parts: Parts, actor: Actor | None, after: str = ""
) -> VaultPage:
    """The actor's own store. Raises ``StepUpNeeded`` below the level that proves a number."""
    person = require_person(actor, SUBMIT_LEVEL)
    query = (
        select(*COLUMNS)
        .outerjoin(Dossier, Dossier.id == VaultItem.dossier_id)
        .where(
            VaultItem.owner_number == person.personal_number,
            VaultItem.owner_number != "",
            handed_over(),
        )
        .order_by(VaultItem.stored_at.desc(), VaultItem.id.desc())
        .limit(PAGE + 1)
    )
    mark = read_mark(after)
    if mark is not None:
        query = query.where(tuple_(VaultItem.stored_at, VaultItem.id) < mark)
    items = tuple(VaultView(**row._mapping) for row in session.execute(query))
    last = items[PAGE - 1] if len(items) > PAGE else None
    return VaultPage(
        items=items[:PAGE],
        older=write_mark(last.stored_at, last.id) if last else "",
        on=parts.today(),
    )


def open_own_item(
    session: Session, parts: Parts, actor: Actor | None, item_id: UUID
) -> tuple[VaultView, bytes]:
    """One of the actor's own items with its bytes. Raises ``NotFound``, ``StepUpNeeded``."""
    person = require_person(actor, SUBMIT_LEVEL)
    row = session.execute(
        select(*COLUMNS, VaultItem.storage_key)
        .outerjoin(Dossier, Dossier.id == VaultItem.dossier_id)
        .where(
            VaultItem.id == item_id,
            VaultItem.owner_number == person.personal_number,
            VaultItem.owner_number != "",
            handed_over(),
        )
    ).one_or_none()
    if row is None:
        raise NotFound()
    return as_view(row), parts.files.get(row.storage_key)


def as_view(row: Any) -> VaultView:
    """A selected row, or an item itself, as a view."""
    return VaultView(**{name: getattr(row, name) for name in VaultView.__dataclass_fields__})


def usable_items(
    session: Session, applicant_id: UUID, components: Collection[str], on: date
) -> dict[str, VaultView]:
    """What a person's store has for these components that day: the newest of each."""
    if not components:
        return {}
    newest_last = (
        select(*COLUMNS)
        .join(Person, Person.personal_number == VaultItem.owner_number)
        .outerjoin(Dossier, Dossier.id == VaultItem.dossier_id)
        .where(
            Person.id == applicant_id,
            Person.personal_number != "",
            VaultItem.component_code.in_(components),
            handed_over(),
        )
        .order_by(VaultItem.component_code, VaultItem.version)
    )
    views = (VaultView(**row._mapping) for row in session.execute(newest_last))
    return {one.component_code: one for one in views if one.in_force(on)}
