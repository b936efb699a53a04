"""Asking for money: what was due on filing, or what processing has determined."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from citizen_portal.domain.fees import FeeAssessment, FeeKind, FeeLine, PayableWhen
from citizen_portal.domain.lifecycle import Action, Status
from citizen_portal.domain.money import format_vnd, parse_amount
from citizen_portal.domain.wording import Text
from citizen_portal.services.actor import Actor
from citizen_portal.services.change import change, next_transition
from citizen_portal.services.errors import NotPossibleNow, WrongInput
from citizen_portal.services.officer_acts import OfficerAct, begin_act
from citizen_portal.services.parts import Parts
from citizen_portal.services.payments.fee_balance import owed, settle_state
from citizen_portal.services.processing.steps import refuse_decided

MOST = 10_000_000_000
"""What one line may ask, in đồng: more is a slip of the hand."""

NOTHING_DUE = Text(
    "Hồ sơ không có khoản phí, lệ phí nào chưa nộp. Hãy tiếp nhận hoặc yêu cầu bổ sung.",
    "Nothing is unpaid. Accept the dossier or request a supplement.",
)
ONCE_FOR_ALL = Text(
    "Hồ sơ liên thông thu phí một lần khi nộp, nên không yêu cầu thanh toán thêm ở đây.",
    "The fee of an interlinked dossier is asked for once, on filing; nothing can be added here.",
)
NAME_MISSING = Text("Ghi tên khoản phí, lệ phí.", "Give the name of the fee.")
BASIS_MISSING = Text(
    "Ghi căn cứ pháp lý của khoản thu.", "Give the legal ground on which it is asked for."
)
NO_AMOUNT = Text(
    "Nhập số tiền bằng đồng, lớn hơn 0 và không quá 10 tỷ, ví dụ 1.250.000.",
    "Enter the amount in đồng, above 0 and at most 10 billion, such as 1.250.000.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedFee:
    """What an officer typed: the fee's name, its amount and its legal ground."""

    name: str = ""
    amount: str = ""
    legal_basis: str = ""


def request_payment(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID, revision: int | None,
    asked: AskedFee, reason: str = "",
) -> None:  # fmt: skip
    """Ask the applicant to pay before the dossier goes on.

    Before acceptance it is the fee assessed on filing; in processing a fee that was determined
    there, which is added to the bill, and the clock pauses. Raises what ``begin_act`` raises,
    ``NotPossibleNow``, ``WrongInput`` with every problem.
    """
    act = begin_act(session, parts, actor, dossier_id, Action.REQUEST_PAYMENT, revision)
    next_transition(act.dossier, Action.REQUEST_PAYMENT, act.kind)
    asked_from = Status(act.dossier.status)
    if asked_from is Status.IN_PROCESSING:
        _add_line(act, asked)
    elif act.dossier.payment_state != "due":
        raise NotPossibleNow(NOTHING_DUE)
    change(
        session, act.dossier, Action.REQUEST_PAYMENT, actor=act.actor, kind=act.kind, at=act.now,
        reason=reason or asked.name, amount=owed(session, act.dossier),
    )  # fmt: skip
    act.dossier.asked_from = asked_from
    session.commit()


def _add_line(act: OfficerAct, asked: AskedFee) -> None:
    refuse_decided(act)
    if act.procedure.interlinked or act.dossier.parent_id is not None:
        raise NotPossibleNow(ONCE_FOR_ALL)
    fee = FeeAssessment.from_json(act.dossier.fee or {"lines": []})
    grown = FeeAssessment(lines=(*fee.lines, _line(asked, len(fee.lines) + 1)))
    act.dossier.fee = grown.to_json()
    act.dossier.fee_total = grown.total
    settle_state(act.session, act.dossier)


def _line(asked: AskedFee, number: int) -> FeeLine:
    name, basis = asked.name.strip(), asked.legal_basis.strip()
    amount = _amount(asked.amount)
    problems = {
        "ten_khoan": NAME_MISSING if not name else None,
        "so_tien": NO_AMOUNT if amount is None else None,
        "can_cu": BASIS_MISSING if not basis else None,
    }
    wrong = {field: sentence for field, sentence in problems.items() if sentence is not None}
    if amount is None or wrong:
        raise WrongInput(wrong)
    return FeeLine(
        code=f"BS{number}",
        name=Text(name),
        kind=FeeKind.OTHER,
        quantity=1,
        unit_price=amount,
        amount=amount,
        legal_basis=basis,
        reason=Text(
            f"Xác định khi giải quyết hồ sơ: {format_vnd(amount)}, căn cứ {basis}.",
            f"Determined in processing: {format_vnd(amount)}, on the ground of {basis}.",
        ),
        payable_when=PayableWhen.ON_SUPPLEMENT,
    )


def _amount(typed: str) -> int | None:
    try:
        amount = parse_amount(typed)
    except ValueError:
        return None
    return amount if 0 < amount <= MOST else None
