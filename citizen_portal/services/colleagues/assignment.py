"""Who works on a dossier: given by a leader or by rule, taken, handed back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from citizen_portal.domain.assignment import whom_to_give
from citizen_portal.domain.lifecycle import Action, ActorKind
from citizen_portal.domain.moment import day_in_vietnam
from citizen_portal.domain.wording import Text
from citizen_portal.models import AssignmentRule, Dossier
from citizen_portal.services.actor import Actor, require_officer
from citizen_portal.services.change import change, next_transition
from citizen_portal.services.colleagues.possible import DECIDED, HANDS, stands_in_for
from citizen_portal.services.colleagues.staff import CaseOfficer, case_officers_for, name_of
from citizen_portal.services.colleagues.visible import visible_dossier
from citizen_portal.services.dossiers.page import DossierPage
from citizen_portal.services.errors import NotPossibleNow, WrongInput
from citizen_portal.services.officer_acts import OfficerAct, begin_act
from citizen_portal.services.parts import Parts
from citizen_portal.services.scope import refuse_own, seat_for

CHOOSE = Text(
    "Hãy chọn một cán bộ thụ lý của cơ quan trong danh sách.",
    "Choose one of the agency's case officers from the list.",
)
HOLDS_IT = Text(
    "Người này đang thụ lý hồ sơ. Hãy chọn người khác.",
    "This officer has the dossier already. Choose another one.",
)
YOURS_ALREADY = Text("Bạn đang thụ lý hồ sơ này.", "You have this dossier already.")
NOT_YOURS = Text(
    "Chỉ người đang thụ lý mới trả lại được hồ sơ. Lãnh đạo có thể phân công người khác.",
    "Only who has the dossier can hand it back. A leader can assign somebody else.",
)
WORK_DONE = Text(
    "Hồ sơ đã trình duyệt nên không đổi người thụ lý. Lãnh đạo có thể trả lại để xử lý tiếp rồi "
    "phân công lại.",
    "The dossier was sent for approval, so its case officer stays. The approver can send it back, "
    "then it can be assigned again.",
)


def open_assignment(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID
) -> tuple[CaseOfficer, ...]:
    """The case officers to choose from, each with what they have in hand.

    Raises ``NotFound`` and ``Forbidden`` as the act itself.
    """
    officer = require_officer(actor)
    dossier = visible_dossier(session, officer, dossier_id)
    seat_for(officer, dossier, Action.ASSIGN)
    refuse_own(session, officer, dossier)
    return case_officers_for(session, dossier, parts.today())


def assign_dossier(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID, revision: int | None,
    to: UUID | None,
) -> None:  # fmt: skip
    """Give the dossier to a case officer of the handling agency; while they are away, to who
    stands in.

    Raises ``WrongInput`` for anybody else, and what ``begin_act`` raises.
    """
    act = begin_assignment(session, parts, actor, dossier_id, Action.ASSIGN, revision)
    officers = {
        one.person_id: one for one in case_officers_for(session, act.dossier, parts.today())
    }
    chosen = officers.get(to) if to else None
    if chosen is not None and chosen.stand_in:
        chosen = officers.get(chosen.stand_in)
    if chosen is None:
        raise WrongInput({"can_bo": CHOOSE})
    if chosen.person_id == act.dossier.officer_id:
        raise WrongInput({"can_bo": HOLDS_IT})
    _give(act, Action.ASSIGN, chosen.person_id, chosen.name)
    session.commit()


def take_dossier(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID, revision: int | None
) -> None:
    """Take a dossier that nobody has, or one of somebody for whom the actor stands in.

    Raises ``NotPossibleNow`` naming who has it.
    """
    act = begin_assignment(session, parts, actor, dossier_id, Action.TAKE, revision)
    holder = act.dossier.officer_id
    if holder == act.actor.person_id:
        raise NotPossibleNow(YOURS_ALREADY)
    if holder is not None and not stands_in_for(act.actor, holder, act.agency.id):
        raise NotPossibleNow(_somebody_has_it(name_of(session, holder)))
    _give(act, Action.TAKE, act.actor.person_id, act.actor.name)
    session.commit()


def _somebody_has_it(name: str) -> Text:
    return Text(
        f"{name} đang thụ lý hồ sơ này. Hãy trao đổi với {name}, hoặc nhờ lãnh đạo phân công lại.",
        f"{name} is working on this dossier. Talk to {name}, or ask a leader to assign it anew.",
    )


def hand_back(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID, revision: int | None
) -> None:
    """Hand back a dossier that the actor has: it waits for whoever takes it or is given it."""
    act = begin_assignment(session, parts, actor, dossier_id, Action.HAND_BACK, revision)
    if act.dossier.officer_id != act.actor.person_id:
        raise NotPossibleNow(NOT_YOURS)
    _give(act, Action.HAND_BACK, None, "")
    session.commit()


def assign_by_rule(session: Session, dossier: Dossier, at: datetime) -> None:
    """Give a dossier that nobody has to whom the agency's rule says, if there is a rule.

    That of the procedure comes before the agency's general one. The caller commits.
    """
    if dossier.officer_id is not None:
        return
    rule = session.execute(
        select(AssignmentRule.person_id)
        .where(
            AssignmentRule.agency_id == dossier.handling_agency_id,
            AssignmentRule.procedure_code.in_((dossier.procedure_code, "")),
        )
        .order_by(AssignmentRule.procedure_code.desc())
        .limit(1)
    ).one_or_none()
    if rule is None:
        return
    officers = case_officers_for(session, dossier, day_in_vietnam(at))
    chosen = whom_to_give([one.candidate for one in officers], rule.person_id)
    if chosen is not None:
        name = next(one.name for one in officers if one.person_id == chosen)
        change(session, dossier, Action.ASSIGN, actor=None, kind=ActorKind.SYSTEM, at=at,
               **_between("", name, chosen))  # fmt: skip
        _hold(dossier, chosen, at)


@dataclass(frozen=True, slots=True, kw_only=True)
class InHand:
    """Who has a dossier, and since when it was given; an empty name when nobody has it."""

    name: str
    since: datetime | None


def who_has_it(session: Session, parts: Parts, actor: Actor | None, page: DossierPage) -> InHand:
    """Who works on a dossier; ``page`` is as the officer opened it.

    The events tell since when, unless it was taken by acting on it.
    """
    require_officer(actor)
    if page.officer_id is None:
        return InHand(name="", since=None)
    given = (one for one in reversed(page.events) if one.action in HANDS)
    last = next(given, None)
    if last is not None and last.detail.get("to_id") == str(page.officer_id):
        return InHand(name=last.detail["to"], since=last.at)
    return InHand(name=page.officer_name, since=None)


def begin_assignment(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID, action: Action,
    revision: int | None,
) -> OfficerAct:  # fmt: skip
    """As ``begin_act``; once the draft is with the approver, its case officer stays."""
    act = begin_act(session, parts, actor, dossier_id, action, revision)
    next_transition(act.dossier, action, act.kind)
    if act.dossier.step in DECIDED:
        raise NotPossibleNow(WORK_DONE)
    return act


def _give(act: OfficerAct, action: Action, to: UUID | None, name: str) -> None:
    before = name_of(act.session, act.dossier.officer_id)
    change(act.session, act.dossier, action, actor=act.actor, kind=act.kind, at=act.now,
           **_between(before, name, to))  # fmt: skip
    _hold(act.dossier, to, act.now)


def _hold(dossier: Dossier, to: UUID | None, at: datetime) -> None:
    dossier.officer_id = to
    dossier.assigned_at = at if to else None


def _between(before: str, after: str, to: UUID | None) -> dict[str, Any]:
    return {"from": before, "to": after, "to_id": str(to) if to else ""}
