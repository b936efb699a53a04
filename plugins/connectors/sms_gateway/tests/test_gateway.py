"""Text messages through the gateway, and its reports: true, forged, late, repeated."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.plugin_api import (
    AddressRefused,
    ConnectorUnavailable,
    DeliveryOutcome,
    NoticeMessage,
    NoticeRefused,
)
from plugins.connectors.sms_gateway.protocol import (
    HEADER,
    GatewayConfiguration,
    signature,
    written,
)
from plugins.connectors.sms_gateway.simulator.pages import send_report

from .conftest import SECRET, World, gateway

NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
AT = int(NOW.timestamp())
SAID = {
    "MaThamChieu": "9c1d", "TrangThai": "DA_NHAN", "MoTaLoi": "",
    "ThoiGian": "2026-11-20T10:00:00+07:00",
}  # fmt: skip
BODY = written(SAID)


def message(world: World, **changes: str) -> NoticeMessage:
    plain = NoticeMessage(
        reference="9c1d", address="+84912345678", subject="", text="Ho so da nop.",
        language="vi", report_url=world.report_url,
    )  # fmt: skip
    return replace(plain, **changes)


def refusal_of(headers: dict[str, str], body: bytes = BODY, now: datetime = NOW) -> str:
    with pytest.raises(NoticeRefused) as caught:
        gateway("http://127.0.0.1:9").read_report(headers, body, now=now)
    return caught.value.reason


def test_a_message_arrives_once(world: World) -> None:
    first = world.gateway.send(message(world))
    assert world.gateway.send(message(world)) == first == "SMS-1"
    (sms,) = world.network.newest()
    assert (sms.sender, sms.phone, sms.words) == ("DICHVUCONG", "+84912345678", "Ho so da nop.")


@pytest.mark.parametrize("number", ["0912345678", "+84912345000", "+1234", "", "+84912345678\n"])
def test_a_number_that_is_nobodys(world: World, number: str) -> None:
    with pytest.raises(AddressRefused, match="không tồn tại"):
        world.gateway.send(message(world, address=number))
    assert world.network.newest() == []


def test_an_outage_is_tried_again(world: World) -> None:
    world.network.down = True
    with pytest.raises(ConnectorUnavailable, match="503"):
        world.gateway.send(message(world))
    with pytest.raises(ConnectorUnavailable):
        gateway("http://127.0.0.1:9").send(message(world))
    world.network.down = False
    assert world.gateway.send(message(world))


def test_the_gateway_knows_who_asks(world: World) -> None:
    stranger = gateway(world.gateway._configuration.url, "a secret of somebody else entirely!!")
    with pytest.raises(ConnectorUnavailable, match="401"):
        stranger.send(message(world))
    assert world.network.newest() == []


@pytest.mark.parametrize(
    ("pressed", "outcome"),
    [("DA_NHAN", DeliveryOutcome.DELIVERED), ("KHONG_NHAN", DeliveryOutcome.BOUNCED)],
)
def test_reports_over_the_wire(world: World, pressed: str, outcome: DeliveryOutcome) -> None:
    world.gateway.send(message(world))
    answer = world.app.test_client().post("/tin/1", data={"bao": pressed})
    assert answer.status_code == 303
    ((headers, body),) = world.heard
    report = world.gateway.read_report(headers, body, now=datetime.now(UTC))
    assert (report.reference, report.outcome) == ("9c1d", outcome)
    assert bool(report.reason) is (outcome is DeliveryOutcome.BOUNCED)


def test_forged_and_late_reports_over_the_wire(world: World) -> None:
    world.gateway.send(message(world))
    world.app.test_client().post("/tin/1", data={"bao": "gia-mao"})
    sms = world.network.find(1)
    assert send_report(sms, "DA_NHAN", SECRET, age=400).startswith("200")
    reasons = []
    for headers, body in world.heard:
        with pytest.raises(NoticeRefused) as caught:
            world.gateway.read_report(headers, body, now=datetime.now(UTC))
        reasons.append(caught.value.reason)
    assert reasons == ["bad_signature", "stale"]


@given(st.integers(0, len(BODY) - 1), st.integers(1, 255))
def test_any_changed_byte_is_noticed(place: int, flip: int) -> None:
    changed = bytearray(BODY)
    changed[place] ^= flip
    assert refusal_of({HEADER: signature(BODY, AT, SECRET)}, bytes(changed)) == "bad_signature"


def test_headers_that_prove_nothing() -> None:
    signed = signature(BODY, AT, SECRET)
    assert refusal_of({}) == "missing_signature"
    assert refusal_of({HEADER: signed.upper()}) == "missing_signature"
    assert refusal_of({HEADER: signed, HEADER.lower(): signed}) == "missing_signature"
    assert refusal_of({HEADER: signed}, BODY + b" " * 20_000) == "too_large"
    for later in (301, -301):
        assert refusal_of({HEADER: signed}, now=NOW + timedelta(seconds=later)) == "stale"


@pytest.mark.parametrize(
    "said",
    [
        {**SAID, "TrangThai": "DA_DOC"},
        {**SAID, "MaThamChieu": 1},
        {**SAID, "ThoiGian": "hôm nay"},
        {**SAID, "ThoiGian": "2026-11-20T10:00:00"},
    ],
)
def test_signed_well_but_making_no_sense(said: dict[str, object]) -> None:
    body = written(said)
    assert refusal_of({HEADER: signature(body, AT, SECRET)}, body) == "malformed_body"
    for garbage in (b"", b"[]", b"\xff", b"[" * 5000):
        assert refusal_of({HEADER: signature(garbage, AT, SECRET)}, garbage) == "malformed_body"


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"PORTAL_SMS_GATEWAY_URL": "ftp://a"}, "PORTAL_SMS_GATEWAY_URL"),
        ({"PORTAL_SMS_GATEWAY_URL": "http://a", "PORTAL_ENV": "production"}, "https"),
        ({"PORTAL_SMS_GATEWAY_SECRET": "short"}, "32 characters"),
    ],
)
def test_settings_that_make_no_sense(changes: dict[str, str], complaint: str) -> None:
    good = {
        "PORTAL_SMS_GATEWAY_URL": "https://sms.example.vn/", "PORTAL_SMS_GATEWAY_SECRET": SECRET
    }  # fmt: skip
    assert GatewayConfiguration.from_settings({}) is None
    assert GatewayConfiguration.from_settings(good) == GatewayConfiguration(
        url="https://sms.example.vn", sender="DICHVUCONG", secret=SECRET
    )
    with pytest.raises(ValueError, match=complaint):
        GatewayConfiguration.from_settings(good | changes)


def test_the_simulators_page(world: World) -> None:
    world.gateway.send(message(world))
    client = world.app.test_client()
    page = client.get("/")
    assert "Ho so da nop." in page.text
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert client.post("/tin/9", data={"bao": "DA_NHAN"}).status_code == 404
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert client.post("/tin/1", data={"bao": "DA_NHAN"}, headers=headers).status_code == 403
    assert client.post("/tam-dung", data={"dung": "1"}, headers=headers).status_code == 403
    assert world.heard == []
    assert client.post("/api/gui", data=b"{}").status_code == 401
