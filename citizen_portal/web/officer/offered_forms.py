"""The forms that an officer is offered for a dossier, filled in with what is known of it."""

from __future__ import annotations

from citizen_portal.domain.lifecycle import Action, Status
from citizen_portal.domain.moment import format_day
from citizen_portal.domain.roles import ActorKind
from citizen_portal.domain.wording import Text
from citizen_portal.services.actor import Actor
from citizen_portal.services.dossiers.page import DossierPage
from citizen_portal.services.dossiers.possible_actions import possible_actions
from citizen_portal.services.processing.apology_drafts import drafted_apology
from citizen_portal.web import context
from citizen_portal.web.officer.action_forms import ActionForm, Known, Refused, action_forms
from citizen_portal.web.officer.dossier_view import address_of

_OF_A_NEW_FEE = ("ten_khoan", "so_tien", "can_cu")
_OF_AN_EXCEPTION = ("ngoai_le", "can_cu")

ACCEPT_AT_ONCE = Text(
    "Kết quả được dự thảo, phê duyệt và trả ngay, không chuyển bước. Không lập giấy tiếp nhận, "
    "trừ khi người nộp yêu cầu.",
    "The result is drafted, approved and handed back at once. There is no reception slip unless "
    "the applicant asks for one.",
)


def offered_forms(
    seen: DossierPage, actor: Actor, refused: Refused | None
) -> tuple[ActionForm | None, tuple[ActionForm, ...]]:
    """The most natural next action, or None, and the others."""
    actions = possible_actions(actor, seen)
    known = Known(
        pages=_pages(seen),
        left_out=_left_out(seen, actor),
        drafted=_drafted(seen, actor) if Action.APOLOGISE in actions else {},
        explained={Action.ACCEPT: ACCEPT_AT_ONCE} if seen.procedure.immediate else {},
    )
    return action_forms(actions, known, refused)


def _pages(seen: DossierPage) -> dict[Action, str]:
    """Actions that draft a result have a page of their own, where there is something to ask."""
    pages = {
        action: f"{address_of(seen.id)}/{action.value}"
        for action in (Action.REISSUE_RESULT, Action.REQUEST_SUPPLEMENT)
    }
    if seen.procedure.result.form:
        send = Action.SEND_FOR_APPROVAL
        pages[send] = f"{address_of(seen.id)}/{send.value}"
    return pages


def _left_out(seen: DossierPage, actor: Actor) -> set[tuple[Action, str]]:
    """Before acceptance no new fee is named; an exception is for a second date, by an approver."""
    left_out: set[tuple[Action, str]] = set()
    if seen.status is Status.REGISTERED:
        left_out |= {(Action.REQUEST_PAYMENT, name) for name in _OF_A_NEW_FEE}
    if not seen.apologies or ActorKind.APPROVER not in actor.roles_at(seen.agency.id):
        left_out |= {(Action.APOLOGISE, name) for name in _OF_AN_EXCEPTION}
    return left_out


def _drafted(seen: DossierPage, actor: Actor) -> dict[tuple[Action, str], str]:
    """The apology as the system drafted it."""
    draft = drafted_apology(context.db(), actor, seen.id)
    if draft is None:
        return {}
    return {
        (Action.APOLOGISE, "ly_do"): draft.reason,
        (Action.APOLOGISE, "ngay_hen"): format_day(draft.new_due_at),
    }
