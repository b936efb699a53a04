"""What the table allows but the dossier itself does not: by its step, its history, its group."""

from __future__ import annotations

from citizen_portal.domain.lifecycle import Action, Status
from citizen_portal.services.dossiers.page import DossierPage
from citizen_portal.services.processing.steps import APPROVAL, ISSUANCE
from citizen_portal.services.results.issuing import fee_is_due_first

_BEFORE_APPROVAL = {
    Action.ADVANCE, Action.SEND_FOR_APPROVAL, Action.REQUEST_SUPPLEMENT, Action.REQUEST_PAYMENT,
}  # fmt: skip
_ON_A_DRAFT = {Action.APPROVE, Action.SEND_BACK, Action.INITIAL}
_OF_RESULTS = {
    Action.REOPEN, Action.REVOKE_RESULT, Action.REISSUE_RESULT, Action.RETURN_RESULT,
}  # fmt: skip


def hidden_actions(page: DossierPage) -> set[Action]:
    """What nobody may do with the dossier now, though its status would allow it."""
    rules = (_by_step, _by_history, _by_money, _by_results, _by_group)
    return {action for rule in rules for action in rule(page)}


def _by_step(page: DossierPage) -> set[Action]:
    if page.status not in (Status.ACCEPTED, Status.IN_PROCESSING):
        return set()
    if page.step == ISSUANCE:
        return _BEFORE_APPROVAL | _ON_A_DRAFT | {Action.STOP, Action.SUSPEND}
    if page.step == APPROVAL:
        return _BEFORE_APPROVAL | {Action.ISSUE}
    hidden = _ON_A_DRAFT | {Action.ISSUE}
    if page.group is not None:
        return hidden
    last = page.step == page.procedure.steps[-1].name
    return hidden | {Action.ADVANCE if last else Action.SEND_FOR_APPROVAL}


def _by_history(page: DossierPage) -> set[Action]:
    hidden = set()
    if any(one.asked_from is page.status for one in page.supplements):
        hidden |= {Action.REQUEST_SUPPLEMENT}
    drafts = [one.action for one in page.events if one.action in _DRAFTED]
    if drafts and drafts[-1] is Action.INITIAL:
        hidden |= {Action.INITIAL}
    return hidden


_DRAFTED = (Action.SEND_FOR_APPROVAL, Action.INITIAL)


def _by_money(page: DossierPage) -> set[Action]:
    hidden = set()
    if page.status is Status.REGISTERED and page.payment_state != "due":
        hidden |= {Action.REQUEST_PAYMENT}
    if fee_is_due_first(page.payment_state, page.fee.to_json()):
        hidden |= {Action.ISSUE}
    if "due" in (page.payment_state, page.within.payment_state if page.within else ""):
        hidden |= {Action.RETURN_RESULT}
    return hidden


def _by_results(page: DossierPage) -> set[Action]:
    results = [paper for paper in page.papers if paper.kind == "result"]
    in_force = [paper for paper in results if paper.is_in_force]
    hidden = set()
    if not in_force:
        hidden |= {Action.REVOKE_RESULT}
    if not in_force or not all(paper.ready for paper in in_force):
        hidden |= {Action.RETURN_RESULT}
    if not any(paper.standing for paper in results):
        hidden |= {Action.REISSUE_RESULT, Action.REVOKE_RESULT}
    return hidden


def _by_group(page: DossierPage) -> set[Action]:
    """A part waits for its group to be accepted; nobody decides on the group itself."""
    hidden = set()
    if page.within is not None:
        hidden = {Action.REQUEST_PAYMENT}
        if not page.within.accepted:
            hidden |= {Action.ACCEPT, Action.REOPEN}
    if page.group is None:
        return hidden
    hidden |= _ON_A_DRAFT | _OF_RESULTS
    hidden |= {Action.SEND_FOR_APPROVAL, Action.ISSUE, Action.SUSPEND}
    if page.status is Status.IN_PROCESSING:
        hidden |= {Action.REQUEST_SUPPLEMENT, Action.REQUEST_PAYMENT}
    if not page.group.waits:
        hidden |= {Action.ADVANCE}
    return hidden | ({Action.STOP} if page.group.at_work else set())
