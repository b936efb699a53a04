"""What officers do with a dossier: each button one use case, and back to the dossier."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import redirect

from citizen_portal.domain.moment import VIETNAM
from citizen_portal.domain.wording import Text
from citizen_portal.procedures.form import Problem
from citizen_portal.services import reception
from citizen_portal.services.errors import InvalidAnswers, NotPossibleNow, Stale, WrongInput
from citizen_portal.services.payments import fee_requests
from citizen_portal.services.processing import apologies, approval, initialling, stopping
from citizen_portal.services.processing import steps as processing
from citizen_portal.services.results import ending, issuing, reissuing
from citizen_portal.web import context
from citizen_portal.web.guards import officer
from citizen_portal.web.issued_papers import word_converter
from citizen_portal.web.officer import officer_pages
from citizen_portal.web.officer.dossier_view import address_of
from citizen_portal.web.officer.refused import changed_page, refused_page
from citizen_portal.web.typed import seen_revision, typed_form, typed_text

DAY_UNREADABLE = Text(
    "Nhập ngày theo dạng ngày/tháng/năm, ví dụ 31/12/2026.",
    "Enter the date as day/month/year, such as 31/12/2026.",
)


def _promised_day() -> datetime:
    """The end of the working day that was typed. Raises ``InvalidAnswers``."""
    try:
        day = datetime.strptime(typed_text("ngay_hen").strip(), "%d/%m/%Y").date()
    except ValueError:
        raise InvalidAnswers({"xin-loi": (Problem("ngay_hen", DAY_UNREADABLE),)}) from None
    closing = context.parts().reference.calendar().closing
    return datetime.combine(day, closing, VIETNAM)


def _asked_fee() -> fee_requests.AskedFee:
    return fee_requests.AskedFee(
        name=typed_text("ten_khoan", 200),
        amount=typed_text("so_tien", 50),
        legal_basis=typed_text("can_cu", 300),
    )


UseCase = Callable[..., None]
"""Takes session, parts, actor, dossier, revision, and then what was typed."""

ACTS: Mapping[str, tuple[UseCase, Callable[[], tuple[object, ...]]]] = {
    "tiep-nhan": (reception.accept_dossier, tuple),
    "tu-choi": (reception.refuse_dossier, lambda: (typed_text("ly_do"),)),
    "yeu-cau-thanh-toan": (
        fee_requests.request_payment,
        lambda: (_asked_fee(), typed_text("ly_do")),
    ),
    "chuyen-buoc": (processing.advance_step, lambda: (typed_text("ghi_chu"),)),
    "trinh-duyet": (processing.send_for_approval, lambda: (typed_form(),)),
    "ky-nhay": (initialling.initial_draft, lambda: (typed_text("ghi_chu"),)),
    "phe-duyet": (approval.approve_result, tuple),
    "tra-lai": (approval.send_back, lambda: (typed_text("ly_do"),)),
    "ban-hanh": (issuing.issue_result, tuple),
    "tam-dung": (stopping.suspend_processing, lambda: (typed_text("ly_do"), typed_text("can_cu"))),
    "tiep-tuc": (stopping.resume_processing, lambda: (typed_text("ly_do"),)),
    "dung": (stopping.stop_processing, lambda: (typed_text("ly_do"), typed_text("can_cu"))),
    "tra-ket-qua": (approval.return_result, tuple),
    "mo-lai": (ending.reopen_dossier, lambda: (typed_text("ly_do"),)),
    "thu-hoi": (ending.revoke_result, lambda: (typed_text("ly_do"),)),
    "cap-lai": (reissuing.reissue_result, lambda: (typed_form(), typed_text("ly_do"))),
    "xin-loi": (
        apologies.apologise,
        lambda: (
            typed_text("ly_do"),
            _promised_day(),
            bool(typed_text("ngoai_le")),
            typed_text("can_cu"),
        ),
    ),
}


@officer_pages.post(f"/can-bo/ho-so/<uuid:dossier_id>/<{word_converter(ACTS)}:word>")
@officer
def act(dossier_id: UUID, word: str) -> Any:
    """Carry out one action, then show the dossier as it then is."""
    use_case, typed = ACTS[word]
    who = (context.db(), context.parts(), context.actor())
    try:
        use_case(*who, dossier_id, seen_revision(), *typed())
    except Stale:
        return changed_page(dossier_id, word)
    except (NotPossibleNow, InvalidAnswers, WrongInput) as error:
        return refused_page(dossier_id, word, error)
    return redirect(address_of(dossier_id), 303)


act.comes_back_to = "/can-bo/ho-so/{dossier_id}"  # type: ignore[attr-defined]
