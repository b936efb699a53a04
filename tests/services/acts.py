"""Each act of an officer as one call, for tests that try them all."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from citizen_portal.domain.lifecycle import Action
from citizen_portal.models import Dossier
from citizen_portal.services import reception, supplements
from citizen_portal.services.actor import Actor
from citizen_portal.services.payments import fee_requests
from citizen_portal.services.processing import apologies, approval, initialling, stopping
from citizen_portal.services.processing import steps as processing
from citizen_portal.services.results import ending, issuing, reissuing
from tests.services.town import Town, result_typed

LAND_FEE = fee_requests.AskedFee(
    name="Phí thẩm định", amount="150.000", legal_basis="Nghị quyết mẫu 01/2026/NQ-HĐND"
)
Act = Callable[[Town, "Actor | None", UUID, "int | None"], None]


def _apologise(town: Town, actor: Actor | None, dossier_id: UUID, revision: int | None) -> None:
    dossier = town.session.get(Dossier, dossier_id)
    promised = dossier.due_at if dossier is not None and dossier.due_at else town.clock()
    later = town.parts.reference.calendar().add_working_days(promised, 2)
    apologies.apologise(town.session, town.parts, actor, dossier_id, revision, "Chậm", later)


ACTS: dict[Action, Act] = {
    Action.ACCEPT: lambda town, *who: reception.accept_dossier(town.session, town.parts, *who),
    Action.REFUSE: lambda town, *who: reception.refuse_dossier(
        town.session, town.parts, *who, "Sai nơi nộp"
    ),
    Action.REQUEST_SUPPLEMENT: lambda town, *who: supplements.request_supplement(
        town.session, town.parts, *who, "Giấy khai sinh", "Ảnh mờ"
    ),
    Action.ADVANCE: lambda town, *who: processing.advance_step(town.session, town.parts, *who),
    Action.SEND_FOR_APPROVAL: lambda town, *who: processing.send_for_approval(
        town.session, town.parts, *who, result_typed(town)
    ),
    Action.APPROVE: lambda town, *who: approval.approve_result(town.session, town.parts, *who),
    Action.SEND_BACK: lambda town, *who: approval.send_back(
        town.session, town.parts, *who, "Sai ngày sinh"
    ),
    Action.STOP: lambda town, *who: stopping.stop_processing(
        town.session, town.parts, *who, "Không có trong sổ"
    ),
    Action.SUSPEND: lambda town, *who: stopping.suspend_processing(
        town.session, town.parts, *who, "Chờ bản án", "Điều 5 Quy chế mẫu"
    ),
    Action.RESUME: lambda town, *who: stopping.resume_processing(
        town.session, town.parts, *who, "Đã có bản án"
    ),
    Action.INITIAL: lambda town, *who: initialling.initial_draft(town.session, town.parts, *who),
    Action.ISSUE: lambda town, *who: issuing.issue_result(town.session, town.parts, *who),
    Action.REQUEST_PAYMENT: lambda town, *who: fee_requests.request_payment(
        town.session, town.parts, *who, LAND_FEE
    ),
    Action.REOPEN: lambda town, *who: ending.reopen_dossier(
        town.session, town.parts, *who, "Sai tên mẹ"
    ),
    Action.REVOKE_RESULT: lambda town, *who: ending.revoke_result(
        town.session, town.parts, *who, "Cấp sai thẩm quyền"
    ),
    Action.REISSUE_RESULT: lambda town, *who: reissuing.reissue_result(
        town.session, town.parts, *who, result_typed(town), "Sai năm sinh"
    ),
    Action.RETURN_RESULT: lambda town, *who: approval.return_result(town.session, town.parts, *who),
    Action.APOLOGISE: _apologise,
}
