"""The officers' desk: the dossiers of their agencies, and what they may do with each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, tuple_
from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import TRANSITIONS, Action, ActorKind, Status
from citizen_portal.domain.roles import Seat
from citizen_portal.domain.wording import Text
from citizen_portal.models import Dossier, Paper
from citizen_portal.services import audit
from citizen_portal.services.actor import Actor, require_officer
from citizen_portal.services.approval import NOT_PAID, NOT_READY
from citizen_portal.services.dossier_page import DossierPage
from citizen_portal.services.errors import NotPossibleNow
from citizen_portal.services.my_dossiers import (
    COLUMNS,
    DossierLines,
    as_line,
    read_mark,
    write_mark,
)
from citizen_portal.services.parts import Parts
from citizen_portal.services.processing import APPROVAL, ISSUANCE

PAGE = 50
MOST_AT_ONCE = 100

QUEUES: dict[str, tuple[Text, tuple[Status, ...]]] = {
    "can-tiep-nhan": (Text("Cần tiếp nhận", "To accept"), (Status.REGISTERED,)),
    "dang-xu-ly": (Text("Đang xử lý", "In processing"), (Status.IN_PROCESSING,)),
    "cho-duyet": (Text("Chờ phê duyệt", "To approve"), (Status.IN_PROCESSING,)),
    "cho-bo-sung": (
        Text("Chờ bổ sung", "Waiting for a supplement"),
        (Status.SUPPLEMENT_REQUESTED, Status.PAYMENT_REQUESTED),
    ),
    "can-tra": (Text("Cần trả kết quả", "To return"), (Status.COMPLETED,)),
    "da-xong": (
        Text("Đã kết thúc", "Closed"),
        (Status.RESULT_RETURNED, Status.NOT_ACCEPTED, Status.STOPPED, Status.WITHDRAWN),
    ),
}

_FIRST_QUEUE = {
    ActorKind.ONE_STOP_OFFICER: "can-tiep-nhan",
    ActorKind.CASE_OFFICER: "dang-xu-ly",
    ActorKind.APPROVER: "cho-duyet",
}


def first_queue(actor: Actor) -> str:
    """The queue that waits for this officer first."""
    for post in actor.posts:
        if post.role in _FIRST_QUEUE:
            return _FIRST_QUEUE[post.role]
    return "can-tiep-nhan"


def list_queue(
    session: Session, parts: Parts, actor: Actor | None, queue: str, after: str = "", find: str = ""
) -> DossierLines:
    """One queue of the officer's agencies, most urgent first, a page at a time by keyset.

    ``find`` narrows to a dossier code, or to the beginning of one.
    """
    officer = require_officer(actor)
    _, statuses = QUEUES.get(queue) or QUEUES["can-tiep-nhan"]
    urgency = func.coalesce(Dossier.due_at, Dossier.acceptance_due_at, Dossier.submitted_at)
    query = select(*COLUMNS, urgency.label("urgency")).where(
        Dossier.handling_agency_id.in_(officer.agency_ids)
    )
    if find.strip():
        query = query.where(Dossier.code.startswith(find.strip().upper(), autoescape=True),
                            Dossier.status != Status.DRAFT)  # fmt: skip
    else:
        query = query.where(Dossier.status.in_(statuses), *_narrow(queue))
    mark = read_mark(after)
    if mark is not None:
        query = query.where(tuple_(urgency, Dossier.id) > mark)
    rows = session.execute(query.order_by(urgency, Dossier.id).limit(PAGE + 1)).all()
    return _page(parts, rows)


def _narrow(queue: str) -> tuple[ColumnElement[bool], ...]:
    if queue == "cho-duyet":
        return (Dossier.step == APPROVAL,)
    return (Dossier.step != APPROVAL,) if queue == "dang-xu-ly" else ()


def _page(parts: Parts, rows: Sequence[Any]) -> DossierLines:
    older = write_mark(rows[PAGE - 1].urgency, rows[PAGE - 1].id) if len(rows) > PAGE else ""
    return DossierLines(lines=tuple(as_line(parts, row) for row in rows[:PAGE]), older=older)


def possible_actions(actor: Actor, page: DossierPage) -> tuple[Action, ...]:
    """What this officer may do with this dossier now: the buttons, and no others."""
    if page.off_limits:
        return ()
    found = _by_table(actor, page)
    hidden = _hidden_by_step(page) | _hidden_by_history(page) | _hidden_by_group(page)
    if page.officer_id == actor.person_id:
        hidden |= {Action.APPROVE}
    if why_not_returned(page) is not None:
        hidden |= {Action.RETURN_RESULT}
    return tuple(action for action in found if action not in hidden)


_DECIDED_BEFORE = {
    Action.ADVANCE, Action.SEND_FOR_APPROVAL, Action.REQUEST_SUPPLEMENT, Action.APPROVE,
    Action.SEND_BACK,
}  # fmt: skip
# Offered in places of their own on the page, not among the officer's tasks.
_IN_PLACES_OF_THEIR_OWN = {
    Action.SUBMIT, Action.SUPPLEMENT, Action.WITHDRAW, Action.REQUEST_PAYMENT, Action.ASSIGN,
    Action.TAKE, Action.HAND_BACK, Action.MOVE, Action.CORRECT, Action.INITIAL, Action.ISSUE,
    Action.SUSPEND, Action.RESUME, Action.REOPEN, Action.REVOKE_RESULT, Action.REISSUE_RESULT,
    Action.CHANGE_DUE,
}  # fmt: skip


def _by_table(actor: Actor, page: DossierPage) -> tuple[Action, ...]:
    """What the table offers for the officer's roles at each of the dossier's agencies."""
    seats = {
        Seat.RECEIVING: page.receiving,
        Seat.COMPETENT: page.competent,
        Seat.HANDLING: page.agency,
        Seat.RETURNING: page.returning,
    }
    found = (
        row.action
        for row in TRANSITIONS
        if page.status in row.from_statuses
        and row.asked_from in (None, page.asked_from)
        and row.action not in _IN_PLACES_OF_THEIR_OWN
        and set(row.actor_kinds).intersection(actor.roles_at(seats[row.seat].id))
    )
    return tuple(dict.fromkeys(found))


def _hidden_by_step(page: DossierPage) -> set[Action]:
    if page.step == ISSUANCE:
        return _DECIDED_BEFORE
    if page.step == APPROVAL:
        return {Action.ADVANCE, Action.SEND_FOR_APPROVAL, Action.REQUEST_SUPPLEMENT}
    if page.group is not None:
        return set()
    steps = [step.name for step in page.procedure.steps]
    last = page.step == steps[-1]
    return {Action.APPROVE, Action.SEND_BACK} | {
        Action.ADVANCE if last else Action.SEND_FOR_APPROVAL
    }


def _hidden_by_group(page: DossierPage) -> set[Action]:
    """A part waits for its group to be accepted; nobody decides on the group itself."""
    if page.within is not None and not page.within.accepted:
        return {Action.ACCEPT}
    if page.group is None:
        return set()
    hidden = {Action.SEND_FOR_APPROVAL, Action.APPROVE, Action.SEND_BACK, Action.RETURN_RESULT}
    if page.status is Status.IN_PROCESSING:
        hidden |= {Action.REQUEST_SUPPLEMENT}
    return (
        hidden
        | (set() if page.group.waits else {Action.ADVANCE})
        | ({Action.STOP} if page.group.at_work else set())
    )


def _hidden_by_history(page: DossierPage) -> set[Action]:
    hidden = set()
    if any(one.asked_from is page.status for one in page.supplements):
        hidden |= {Action.REQUEST_SUPPLEMENT}
    if any(event.action is Action.APOLOGISE for event in page.events):
        hidden |= {Action.APOLOGISE}
    return hidden


def why_not_returned(page: DossierPage) -> Text | None:
    """What the result still waits for before it can be handed over, or None."""
    if page.group is not None:
        return None
    results = [paper for paper in page.papers if paper.kind == "result"]
    if "due" in (page.payment_state, page.within.payment_state if page.within else ""):
        return NOT_PAID
    return None if results and all(paper.ready for paper in results) else NOT_READY


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultFile:
    """A signed result to be packed; the name is safe within an archive."""

    name: str
    storage_key: str


def results_to_download(
    session: Session, parts: Parts, actor: Actor | None, dossier_ids: list[UUID]
) -> list[ResultFile]:
    """The signed results of the chosen dossiers of the officer's agencies; written down.

    Raises ``NotPossibleNow`` when none of them has one.
    """
    officer = require_officer(actor)
    rows = session.execute(
        select(Paper.storage_key, Paper.number, Dossier.code, Dossier.id)
        .join(Dossier, Dossier.id == Paper.dossier_id)
        .where(
            Dossier.id.in_(dossier_ids[:MOST_AT_ONCE]),
            Dossier.handling_agency_id.in_(officer.agency_ids),
            Paper.kind == "result",
            Paper.state == "ready",
        )
        .order_by(Dossier.code, Paper.number)
    ).all()
    if not rows:
        raise NotPossibleNow(NO_RESULTS)
    audit.record(session, at=parts.clock(), actor=officer, act="download_results",
                 object_id=rows[0].id, dossiers=[str(row.id) for row in rows])  # fmt: skip
    session.commit()
    return [
        ResultFile(name=f"{row.code}-ket-qua-{row.number}.pdf", storage_key=row.storage_key)
        for row in rows
    ]


NO_RESULTS = Text(
    "Các hồ sơ đã chọn chưa có kết quả để tải. Hãy chọn hồ sơ đã xử lý xong.",
    "The chosen dossiers have no result to download yet. Choose completed ones.",
)
