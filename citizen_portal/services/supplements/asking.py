"""Asking the applicant, once a stage, for all that is missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.orm import Session

from citizen_portal.documents.papers import (
    PaperContent,
    SupplementRequestContent,
)
from citizen_portal.documents.papers import SupplementItem as PaperItem
from citizen_portal.domain.lifecycle import Action, ActorKind, Status
from citizen_portal.domain.roles import Duty
from citizen_portal.domain.supplement_reasons import REASONS, ItemKind, reason_words
from citizen_portal.domain.wording import Text
from citizen_portal.models import Dossier, SupplementItem, SupplementRequest
from citizen_portal.services.actor import Actor, require_officer
from citizen_portal.services.change import next_transition, note_event, refuse_stale
from citizen_portal.services.errors import NotPossibleNow, WrongInput
from citizen_portal.services.interlinked.ending import refuse_asking
from citizen_portal.services.interlinked.group import lock_with_group
from citizen_portal.services.officer_acts import OfficerAct, begin_act
from citizen_portal.services.papers.issued import agency_seal, issue_paper, officer_hand
from citizen_portal.services.papers.parties import applicant_party, paper_head, signed_by
from citizen_portal.services.parts import Parts
from citizen_portal.services.processing.steps import refuse_decided
from citizen_portal.services.scope import refuse_own
from citizen_portal.services.supplements.composing import BASIS, OTHERS, WHY, Composed, compose
from citizen_portal.services.supplements.items import Asked
from citizen_portal.services.supplements.limits import (
    asked_before,
    held_in_vault,
    last_moment_to_ask,
)

ONCE = Text(
    "Hồ sơ này đã được yêu cầu bổ sung một lần. Mỗi giai đoạn chỉ yêu cầu một lần, "
    "đầy đủ mọi nội dung. Nếu có căn cứ ngoại lệ, lãnh đạo phê duyệt của cơ quan giải quyết "
    "có thể gửi yêu cầu lần nữa.",
    "A supplement has already been requested. It may be asked once a stage, for everything. "
    "On an exceptional ground, the approver of the handling agency can ask once more.",
)
GROUND_FOR_LATE = Text(
    "Đã quá 03 ngày làm việc kể từ khi nhận hồ sơ để xử lý. "
    "Hãy ghi căn cứ pháp lý cho phép yêu cầu bổ sung muộn.",
    "More than 3 working days have passed since the dossier was handed over for processing. "
    "Give the legal basis that allows asking this late.",
)
GROUND_FOR_AGAIN = Text(
    "Hồ sơ đã được yêu cầu bổ sung ở giai đoạn này. Hãy ghi căn cứ cho phép yêu cầu lần nữa.",
    "A supplement was already requested at this stage. Give the ground for asking once more.",
)


def request_supplement(
    session: Session,
    parts: Parts,
    actor: Actor | None,
    dossier_id: UUID,
    revision: int | None,
    items: str,
    reason: str,
    basis: str = "",
) -> None:
    """Ask, once at this stage, for all that is missing, in words: a line each.

    Raises what ``ask_for_supplement`` raises.
    """
    require_officer(actor)
    typed = {OTHERS: [items], WHY: [reason], BASIS: [basis]}
    ask_for_supplement(session, parts, actor, dossier_id, revision, typed)


def ask_for_supplement(
    session: Session,
    parts: Parts,
    actor: Actor | None,
    dossier_id: UUID,
    revision: int | None,
    typed: Mapping[str, list[str]],
) -> None:
    """Ask, once at this stage, for questions and papers of the dossier, and in words.

    A second time at the same stage is the approver's to ask, with its ground; so is asking in
    processing after the time for it (Nghị định 61/2018/NĐ-CP, Điều 19), by the case officer.
    Raises what ``begin_act`` raises, ``NotPossibleNow``, and ``WrongInput`` with all problems.
    """
    require_officer(actor)
    act = begin_asking(session, parts, actor, dossier_id, revision)
    vault = held_in_vault(session, parts, act.dossier, act.procedure)
    composed = compose(act, typed, vault)
    again = require_ground(act, composed.basis)
    number = act.dossier.supplements + 1
    asked_from = act.dossier.status
    paper_id = _issue_request(act, composed)
    request_id = session.execute(
        insert(SupplementRequest)
        .values(
            dossier_id=dossier_id,
            number=number,
            items=composed.lines,
            reason=composed.reason,
            asked_at=act.now,
            asked_by=act.actor.person_id,
            asked_from=asked_from,
            due_before=act.dossier.due_at,
            answer_by=composed.answer_by,
            allowed_by_id=act.actor.person_id if again else None,
            exception_basis=composed.basis,
        )
        .returning(SupplementRequest.id)
    ).scalar_one()
    _add_items(act, request_id, composed.items, vault)
    act.dossier.supplements = number
    _to_waiting(act, composed, paper_id, again=again)
    act.dossier.asked_from = asked_from
    session.commit()


def begin_asking(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID, revision: int | None
) -> OfficerAct:
    """Lock the dossier for whoever may ask now: the desk's officer, or for a second time at
    the same stage the approver.

    Raises what ``begin_act`` raises, and ``NotPossibleNow``.
    """
    officer = require_officer(actor)
    dossier = lock_with_group(session, dossier_id)
    again = asked_before(session, dossier)
    if again and ActorKind.APPROVER in officer.roles_at(dossier.handling_agency_id):
        act = _approvers_act(session, parts, officer, dossier, revision)
    else:
        act = begin_act(session, parts, actor, dossier_id, Action.REQUEST_SUPPLEMENT, revision)
        next_transition(dossier, Action.REQUEST_SUPPLEMENT, act.kind)
        if again:
            raise NotPossibleNow(ONCE)
    refuse_asking(act.procedure, dossier)
    refuse_decided(act)
    return act


def _approvers_act(
    session: Session, parts: Parts, officer: Actor, dossier: Dossier, revision: int | None
) -> OfficerAct:
    """The exception to asking once: the approver of the handling agency asks."""
    refuse_own(session, officer, dossier)
    refuse_stale(session, dossier, revision)
    next_transition(dossier, Action.REQUEST_SUPPLEMENT, _usual_kind(dossier))
    return OfficerAct(
        session=session,
        parts=parts,
        actor=officer,
        kind=ActorKind.APPROVER,
        dossier=dossier,
        procedure=parts.catalogue.version(dossier.procedure_code, dossier.procedure_version),
        agency=parts.reference.agency(dossier.handling_agency_id),
        now=parts.clock(),
    )


def _usual_kind(dossier: Dossier) -> ActorKind:
    """Whose task asking usually is where the dossier is now."""
    at_reception = dossier.status == Status.REGISTERED
    return (Duty.RECEIVE if at_reception else Duty.PROCESS).holders[0]


def require_ground(act: OfficerAct, basis: str) -> bool:
    """Nobody asks late or again without a ground; tell whether it is again.

    Raises ``WrongInput``.
    """
    again = act.kind is ActorKind.APPROVER
    last = last_moment_to_ask(act.session, act.parts, act.dossier)
    late = last is not None and act.now > last
    if not basis and (again or late):
        raise WrongInput({BASIS: GROUND_FOR_AGAIN if again else GROUND_FOR_LATE})
    return again


def _add_items(
    act: OfficerAct, request_id: int, items: tuple[Asked, ...], vault: Mapping[str, str]
) -> None:
    act.session.execute(
        insert(SupplementItem),
        [
            {
                "request_id": request_id,
                "position": position,
                "kind": one.kind.value,
                "step": one.step,
                "name": one.name,
                "title": one.title.vi,
                "reason_code": one.reason_code,
                "note": one.note,
                "legal_basis": _basis_words(one.reason_code),
                "before": _before(act.dossier, one, vault),
            }
            for position, one in enumerate(items, start=1)
        ],
    )


def _before(dossier: Dossier, item: Asked, vault: Mapping[str, str]) -> dict[str, Any]:
    """The stored answer of a question; of a paper in the vault, its code and why it is asked."""
    if item.kind is ItemKind.FIELD:
        return {"value": dossier.answers.get(item.name)}
    if item.kind is ItemKind.PAPER and item.name in vault:
        return {"vault": vault[item.name], "why": item.vault_reason}
    return {}


def _basis_words(code: str) -> str:
    """Only what has been checked against the law is shown as law."""
    basis = REASONS[code].legal_basis
    return str(basis) if basis is not None and basis.verified else ""


def _to_waiting(act: OfficerAct, composed: Composed, paper_id: UUID, *, again: bool) -> None:
    """The status by the table's row; the approver's exception has no row of its own."""
    before = Status(act.dossier.status)
    kind = _usual_kind(act.dossier) if again else act.kind
    row = next_transition(act.dossier, Action.REQUEST_SUPPLEMENT, kind)
    act.dossier.status = row.target(before)
    note_event(
        act.session, act.dossier, Action.REQUEST_SUPPLEMENT, actor=act.actor, kind=act.kind,
        at=act.now, before=before, clock=row.clock.value,
        reason=composed.reason or composed.lines, paper_id=paper_id, agency_id=act.agency.id,
        items=composed.lines, again=again, exception_basis=composed.basis,
    )  # fmt: skip


def _issue_request(act: OfficerAct, composed: Composed) -> UUID:
    hand, seal = officer_hand(act.actor), agency_seal(act.agency)
    number = act.book_number("HDHS")

    def write(check_url: str) -> PaperContent:
        return SupplementRequestContent(
            **paper_head(
                act.parts, act.dossier, act.agency, at=act.now, check_url=check_url, number=number
            ),
            signature=signed_by(seal, act.now, name=act.actor.name),
            recipient=applicant_party(act.session, act.dossier),
            request=act.procedure.name.vi,
            items=tuple(_on_paper(one) for one in composed.items),
            reason=composed.why,
            contact_name=act.actor.name,
            contact_phone=act.agency.phone,
            officer_name=act.actor.name,
            answer_by=composed.answer_by,
        )

    return issue_paper(
        act.session, act.parts, act.dossier, write, signatories=(hand, seal), issuer=act.agency.name
    )


def _on_paper(item: Asked) -> PaperItem:
    if item.kind is ItemKind.OTHER:
        return PaperItem(name=item.title.vi)
    words = reason_words(item.reason_code).vi
    return PaperItem(name=item.title.vi, note=f"{words}. {item.note}" if item.note else words)
