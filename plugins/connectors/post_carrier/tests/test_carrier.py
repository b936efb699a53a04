"""Shipments through the carrier, and its events: true, forged, late, repeated, untold."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.plugin_api import (
    AddressRefused,
    ConnectorUnavailable,
    NoticeRefused,
    PostalAddress,
    ShipmentOrder,
    ShipmentStep,
    Waybill,
)
from plugins.connectors.post_carrier import register_simulators
from plugins.connectors.post_carrier.protocol import (
    HEADER,
    PostConfiguration,
    signature,
    written,
)

from .conftest import SECRET, World, carrier

NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
AT = int(NOW.timestamp())
SAID = {
    "MaSuKien": "e1", "SoVanDon": "BC000000001VN", "TrangThai": "DA_PHAT",
    "ThoiGian": "2026-11-20T10:00:00+07:00", "BuuCuc": "Hạ Long", "GhiChu": "",
}  # fmt: skip
BODY = written(SAID)
DESK = PostalAddress(name="UBND phường Hạ Long", phone="", address="Phường Hạ Long, Quảng Ninh")
HOME = PostalAddress(name="An", phone="+84912345678", address="Số 12, tỉnh Quảng Ninh")
FAR = replace(HOME, address="Số 1, thành phố Hà Nội")


def order(world: World, **changes: object) -> ShipmentOrder:
    plain = ShipmentOrder(
        reference="r1", sender=DESK, recipient=HOME, content="Kết quả", events_url=world.events_url
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def refusal_of(headers: dict[str, str], body: bytes = BODY, now: datetime = NOW) -> str:
    with pytest.raises(NoticeRefused) as caught:
        carrier("http://127.0.0.1:9").read_event(headers, body, now=now)
    return caught.value.reason


def test_a_shipment_is_ordered_once(world: World) -> None:
    first = world.carrier.create_shipment(order(world))
    assert first == Waybill(number="BC000000001VN", postage=22_000)
    assert world.carrier.create_shipment(order(world)) == first
    other = world.carrier.create_shipment(order(world, reference="r2", recipient=FAR))
    assert other.number != first.number
    assert other.postage == 35_000
    assert world.carrier.quote_postage(DESK, FAR) == 35_000


@pytest.mark.parametrize("address", ["", "x", "Hải đảo Bạch Long Vĩ"])
def test_an_address_that_is_not_served(world: World, address: str) -> None:
    nowhere = replace(HOME, address=address)
    with pytest.raises(AddressRefused, match="không phát được"):
        world.carrier.create_shipment(order(world, recipient=nowhere))
    with pytest.raises(AddressRefused):
        world.carrier.quote_postage(DESK, nowhere)
    assert world.depot.newest() == []


def test_an_outage_is_tried_again(world: World) -> None:
    world.depot.down = True
    for ask in (
        lambda: world.carrier.create_shipment(order(world)),
        lambda: world.carrier.query_shipment("BC000000001VN"),
        lambda: carrier("http://127.0.0.1:9").quote_postage(DESK, HOME),
        lambda: carrier(world.url, "a secret of somebody else entirely!!").quote_postage(
            DESK, HOME
        ),
    ):
        with pytest.raises(ConnectorUnavailable):
            ask()


def test_events_over_the_wire(world: World) -> None:
    world.carrier.create_shipment(order(world))
    assert world.press(buoc="DA_NHAN_GUI") == 303
    assert world.press(cach="nhac-lai") == 303
    assert world.press(buoc="PHAT_KHONG_THANH_CONG") == 303
    assert world.press(buoc="DA_PHAT", cach="khong-bao") == 303
    now = datetime.now(UTC)
    events = [world.carrier.read_event(*one, now=now) for one in world.heard]
    assert [one.step for one in events] == [
        ShipmentStep.PICKED_UP, ShipmentStep.PICKED_UP, ShipmentStep.NOT_DELIVERED
    ]  # fmt: skip
    assert events[0] == events[1]
    assert (events[2].waybill, events[2].note) == ("BC000000001VN", "Không gặp người nhận")
    known = world.carrier.query_shipment("BC000000001VN")
    assert [known[0], known[1], known[2].step] == [events[0], events[2], ShipmentStep.DELIVERED]
    with pytest.raises(LookupError):
        world.carrier.query_shipment("BC000000009VN")


def test_a_forger_over_the_wire(world: World) -> None:
    world.carrier.create_shipment(order(world))
    assert world.press(buoc="DA_PHAT", cach="gia-mao") == 303
    ((headers, body),) = world.heard
    with pytest.raises(NoticeRefused, match="bad_signature"):
        world.carrier.read_event(headers, body, now=datetime.now(UTC))
    assert world.depot.events(1) == []


def test_the_page_of_testers(world: World) -> None:
    browser = world.app.test_client()
    assert browser.post("/gui", data={"gui": "An", "nhan": "UBND phường"}).status_code == 303
    world.press(buoc="DANG_VAN_CHUYEN", cach="khong-bao")
    html = browser.get("/").get_data(as_text=True)
    assert "BC000000001VN" in html
    assert "chưa báo" in html
    assert world.press(2, buoc="DA_PHAT") == 404
    assert world.press(buoc="khac") == 400
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    assert browser.post("/tam-dung", data={"dung": "1"}, headers=elsewhere).status_code == 403
    browser.post("/tam-dung", data={"dung": "1"})
    assert world.depot.down


@given(st.integers(0, len(BODY) - 1), st.integers(1, 255))
def test_no_byte_of_an_event_can_be_changed(place: int, by: int) -> None:
    changed = bytearray(BODY)
    changed[place] ^= by
    assert refusal_of({HEADER: signature(BODY, AT, SECRET)}, bytes(changed)) == "bad_signature"


@pytest.mark.parametrize("minutes", [-6, 6])
def test_an_old_signature_is_worth_nothing(minutes: int) -> None:
    later = NOW + timedelta(minutes=minutes)
    assert refusal_of({HEADER: signature(BODY, AT, SECRET)}, now=later) == "stale"


@pytest.mark.parametrize(
    "changes",
    [
        {"TrangThai": "MAT"}, {"ThoiGian": "hôm qua"}, {"ThoiGian": "2026-11-20T10:00:00"},
        {"SoVanDon": 7}, {"MaSuKien": ""}, {"MaSuKien": None},
    ],
)  # fmt: skip
def test_an_event_that_is_none(changes: dict[str, object]) -> None:
    body = written({**SAID, **changes})
    assert refusal_of({HEADER: signature(body, AT, SECRET)}, body) == "malformed_body"
    assert refusal_of({}) == "missing_signature"


def test_settings_of_an_operator() -> None:
    known = {"PORTAL_POST_URL": "https://post.example", "PORTAL_POST_SECRET": SECRET}
    assert PostConfiguration.from_settings({}) is None
    assert PostConfiguration.from_settings(known) == PostConfiguration(
        url="https://post.example", secret=SECRET
    )
    for changes, said in (
        ({"PORTAL_POST_URL": "ftp://post.example"}, "https://"),
        ({"PORTAL_POST_URL": "http://post.example", "PORTAL_ENV": "production"}, "production"),
        ({"PORTAL_POST_SECRET": "short"}, "32 characters"),
    ):
        with pytest.raises(ValueError, match=said):
            PostConfiguration.from_settings({**known, **changes})
    assert register_simulators({"PORTAL_ENV": "production"}) == []
    assert [one.mount for one in register_simulators({"PORTAL_ENV": "demo"})] == ["/buu-chinh"]
