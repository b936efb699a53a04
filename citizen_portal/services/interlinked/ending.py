"""What may end an interlinked dossier, and what that does to its parts."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Action, ActorKind, Status, is_open
from citizen_portal.domain.wording import Text, as_text
from citizen_portal.models import Dossier
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.services.acceptance import count_acceptance
from citizen_portal.services.actor import Actor
from citizen_portal.services.change import change, lock_dossier
from citizen_portal.services.errors import NotPossibleNow
from citizen_portal.services.interlinked.group import DONE, ENDED, parts_of
from citizen_portal.services.parts import Parts

BY_ITSELF = Text(
    "Hồ sơ liên thông tự hoàn thành khi các phần có kết quả. Hãy xử lý từng phần.",
    "An interlinked dossier completes by itself once its parts have results. Handle each part.",
)
ASK_IN_A_PART = Text(
    "Hồ sơ liên thông đang được giải quyết theo từng phần. Hãy yêu cầu bổ sung ở phần cần bổ sung.",
    "The parts are being handled. Ask for the supplement in the part that needs it.",
)
GROUP_FIRST = Text(
    "Đây là một phần của hồ sơ liên thông chưa được tiếp nhận. "
    "Hãy chờ cơ quan chủ trì tiếp nhận hồ sơ liên thông.",
    "This is a part of an interlinked dossier that has not been accepted. "
    "Wait until the leading body accepts that.",
)


def refuse_by_hand(procedure: Procedure) -> None:
    """Nobody decides on a group itself. Raises ``NotPossibleNow``."""
    if procedure.interlinked:
        raise NotPossibleNow(BY_ITSELF)


def refuse_asking(procedure: Procedure, dossier: Dossier) -> None:
    """Once accepted, a group asks for nothing itself: its parts do. Raises ``NotPossibleNow``."""
    if procedure.interlinked and dossier.status == Status.IN_PROCESSING:
        raise NotPossibleNow(ASK_IN_A_PART)


def require_group_accepted(session: Session, dossier: Dossier) -> None:
    """A part's desk begins once the leading body accepted the group. Raises ``NotPossibleNow``."""
    if dossier.parent_id is None:
        return
    status = session.scalar(select(Dossier.status).where(Dossier.id == dossier.parent_id))
    if status != Status.IN_PROCESSING:
        raise NotPossibleNow(GROUP_FIRST)


def group_fee_is_due(session: Session, dossier: Dossier) -> bool:
    """Tell whether the fee is unpaid: the dossier's own, or that of its group."""
    if dossier.parent_id is None:
        return dossier.payment_state == "due"
    state = session.scalar(select(Dossier.payment_state).where(Dossier.id == dossier.parent_id))
    return state == "due"


def start_acceptance(session: Session, parts: Parts, group: Dossier, at: datetime) -> None:
    """The time to accept a part that waited for its group counts from now on.

    Called after the group's own change: its numbers are taken by then.
    """
    for dossier in locked_parts(session, group):
        if dossier.status == Status.REGISTERED:
            procedure = parts.catalogue.version(dossier.procedure_code, dossier.procedure_version)
            count_acceptance(parts, dossier, procedure, at)
            change(
                session, dossier, Action.GROUP_ACCEPTED, actor=None, kind=ActorKind.SYSTEM, at=at,
                group=group.code,
            )  # fmt: skip


def refuse_parts(session: Session, group: Dossier, reason: str, at: datetime) -> None:
    """A refused group takes its parts along, none of which was accepted."""
    for dossier in _open_parts(session, group):
        registered = dossier.status == Status.REGISTERED
        change(
            session, dossier, Action.REFUSE if registered else Action.STOP,
            actor=None, kind=ActorKind.SYSTEM, at=at, reason=reason,
        )  # fmt: skip


def withdraw_parts(
    session: Session, parts: Parts, group: Dossier, person: Actor, reason: str, at: datetime
) -> None:
    """Withdraw the parts with their group. Raises ``NotPossibleNow`` when one is too far."""
    known = locked_parts(session, group)
    for dossier in known:
        if Status(dossier.status) in DONE:
            raise NotPossibleNow(_too_far(parts, group, dossier))
    for dossier in known:
        if still_open(dossier):
            change(
                session, dossier, Action.WITHDRAW, actor=person, kind=ActorKind.APPLICANT, at=at,
                reason=reason,
            )  # fmt: skip


def require_parts_ended(session: Session, parts: Parts, group: Dossier) -> None:
    """The leading body ends a group when no part is at work. Raises ``NotPossibleNow``."""
    for dossier in locked_parts(session, group):
        if Status(dossier.status) not in (*DONE, *ENDED):
            title = part_title(parts, group, dossier.part)
            raise NotPossibleNow(
                Text(
                    f"Phần “{title.vi}” ({dossier.code}) đang được giải quyết. "
                    "Chỉ dừng hồ sơ liên thông khi không còn phần nào đang giải quyết.",
                    f"The part “{title.en}” ({dossier.code}) is being handled. "
                    "The interlinked dossier can be stopped when no part is.",
                )
            )


def part_title(parts: Parts, group: Dossier, name: str) -> Text:
    """What a part of a group is called."""
    procedure = parts.catalogue.version(group.procedure_code, group.procedure_version)
    found = next((as_text(one.title) for one in procedure.interlinked if one.name == name), None)
    return Text(found.vi, found.en or found.vi) if found else Text(name, name)


def _too_far(parts: Parts, group: Dossier, dossier: Dossier) -> Text:
    title = part_title(parts, group, dossier.part)
    return Text(
        f"Phần “{title.vi}” ({dossier.code}) đã có kết quả nên không rút được cả hồ sơ. "
        "Hãy mở phần khác mà bạn muốn rút và rút riêng phần đó.",
        f"The part “{title.en}” ({dossier.code}) has its result, so the whole dossier cannot be "
        "withdrawn. Open the other part that you want to withdraw, and withdraw that one.",
    )


def still_open(dossier: Dossier) -> bool:
    """Tell whether the dossier, suspended perhaps, waits for somebody."""
    origin = None if dossier.asked_from is None else Status(dossier.asked_from)
    return is_open(Status(dossier.status), origin)


def locked_parts(session: Session, group: Dossier) -> list[Dossier]:
    return [lock_dossier(session, one.id) for one in parts_of(session, group.id)]


def _open_parts(session: Session, group: Dossier) -> list[Dossier]:
    return [one for one in locked_parts(session, group) if still_open(one)]
