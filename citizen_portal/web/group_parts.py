"""The parts of an interlinked dossier as lines on the applicant's and the officers' pages."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from citizen_portal.domain.lifecycle import Status
from citizen_portal.domain.wording import Text
from citizen_portal.services.interlinked.page import GroupView, PartView
from citizen_portal.web.issued_papers import paper_address

WAITING = Text("Chưa mở", "Not opened")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLine:
    """One part; ``href`` is empty where there is nothing, or nothing for this reader, to open."""

    title: Text
    href: str
    code: str
    state: Text
    tone: str
    agency: str
    step: Text
    until: datetime | None
    due_at: datetime | None
    reason: str
    note: Text
    alone: str
    results: tuple[str, ...]


def own_parts(group: GroupView | None) -> tuple[PartLine, ...]:
    """The parts with the links of their applicant."""
    return tuple(_line(one, lambda part: f"/ho-so/{part}") for one in group.parts) if group else ()


def agency_parts(group: GroupView | None, agency_ids: Collection[int]) -> tuple[PartLine, ...]:
    """The parts for the leading body: it opens only those that it handles itself."""
    if group is None:
        return ()
    return tuple(
        _line(one, (lambda part: f"/can-bo/ho-so/{part}") if one.agency_id in agency_ids else None)
        for one in group.parts
    )


def _line(part: PartView, address: Callable[[UUID], str] | None) -> PartLine:
    href = address(part.id) if address and part.id else ""
    registered = part.status is Status.REGISTERED
    return PartLine(
        title=part.title,
        href=href,
        code=part.code,
        state=part.status.label if part.status is not None else WAITING,
        tone=part.status.tone if part.status is not None else "grey",
        agency=part.agency,
        step=part.step,
        until=part.acceptance_due_at if registered else None,
        due_at=part.due_at if part.status is not None and not part.ended else None,
        reason=part.reason,
        note=part.note,
        alone=f"/thu-tuc/{part.alone}" if part.alone else "",
        results=tuple(paper_address(href, one.kind, one.number) for one in part.results)
        if href
        else (),
    )
