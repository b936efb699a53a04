"""The queues of the office: which dossiers lie in each, at which agency, on whose desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, false, or_, select, true

from citizen_portal.domain.lifecycle import Status
from citizen_portal.domain.roles import ActorKind, Seat
from citizen_portal.domain.wording import Text
from citizen_portal.models import Dossier, OpinionRequest
from citizen_portal.services.actor import Actor
from citizen_portal.services.processing import APPROVAL, ISSUANCE
from citizen_portal.services.queues.columns import urgency

SOON = timedelta(days=2)
"""So long before its due date a dossier is due soon."""

Clause = ColumnElement[bool]
_S, _K = Status, ActorKind
_WORKED_ON = (_S.ACCEPTED, _S.IN_PROCESSING)
_CLOSED = (_S.NOT_ACCEPTED, _S.WITHDRAWN, _S.STOPPED, _S.RESULT_RETURNED)
_ON_THE_CLOCK = (_S.REGISTERED, *_WORKED_ON)


def _everything(_actor: Actor, _now: datetime) -> tuple[Clause, ...]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """A queue; ``seats`` are the agencies of a dossier one of which must be the officer's.

    ``kinds`` are the roles on whose desk it lies; ``narrow`` says what holds beyond the status.
    ``newest_first`` turns the order round: there is nothing urgent in it.
    """

    title: Text
    seats: tuple[Seat, ...]
    statuses: tuple[Status, ...]
    kinds: tuple[ActorKind, ...]
    narrow: Callable[[Actor, datetime], tuple[Clause, ...]] = _everything
    newest_first: bool = False


def _in_own_hands(actor: Actor, _now: datetime) -> tuple[Clause, ...]:
    return (Dossier.officer_id == actor.person_id, _at_work())


def _not_taken(_actor: Actor, _now: datetime) -> tuple[Clause, ...]:
    return (Dossier.officer_id.is_(None), _at_work())


def _worked_on(_actor: Actor, _now: datetime) -> tuple[Clause, ...]:
    return (_at_work(),)


def _at_work() -> Clause:
    return Dossier.step.not_in((APPROVAL, ISSUANCE))


def _at_approval(_actor: Actor, _now: datetime) -> tuple[Clause, ...]:
    return (Dossier.step == APPROVAL,)


def _at_issuance(_actor: Actor, _now: datetime) -> tuple[Clause, ...]:
    return (Dossier.step == ISSUANCE,)


def _not_paid(_actor: Actor, _now: datetime) -> tuple[Clause, ...]:
    return (or_(Dossier.status == _S.PAYMENT_REQUESTED, Dossier.payment_state == "due"),)


def _due_soon(_actor: Actor, now: datetime) -> tuple[Clause, ...]:
    return (urgency >= now, urgency < now + SOON)


def _overdue(_actor: Actor, now: datetime) -> tuple[Clause, ...]:
    return (urgency < now,)


def _asked_for_opinion(actor: Actor, _now: datetime) -> tuple[Clause, ...]:
    asked = select(OpinionRequest.dossier_id).where(
        OpinionRequest.to_agency_id.in_(actor.agency_ids), OpinionRequest.state == "open"
    )
    return (Dossier.id.in_(asked),)


_HERE, _AT_WORK = (Seat.RECEIVING,), (Seat.HANDLING,)
_CASE, _HEADS = (_K.CASE_OFFICER,), (_K.DEPARTMENT_HEAD, _K.APPROVER)

QUEUES: Final[Mapping[str, Queue]] = {
    "can-tiep-nhan": Queue(
        title=Text("Cần tiếp nhận", "To accept"), seats=_HERE, statuses=(_S.REGISTERED,),
        kinds=(_K.ONE_STOP_OFFICER,),
    ),
    "viec-cua-toi": Queue(
        title=Text("Việc của tôi", "My work"), seats=_AT_WORK, statuses=_WORKED_ON, kinds=_CASE,
        narrow=_in_own_hands,
    ),
    "chua-nhan": Queue(
        title=Text("Chưa có người nhận", "Not yet taken"), seats=_AT_WORK, statuses=_WORKED_ON,
        kinds=(*_CASE, _K.DEPARTMENT_HEAD), narrow=_not_taken,
    ),
    "dang-xu-ly": Queue(
        title=Text("Đang xử lý", "In processing"), seats=_AT_WORK, statuses=_WORKED_ON,
        kinds=(*_CASE, *_HEADS), narrow=_worked_on,
    ),
    "cho-duyet": Queue(
        title=Text("Chờ phê duyệt", "To approve"), seats=_AT_WORK, statuses=_WORKED_ON,
        kinds=_HEADS, narrow=_at_approval,
    ),
    "cho-ban-hanh": Queue(
        title=Text("Chờ ban hành", "To issue"), seats=_AT_WORK, statuses=_WORKED_ON,
        kinds=(_K.CLERK,), narrow=_at_issuance,
    ),
    "cho-bo-sung": Queue(
        title=Text("Chờ bổ sung", "Waiting for a supplement"), seats=(*_HERE, *_AT_WORK),
        statuses=(_S.SUPPLEMENT_REQUESTED,), kinds=(_K.ONE_STOP_OFFICER, *_CASE),
    ),
    "cho-nop-phi": Queue(
        title=Text("Chờ nộp phí", "Waiting for payment"), seats=_HERE,
        statuses=(*_ON_THE_CLOCK, _S.PAYMENT_REQUESTED, _S.COMPLETED),
        kinds=(_K.CASHIER,), narrow=_not_paid,
    ),
    "can-tra": Queue(
        title=Text("Cần trả kết quả", "To return"), seats=(Seat.RETURNING,),
        statuses=(_S.COMPLETED,), kinds=(_K.RESULT_OFFICER, _K.ONE_STOP_OFFICER),
    ),
    "sap-den-han": Queue(
        title=Text("Sắp đến hạn", "Due soon"), seats=(*_HERE, *_AT_WORK), statuses=_ON_THE_CLOCK,
        kinds=(_K.ONE_STOP_OFFICER, *_CASE, *_HEADS), narrow=_due_soon,
    ),
    "qua-han": Queue(
        title=Text("Quá hạn", "Overdue"), seats=(*_HERE, *_AT_WORK), statuses=_ON_THE_CLOCK,
        kinds=(_K.ONE_STOP_OFFICER, *_CASE, *_HEADS), narrow=_overdue,
    ),
    "duoc-hoi-y-kien": Queue(
        title=Text("Được hỏi ý kiến", "Opinions asked of us"), seats=(),
        statuses=(*_ON_THE_CLOCK, _S.SUPPLEMENT_REQUESTED, _S.PAYMENT_REQUESTED, _S.STOPPED,
                  _S.COMPLETED),
        kinds=(*_CASE, _K.DEPARTMENT_HEAD), narrow=_asked_for_opinion,
    ),
    "da-xong": Queue(
        title=Text("Đã kết thúc", "Closed"), seats=_AT_WORK, statuses=_CLOSED, kinds=(),
        newest_first=True,
    ),
}  # fmt: skip

_FIRST: Final = (
    (_K.ONE_STOP_OFFICER, "can-tiep-nhan"), (_K.CASE_OFFICER, "dang-xu-ly"),
    (_K.DEPARTMENT_HEAD, "cho-duyet"), (_K.APPROVER, "cho-duyet"), (_K.CLERK, "cho-ban-hanh"),
    (_K.CASHIER, "cho-nop-phi"), (_K.RESULT_OFFICER, "can-tra"),
)  # fmt: skip


def first_queue(actor: Actor) -> str:
    """The queue that waits for this officer first."""
    roles = [post.role for post in actor.posts]
    return next((name for kind, name in _FIRST if kind in roles), "can-tiep-nhan")


def own_queues(actor: Actor) -> tuple[str, ...]:
    """The queues that lie on this officer's desk, in the order of work."""
    roles = {post.role for post in actor.posts}
    return tuple(name for name, queue in QUEUES.items() if roles.intersection(queue.kinds))


def lies_in(queue: Queue, actor: Actor, now: datetime) -> Clause:
    """What holds for the dossiers of a queue, as far as this officer may see them."""
    return and_(at_seats(queue.seats, actor), *held(queue, actor, now))


def held(queue: Queue, actor: Actor, now: datetime) -> tuple[Clause, ...]:
    """What holds for the dossiers of a queue, whatever the agency.

    The statuses stand in the statement itself: partial indexes are known by them.
    """
    statuses: BindParameter[list[int]] = bindparam(
        "statuses", list(map(int, queue.statuses)), expanding=True, literal_execute=True,
        unique=True,
    )  # fmt: skip
    return (Dossier.status.in_(statuses), *queue.narrow(actor, now))


def at_seats(seats: tuple[Seat, ...], actor: Actor, agency_id: int | None = None) -> Clause:
    """One of the dossier's agencies is the officer's, or the one of them that is given.

    Without ``seats`` anything holds: the queue is narrowed by something else.
    """
    mine = actor.agency_ids if agency_id is None else (agency_id,)
    return or_(*(SEAT_COLUMNS[seat].in_(mine) for seat in seats)) if seats else true()


def branches(seats: tuple[Seat, ...], agency_ids: Sequence[int]) -> list[Clause]:
    """The same taken apart: one for each agency in each part, none overlapping another.

    An index gives the first rows of each in order, which it does not of all together.
    """
    if not seats:
        return [true()]
    found: list[Clause] = []
    for place, seat in enumerate(seats):
        elsewhere = [SEAT_COLUMNS[before].not_in(agency_ids) for before in seats[:place]]
        found += [and_(SEAT_COLUMNS[seat] == one, *elsewhere) for one in agency_ids]
    return found or [false()]


SEAT_COLUMNS: Final = {
    Seat.RECEIVING: Dossier.receiving_agency_id,
    Seat.COMPETENT: Dossier.competent_agency_id,
    Seat.HANDLING: Dossier.handling_agency_id,
    Seat.RETURNING: Dossier.return_agency_id,
}
