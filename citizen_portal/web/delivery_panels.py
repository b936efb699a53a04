"""Sections of a dossier's pages: how the result is wanted, and what the post does with it."""

from __future__ import annotations

from citizen_portal.domain.lifecycle import Status
from citizen_portal.domain.post import ResultWay
from citizen_portal.domain.service_level import Channel
from citizen_portal.domain.side_states import DeliveryState, words_of
from citizen_portal.services.dossiers.page import DossierPage
from citizen_portal.services.post.seen import ShipmentSeen, shipments_of
from citizen_portal.services.post.wishes import CHANGEABLE
from citizen_portal.web import context
from citizen_portal.web.panels import Panel, Values


def _own(dossier: DossierPage) -> Values | None:
    """The owner's: also how to change it, and where to write a waybill."""
    seen = _seen(dossier)
    may_change = dossier.status in CHANGEABLE and not dossier.procedure.interlinked
    if seen is None and not may_change:
        return None
    sends = dossier.channel is Channel.POST and dossier.status is Status.REGISTERED
    return {**(seen or _nothing(dossier)), "may_change": may_change, "sends_papers": sends}


def _officers(dossier: DossierPage) -> Values | None:
    return _seen(dossier)


def _seen(dossier: DossierPage) -> Values | None:
    """What is known; asked of the database only where something can go by post."""
    delivery = dossier.delivery
    by_post = delivery is not None and delivery.way is ResultWay.POST
    moved = dossier.delivery_state not in (DeliveryState.NONE, DeliveryState.WAITING)
    if delivery is None and dossier.channel is not Channel.POST:
        return None
    shipments: tuple[ShipmentSeen, ...] = ()
    if by_post or dossier.channel is Channel.POST:
        shipments = shipments_of(context.db(), context.actor(), dossier.id)
    return {
        **_nothing(dossier),
        "shipments": shipments,
        "state": words_of(dossier.delivery_state) if by_post or moved else None,
    }


def _nothing(dossier: DossierPage) -> dict[str, object]:
    way = dossier.delivery.way if dossier.delivery else ResultWay.ONLINE
    return {
        "way": way.label,
        "counter": dossier.returning if way is ResultWay.COUNTER else None,
        "recipient": dossier.delivery.recipient if dossier.delivery else None,
        "postage": dossier.delivery.postage if dossier.delivery else None,
        "shipments": (),
        "state": None,
    }


OWN_DELIVERY = Panel("components/delivery.html", _own)
DELIVERY = Panel("components/delivery.html", _officers)
