"""A notice leaves the building, and what is heard of it afterwards."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from citizen_portal.domain.notice_events import NoticeChannel, NoticeState
from citizen_portal.models import Notice
from citizen_portal.procedures.connectors import (
    AddressRefused,
    ConnectorUnavailable,
    DeliveryOutcome,
    NoticeMessage,
    NoticeRefused,
)
from citizen_portal.procedures.containment.guard import PluginFailed
from citizen_portal.services.notices.channels import carrier_of
from citizen_portal.services.notices.telling import enqueue_sending
from citizen_portal.services.parts import Parts

LONGEST_PROBLEM = 300
REPORTS = "/thong-bao/bao-cao"
"""Where reports of delivery are taken, below the portal's address; a notifier's name follows."""


def send_notice(session: Session, parts: Parts, notice_id: UUID, *, last_try: bool) -> None:
    """Send a notice that waits, once; on the last try an outage makes it a failure.

    For the worker. Raises ``ConnectorUnavailable`` and ``PluginFailed``, to be tried again.
    """
    notice = session.get_one(Notice, notice_id, with_for_update=True)
    now = parts.clock()
    if notice.state != NoticeState.QUEUED:
        return
    if now < notice.send_after:
        enqueue_sending(session, notice.id, notice.send_after, now)
        session.commit()
        return
    try:
        notice.provider_id = _hand_over(parts, notice)
    except AddressRefused as refused:
        _end(notice, NoticeState.BOUNCED, now, refused.reason)
    except (ConnectorUnavailable, PluginFailed) as error:
        if not last_try:
            notice.problem = str(error)[:LONGEST_PROBLEM]
            session.commit()
            raise
        _end(notice, NoticeState.FAILED, now, str(error))
    else:
        notice.state, notice.sent_at, notice.problem = NoticeState.SENT.value, now, ""
    session.commit()


def _hand_over(parts: Parts, notice: Notice) -> str:
    carrier = carrier_of(parts, NoticeChannel(notice.channel))
    if carrier is None:
        raise ConnectorUnavailable(f"nobody carries {notice.channel}")
    message = NoticeMessage(
        reference=str(notice.id),
        address=notice.address,
        subject=notice.subject,
        text=notice.body,
        language=notice.language,
        report_url=f"{parts.base_url}{REPORTS}/{carrier.name}",
    )
    return carrier.send(message)[:200]


def _end(notice: Notice, state: NoticeState, at: datetime, problem: str = "") -> None:
    notice.state = state.value
    notice.ended_at = at
    notice.problem = problem[:LONGEST_PROBLEM]


def receive_report(
    session: Session, parts: Parts, notifier_name: str, headers: dict[str, str], body: bytes
) -> str:
    """Take a report of delivery: ``applied``, ``noted``, ``unknown`` or ``refused``.

    The signature is the permission. The first report that ends a notice counts; what is
    repeated or comes later changes nothing. Raises ``LookupError`` for an unknown notifier.
    """
    notifier = parts.notifiers[notifier_name]
    try:
        report = notifier.read_report(headers, body, now=parts.clock())
    except NoticeRefused:
        return "refused"
    notice = _reported(session, report.reference, notifier.channel)
    if notice is None:
        return "unknown"
    if NoticeState(notice.state).is_final:
        session.rollback()
        return "noted"
    if notice.sent_at is None:  # the report was quicker than our own note of having sent it
        notice.sent_at = parts.clock()
    delivered = report.outcome is DeliveryOutcome.DELIVERED
    state = NoticeState.DELIVERED if delivered else NoticeState.BOUNCED
    _end(notice, state, report.occurred_at, "" if delivered else report.reason)
    session.commit()
    return "applied"


def _reported(session: Session, reference: str, channel: str) -> Notice | None:
    try:
        notice_id = UUID(reference)
    except ValueError:
        return None
    return session.scalars(
        select(Notice).where(Notice.id == notice_id, Notice.channel == channel).with_for_update()
    ).one_or_none()
