"""Planned interruptions: announced in time, seen on every page, cancelled when not needed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from citizen_portal.domain.moment import day_in_vietnam, format_day
from citizen_portal.domain.wording import Text
from citizen_portal.models import Downtime
from citizen_portal.services import audit
from citizen_portal.services.actor import Actor, require_administrator
from citizen_portal.services.errors import NotFound, WrongInput
from citizen_portal.services.parts import Parts

NOTICE_WORKING_DAYS = 7
"""NĐ 224/2026: a planned interruption is announced at least so many working days ahead."""

LONGEST_REASON = 500
MOST_SHOWN = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDowntime:
    """An interruption as its administrator sees it."""

    id: int
    starts_at: datetime
    ends_at: datetime
    reason: Text
    announced_at: datetime
    cancelled_at: datetime | None
    over: bool


def list_downtimes(
    session: Session, parts: Parts, actor: Actor | None
) -> tuple[PlannedDowntime, ...]:
    """The last ones announced, the newest first."""
    require_administrator(actor)
    now = parts.clock()
    rows = session.scalars(select(Downtime).order_by(Downtime.id.desc()).limit(MOST_SHOWN))
    return tuple(
        PlannedDowntime(
            id=row.id,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            reason=Text(row.reason_vi, row.reason_en),
            announced_at=row.announced_at,
            cancelled_at=row.cancelled_at,
            over=row.ends_at <= now,
        )
        for row in rows
    )


def announce_downtime(
    session: Session,
    parts: Parts,
    actor: Actor | None,
    *,
    starts_at: datetime,
    ends_at: datetime,
    reason: Text,
) -> None:
    """Announce an interruption on all pages. Raises ``WrongInput`` with every problem."""
    administrator = require_administrator(actor)
    problems = _problems(parts, starts_at, ends_at, reason)
    if problems:
        raise WrongInput(problems)
    now = parts.clock()
    row = Downtime(
        starts_at=starts_at,
        ends_at=ends_at,
        reason_vi=reason.vi.strip(),
        reason_en=reason.en.strip(),
        announced_at=now,
        announced_by=administrator.person_id,
    )
    session.add(row)
    session.flush()
    audit.record(
        session, at=now, actor=administrator, act="announce-downtime", object_id=row.id,
        starts_at=starts_at.isoformat(), ends_at=ends_at.isoformat(),
    )  # fmt: skip
    session.commit()
    parts.reference.forget()


def cancel_downtime(session: Session, parts: Parts, actor: Actor | None, downtime_id: int) -> None:
    """Take an announcement back. A second call changes nothing. Raises ``NotFound``."""
    administrator = require_administrator(actor)
    row = session.get(Downtime, downtime_id, with_for_update=True)
    if row is None:
        raise NotFound()
    if row.cancelled_at is None:
        now = parts.clock()
        row.cancelled_at = now
        session.flush()
        audit.record(session, at=now, actor=administrator, act="cancel-downtime", object_id=row.id)
    session.commit()
    parts.reference.forget()


def _problems(
    parts: Parts, starts_at: datetime, ends_at: datetime, reason: Text
) -> dict[str, Text]:
    problems = {}
    if ends_at <= starts_at:
        problems["ket_thuc"] = Text(
            "Lúc kết thúc phải sau lúc bắt đầu.", "The end must be after the start."
        )
    calendar = parts.reference.calendar()
    earliest = calendar.add_working_days(parts.clock(), NOTICE_WORKING_DAYS)
    if day_in_vietnam(starts_at) < day_in_vietnam(earliest):
        problems["bat_dau"] = Text(
            f"Phải thông báo trước ít nhất {NOTICE_WORKING_DAYS} ngày làm việc: sớm nhất là ngày "
            f"{format_day(earliest)}.",
            f"Announce it at least {NOTICE_WORKING_DAYS} working days ahead: the earliest day is "
            f"{format_day(earliest)}.",
        )
    if not reason.vi.strip():
        problems["ly_do"] = Text(
            "Hãy ghi lý do: câu này hiện trên mọi trang.", "Give the reason: every page shows it."
        )
    elif len(reason.vi) > LONGEST_REASON or len(reason.en) > LONGEST_REASON:
        problems["ly_do"] = Text(
            f"Lý do dài nhất {LONGEST_REASON} ký tự.", f"At most {LONGEST_REASON} characters."
        )
    return problems
