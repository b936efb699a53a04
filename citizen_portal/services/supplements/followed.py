"""What came of the requests of a dossier: for the applicant's page and the officers'."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from citizen_portal.domain.lifecycle import Status
from citizen_portal.domain.supplement_reasons import ItemKind
from citizen_portal.domain.wording import Text
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.services.actor import Actor, require_person
from citizen_portal.services.answer_lines import shown_answer
from citizen_portal.services.dossiers.page import DossierPage
from citizen_portal.services.supplements.items import ItemView, RequestView


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedItem:
    """One thing asked for, with the answer before and after, the files, or why there are none."""

    title: Text
    reason: Text
    note: str
    before: Text
    after: Text
    cannot: str
    vault: str
    vault_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedRequest:
    """One request; ``again`` when it was not the first at its stage."""

    number: int
    asked_at: datetime
    answer_by: datetime | None
    answered_at: datetime | None
    exception_basis: str
    again: bool
    items: tuple[FollowedItem, ...]


def follow_requests(actor: Actor | None, page: DossierPage) -> tuple[FollowedRequest, ...]:
    """The requests, oldest first; ``page`` is as the owner or an officer opened it."""
    require_person(actor)
    seen: set[Status] = set()
    followed = []
    for request in page.supplements:
        again = request.allowed or request.asked_from in seen
        seen.add(request.asked_from)
        followed.append(_followed(page.procedure, request, again=again))
    return tuple(followed)


def _followed(procedure: Procedure, request: RequestView, *, again: bool) -> FollowedRequest:
    return FollowedRequest(
        number=request.number,
        asked_at=request.asked_at,
        answer_by=request.answer_by,
        answered_at=request.answered_at,
        exception_basis=request.exception_basis,
        again=again,
        items=tuple(_item(procedure, one) for one in request.items),
    )


def _item(procedure: Procedure, item: ItemView) -> FollowedItem:
    after = Text(", ".join(item.after.get("files", ())))
    before = Text("")
    if item.kind is ItemKind.FIELD:
        before = shown_answer(procedure, item.name, item.before.get("value"))
        after = shown_answer(procedure, item.name, item.after.get("value"))
    return FollowedItem(
        title=item.title,
        reason=item.reason,
        note=item.note,
        before=before,
        after=after,
        cannot=item.cannot,
        vault=str(item.before.get("vault", "")),
        vault_reason=str(item.before.get("why", "")),
    )
