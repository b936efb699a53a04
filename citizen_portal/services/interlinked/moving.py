"""Interlinked dossiers that go to other agencies: the group before it is accepted, parts after.

Nobody works on a part before the leading body accepted the group, so until then another body can
lead it, and the parts go to the agencies beside that body. Afterwards the leading body stays:
it answers for the whole, and parts that open later open beside it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Action, ActorKind, Status
from citizen_portal.domain.post import ResultWay
from citizen_portal.domain.wording import Text
from citizen_portal.models import Dossier
from citizen_portal.services.change import change
from citizen_portal.services.errors import NotPossibleNow
from citizen_portal.services.interlinked.ending import locked_parts, require_group_accepted
from citizen_portal.services.interlinked.group import group_facts
from citizen_portal.services.interlinked.plan import seats_of_parts
from citizen_portal.services.parts import Parts
from citizen_portal.services.reference import AgencyView

LEADER_STAYS = Text(
    "Hồ sơ liên thông đã được tiếp nhận thì cơ quan chủ trì theo dõi đến khi xong. "
    "Có thể chuyển từng phần, trên trang của phần đó.",
    "Once an interlinked dossier is accepted, its leading body stays with it to the end. "
    "Parts can be moved, each on its own page.",
)
MOVES_WITH_GROUP = Text(
    "Hồ sơ liên thông chưa được tiếp nhận thì chuyển cả hồ sơ, các phần đi theo. "
    "Sau khi tiếp nhận mới chuyển riêng từng phần.",
    "Before an interlinked dossier is accepted it is moved as a whole, its parts with it. "
    "A part is moved on its own once the whole is accepted.",
)


def why_not_moved(status: Status, *, leads: bool, group_accepted: bool | None) -> Text | None:
    """Why a dossier of a group stays where it is, or None.

    ``leads`` for the group itself; ``group_accepted`` of a part, None for any other dossier.
    """
    if leads and status is not Status.REGISTERED:
        return LEADER_STAYS
    return MOVES_WITH_GROUP if group_accepted is False else None


def refuse_to_move(session: Session, dossier: Dossier, *, leads: bool) -> None:
    """Raises ``NotPossibleNow`` with the sentence of ``why_not_moved``."""
    accepted = None
    if dossier.parent_id is not None:
        try:
            require_group_accepted(session, dossier)
            accepted = True
        except NotPossibleNow:
            accepted = False
    sentence = why_not_moved(Status(dossier.status), leads=leads, group_accepted=accepted)
    if sentence is not None:
        raise NotPossibleNow(sentence)


def move_parts(
    session: Session, parts: Parts, group: Dossier, to: AgencyView, reason: str, at: datetime
) -> None:
    """The parts of a group that ``to`` leads from now on go to the agencies beside it.

    Raises ``PartNotOpened`` when one, also one that opens later, has nobody there.
    """
    facts = group_facts(parts, group)
    seats = seats_of_parts(parts, facts.procedure, facts.answers, facts.submitted_on, to)
    for dossier in locked_parts(session, group):
        target = seats.get(dossier.part)
        if target is None or dossier.status != Status.REGISTERED:
            continue
        before = parts.reference.agency(dossier.handling_agency_id)
        if target.id == before.id:
            continue
        change(
            session, dossier, Action.MOVE, actor=None, kind=ActorKind.SYSTEM, at=at,
            reason=reason, **from_and_to(before, target),
        )  # fmt: skip
        seat_part(dossier, target)


def from_and_to(before: AgencyView, to: AgencyView) -> dict[str, Any]:
    """What the event of a move says."""
    return {"from": before.name, "from_id": before.id, "to": to.name, "to_id": to.id}


def seat_part(dossier: Dossier, to: AgencyView) -> None:
    """Nobody has received a registered part: all its seats go along, unless one was chosen."""
    dossier.receiving_agency_id = to.id
    dossier.competent_agency_id = to.id
    dossier.handling_agency_id = to.id
    if (dossier.delivery or {}).get("way") != ResultWay.COUNTER:
        dossier.return_agency_id = to.id
