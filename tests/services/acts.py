"""Each act of an officer as one call, for tests that try them all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from citizen_portal.domain.lifecycle import Action
from citizen_portal.services import approval, processing, reception, supplements
from citizen_portal.services.actor import Actor
from tests.services.town import Town, result_typed

Act = Callable[[Town, "Actor | None", UUID, "int | None"], None]


def _apologise(town: Town, actor: Actor | None, dossier_id: UUID, revision: int | None) -> None:
    later = town.clock() + timedelta(days=5)  # a Wednesday; Tuesday is a holiday
    processing.apologise(town.session, town.parts, actor, dossier_id, revision, "Chậm", later)


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
    Action.STOP: lambda town, *who: processing.stop_processing(
        town.session, town.parts, *who, "Không có trong sổ"
    ),
    Action.RETURN_RESULT: lambda town, *who: approval.return_result(town.session, town.parts, *who),
    Action.APOLOGISE: _apologise,
}
