"""Sections of a dossier's pages: the code to fetch the result with, and the ways to the desks."""

from __future__ import annotations

from citizen_portal.domain.lifecycle import Status
from citizen_portal.domain.roles import Duty
from citizen_portal.domain.side_states import DeliveryState
from citizen_portal.services.dossiers.page import DossierPage
from citizen_portal.services.handing_over.own import own_code
from citizen_portal.services.payments.orders import is_due
from citizen_portal.web import context
from citizen_portal.web.panels import Panel, Values


def _own(dossier: DossierPage) -> Values | None:
    """For the applicant alone: an officer who helps opens the same page."""
    actor = context.actor()
    if actor is None or actor.person_id != dossier.person_id:
        return None
    if dossier.delivery_state is DeliveryState.WITH_CARRIER:
        return None  # the desk hands nothing over while the post has it
    if dossier.status is Status.COMPLETED:
        code = own_code(context.db(), context.parts(), actor, dossier.id)
        return {"code": code, "at": dossier.returning, "handed": None} if code else None
    if dossier.status is Status.RESULT_RETURNED:
        handed = dossier.handed
        return {"code": "", "at": dossier.returning, "handed": handed} if handed else None
    return None


def _at_desk(dossier: DossierPage) -> Values | None:
    """The way to the desk for who returns results; how it went, for all officers."""
    if dossier.status is Status.RESULT_RETURNED:
        return {"handed": dossier.handed} if dossier.handed else None
    if dossier.group is not None:
        return None
    if dossier.status is Status.COMPLETED and _does(Duty.RETURN, dossier.returning.id, dossier):
        return {"handed": None}
    return None


def _fee(dossier: DossierPage) -> Values | None:
    due = is_due(dossier)
    back = dossier.payment_state == "overpaid"
    return (
        {"back": back}
        if (due or back) and _does(Duty.COLLECT, dossier.receiving.id, dossier)
        else None
    )


def _does(duty: Duty, agency_id: int, dossier: DossierPage) -> bool:
    actor = context.actor()
    here = actor is not None and agency_id in actor.agencies_for(duty)
    return here and not dossier.off_limits


HANDOVER_CODE = Panel("applicant/handover.html", _own)
AT_THE_DESK = Panel("officer/counter/handover_panel.html", _at_desk)
FEE_AT_THE_DESK = Panel("officer/counter/fee_panel.html", _fee)
