"""Interlinked dossiers (liên thông): parts are opened, followed and closed with their group.

The group is locked before its parts, and numbers are taken before the first audit entry, so
that no two acts on one group wait for each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session, aliased

from citizen_portal.domain.clocks import WAITS_FOR
from citizen_portal.domain.dossier_code import DossierCode
from citizen_portal.domain.lifecycle import Action, ActorKind, Status
from citizen_portal.domain.moment import day_in_vietnam
from citizen_portal.domain.wording import Text, as_text
from citizen_portal.models import Dossier
from citizen_portal.procedures.catalogue import ProcedureSuspended
from citizen_portal.procedures.form import answers_from_json, answers_to_json
from citizen_portal.procedures.procedure import InterlinkedPart
from citizen_portal.services.acceptance import count_acceptance
from citizen_portal.services.change import change, lock_dossier, note_event
from citizen_portal.services.errors import NotFound, NotPossibleNow, OutOfOrder
from citizen_portal.services.interlinked.plan import (
    Group,
    PartNotOpened,
    PlannedPart,
    needed_parts,
    plan_part,
    ready_parts,
)
from citizen_portal.services.numbering import next_number
from citizen_portal.services.parts import Parts

DONE = (Status.COMPLETED, Status.RESULT_RETURNED)
ENDED = (Status.NOT_ACCEPTED, Status.STOPPED, Status.WITHDRAWN)

NOTHING_WAITS = Text(
    "Không có phần nào chờ mở. Hãy theo dõi các phần đang giải quyết.",
    "No part waits to be opened. Follow the parts that are being handled.",
)

Failed: TypeAlias = "tuple[tuple[InterlinkedPart, PartNotOpened], ...]"

_GROUP_OF = aliased(Dossier)
_LOCK = (
    select(Dossier)
    .where(
        or_(
            Dossier.id == bindparam("dossier_id"),
            Dossier.id
            == select(_GROUP_OF.parent_id)
            .where(_GROUP_OF.id == bindparam("dossier_id"))
            .scalar_subquery(),
        )
    )
    .order_by(Dossier.parent_id.nulls_first())
    .with_for_update()
    .execution_options(populate_existing=True)
)


def lock_with_group(session: Session, dossier_id: UUID) -> Dossier:
    """Load a dossier for changing, its group locked before it. Raises ``NotFound``."""
    for dossier in session.scalars(_LOCK, {"dossier_id": dossier_id}):
        if dossier.id == dossier_id:
            return dossier
    raise NotFound()


def parts_of(session: Session, group_id: UUID) -> Sequence[Dossier]:
    """The part dossiers of a group, in the order in which they were opened."""
    return session.scalars(
        select(Dossier)
        .where(Dossier.parent_id == group_id)
        .order_by(Dossier.created_at, Dossier.id)
    ).all()


def group_facts(parts: Parts, group: Dossier) -> Group:
    """What a stored group opens its parts from. Raises ``ProcedureSuspended``."""
    procedure = parts.catalogue.version(group.procedure_code, group.procedure_version)
    return Group(
        procedure=procedure,
        answers=answers_from_json(procedure.form, group.answers),
        agency=parts.reference.agency(group.competent_agency_id),
        submitted_on=day_in_vietnam(group.submitted_at or group.created_at),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """What a group does next: rows are there, the events still have to be told."""

    group: Dossier
    opened: tuple[tuple[InterlinkedPart, Dossier], ...] = ()
    failed: Failed = ()
    complete: bool = False


def add_parts(
    session: Session, parts: Parts, group: Dossier, planned: Sequence[PlannedPart], at: datetime
) -> tuple[tuple[InterlinkedPart, Dossier], ...]:
    """Number the planned parts and add their rows, still without an event."""
    in_order = sorted(planned, key=lambda one: one.agency.code)
    return tuple((one.part, _add_part(session, parts, group, one, at)) for one in in_order)


def _add_part(
    session: Session, parts: Parts, group: Dossier, planned: PlannedPart, at: datetime
) -> Dossier:
    procedure, agency, day = planned.procedure, planned.agency, day_in_vietnam(at)
    sequence = next_number(session, "dossier", agency.code, day.isoformat())
    part = Dossier(
        id=parts.new_id(),
        parent_id=group.id,
        part=planned.part.name,
        code=DossierCode.format(agency.code, day, sequence),
        procedure_code=procedure.code,
        procedure_version=procedure.version,
        status=Status.DRAFT,
        person_id=group.person_id,
        applicant_name=group.applicant_name,
        assisted_by_id=group.assisted_by_id,
        channel=group.channel,
        receiving_agency_id=agency.id,
        competent_agency_id=agency.id,
        handling_agency_id=agency.id,
        return_agency_id=agency.id,
        answers=answers_to_json(procedure.form, planned.answers),
        subject=planned.subject,
        submitted_at=at,
        created_at=at,
        updated_at=at,
    )
    if _is_accepted(group):
        count_acceptance(parts, part, procedure, at)
    session.add(part)
    session.flush()
    return part


def _is_accepted(group: Dossier) -> bool:
    """Before that no part is accepted, and the time to do so does not run."""
    return group.status == Status.IN_PROCESSING


def tell(session: Session, following: Following, at: datetime) -> None:
    """Add the events of what ``following`` says, for the parts and for the group."""
    waits: dict[str, Any] = {} if _is_accepted(following.group) else {WAITS_FOR: "group"}
    for part, dossier in following.opened:
        change(session, dossier, Action.OPEN_PART, actor=None, kind=ActorKind.SYSTEM, at=at,
               group=following.group.code, **waits)  # fmt: skip
        _tell_group(session, following.group, part, f"{part.title}: {dossier.code}", at)
    for part, problem in following.failed:
        _tell_group(session, following.group, part, problem.sentence.vi, at)
    if following.complete:
        following.group.completed_at = at
        following.group.step, following.group.step_due_at = "", None
        change(session, following.group, Action.COMPLETE, actor=None, kind=ActorKind.SYSTEM, at=at)


def _tell_group(
    session: Session, group: Dossier, part: InterlinkedPart, reason: str, at: datetime
) -> None:
    note_event(
        session, group, Action.OPEN_PART, actor=None, kind=ActorKind.SYSTEM, at=at,
        before=Status(group.status), reason=reason, part=part.name,
    )  # fmt: skip


def follow_up(
    session: Session, parts: Parts, group: Dossier, just_done: Dossier | None = None
) -> Following:
    """Add the parts that can be opened now; ``just_done`` counts as completed.

    A part that cannot be opened holds nobody's decision up: it is told, and tried again by
    the leading body. Raises ``ProcedureSuspended`` when the group's procedure is out of order.
    """
    planned, failed, complete = _plan(session, parts, group, just_done)
    return Following(
        group=group,
        opened=add_parts(session, parts, group, planned, parts.clock()),
        failed=failed,
        complete=complete and group.status == Status.IN_PROCESSING,
    )


def _plan(
    session: Session, parts: Parts, group: Dossier, just_done: Dossier | None
) -> tuple[list[PlannedPart], Failed, bool]:
    """The parts that can be opened, those that cannot, and whether all are completed."""
    facts, known = group_facts(parts, group), parts_of(session, group.id)
    wanted = needed_parts(facts.procedure, facts.answers, facts.submitted_on)
    completed = [one for one in known if one is just_done or Status(one.status) in DONE]
    results = {one.part: result_of(parts, one) for one in completed}
    planned: list[PlannedPart] = []
    failed: list[tuple[InterlinkedPart, PartNotOpened]] = []
    for part in ready_parts(wanted, {one.part for one in known}, results):
        try:
            planned.append(plan_part(parts, facts, part, results))
        except PartNotOpened as problem:
            failed.append((part, problem))
    return planned, tuple(failed), all(part.name in results for part in wanted)


def follow_completion(session: Session, parts: Parts, dossier: Dossier) -> Following | None:
    """What follows once this part is completed, called just before it is; None outside a group."""
    if dossier.parent_id is None:
        return None
    group = lock_dossier(session, dossier.parent_id)
    try:
        return follow_up(session, parts, group, dossier)
    except (ProcedureSuspended, OutOfOrder):
        return None  # the leading body follows up by hand once the procedure is back


def result_of(parts: Parts, dossier: Dossier) -> dict[str, Any]:
    """The answers of a dossier's result form, typed."""
    form = parts.catalogue.version(dossier.procedure_code, dossier.procedure_version).result.form
    return answers_from_json((form,), dossier.result_answers or {}) if form else {}


def require_following(session: Session, parts: Parts, dossier: Dossier) -> None:
    """The result as drafted tells the next parts what they need.

    What else may keep a part from being opened holds no decision up. Raises
    ``NotPossibleNow`` with what the result has to tell, while it can still be corrected.
    """
    if dossier.parent_id is None:
        return
    try:
        _, failed, _ = _plan(session, parts, lock_dossier(session, dossier.parent_id), dossier)
    except (ProcedureSuspended, OutOfOrder):
        return
    for part, problem in failed:
        if problem.unanswered:
            raise NotPossibleNow(_lacking(as_text(part.title), problem.unanswered))


def _lacking(title: Text, labels: tuple[Text, ...]) -> Text:
    vi = ", ".join(f"“{label.vi}”" for label in labels)
    en = ", ".join(f"“{label.en or label.vi}”" for label in labels)
    return Text(
        f"Phần tiếp theo của hồ sơ liên thông, “{title.vi}”, còn thiếu: {vi}. "
        "Hãy điền nội dung này vào dự thảo kết quả rồi trình duyệt.",
        f"The next part of the interlinked dossier, “{title.en or title.vi}”, lacks: {en}. "
        "Enter it in the draft of the result, then send it for approval.",
    )


def continue_group(session: Session, parts: Parts, group: Dossier, at: datetime) -> None:
    """Try again what did not work when a part was completed.

    Raises ``PartNotOpened``, and ``NotPossibleNow`` when nothing waits.
    """
    following = follow_up(session, parts, group)
    for _, problem in following.failed:
        raise problem
    if not following.opened and not following.complete:
        raise NotPossibleNow(NOTHING_WAITS)
    tell(session, following, at)
    _return_when_all_are(session, group, at)


def return_group(session: Session, dossier: Dossier, at: datetime) -> None:
    """Once every part's result was handed over, the group's is too. Called after the change."""
    if dossier.parent_id is not None:
        _return_when_all_are(session, lock_dossier(session, dossier.parent_id), at)


def _return_when_all_are(session: Session, group: Dossier, at: datetime) -> None:
    states = {Status(one.status) for one in parts_of(session, group.id)}
    if group.status == Status.COMPLETED and states == {Status.RESULT_RETURNED}:
        group.returned_at = at
        change(session, group, Action.RETURN_RESULT, actor=None, kind=ActorKind.SYSTEM, at=at)
