"""The carrier of the how-to carries, and believes no message."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from types import ModuleType

import pytest

from citizen_portal.plugin_api import (
    AddressRefused,
    Carrier,
    NoticeRefused,
    PostalAddress,
    ShipmentOrder,
)
from tests.docs.pages import PROJECT, samples

HOW_TO = PROJECT / "docs" / "how-to" / "connect-a-carrier.md"
HOME = PostalAddress(name="An", phone="", address="Số 12, phường Hạ Long")


def written() -> ModuleType:
    """The plugin as the page prints it."""
    (sample,) = [one for one in samples(HOW_TO) if one.title]
    module = ModuleType("own_courier")
    exec(compile(sample.text, sample.title, "exec"), vars(module))  # noqa: S102 - our own page
    return module


def test_a_shipment_is_carried() -> None:
    (carrier,) = written().register_carriers({"PORTAL_COURIER_COMMUNE": "Hạ Long"})
    assert isinstance(carrier, Carrier)
    order = ShipmentOrder(
        reference="abc", sender=HOME, recipient=HOME, content="Kết quả", events_url=""
    )
    assert carrier.create_shipment(order) == carrier.create_shipment(order)
    with pytest.raises(AddressRefused):
        carrier.create_shipment(replace(order, recipient=replace(HOME, address="Hà Nội")))
    with pytest.raises(NoticeRefused):
        carrier.read_event({}, b"", now=datetime(2026, 11, 20, tzinfo=UTC))
    assert carrier.query_shipment("GNABC") == ()


def test_no_commune_no_carrier() -> None:
    assert written().register_carriers({}) == []
