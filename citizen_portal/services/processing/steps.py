"""Processing: the case officer works the procedure's steps and sends the draft for approval."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Action
from citizen_portal.domain.wording import Text
from citizen_portal.procedures.form import answers_to_json, read_step
from citizen_portal.services.actor import Actor
from citizen_portal.services.change import change, next_transition
from citizen_portal.services.errors import InvalidAnswers, NotPossibleNow
from citizen_portal.services.interlinked.ending import refuse_by_hand
from citizen_portal.services.interlinked.group import continue_group, require_following
from citizen_portal.services.officer_acts import OfficerAct, begin_act
from citizen_portal.services.parts import Parts

APPROVAL = "phe-duyet"
"""The step in which a dossier waits for its approver."""

ISSUANCE = "ban-hanh"
"""The step in which an approved result waits for the clerk's number and the agency's seal."""

LAST_STEP = Text(
    "Hồ sơ đã ở bước cuối. Hãy trình duyệt.",
    "The dossier is at its last step. Send it for approval.",
)
STEPS_LEFT = Text(
    "Hồ sơ còn bước xử lý chưa xong. Hãy chuyển hết các bước trước khi trình duyệt.",
    "There are processing steps left. Finish them before sending it for approval.",
)
WAITING = Text(
    "Hồ sơ đang chờ lãnh đạo phê duyệt.",
    "The dossier is waiting for the approver.",
)
APPROVED = Text(
    "Kết quả đã được phê duyệt và đang chờ văn thư cấp số, đóng dấu.",
    "The result is approved and waits for the clerk to number and seal it.",
)


def advance_step(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID, revision: int | None,
    note: str = "",
) -> None:  # fmt: skip
    """Finish the present step and go to the next; of a group: open what was not yet opened."""
    act = begin_act(session, parts, actor, dossier_id, Action.ADVANCE, revision)
    next_transition(act.dossier, Action.ADVANCE, act.kind)
    if act.procedure.interlinked:
        continue_group(session, parts, act.dossier, act.now)
        session.commit()
        return
    index = _step_index(act)
    if index + 1 >= len(act.procedure.steps):
        raise NotPossibleNow(LAST_STEP)
    following = act.procedure.steps[index + 1]
    change(
        session, act.dossier, Action.ADVANCE, actor=act.actor, kind=act.kind, at=act.now,
        reason=note, step=act.dossier.step, next_step=following.name,
    )  # fmt: skip
    act.start_step(following.name)
    act.dossier.officer_id = act.actor.person_id
    session.commit()


def send_for_approval(
    session: Session,
    parts: Parts,
    actor: Actor | None,
    dossier_id: UUID,
    revision: int | None,
    typed: Mapping[str, list[str]],
) -> None:
    """Draft the result from the officer's answers and send it to the approver.

    Raises ``InvalidAnswers`` with every problem of the draft, and ``NotPossibleNow`` when the
    next part of an interlinked dossier lacks something of the result.
    """
    act = begin_act(session, parts, actor, dossier_id, Action.SEND_FOR_APPROVAL, revision)
    next_transition(act.dossier, Action.SEND_FOR_APPROVAL, act.kind)
    refuse_by_hand(act.procedure)
    if _step_index(act) + 1 < len(act.procedure.steps):
        raise NotPossibleNow(STEPS_LEFT)
    act.dossier.result_answers = read_result(act, typed)
    require_following(session, parts, act.dossier)
    change(
        session, act.dossier, Action.SEND_FOR_APPROVAL, actor=act.actor, kind=act.kind,
        at=act.now, step=act.dossier.step,
    )  # fmt: skip
    act.start_step(APPROVAL)
    act.dossier.officer_id = act.actor.person_id
    session.commit()


def refuse_decided(act: OfficerAct) -> None:
    """The dossier is with the case officer. Raises ``NotPossibleNow``."""
    if act.dossier.step == APPROVAL:
        raise NotPossibleNow(WAITING)
    refuse_approved(act)


def refuse_approved(act: OfficerAct) -> None:
    """The decision is not yet taken. Raises ``NotPossibleNow``."""
    if act.dossier.step == ISSUANCE:
        raise NotPossibleNow(APPROVED)


def _step_index(act: OfficerAct) -> int:
    names = [step.name for step in act.procedure.steps]
    refuse_decided(act)
    return names.index(act.dossier.step) if act.dossier.step in names else 0


def read_result(act: OfficerAct, typed: Mapping[str, list[str]]) -> dict[str, Any]:
    """The answers of the result's form, as stored. Raises ``InvalidAnswers``."""
    form = act.procedure.result.form
    if form is None:
        return {}
    reading = read_step(form, typed, {}, act.parts.today())
    if reading.problems:
        raise InvalidAnswers({form.name: reading.problems})
    return answers_to_json((form,), reading.answers)
