"""An opinion from another agency: asked with a deadline of its own, answered, withdrawn.

An open question holds no decision up; the dossier's page warns that one is open.
"""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from citizen_portal.domain.wording import Text
from citizen_portal.models import Dossier, OpinionRequest
from citizen_portal.services import audit
from citizen_portal.services.actor import Actor, require_officer, require_role
from citizen_portal.services.change import lock_dossier
from citizen_portal.services.colleagues.possible import OPINION_ROLES
from citizen_portal.services.colleagues.staff import IN_HAND
from citizen_portal.services.errors import NotFound, NotPossibleNow, WrongInput
from citizen_portal.services.parts import Parts
from citizen_portal.services.scope import refuse_own, sees

LONGEST = 4000
MOST_DAYS = 30

OPEN, ANSWERED, WITHDRAWN = "open", "answered", "withdrawn"
NOT_WORKED_ON = Text(
    "Chỉ xin ý kiến khi hồ sơ đang được xử lý.", "Ask only while the dossier is being processed."
)
ANOTHER_AGENCY = Text(
    "Hãy chọn một cơ quan khác với cơ quan đang giải quyết hồ sơ.",
    "Choose an agency other than the one that handles the dossier.",
)
ASKED_ALREADY = Text(
    "Cơ quan này đã được hỏi và chưa trả lời. Hãy chờ, hoặc rút câu hỏi trước.",
    "This agency was asked and has not answered. Wait, or withdraw that question first.",
)
QUESTION = Text("Hãy ghi điều cần hỏi.", "Write what you ask.")
ANSWER = Text("Hãy ghi ý kiến trả lời.", "Write the answer.")
TOO_LONG = Text(f"Nhiều nhất {LONGEST} ký tự.", f"At most {LONGEST} characters.")
DAYS = Text(f"Thời hạn từ 1 đến {MOST_DAYS} ngày làm việc.", f"From 1 to {MOST_DAYS} working days.")
OVER = Text(
    "Câu hỏi này đã được trả lời hoặc đã rút.", "This question was answered or withdrawn already."
)


def ask_opinion(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID, *,
    agency_id: int | None, question: str, days: int,
) -> None:  # fmt: skip
    """Ask another agency; it sees the dossier until the question is answered or withdrawn.

    ``days`` are working days. Raises ``WrongInput`` with every problem, ``NotPossibleNow``.
    """
    officer = require_officer(actor)
    dossier = _lock_to_ask(session, officer, dossier_id)
    problems = _problems(session, parts, dossier, agency_id, question, days)
    if problems:
        raise WrongInput(problems)
    now = parts.clock()
    row = OpinionRequest(
        dossier_id=dossier_id, from_agency_id=dossier.handling_agency_id, to_agency_id=agency_id,
        question=question.strip(), asked_at=now, asked_by_id=officer.person_id, state=OPEN,
        due_at=parts.reference.calendar(agency_id).add_working_days(now, days),
    )  # fmt: skip
    session.add(row)
    session.flush()
    audit.record(session, at=now, actor=officer, act="ask-opinion", object_id=dossier_id,
                 request=row.id, agency=agency_id)  # fmt: skip
    session.commit()


def _lock_to_ask(session: Session, officer: Actor, dossier_id: UUID) -> Dossier:
    dossier = lock_dossier(session, dossier_id)
    if not sees(session, officer, dossier):
        raise NotFound()
    require_role(officer, dossier.handling_agency_id, OPINION_ROLES)
    refuse_own(session, officer, dossier)
    if dossier.status not in IN_HAND:
        raise NotPossibleNow(NOT_WORKED_ON)
    return dossier


def _problems(
    session: Session, parts: Parts, dossier: Dossier, agency_id: int | None, question: str,
    days: int,
) -> dict[str, Text]:  # fmt: skip
    problems = {}
    known = {one.id for one in parts.reference.all_agencies(parts.today())}
    if agency_id not in known or agency_id == dossier.handling_agency_id:
        problems["co_quan"] = ANOTHER_AGENCY
    elif _is_asked(session, dossier.id, agency_id):
        problems["co_quan"] = ASKED_ALREADY
    if not question.strip():
        problems["cau_hoi"] = QUESTION
    elif len(question) > LONGEST:
        problems["cau_hoi"] = TOO_LONG
    if not 1 <= days <= MOST_DAYS:
        problems["so_ngay"] = DAYS
    return problems


def _is_asked(session: Session, dossier_id: UUID, agency_id: int | None) -> bool:
    asked = select(OpinionRequest.id).where(
        OpinionRequest.dossier_id == dossier_id,
        OpinionRequest.to_agency_id == agency_id,
        OpinionRequest.state == OPEN,
    )
    return session.scalar(asked.limit(1)) is not None


def answer_opinion(
    session: Session, parts: Parts, actor: Actor | None, request_id: int, answer: str
) -> None:
    """Give the agency's opinion; the agency no longer sees the dossier for it.

    Raises ``NotFound`` for a question to others, ``Forbidden``, ``WrongInput``, and
    ``NotPossibleNow`` when it is answered or withdrawn.
    """
    officer = require_officer(actor)
    row = _lock(session, request_id)
    require_role(officer, row.to_agency_id, OPINION_ROLES)
    refuse_own(session, officer, session.get_one(Dossier, row.dossier_id))
    if row.state != OPEN:
        raise NotPossibleNow(OVER)
    if not answer.strip():
        raise WrongInput({"tra_loi": ANSWER})
    if len(answer) > LONGEST:
        raise WrongInput({"tra_loi": TOO_LONG})
    now = parts.clock()
    row.state, row.answer = ANSWERED, answer.strip()
    row.answered_at, row.answered_by_id = now, officer.person_id
    session.flush()
    audit.record(session, at=now, actor=officer, act="answer-opinion", object_id=row.dossier_id,
                 request=row.id)  # fmt: skip
    session.commit()


def withdraw_opinion(session: Session, parts: Parts, actor: Actor | None, request_id: int) -> UUID:
    """Take an open question back; returns its dossier. By whoever may ask at that agency."""
    officer = require_officer(actor)
    row = _lock(session, request_id)
    require_role(officer, row.from_agency_id, OPINION_ROLES)
    if row.state != OPEN:
        raise NotPossibleNow(OVER)
    now = parts.clock()
    row.state = WITHDRAWN
    session.flush()
    audit.record(session, at=now, actor=officer, act="withdraw-opinion", object_id=row.dossier_id,
                 request=row.id)  # fmt: skip
    session.commit()
    return row.dossier_id


def _lock(session: Session, request_id: int) -> OpinionRequest:
    row = session.get(OpinionRequest, request_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise NotFound()
    return row
