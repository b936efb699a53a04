"""A town with the bundled carrier and its simulator over a real socket."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from flask import Flask
from sqlalchemy import select, text
from werkzeug.serving import make_server

from citizen_portal.domain.post import ResultWay
from citizen_portal.models import Shipment
from citizen_portal.plugin_api import Carrier, PluginHttp, PostalAddress
from citizen_portal.services.post import news, outgoing, wishes
from citizen_portal.services.post.wishes import Wish
from citizen_portal.services.processing import approval
from citizen_portal.services.processing import steps as processing
from plugins.connectors.post_carrier.connector import PostCarrier
from plugins.connectors.post_carrier.protocol import (
    HEADER,
    PostConfiguration,
    signature,
    written,
)
from plugins.connectors.post_carrier.simulator import make_simulator
from tests.services.town import AN, DUNG, EM, GIANG, Town, result_typed

SECRET = "a secret for tests that is long enough"
NAME = "post_carrier"
HOME = PostalAddress(
    name="Nguyễn Văn An", phone="+84912345678",
    address="Số 12, đường Lê Thánh Tông, phường Hạ Long, tỉnh Quảng Ninh",
)  # fmt: skip


@contextmanager
def served(app: Any) -> Iterator[str]:
    """Serve a WSGI application on this machine; give its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def carrier_at(url: str) -> PostCarrier:
    """The connector with the client that the portal hands it."""
    return PostCarrier(
        PostConfiguration(url=url, secret=SECRET), PluginHttp([urlsplit(url).netloc])
    )


@contextmanager
def simulated(folder: Path) -> Iterator[tuple[Flask, PostCarrier]]:
    """The simulator and the connector to it."""
    app = make_simulator({"PORTAL_DATA_DIR": str(folder), "PORTAL_POST_SECRET": SECRET})
    with served(app) as url:
        yield app, carrier_at(url)


@dataclass
class PostTown:
    """People act, the worker orders waybills, the carrier tells."""

    town: Town
    simulator: Flask

    @property
    def depot(self) -> Any:
        return self.simulator.extensions["depot"]

    def wish(self, dossier_id: UUID, number: str = AN, **changes: Any) -> None:
        """By post to the person's home, or as ``changes`` say."""
        values: dict[str, Any] = {"way": ResultWay.POST, "recipient": HOME, **changes}
        wishes.choose_delivery(
            self.town.session, self.town.parts, self.town.person(number), dossier_id, None,
            Wish(**values),
        )  # fmt: skip

    def to_send(self) -> UUID:
        """A result that is ready and wanted by post."""
        dossier_id = self.town.accepted()
        self.wish(dossier_id)
        return self.complete(dossier_id)

    def complete(self, dossier_id: UUID) -> UUID:
        """What follows acceptance, up to the signed result."""
        town = self.town
        for _ in town.procedure().steps[1:]:
            processing.advance_step(town.session, town.parts, town.person(EM), dossier_id, None)
        processing.send_for_approval(
            town.session, town.parts, town.person(EM), dossier_id, None, result_typed(town)
        )
        approval.approve_result(town.session, town.parts, town.person(GIANG), dossier_id, None)
        town.pay(dossier_id)
        town.make_papers(dossier_id, "result")
        return dossier_id

    def order(self, *dossier_ids: UUID, by: str = DUNG) -> outgoing.Ordered:
        town = self.town
        return outgoing.order_shipments(
            town.session, town.parts, town.person(by), list(dossier_ids)
        )

    def work(self) -> None:
        """What the worker does with orders."""
        for job in self.jobs("order_waybill"):
            outgoing.order_waybill(
                self.town.session, self.town.parts, UUID(str(job["shipment_id"]))
            )

    def sent(self) -> tuple[UUID, Shipment]:
        """A result with its waybill."""
        dossier_id = self.to_send()
        assert self.order(dossier_id).count == 1
        self.work()
        return dossier_id, self.shipments(dossier_id)[-1]

    def shipments(self, dossier_id: UUID) -> list[Shipment]:
        query = select(Shipment).where(Shipment.dossier_id == dossier_id)
        rows = self.town.session.scalars(
            query.order_by(Shipment.created_at).execution_options(populate_existing=True)
        )
        return list(rows)

    def jobs(self, task: str) -> list[dict[str, object]]:
        rows = self.town.session.execute(
            text("SELECT args FROM procrastinate_jobs WHERE task_name = :task ORDER BY id"),
            {"task": task},
        )
        return [row.args for row in rows]

    def tell(
        self, waybill: str, step: str, *, event_id: str = "", at: datetime | None = None,
        secret: str = SECRET,
    ) -> str:  # fmt: skip
        """The carrier's message arrives."""
        now = self.town.clock()
        body = written(
            {
                "MaSuKien": event_id or f"e-{step}",
                "SoVanDon": waybill,
                "TrangThai": step,
                "ThoiGian": (at or now).isoformat(),
                "BuuCuc": "Bưu cục Hạ Long",
                "GhiChu": "",
            }
        )
        headers = {HEADER: signature(body, int(now.timestamp()), secret)}
        return news.receive_event(self.town.session, self.town.parts, NAME, headers, body)


def with_post(town: Town, carrier: Carrier, app: Flask) -> PostTown:
    """The town, with this carrier."""
    parts = replace(town.parts, carriers={carrier.name: carrier})
    return PostTown(Town(town.session, parts, town.clock, town.issuer), app)
