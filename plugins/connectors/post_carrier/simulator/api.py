"""The carrier's side of the protocol."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Response, current_app, jsonify, request

from plugins.connectors.post_carrier.protocol import NotGenuine, read_genuine
from plugins.connectors.post_carrier.simulator.parcels import Depot

api = Blueprint("api", __name__, url_prefix="/api")

Answer = tuple[Response, int]
_WAYBILL = re.compile(r"BC([0-9]{9})VN", re.ASCII)
NOWHERE = "hải đảo"
"""Addresses with these words are not served."""

NEAR, FAR = 22_000, 35_000
"""Postage in đồng; far is outside the province."""


@api.before_request
def _open_and_proven() -> Answer | None:
    if depot().down:
        return jsonify(MoTaLoi="tạm dừng"), 503
    try:
        body, headers = request.get_data(), dict(request.headers)
        read_genuine(headers, body, secret(), datetime.now(UTC))
    except NotGenuine as error:
        return jsonify(MoTaLoi=error.reason), 401
    return None


@api.post("/cuoc")
def quote() -> Answer:
    """The postage between two addresses."""
    recipient = _address(_said().get("NguoiNhan"))
    if recipient is None:
        return _no_such_address()
    return jsonify(Cuoc=postage_to(recipient)), 200


@api.post("/van-don")
def order() -> Answer:
    """Take an order; the same reference gives the same waybill."""
    said = _said()
    sender, recipient = _address(said.get("NguoiGui")), _address(said.get("NguoiNhan"))
    words = [said.get(name) for name in ("MaThamChieu", "NoiDung", "UrlSuKien")]
    if not all(isinstance(one, str) for one in words):
        return jsonify(MoTaLoi="sai định dạng"), 400
    if sender is None or recipient is None:
        return _no_such_address()
    reference, content, events_url = (str(one) for one in words)
    parcel = depot().take(
        reference=reference, sender=sender, recipient=recipient, content=content,
        events_url=events_url, postage=postage_to(recipient),
    )  # fmt: skip
    return jsonify(SoVanDon=parcel.waybill, Cuoc=parcel.postage), 201


@api.post("/hanh-trinh")
def journey() -> Answer:
    """All events of a parcel, told or not."""
    found = _WAYBILL.fullmatch(str(_said().get("SoVanDon")))
    try:
        parcel = depot().find(int(found[1]) if found else 0)
    except LookupError:
        return jsonify(MoTaLoi="không có vận đơn"), 404
    return jsonify(SuKien=[one.message for one in depot().events(parcel.number)]), 200


def postage_to(recipient: str) -> int:
    """What it costs to carry a letter there, in đồng."""
    return NEAR if "quảng ninh" in recipient.lower() else FAR


def _said() -> dict[str, Any]:
    said: dict[str, Any] = request.get_json(force=True)
    return said


def _address(given: Any) -> str | None:
    if not isinstance(given, dict):
        return None
    words = [str(given.get(name) or "").strip() for name in ("Ten", "DienThoai", "DiaChi")]
    if not words[0] or len(words[2]) < 5 or NOWHERE in words[2].lower():
        return None
    return " · ".join(word for word in words if word)


def _no_such_address() -> Answer:
    return jsonify(MoTaLoi="địa chỉ không phát được"), 422


def depot() -> Depot:
    """The parcels."""
    found: Depot = current_app.extensions["depot"]
    return found


def secret() -> str:
    """The secret shared with the portal."""
    return str(current_app.extensions["secret"])
