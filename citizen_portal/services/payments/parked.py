"""Messages about money that no rule may decide: a person looks, acts, and says what was done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from citizen_portal.domain.wording import Text
from citizen_portal.models import PaymentNotice
from citizen_portal.services import audit
from citizen_portal.services.actor import Actor, require_administrator
from citizen_portal.services.errors import NotFound, NotPossibleNow
from citizen_portal.services.parts import Parts
from citizen_portal.services.payments.facts import parked_notices

LONGEST_NOTE = 1000

NOTE_MISSING = Text("Hãy ghi rõ đã xử lý thế nào.", "Say what was done about it.")
ALREADY_HANDLED = Text(
    "Khoản này đã có người xử lý. Hãy tải lại trang.",
    "Somebody has dealt with this one already. Load the page again.",
)

_WRONG = {
    "no such order": Text("Không có đơn thanh toán này", "There is no such order"),
    "the same event with another content": Text(
        "Cùng một thông báo nhưng nội dung khác nhau", "The same message with another content"
    ),
    "a refund": Text("Hoàn tiền", "A refund"),
    "a second payment": Text("Nộp lần thứ hai cho một đơn", "A second payment of one order"),
    "success without a transaction": Text(
        "Báo thành công nhưng không có giao dịch", "Success without a transaction"
    ),
    "a transaction of another order": Text(
        "Giao dịch của một đơn khác", "A transaction of another order"
    ),
    "the fee was already paid by another order": Text(
        "Phí đã được nộp bằng đơn khác, cần hoàn tiền", "Already paid by another order: refund"
    ),
    "the dossier is closed": Text(
        "Hồ sơ đã kết thúc, cần hoàn tiền", "The dossier is closed: refund"
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkedPayment:
    """A message that waits for a person, with what is wrong in words."""

    id: int
    gateway: str
    reference: str
    received_at: datetime
    dossier_code: str
    wrong: Text


def list_parked_payments(session: Session, actor: Actor | None) -> tuple[ParkedPayment, ...]:
    """What waits for a person, oldest first."""
    require_administrator(actor)
    return tuple(
        ParkedPayment(
            id=one.id,
            gateway=one.gateway,
            reference=one.reference,
            received_at=one.received_at,
            dossier_code=one.dossier_code or "",
            wrong=_WRONG.get(
                one.note, Text(f"Số tiền không khớp ({one.note})", f"Another amount ({one.note})")
            ),
        )
        for one in parked_notices(session)
    )


def close_parked_payment(
    session: Session, parts: Parts, actor: Actor | None, notice_id: int, note: str
) -> None:
    """Note that a person dealt with a parked message, and how. The money itself does not move.

    Raises ``NotFound``, ``NotPossibleNow`` without a note or when it was handled before.
    """
    administrator = require_administrator(actor)
    if not note.strip():
        raise NotPossibleNow(NOTE_MISSING)
    notice = session.scalars(
        select(PaymentNotice)
        .where(PaymentNotice.id == notice_id, PaymentNotice.verdict == "parked")
        .with_for_update()
    ).one_or_none()
    if notice is None:
        raise NotFound()
    if notice.handled_at is not None:
        raise NotPossibleNow(ALREADY_HANDLED)
    notice.handled_at = parts.clock()
    session.flush()
    audit.record(session, at=parts.clock(), actor=administrator, act="close_parked_payment",
                 object_id=notice_id, note=note.strip()[:LONGEST_NOTE])  # fmt: skip
    session.commit()
