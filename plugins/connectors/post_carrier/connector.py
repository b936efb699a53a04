"""The portal's side: orders shipments, asks after them, reads what the carrier tells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from citizen_portal.plugin_api import (
    AddressRefused,
    CarrierEvent,
    ConnectorUnavailable,
    NoticeRefused,
    PluginHttp,
    PostalAddress,
    ShipmentOrder,
    ShipmentStep,
    Text,
    Waybill,
    read_json_object,
)
from plugins.connectors.post_carrier.protocol import (
    HEADER,
    NotGenuine,
    PostConfiguration,
    read_genuine,
    signature,
    written,
)

_STEPS = {
    "DA_NHAN_GUI": ShipmentStep.PICKED_UP,
    "DANG_VAN_CHUYEN": ShipmentStep.IN_TRANSIT,
    "DA_PHAT": ShipmentStep.DELIVERED,
    "PHAT_KHONG_THANH_CONG": ShipmentStep.NOT_DELIVERED,
    "CHUYEN_HOAN": ShipmentStep.RETURNED,
}
_DEAREST = 10_000_000


def _now() -> datetime:
    return datetime.now(UTC)


class PostCarrier:
    """A carrier that speaks the protocol of the README; safe to share by threads."""

    name = "post_carrier"
    label = Text("Bưu chính công ích", "Public post")

    def __init__(
        self,
        configuration: PostConfiguration,
        http: PluginHttp,
        clock: Callable[[], datetime] = _now,
    ) -> None:
        self._configuration = configuration
        self._http = http
        self._clock = clock

    def quote_postage(self, sender: PostalAddress, recipient: PostalAddress) -> int:
        """The postage of a letter, in đồng. Raises ``ConnectorUnavailable``, ``AddressRefused``."""
        said = self._ask(
            "cuoc", {"NguoiGui": _written_address(sender), "NguoiNhan": _written_address(recipient)}
        )
        return _postage(said)

    def create_shipment(self, order: ShipmentOrder) -> Waybill:
        """Order a shipment; the same reference again is answered with the same waybill.

        Raises ``ConnectorUnavailable``, ``AddressRefused``.
        """
        said = self._ask(
            "van-don",
            {
                "MaThamChieu": order.reference,
                "NguoiGui": _written_address(order.sender),
                "NguoiNhan": _written_address(order.recipient),
                "NoiDung": order.content,
                "NguoiTraCuoc": "NHAN",
                "UrlSuKien": order.events_url,
            },
        )
        number = said.get("SoVanDon")
        if not isinstance(number, str) or not 0 < len(number) <= 40:
            raise ConnectorUnavailable("the carrier answered without a waybill")
        return Waybill(number=number, postage=_postage(said))

    def read_event(self, headers: Mapping[str, str], body: bytes, *, now: datetime) -> CarrierEvent:
        """Read a message at the aware moment ``now``. Raises ``NoticeRefused``."""
        try:
            return _event(read_genuine(headers, body, self._configuration.secret, now))
        except NotGenuine as error:
            raise NoticeRefused(error.reason) from None
        except ValueError:
            raise NoticeRefused("malformed_body") from None

    def query_shipment(self, waybill: str) -> tuple[CarrierEvent, ...]:
        """All that is known of a shipment. Raises ``ConnectorUnavailable``, ``LookupError``."""
        said = self._ask("hanh-trinh", {"SoVanDon": waybill})
        told = said.get("SuKien")
        try:
            if not isinstance(told, list):
                raise ValueError("no list of events")
            return tuple(_event(one) for one in told)
        except ValueError as error:
            raise ConnectorUnavailable(f"the carrier's answer is malformed: {error}") from None

    def _ask(self, what: str, message: Mapping[str, object]) -> dict[str, Any]:
        body = written(message)
        signed = signature(body, int(self._clock().timestamp()), self._configuration.secret)
        answer = self._http.post(
            f"{self._configuration.url}/api/{what}",
            body,
            headers={"Content-Type": "application/json", HEADER: signed},
        )
        said = _read(answer.body)
        match answer.status:
            case 200 | 201:
                return said
            case 404:
                raise LookupError(what)
            case 422:
                raise AddressRefused(str(said.get("MoTaLoi", ""))[:300])
            case status:
                raise ConnectorUnavailable(f"the carrier answered {status}")


def _written_address(address: PostalAddress) -> dict[str, str]:
    return {"Ten": address.name, "DienThoai": address.phone, "DiaChi": address.address}


def _postage(said: Mapping[str, Any]) -> int:
    amount = said.get("Cuoc")
    if type(amount) is not int or not 0 <= amount <= _DEAREST:
        raise ConnectorUnavailable("the carrier answered without a postage")
    return amount


def _event(said: Any) -> CarrierEvent:
    """Raises ``ValueError``."""
    if not isinstance(said, dict):
        raise ValueError("an event is not an object")
    step, waybill = _STEPS.get(str(said.get("TrangThai"))), said.get("SoVanDon")
    event_id, at = said.get("MaSuKien"), datetime.fromisoformat(str(said.get("ThoiGian")))
    if step is None or at.tzinfo is None:
        raise ValueError("an event without its step or moment")
    if not isinstance(waybill, str) or not isinstance(event_id, str) or not 0 < len(event_id) < 100:
        raise ValueError("an event without its names")
    return CarrierEvent(
        waybill=waybill,
        event_id=event_id,
        step=step,
        occurred_at=at,
        place=str(said.get("BuuCuc") or "")[:200],
        note=str(said.get("GhiChu") or "")[:300],
    )


def _read(body: bytes) -> dict[str, Any]:
    try:
        return read_json_object(body)
    except ValueError:
        return {}
