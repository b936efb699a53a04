"""The registry of issued results: numbers, owners, validity, and what became of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select, tuple_
from sqlalchemy.orm import Session, aliased

from citizen_portal.domain.wording import Text
from citizen_portal.models import Dossier, IssuedResult, Paper
from citizen_portal.services import audit
from citizen_portal.services.actor import Actor, require_officer
from citizen_portal.services.parts import Parts

PAGE = 50
STATES: Mapping[str, tuple[Text, str]] = {
    "in_force": (Text("Đang có hiệu lực", "In force"), "green"),
    "expired": (Text("Hết hạn", "Expired"), "grey"),
    "replaced": (Text("Đã được thay thế", "Replaced"), "yellow"),
    "revoked": (Text("Đã bị thu hồi", "Revoked"), "red"),
}
_NUMBER = re.compile(r"(\d{1,9})/([^\s/%]{1,40})")


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultLine:
    """A result in the registry; ``state`` is a key of ``STATES``."""

    dossier_id: UUID
    dossier_code: str
    paper_number: int
    document_number: str
    title: str
    owner_name: str
    issued_at: datetime
    valid_until: date | None
    state: str
    ended_at: datetime | None
    ended_reason: str
    replaces: str
    replaced_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultLines:
    """A page of the registry; ``older`` continues it, empty at the end."""

    lines: tuple[ResultLine, ...]
    older: str


def list_results(
    session: Session, parts: Parts, actor: Actor | None, *, find: str = "", state: str = "",
    after: str = "",
) -> ResultLines:  # fmt: skip
    """The results that the officer's agencies issued, newest first, a page at a time by keyset.

    ``find`` is a number as printed, a dossier's code or its beginning, the owner's number, or
    part of the owner's name; ``state`` a key of ``STATES``. A search for a person is written
    down.
    """
    officer = require_officer(actor)
    find = find.strip()
    before, later = aliased(IssuedResult), aliased(IssuedResult)
    query = (
        select(IssuedResult, Dossier.code, Paper.number.label("paper_number"),
               before.number, before.symbol, later.number, later.symbol)
        .join(Dossier, Dossier.id == IssuedResult.dossier_id)
        .join(Paper, Paper.id == IssuedResult.paper_id)
        .join(before, before.id == IssuedResult.replaces_id, isouter=True)
        .join(later, later.replaces_id == IssuedResult.id, isouter=True)
        .where(IssuedResult.agency_id.in_(officer.agency_ids), *_found(find),
               *_in_state(state, parts.today()))
    )  # fmt: skip
    mark = _read_mark(after)
    if mark is not None:
        query = query.where(tuple_(IssuedResult.issued_at, IssuedResult.id) < mark)
    order = (IssuedResult.issued_at.desc(), IssuedResult.id.desc())
    rows = session.execute(query.order_by(*order).limit(PAGE + 1)).all()
    if find:
        audit.record(session, at=parts.clock(), actor=officer, act="search_results",
                     object_id="issued_result", found=len(rows))  # fmt: skip
        session.commit()
    return _page(rows, parts.today())


def _found(find: str) -> tuple[ColumnElement[bool], ...]:
    if not find:
        return ()
    numbered = _NUMBER.fullmatch(find)
    if numbered:
        number, symbol = numbered.groups()
        return (and_(IssuedResult.number == int(number), IssuedResult.symbol == symbol),)
    return (
        or_(
            Dossier.code.startswith(find.upper(), autoescape=True),
            IssuedResult.owner_number == find,
            IssuedResult.owner_name.icontains(find, autoescape=True),
        ),
    )


def _in_state(state: str, today: date) -> tuple[ColumnElement[bool], ...]:
    if state not in STATES:
        return ()
    valid = or_(IssuedResult.valid_until.is_(None), IssuedResult.valid_until >= today)
    match state:
        case "in_force":
            return (IssuedResult.state == "in_force", valid)
        case "expired":
            return (IssuedResult.state == "in_force", ~valid)
        case _:
            return (IssuedResult.state == state,)


def standing_of(state: str, valid_until: date | None, today: date) -> str:
    """What a result is worth today: a key of ``STATES``."""
    if state == "in_force" and valid_until is not None and valid_until < today:
        return "expired"
    return state


def printed_number(number: int | None, symbol: str | None) -> str:
    """A number as papers show it, or nothing."""
    return "" if number is None else f"{number:02d}/{symbol}"


def _page(rows: Any, today: date) -> ResultLines:
    lines = tuple(
        ResultLine(
            dossier_id=one.dossier_id,
            dossier_code=code or "",
            paper_number=paper_number,
            document_number=printed_number(one.number, one.symbol),
            title=one.title,
            owner_name=one.owner_name,
            issued_at=one.issued_at,
            valid_until=one.valid_until,
            state=standing_of(one.state, one.valid_until, today),
            ended_at=one.ended_at,
            ended_reason=one.ended_reason,
            replaces=printed_number(*before),
            replaced_by=printed_number(*later),
        )
        for one, code, paper_number, *numbers in rows[:PAGE]
        for before, later in [(numbers[:2], numbers[2:])]
    )
    if len(rows) <= PAGE:
        return ResultLines(lines=lines, older="")
    last = rows[PAGE - 1][0]
    return ResultLines(lines=lines, older=f"{last.issued_at.timestamp():.6f}_{last.id}")


def _read_mark(mark: str) -> tuple[datetime, int] | None:
    """Read a mark; anything else means the beginning."""
    moment, _, number = mark.partition("_")
    try:
        at, last = datetime.fromtimestamp(float(moment), tz=UTC), int(number)
    except (ValueError, OverflowError, OSError):
        return None
    return (at, last) if 0 <= last < 2**31 else None
