"""The queues of the office: which dossiers lie in each, at which agency, on whose desk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    DateTime,
    Integer,
    Uuid,
    all_,
    and_,
    any_,
    bindparam,
    false,
    literal_column,
    or_,
    select,
    true,
)

from citizen_portal.domain.lifecycle import Status
from citizen_portal.domain.roles import ActorKind, Seat
from citizen_portal.domain.wording import Text
from citizen_portal.models import Dossier, OpinionRequest
from citizen_portal.services.actor import Actor
from citizen_portal.services.notices.messages import unread_among
from citizen_portal.services.processing.steps import APPROVAL, ISSUANCE
from citizen_portal.services.queues.columns import urgency

SOON = timedelta(days=2)
"""So long before its due date a dossier is due soon."""

Clause = ColumnElement[bool]
_S, _K = Status, ActorKind
_WORKED_ON = (_S.ACCEPTED, _S.IN_PROCESSING)
_CLOSED = (_S.NOT_ACCEPTED, _S.WITHDRAWN, _S.STOPPED, _S.RESULT_RETURNED)
_ON_THE_CLOCK = (_S.REGISTERED, *_WORKED_ON)


ME: Final = bindparam("me", type_=Uuid())
MINE: Final = bindparam("mine", type_=ARRAY(Integer))
NOW: Final = bindparam("now", type_=DateTime(timezone=True))
"""Who asks, the agencies they work at, and the moment: ``asking`` gives them to a statement.

So the conditions below are the same for everybody, and so is the text of statements.
"""


def asking(actor: Actor, now: datetime) -> dict[str, Any]:
    """What a statement about queues is executed with."""
    return {"me": actor.person_id, "mine": list(actor.agency_ids), "now": now}


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """A queue; ``seats`` are the agencies of a dossier one of which must be the officer's.

    Without ``seats`` ``narrow`` says whose it is; else it says what holds beyond the status.
    ``kinds`` are the roles on whose desk it lies.
    ``newest_first`` turns the order round: there is nothing urgent in it.
    """

    title: Text
    seats: tuple[Seat, ...]
    statuses: tuple[Status, ...]
    kinds: tuple[ActorKind, ...]
    narrow: tuple[Clause, ...] = ()
    newest_first: bool = False


def with_status(statuses: Iterable[Status]) -> Clause:
    """The statuses stand in the statement itself: partial indexes are known by them."""
    return Dossier.status.in_([literal_column(str(int(one))) for one in statuses])


SEAT_COLUMNS: Final = {
    Seat.RECEIVING: Dossier.receiving_agency_id,
    Seat.COMPETENT: Dossier.competent_agency_id,
    Seat.HANDLING: Dossier.handling_agency_id,
    Seat.RETURNING: Dossier.return_agency_id,
}


def at_seats(seats: tuple[Seat, ...], agency_id: int | None = None) -> Clause:
    """One of the dossier's agencies is the officer's, or the one of them that is given."""
    mine = any_(MINE) if agency_id is None else agency_id
    return or_(*(SEAT_COLUMNS[seat] == mine for seat in seats))


_HERE, _AT_WORK = (Seat.RECEIVING,), (Seat.HANDLING,)
_AT_A_STEP = Dossier.step.not_in((APPROVAL, ISSUANCE))
_NOT_PAID = or_(Dossier.status == _S.PAYMENT_REQUESTED, Dossier.payment_state == "due")
_ASKED = select(OpinionRequest.dossier_id).where(
    OpinionRequest.to_agency_id == any_(MINE), OpinionRequest.state == "open"
)
_CASE, _HEADS = (_K.CASE_OFFICER,), (_K.DEPARTMENT_HEAD, _K.APPROVER)

QUEUES: Final[Mapping[str, Queue]] = {
    "can-tiep-nhan": Queue(
        title=Text("Cần tiếp nhận", "To accept"), seats=_HERE, statuses=(_S.REGISTERED,),
        kinds=(_K.ONE_STOP_OFFICER,),
    ),
    "viec-cua-toi": Queue(
        title=Text("Việc của tôi", "My work"), seats=_AT_WORK, statuses=_WORKED_ON, kinds=_CASE,
        narrow=(Dossier.officer_id == ME, _AT_A_STEP),
    ),
    "chua-nhan": Queue(
        title=Text("Chưa có người nhận", "Not yet taken"), seats=_AT_WORK, statuses=_WORKED_ON,
        kinds=(*_CASE, _K.DEPARTMENT_HEAD), narrow=(Dossier.officer_id.is_(None), _AT_A_STEP),
    ),
    "dang-xu-ly": Queue(
        title=Text("Đang xử lý", "In processing"), seats=_AT_WORK, statuses=_WORKED_ON,
        kinds=(*_CASE, *_HEADS), narrow=(_AT_A_STEP,),
    ),
    "cho-duyet": Queue(
        title=Text("Chờ phê duyệt", "To approve"), seats=_AT_WORK, statuses=_WORKED_ON,
        kinds=_HEADS, narrow=(Dossier.step == APPROVAL,),
    ),
    "cho-ban-hanh": Queue(
        title=Text("Chờ ban hành", "To issue"), seats=_AT_WORK, statuses=_WORKED_ON,
        kinds=(_K.CLERK,), narrow=(Dossier.step == ISSUANCE,),
    ),
    "cho-bo-sung": Queue(
        title=Text("Chờ bổ sung", "Waiting for a supplement"), seats=(*_HERE, *_AT_WORK),
        statuses=(_S.SUPPLEMENT_REQUESTED,), kinds=(_K.ONE_STOP_OFFICER, *_CASE),
    ),
    "cho-nop-phi": Queue(
        title=Text("Chờ nộp phí", "Waiting for payment"), seats=_HERE,
        statuses=(*_ON_THE_CLOCK, _S.PAYMENT_REQUESTED, _S.COMPLETED),
        kinds=(_K.CASHIER,), narrow=(_NOT_PAID,),
    ),
    "can-tra": Queue(
        title=Text("Cần trả kết quả", "To return"), seats=(Seat.RETURNING,),
        statuses=(_S.COMPLETED,), kinds=(_K.RESULT_OFFICER, _K.ONE_STOP_OFFICER),
    ),
    "sap-den-han": Queue(
        title=Text("Sắp đến hạn", "Due soon"), seats=(*_HERE, *_AT_WORK), statuses=_ON_THE_CLOCK,
        kinds=(_K.ONE_STOP_OFFICER, *_CASE, *_HEADS), narrow=(urgency >= NOW, urgency < NOW + SOON),
    ),
    "qua-han": Queue(
        title=Text("Quá hạn", "Overdue"), seats=(*_HERE, *_AT_WORK), statuses=_ON_THE_CLOCK,
        kinds=(_K.ONE_STOP_OFFICER, *_CASE, *_HEADS), narrow=(urgency < NOW,),
    ),
    "duoc-hoi-y-kien": Queue(
        title=Text("Được hỏi ý kiến", "Opinions asked of us"), seats=(),
        statuses=(*_ON_THE_CLOCK, _S.SUPPLEMENT_REQUESTED, _S.PAYMENT_REQUESTED, _S.STOPPED,
                  _S.COMPLETED),
        kinds=(*_CASE, _K.DEPARTMENT_HEAD), narrow=(Dossier.id.in_(_ASKED),),
    ),
    "tin-chua-doc": Queue(
        title=Text("Tin nhắn chưa đọc", "Unread messages"), seats=(),
        statuses=tuple(one for one in Status if one is not _S.DRAFT),
        kinds=(_K.ONE_STOP_OFFICER, *_CASE), narrow=(at_seats((*_HERE, *_AT_WORK)), unread_among()),
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


def held(queue: Queue) -> tuple[Clause, ...]:
    """What holds for the dossiers of a queue, whatever the agency."""
    return (with_status(queue.statuses), *queue.narrow)


def branches(seats: tuple[Seat, ...], agency_ids: Sequence[int]) -> list[Clause]:
    """The seats taken apart: one for each agency in each part, none overlapping another.

    An index gives the first rows of each in order, which it does not of all together.
    """
    if not seats:
        return [true()]
    found: list[Clause] = []
    for place, seat in enumerate(seats):
        before = elsewhere(seats[:place])
        found += [and_(SEAT_COLUMNS[seat] == one, *before) for one in agency_ids]
    return found or [false()]


def elsewhere(seats: tuple[Seat, ...]) -> list[Clause]:
    """None of these agencies of the dossier is the officer's."""
    return [SEAT_COLUMNS[seat] != all_(MINE) for seat in seats]
