"""Waybills and questions to carriers: a job that runs twice works once."""

from __future__ import annotations

from uuid import UUID

from procrastinate import JobContext

from citizen_portal.jobs.workshop import workshop_of
from citizen_portal.queue import PATIENT, app
from citizen_portal.services.post import news, outgoing


@app.task(name="order_waybill", pass_context=True, retry=PATIENT)
def order_waybill(context: JobContext, shipment_id: str) -> None:
    """Ask a carrier for the waybill of a shipment."""
    shop = workshop_of(context)
    with shop.session() as session:
        outgoing.order_waybill(session, shop.parts, UUID(shipment_id))


@app.task(name="ask_carrier", pass_context=True, retry=PATIENT)
def ask_carrier(context: JobContext, shipment_id: str) -> None:
    """Ask a carrier what is known of a shipment."""
    shop = workshop_of(context)
    with shop.session() as session:
        news.ask_carrier(session, shop.parts, UUID(shipment_id))


@app.periodic(cron="40 21 * * *")
@app.task(name="ask_carriers", pass_context=True, queueing_lock="ask_carriers")
def ask_carriers(context: JobContext, timestamp: int) -> None:
    """Ask after shipments that were silent for a day."""
    shop = workshop_of(context)
    with shop.session() as session:
        news.ask_after_silent(session, shop.parts)
