"""Passing a dossier on: to another agency that handles it, or to another place of return."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Action, Status
from citizen_portal.domain.roles import Duty
from citizen_portal.domain.wording import Text
from citizen_portal.models import Agency, Dossier, OfficerPost
from citizen_portal.services import audit
from citizen_portal.services.actor import Actor, require_officer, require_role
from citizen_portal.services.change import change, next_transition, refuse_stale
from citizen_portal.services.colleagues.assignment import assign_by_rule
from citizen_portal.services.colleagues.possible import BEFORE_COMPLETION
from citizen_portal.services.colleagues.staff import post_in_force
from citizen_portal.services.colleagues.visible import visible_dossier
from citizen_portal.services.errors import NotFound, NotPossibleNow, WrongInput
from citizen_portal.services.interlinked.group import lock_with_group
from citizen_portal.services.interlinked.moving import (
    from_and_to,
    move_parts,
    refuse_to_move,
    seat_part,
)
from citizen_portal.services.officer_acts import OfficerAct, begin_act
from citizen_portal.services.parts import Parts
from citizen_portal.services.processing.step_budget import start_step
from citizen_portal.services.processing.steps import ISSUANCE
from citizen_portal.services.reference import AgencyView
from citizen_portal.services.scope import refuse_own, seat_for, sees

LONGEST_REASON = 1000
_SEATS: Final = (
    "receiving_agency_id", "competent_agency_id", "handling_agency_id", "return_agency_id",
)  # fmt: skip

WHERE = Text(
    "Hãy chọn một cơ quan khác có thẩm quyền giải quyết thủ tục này.",
    "Choose another agency that is competent for this procedure.",
)
WHERE_BACK = Text(
    "Hãy chọn một nơi khác có bộ phận trả kết quả.",
    "Choose another place with a desk that hands results over.",
)
WHY = Text(
    "Hãy ghi lý do chuyển: người nộp cũng đọc được.",
    "Give the reason: the applicant reads it too.",
)
TOO_LONG = Text(f"Lý do dài nhất {LONGEST_REASON} ký tự.", f"At most {LONGEST_REASON} characters.")
DECIDED_ALREADY = Text(
    "Kết quả đã được phê duyệt, đang chờ văn thư ban hành, nên không chuyển cơ quan được.",
    "The result is approved and waits for the clerk, so the dossier cannot be moved.",
)
COMPLETED_ALREADY = Text(
    "Hồ sơ đã có kết quả hoặc đã kết thúc nên không đổi nơi trả được. Hãy trả tại nơi đã hẹn.",
    "The dossier has its result or is closed, so the place of return stays as it was promised.",
)


def open_moving(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID
) -> tuple[AgencyView, ...]:
    """The agencies to which the dossier may be moved, by name.

    Raises ``NotFound``, ``Forbidden``, ``NotPossibleNow`` when it stays where it is.
    """
    officer = require_officer(actor)
    dossier = visible_dossier(session, officer, dossier_id)
    seat_for(officer, dossier, Action.MOVE)
    refuse_own(session, officer, dossier)
    _refuse_unmovable(session, parts, dossier)
    return _targets(session, parts, dossier)


def move_dossier(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID, revision: int | None, *,
    to: int | None, reason: str,
) -> None:  # fmt: skip
    """Pass the dossier on: the other agency works on it from the first step.

    The slip and its due date stay as they were promised. Of an interlinked dossier the whole moves
    before it is accepted, with its parts, and afterwards each part by itself. What a dissolved
    agency had is taken over by the other in every seat. Raises ``WrongInput``,
    ``NotPossibleNow``, and what ``begin_act`` raises.
    """
    act = begin_act(session, parts, actor, dossier_id, Action.MOVE, revision)
    next_transition(act.dossier, Action.MOVE, act.kind)
    _refuse_unmovable(session, parts, act.dossier)
    target = next((one for one in _targets(session, parts, act.dossier) if one.id == to), None)
    problems = {"co_quan": WHERE} if target is None else {}
    problems |= _about_reason(reason)
    if target is None or problems:
        raise WrongInput(problems)
    change(
        session, act.dossier, Action.MOVE, actor=act.actor, kind=act.kind, at=act.now,
        reason=reason, **from_and_to(act.agency, target),
    )  # fmt: skip
    _settle(act, target)
    if act.procedure.interlinked:
        move_parts(session, parts, act.dossier, target, reason, act.now)
    if act.dossier.status != Status.REGISTERED:
        assign_by_rule(session, act.dossier, act.now)
    session.commit()


def _refuse_unmovable(session: Session, parts: Parts, dossier: Dossier) -> None:
    procedure = parts.catalogue.version(dossier.procedure_code, dossier.procedure_version)
    refuse_to_move(session, dossier, leads=bool(procedure.interlinked))
    if dossier.step == ISSUANCE:
        raise NotPossibleNow(DECIDED_ALREADY)


def _about_reason(reason: str) -> dict[str, Text]:
    if not reason.strip():
        return {"ly_do": WHY}
    return {"ly_do": TOO_LONG} if len(reason) > LONGEST_REASON else {}


def _targets(session: Session, parts: Parts, dossier: Dossier) -> tuple[AgencyView, ...]:
    """Agencies of the kind that is competent, and who follows an agency that was dissolved."""
    today = parts.today()
    procedure = parts.catalogue.version(dossier.procedure_code, dossier.procedure_version)
    found = {one.id: one for one in parts.reference.agencies(procedure.authority, today)}
    if not parts.reference.agency(dossier.handling_agency_id).exists_on(today):
        found |= {one.id: one for one in _successors(session, parts, dossier.handling_agency_id)}
    found.pop(dossier.handling_agency_id, None)
    return tuple(sorted(found.values(), key=lambda one: one.name))


def _successors(session: Session, parts: Parts, agency_id: int) -> tuple[AgencyView, ...]:
    new_code = session.scalar(select(Agency.code_new).where(Agency.id == agency_id))
    if not new_code:
        return ()
    return tuple(one for one in parts.reference.all_agencies(parts.today()) if one.code == new_code)


def _settle(act: OfficerAct, target: AgencyView) -> None:
    """Who decides goes along with who handles it; other seats only when nobody sits there."""
    dossier, before = act.dossier, act.agency.id
    if dossier.parent_id is not None and dossier.status == Status.REGISTERED:
        seat_part(dossier, target)
        return
    moved = {"handling_agency_id", "competent_agency_id"}
    if not act.agency.exists_on(act.parts.today()):
        moved |= set(_SEATS)
    for seat in _SEATS:
        if seat in moved and getattr(dossier, seat) == before:
            setattr(dossier, seat, target.id)
    dossier.officer_id, dossier.assigned_at = None, None
    if dossier.step:
        calendar = act.parts.reference.calendar(target.id)
        start_step(dossier, act.procedure, act.procedure.steps[0].name, act.now, calendar)


def open_returning(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID
) -> tuple[AgencyView, ...]:
    """The places where a result may be handed back: agencies with such a desk, by name."""
    officer = require_officer(actor)
    dossier = visible_dossier(session, officer, dossier_id)
    require_role(officer, dossier.receiving_agency_id, Duty.RECEIVE.holders)
    return _places(session, parts, dossier)


def change_returning(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID, revision: int | None,
    to: int | None,
) -> None:  # fmt: skip
    """Have the result handed back elsewhere in the province, before there is a result.

    By the one-stop officer of the receiving agency. Raises ``WrongInput``, ``NotPossibleNow``.
    """
    officer = require_officer(actor)
    dossier = lock_with_group(session, dossier_id)
    if not sees(session, officer, dossier):
        raise NotFound()
    require_role(officer, dossier.receiving_agency_id, Duty.RECEIVE.holders)
    refuse_own(session, officer, dossier)
    refuse_stale(session, dossier, revision)
    if dossier.status not in BEFORE_COMPLETION:
        raise NotPossibleNow(COMPLETED_ALREADY)
    if to not in {one.id for one in _places(session, parts, dossier)}:
        raise WrongInput({"noi_tra": WHERE_BACK})
    now, before = parts.clock(), dossier.return_agency_id
    dossier.return_agency_id = to
    dossier.revision += 1
    dossier.updated_at = now
    session.flush()
    audit.record(session, at=now, actor=officer, act="change-returning", object_id=dossier.id,
                 before=before, after=to, revision=dossier.revision)  # fmt: skip
    session.commit()


def _places(session: Session, parts: Parts, dossier: Dossier) -> tuple[AgencyView, ...]:
    today = parts.today()
    desks = set(
        session.scalars(
            select(OfficerPost.agency_id)
            .where(
                OfficerPost.role.in_([kind.value for kind in Duty.RETURN.holders]),
                *post_in_force(today),
            )
            .distinct()
        )
    )
    return tuple(
        one
        for one in parts.reference.all_agencies(today)
        if one.id in desks and one.id != dossier.return_agency_id
    )
