"""What testers see: parcels, each with buttons that move it on and tell the portal."""

from __future__ import annotations

import secrets
import time
from datetime import UTC, datetime, timedelta

import requests
from flask import Blueprint, abort, current_app, redirect, render_template, request
from werkzeug.wrappers import Response

from plugins.connectors.post_carrier.protocol import HEADER, signature, written
from plugins.connectors.post_carrier.simulator.api import depot, postage_to, secret
from plugins.connectors.post_carrier.simulator.parcels import Parcel

pages = Blueprint("pages", __name__)

STEPS = {
    "DA_NHAN_GUI": "Đã nhận gửi",
    "DANG_VAN_CHUYEN": "Đang vận chuyển",
    "PHAT_KHONG_THANH_CONG": "Phát không thành công",
    "DA_PHAT": "Đã phát",
    "CHUYEN_HOAN": "Chuyển hoàn",
}
AGAIN, FORGED, UNTOLD = "nhac-lai", "gia-mao", "khong-bao"


@pages.get("/")
def home() -> str:
    """The parcels, newest first."""
    shown = [(one, depot().events(one.number)) for one in depot().newest()]
    return render_template("parcels.html", parcels=shown, steps=STEPS, down=depot().down)


@pages.post("/tam-dung")
def pause() -> Response:
    """Pretend to be out of order, or stop pretending."""
    _refuse_from_elsewhere()
    depot().down = request.form.get("dung") == "1"
    return redirect("./", 303)


@pages.post("/gui")
def send_in() -> Response:
    """Somebody hands in a parcel for an agency at a post office."""
    _refuse_from_elsewhere()
    recipient = request.form.get("nhan", "")[:200]
    depot().take(
        reference=None, sender=request.form.get("gui", "")[:200], recipient=recipient,
        content="Hồ sơ", events_url=str(current_app.extensions["portal_events"]),
        postage=postage_to(recipient),
    )  # fmt: skip
    return redirect("./", 303)


@pages.post("/buu-gui/<int:number>")
def move_on(number: int) -> Response:
    """Something happens to a parcel; ``cach`` says whether and how the portal is told."""
    _refuse_from_elsewhere()
    try:
        parcel = depot().find(number)
    except LookupError:
        abort(404)
    step, way = request.form.get("buoc", ""), request.form.get("cach", "")
    if way == AGAIN:
        told = depot().events(number)
        if told:
            tell(parcel, told[-1].message, secret())
        return redirect("../", 303)
    if step not in STEPS:
        abort(400)
    message = message_of(parcel, step, hours=request.form.get("tre", 0, type=int))
    if way == FORGED:
        tell(parcel, message, secrets.token_hex(32))
        return redirect("../", 303)
    answer = "" if way == UNTOLD else tell(parcel, message, secret())
    depot().note(number, message, answer)
    return redirect("../", 303)


def message_of(parcel: Parcel, step: str, hours: int = 0) -> dict[str, str]:
    """An event that happened so many hours ago."""
    at = datetime.now(UTC) - timedelta(hours=hours)
    return {
        "MaSuKien": secrets.token_hex(8),
        "SoVanDon": parcel.waybill,
        "TrangThai": step,
        "ThoiGian": at.isoformat(),
        "BuuCuc": "Bưu cục Hạ Long",
        "GhiChu": "Không gặp người nhận" if step == "PHAT_KHONG_THANH_CONG" else "",
    }


def tell(parcel: Parcel, message: dict[str, str], key: str, age: int = 0) -> str:
    """Post an event to the portal, signed ``age`` seconds ago; return what it answered."""
    body = written(message)
    headers = {
        HEADER: signature(body, int(time.time()) - age, key),
        "Content-Type": "application/json",
    }
    with requests.Session() as session:
        session.trust_env = False
        try:
            answer = session.post(parcel.events_url, data=body, headers=headers, timeout=(3, 10))
        except requests.RequestException as error:
            return type(error).__name__
    return f"{answer.status_code} {answer.text.strip()[:100]}"


def _refuse_from_elsewhere() -> None:
    """No form of another site presses these buttons."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        abort(403)
