"""The platform's side of the protocol: INIT and GET_BILL."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, Response, current_app, request, url_for

from plugins.connectors.payment_platform.messages import (
    VERSION,
    Malformed,
    is_genuine,
    read_message,
    sealed,
    write_fact,
    write_moment,
    written,
)
from plugins.connectors.payment_platform.simulator.desk import Desk, OrderDiffers

api = Blueprint("api", __name__, url_prefix="/api")

# Code of the platform, status of HTTP, and what it means.
_DONE = ("00", 200, "Thành công")
_UNKNOWN = ("01", 404, "Không có đơn này")
_MALFORMED = ("02", 400, "Bản tin sai định dạng")
_NOT_GENUINE = ("03", 401, "Mã xác thực hoặc mã đối tác không đúng")
_DIFFERS = ("09", 409, "Mã tham chiếu đã dùng cho đơn khác")

Said = tuple[tuple[str, int, str], dict[str, object]]


@api.post("/khoi-tao")
def start() -> Response:
    """Open an order and say where to pay it."""
    return _answer("INIT", _open)


@api.post("/truy-van")
def query() -> Response:
    """Say how an order stands."""
    return _answer("GET_BILL", _look_up)


def _open(desk: Desk, asked: Mapping[str, Any]) -> Said:
    try:
        order = desk.open_order(asked)
    except OrderDiffers:
        return _DIFFERS, {}
    page = url_for("pages.show", reference=order.reference, _external=True)
    return _DONE, {"MaThamChieu": order.reference, "UrlThanhToan": page}


def _look_up(desk: Desk, asked: Mapping[str, Any]) -> Said:
    try:
        return _DONE, write_fact(desk.find(str(asked.get("MaThamChieu"))).fact())
    except LookupError:
        return _UNKNOWN, {}


def _answer(kind: str, act: Callable[[Desk, Mapping[str, Any]], Said]) -> Response:
    desk: Desk = current_app.extensions["desk"]
    asked: dict[str, Any] = {}
    try:
        asked = read_message(request.get_data())
        (code, status, words), content = _decide(desk, kind, asked, act)
    except Malformed:
        (code, status, words), content = _MALFORMED, {}
    message = {
        **content,
        "LoaiBanTin": f"{kind}_KQ",
        "PhienBan": VERSION,
        "MaDoiTac": desk.partner,
        "MaYeuCau": str(asked.get("MaYeuCau", "")),
        "MaLoi": code,
        "MoTaLoi": words,
        "ThoiGianTraLoi": write_moment(desk.clock()),
    }
    body = written(sealed(message, desk.secrets[0]))
    return Response(body, status, mimetype="application/json")


def _decide(
    desk: Desk,
    kind: str,
    asked: Mapping[str, Any],
    act: Callable[[Desk, Mapping[str, Any]], Said],
) -> Said:
    if not is_genuine(asked, desk.secrets) or asked.get("MaDoiTac") != desk.partner:
        return _NOT_GENUINE, {}
    if asked.get("LoaiBanTin") != kind:
        return _MALFORMED, {}
    return act(desk, asked)
