"""The things that one request asks for, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Status
from citizen_portal.domain.supplement_reasons import ItemKind, reason_words
from citizen_portal.domain.wording import Text
from citizen_portal.models import SupplementItem, SupplementRequest
from citizen_portal.procedures.procedure import Procedure

FIELD, PAPER = "cau.", "giay."
"""How the keys of questions and of papers begin in the pages' forms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One thing to ask for. ``vault_reason`` says why a paper is asked that the vault holds."""

    kind: ItemKind
    step: str = ""
    name: str = ""
    title: Text
    reason_code: str
    note: str = ""
    vault_reason: str = ""

    @property
    def key(self) -> str:
        """Its word in forms."""
        return key_of(self.kind, self.name)

    @property
    def line(self) -> str:
        """The item as one line of text, in Vietnamese: what the paper and the list say."""
        if self.kind is ItemKind.OTHER:
            return self.title.vi
        words = f"{self.title.vi}: {reason_words(self.reason_code).vi.lower()}"
        return f"{words}. {self.note}" if self.note else words


def key_of(kind: ItemKind, name: str) -> str:
    """The word of a question or a paper in forms."""
    return f"{FIELD if kind is ItemKind.FIELD else PAPER}{name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemView:
    """One thing that was asked for, and what came of it.

    ``before`` and ``after`` hold ``value`` (a stored answer); ``after`` may hold ``cannot``,
    the applicant's reason why there is no new one.
    """

    id: int
    kind: ItemKind
    step: str
    name: str
    title: Text
    reason: Text
    note: str
    legal_basis: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]

    @property
    def key(self) -> str:
        """Its word in forms."""
        return key_of(self.kind, self.name)

    @property
    def cannot(self) -> str:
        """Why the applicant has nothing new for it, or ""."""
        return str(self.after.get("cannot", ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestView:
    """One request with its things, which ``lines`` say in words."""

    id: int
    number: int
    asked_at: datetime
    asked_from: Status
    reason: str
    exception_basis: str
    allowed: bool
    answer_by: datetime | None
    answer: str
    answered_at: datetime | None
    lines: tuple[str, ...]
    items: tuple[ItemView, ...] = field(default=())

    def of_kind(self, kind: ItemKind) -> tuple[ItemView, ...]:
        """Its things of a kind."""
        return tuple(one for one in self.items if one.kind is kind)


def requests_of(
    session: Session, procedure: Procedure, dossier_id: UUID, number: int | None = None
) -> tuple[RequestView, ...]:
    """The requests of a dossier whose reader is known, oldest first; or the one of a number."""
    query = (
        select(SupplementRequest, SupplementItem)
        .outerjoin(SupplementItem, SupplementItem.request_id == SupplementRequest.id)
        .where(SupplementRequest.dossier_id == dossier_id)
        .order_by(SupplementRequest.number, SupplementItem.position)
    )
    if number is not None:
        query = query.where(SupplementRequest.number == number)
    found: dict[int, tuple[SupplementRequest, list[ItemView]]] = {}
    for request, item in session.execute(query):
        items = found.setdefault(request.id, (request, []))[1]
        if item is not None:
            items.append(_item(procedure, item))
    return tuple(_request(request, items) for request, items in found.values())


def _request(row: SupplementRequest, items: list[ItemView]) -> RequestView:
    lines = tuple(line for line in row.items.splitlines() if line.strip())
    return RequestView(
        id=row.id,
        number=row.number,
        asked_at=row.asked_at,
        asked_from=Status(row.asked_from),
        reason=row.reason,
        exception_basis=row.exception_basis,
        allowed=row.allowed_by_id is not None,
        answer_by=row.answer_by,
        answer=row.answer,
        answered_at=row.answered_at,
        lines=lines,
        # Requests from before there were items: each line is something to answer in words.
        items=tuple(items) or tuple(_line_as_item(line) for line in lines),
    )


def _line_as_item(line: str) -> ItemView:
    return ItemView(
        id=0, kind=ItemKind.OTHER, step="", name="", title=Text(line.strip()), reason=Text(""),
        note="", legal_basis="", before={}, after={},
    )  # fmt: skip


def _item(procedure: Procedure, row: SupplementItem) -> ItemView:
    kind = ItemKind(row.kind)
    return ItemView(
        id=row.id,
        kind=kind,
        step=row.step,
        name=row.name,
        title=title_of(procedure, kind, row.name, row.title),
        reason=Text("") if kind is ItemKind.OTHER else reason_words(row.reason_code),
        note=row.note,
        legal_basis=row.legal_basis,
        before=row.before,
        after=row.after,
    )


def title_of(procedure: Procedure, kind: ItemKind, name: str, stored: str) -> Text:
    """How the procedure names a question or a paper; as stored when it has it no longer."""
    if kind is ItemKind.FIELD:
        for step in procedure.form:
            if name in step.questions():
                return step.questions()[name].wording
    if kind is ItemKind.PAPER:
        for document in procedure.documents:
            if document.name == name:
                return document.title
    return Text(stored)
