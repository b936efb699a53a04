"""The portal's side: hands messages to the gateway, reads its reports of delivery."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from citizen_portal.plugin_api import (
    AddressRefused,
    ConnectorUnavailable,
    DeliveryOutcome,
    DeliveryReport,
    NoticeMessage,
    NoticeRefused,
    PluginHttp,
    Text,
    read_json_object,
)
from plugins.connectors.sms_gateway.protocol import (
    HEADER,
    GatewayConfiguration,
    NotGenuine,
    read_genuine,
    signature,
    written,
)

_OUTCOMES = {"DA_NHAN": DeliveryOutcome.DELIVERED, "KHONG_NHAN": DeliveryOutcome.BOUNCED}
_TAKEN, _NO_NUMBER = 202, 422


def _now() -> datetime:
    return datetime.now(UTC)


class SmsGateway:
    """A gateway that speaks the protocol of the README; safe to share by threads."""

    name = "sms_gateway"
    label = Text("Cổng tin nhắn SMS", "SMS gateway")
    channel = "sms"

    def __init__(
        self,
        configuration: GatewayConfiguration,
        http: PluginHttp,
        clock: Callable[[], datetime] = _now,
    ) -> None:
        self._configuration = configuration
        self._http = http
        self._clock = clock

    def send(self, message: NoticeMessage) -> str:
        """Hand a message over; the same reference again is answered with the same name.

        Raises ``AddressRefused`` for a number that cannot be called, ``ConnectorUnavailable``.
        """
        body = written(
            {
                "MaThamChieu": message.reference,
                "NguoiGui": self._configuration.sender,
                "SoDienThoai": message.address,
                "NoiDung": message.text,
                "UrlBaoCao": message.report_url,
            }
        )
        signed = signature(body, int(self._clock().timestamp()), self._configuration.secret)
        answer = self._http.post(
            f"{self._configuration.url}/api/gui",
            body,
            headers={"Content-Type": "application/json", HEADER: signed},
        )
        said = _read(answer.body)
        if answer.status == _NO_NUMBER:
            raise AddressRefused(str(said.get("MoTaLoi", "")))
        if answer.status != _TAKEN or not isinstance(said.get("MaTinNhan"), str):
            raise ConnectorUnavailable(f"the gateway answered {answer.status}")
        return str(said["MaTinNhan"])

    def read_report(
        self, headers: Mapping[str, str], body: bytes, *, now: datetime
    ) -> DeliveryReport:
        """Read a report at the aware moment ``now``. Raises ``NoticeRefused``."""
        try:
            said = read_genuine(headers, body, self._configuration.secret, now)
        except NotGenuine as error:
            raise NoticeRefused(error.reason) from None
        outcome = _OUTCOMES.get(str(said.get("TrangThai")))
        reference = said.get("MaThamChieu")
        if outcome is None or not isinstance(reference, str):
            raise NoticeRefused("malformed_body")
        try:
            at = datetime.fromisoformat(str(said.get("ThoiGian")))
        except ValueError:
            raise NoticeRefused("malformed_body") from None
        if at.tzinfo is None:
            raise NoticeRefused("malformed_body")
        return DeliveryReport(
            reference=reference,
            outcome=outcome,
            reason=str(said.get("MoTaLoi") or "")[:300],
            occurred_at=at,
        )


def _read(body: bytes) -> dict[str, Any]:
    try:
        return read_json_object(body)
    except ValueError:
        return {}
