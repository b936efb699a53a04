"""Issuing: an approved result gets its number, its paper and its place in the registry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from citizen_portal.documents.papers import PaperContent, ResultContent
from citizen_portal.domain.fees import FeeAssessment, PayableWhen
from citizen_portal.domain.lifecycle import Action, ActorKind
from citizen_portal.domain.moment import day_in_vietnam
from citizen_portal.domain.validity import last_valid_day
from citizen_portal.domain.wording import Text
from citizen_portal.models import DossierEvent, IssuedResult, Person
from citizen_portal.procedures.connectors import Signatory
from citizen_portal.services.actor import Actor
from citizen_portal.services.change import change, next_transition
from citizen_portal.services.errors import NotPossibleNow, OutOfOrder
from citizen_portal.services.handing_over.records import prepare_handover
from citizen_portal.services.interlinked.ending import refuse_by_hand
from citizen_portal.services.interlinked.group import (
    Following,
    follow_completion,
    result_of,
    tell,
)
from citizen_portal.services.numbering import next_number
from citizen_portal.services.officer_acts import OfficerAct, begin_act
from citizen_portal.services.papers.issued import agency_seal, issue_paper
from citizen_portal.services.papers.parties import applicant_party, paper_head, signed_in_office
from citizen_portal.services.parts import Parts
from citizen_portal.services.processing.steps import ISSUANCE

NOT_APPROVED = Text(
    "Kết quả chưa được phê duyệt nên chưa cấp số được. Hãy chờ lãnh đạo phê duyệt.",
    "The result has not been approved, so it cannot be numbered yet. Wait for the approver.",
)
NOT_DRAFTED = Text(
    "Kết quả chưa có dự thảo. Hãy nhờ lãnh đạo trả lại hồ sơ để cán bộ thụ lý dự thảo.",
    "There is no draft of the result. Ask the approver to send the dossier back to be drafted.",
)
FEE_FIRST = Text(
    "Phí, lệ phí phải nộp trước khi ban hành kết quả. Người nộp có thể thanh toán trên trang "
    "hồ sơ hoặc tại quầy thu phí; sau đó hãy cấp số.",
    "The fee has to be paid before the result is issued. The applicant can pay on the dossier's "
    "page or at the cash desk; number the result after that.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """Who decided, as the result names them."""

    person_id: UUID
    name: str
    title: str
    personal_number: str

    @property
    def signatory(self) -> Signatory:
        """In whose name the result is signed."""
        return Signatory(kind="person", key=self.personal_number, name=self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A result whose rows are there, while its events still have to be told."""

    paper_id: UUID
    document_number: str
    following: Following | None


def issue_result(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID, revision: int | None
) -> None:
    """The clerk numbers, seals and issues what the approver signed off.

    Raises what ``begin_act`` raises, and ``NotPossibleNow`` unless the result is approved,
    drafted and, where a fee is due before it, paid.
    """
    act = begin_act(session, parts, actor, dossier_id, Action.ISSUE, revision)
    next_transition(act.dossier, Action.ISSUE, act.kind)
    refuse_by_hand(act.procedure)
    if act.dossier.step != ISSUANCE:
        raise NotPossibleNow(NOT_APPROVED)
    if act.procedure.result.form is not None and act.dossier.result_answers is None:
        raise NotPossibleNow(NOT_DRAFTED)
    if fee_is_due_first(act.dossier.payment_state, act.dossier.fee):
        raise NotPossibleNow(FEE_FIRST)
    issued = prepare_issue(act, last_approval(session, dossier_id), issued_by=act.actor.person_id)
    conclude(act, issued, actor=act.actor, kind=act.kind)
    session.commit()


def fee_is_due_first(payment_state: str, fee: Any) -> bool:
    """Tell whether an unpaid line has to be paid before the result, not with it."""
    lines = FeeAssessment.from_json(fee or {"lines": []}).lines
    return payment_state == "due" and any(
        line.amount and line.payable_when is not PayableWhen.ON_RESULT for line in lines
    )


def approval_by(act: OfficerAct) -> Approval:
    """The approval of who is acting now."""
    return Approval(
        person_id=act.actor.person_id,
        name=act.actor.name,
        title=act.actor.title_at(act.agency.id, act.kind),
        personal_number=act.actor.personal_number,
    )


def last_approval(session: Session, dossier_id: UUID) -> Approval:
    """The dossier's last approval, from its events. Raises ``NotPossibleNow``."""
    row = session.execute(
        select(
            DossierEvent.actor_id, DossierEvent.actor_name, DossierEvent.actor_title,
            Person.personal_number,
        )
        .join(Person, Person.id == DossierEvent.actor_id)
        .where(
            DossierEvent.dossier_id == dossier_id,
            DossierEvent.action == Action.APPROVE.value,
        )
        .order_by(DossierEvent.sequence.desc())
        .limit(1)
    ).one_or_none()  # fmt: skip
    if row is None:
        raise NotPossibleNow(NOT_APPROVED)
    return Approval(
        person_id=row.actor_id,
        name=row.actor_name,
        title=row.actor_title,
        personal_number=row.personal_number or "",
    )


def prepare_issue(
    act: OfficerAct, approval: Approval, *, issued_by: UUID | None, replaces: int | None = None
) -> Issued:
    """Take the number, freeze the paper, enter it in the registry; before the first audit entry.

    ``issued_by`` None is the system; ``replaces`` the registry entry it stands in for.
    """
    symbol = act.procedure.result.number_symbol or "KQ"
    year = day_in_vietnam(act.now).year
    number = next_number(act.session, symbol, act.agency.code, str(year))
    document_number = f"{number:02d}/{symbol}"
    paper_id = _freeze(act, approval, document_number)
    owner = applicant_party(act.session, act.dossier)
    validity = act.procedure.result.validity
    act.session.execute(
        insert(IssuedResult).values(
            paper_id=paper_id,
            dossier_id=act.dossier.id,
            agency_id=act.agency.id,
            symbol=symbol,
            year=year,
            number=number,
            title=act.procedure.result.name.vi,
            owner_name=owner.name,
            owner_number=owner.number,
            approved_by_id=approval.person_id,
            issued_by_id=issued_by,
            issued_at=act.now,
            valid_until=last_valid_day(validity.vi, day_in_vietnam(act.now)) if validity else None,
            state="in_force",
            replaces_id=replaces,
        )
    )
    following = None
    if replaces is None:
        following = follow_completion(act.session, act.parts, act.dossier)
    return Issued(paper_id=paper_id, document_number=document_number, following=following)


def conclude(act: OfficerAct, issued: Issued, *, actor: Actor | None, kind: ActorKind) -> None:
    """The dossier is done: its event, and what follows in its group."""
    act.dossier.completed_at = act.now
    act.start_step("")
    prepare_handover(act.session, act.parts, act.dossier, act.now)
    change(
        act.session, act.dossier, Action.ISSUE, actor=actor, kind=kind, at=act.now,
        paper_id=issued.paper_id, number=issued.document_number,
    )  # fmt: skip
    if issued.following is not None:
        tell(act.session, issued.following, act.now)


def _freeze(act: OfficerAct, approval: Approval, number: str) -> UUID:
    result = act.procedure.result
    try:
        body = dict(result.content(act.answers, result_of(act.parts, act.dossier)))
    except Exception as error:
        raise OutOfOrder() from error

    def write(check_url: str) -> PaperContent:
        return ResultContent(
            **paper_head(
                act.parts, act.dossier, act.agency, at=act.now, check_url=check_url, number=number
            ),
            signature=signed_in_office(approval.signatory, act.now, act.agency, approval.title),
            title=result.name.vi,
            subject=act.dossier.subject,
            template=_template(act),
            body=body,
        )

    return issue_paper(
        act.session, act.parts, act.dossier, write,
        signatories=(approval.signatory, agency_seal(act.agency)), issuer=act.agency.name,
    )  # fmt: skip


def _template(act: OfficerAct) -> str:
    """The procedure's template behind its plugin's prefix, or the generic one."""
    name = act.procedure.result.template
    return f"{act.parts.catalogue.plugin_of(act.procedure)}/{name}" if name else "result.html"
