"""Which questions and papers cause the most returns: where the form should be better."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Status
from citizen_portal.domain.moment import VIETNAM
from citizen_portal.domain.roles import Duty
from citizen_portal.domain.supplement_reasons import ItemKind, reason_words
from citizen_portal.domain.wording import Text
from citizen_portal.models import Dossier, SupplementItem, SupplementRequest
from citizen_portal.services.actor import Actor, require_duty
from citizen_portal.services.errors import NotFound, WrongInput
from citizen_portal.services.parts import Parts
from citizen_portal.services.supplements.items import title_of

MOST_ROWS = 50
MOST_DAYS = 366
USUAL_DAYS = 90

DAYS_UNFIT = Text(
    "Ngày bắt đầu phải trước ngày kết thúc, cách nhau không quá 366 ngày.",
    "The first day must come before the last, at most 366 days apart.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnLine:
    """A question or a paper with the dossiers returned for it.

    ``share`` is of the procedure's dossiers submitted in the period, from 0 to 1; ``reason``
    the most frequent one.
    """

    procedure_code: str
    procedure: Text
    kind: ItemKind
    title: Text
    dossiers: int
    share: float
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnStatistics:
    """The most frequent first; both days lie within the period."""

    since: date
    until: date
    agencies: tuple[tuple[int, str], ...]
    procedures: tuple[tuple[str, Text], ...]
    lines: tuple[ReturnLine, ...]


def usual_period(today: date) -> tuple[date, date]:
    """The days that the page shows when none are chosen."""
    return today - timedelta(days=USUAL_DAYS - 1), today


def return_statistics(
    session: Session,
    parts: Parts,
    actor: Actor | None,
    since: date,
    until: date,
    *,
    agency_id: int | None = None,
    procedure_code: str = "",
) -> ReturnStatistics:
    """What dossiers submitted between two days were returned for, at the officer's agencies.

    Raises ``NotFound`` for another agency, ``Forbidden``, ``WrongInput`` for an unfit period.
    """
    officer = require_duty(actor, Duty.REPORT)
    mine = officer.agencies_for(Duty.REPORT)
    if agency_id is not None and agency_id not in mine:
        raise NotFound()
    if not since <= until <= since + timedelta(days=MOST_DAYS):
        raise WrongInput({"tu": DAYS_UNFIT})
    submitted = _submitted(session, mine if agency_id is None else (agency_id,), since, until)
    chosen = {code for code in submitted if procedure_code in ("", code)}
    rows = _rows(session, mine if agency_id is None else (agency_id,), since, until, chosen)
    return ReturnStatistics(
        since=since,
        until=until,
        agencies=tuple((one, parts.reference.agency(one).name) for one in mine),
        procedures=_procedures(parts, submitted),
        lines=tuple(_line(parts, row, submitted) for row in rows),
    )


def _period(since: date, until: date) -> tuple[datetime, datetime]:
    return (
        datetime.combine(since, time(), VIETNAM),
        datetime.combine(until + timedelta(days=1), time(), VIETNAM),
    )


def _submitted(
    session: Session, agencies: Iterable[int], since: date, until: date
) -> Mapping[str, tuple[int, str]]:
    """By procedure: how many dossiers, and the newest version among them."""
    start, end = _period(since, until)
    rows = session.execute(
        select(Dossier.procedure_code, func.count(), func.max(Dossier.procedure_version))
        .where(
            Dossier.handling_agency_id.in_(agencies),
            Dossier.status != Status.DRAFT,
            Dossier.submitted_at >= start,
            Dossier.submitted_at < end,
        )
        .group_by(Dossier.procedure_code)
        .order_by(Dossier.procedure_code)
    )
    return {code: (count, version) for code, count, version in rows}


def _rows(
    session: Session, agencies: Iterable[int], since: date, until: date, codes: Iterable[str]
) -> Iterable[Any]:
    start, end = _period(since, until)
    item = SupplementItem
    dossiers = func.count(Dossier.id.distinct()).label("dossiers")
    return session.execute(
        select(
            Dossier.procedure_code, item.kind, item.name, dossiers,
            func.max(item.title).label("title"),
            func.mode().within_group(item.reason_code).label("reason"),
        )
        .join(SupplementRequest, SupplementRequest.id == item.request_id)
        .join(Dossier, Dossier.id == SupplementRequest.dossier_id)
        .where(
            Dossier.handling_agency_id.in_(agencies),
            Dossier.submitted_at >= start,
            Dossier.submitted_at < end,
            Dossier.procedure_code.in_(sorted(codes)),
        )
        .group_by(Dossier.procedure_code, item.kind, item.name)
        .order_by(dossiers.desc(), Dossier.procedure_code, item.kind, item.name)
        .limit(MOST_ROWS)
    )  # fmt: skip


def _line(parts: Parts, row: Any, submitted: Mapping[str, tuple[int, str]]) -> ReturnLine:
    count, version = submitted[row.procedure_code]
    kind = ItemKind(row.kind)
    procedure = parts.catalogue.version(row.procedure_code, version)
    title = kind.label if kind is ItemKind.OTHER else title_of(procedure, kind, row.name, row.title)
    return ReturnLine(
        procedure_code=row.procedure_code,
        procedure=procedure.name,
        kind=kind,
        title=title,
        dossiers=row.dossiers,
        share=row.dossiers / count,
        reason=Text("") if kind is ItemKind.OTHER else reason_words(row.reason),
    )


def _procedures(
    parts: Parts, submitted: Mapping[str, tuple[int, str]]
) -> tuple[tuple[str, Text], ...]:
    return tuple(
        (code, parts.catalogue.version(code, version).name)
        for code, (_, version) in submitted.items()
    )
