"""The gateway's side of the protocol, and what testers see: telephones with three buttons."""

from __future__ import annotations

import re
import secrets
import time
from datetime import UTC, datetime

import requests
from flask import Blueprint, abort, current_app, jsonify, redirect, render_template, request
from flask import Response as Answer
from werkzeug.wrappers import Response

from plugins.connectors.sms_gateway.protocol import (
    HEADER,
    NotGenuine,
    read_genuine,
    signature,
    written,
)
from plugins.connectors.sms_gateway.simulator.phones import Network, Sms

pages = Blueprint("pages", __name__)

_NUMBER = re.compile(r"\+84[0-9]{9,10}", re.ASCII)
_WORDS = ("MaThamChieu", "NguoiGui", "SoDienThoai", "NoiDung", "UrlBaoCao")


@pages.post("/api/gui")
def take() -> tuple[Answer, int]:
    """Take a message to be sent. A number that ends in 000 is nobody's."""
    if _network().down:
        return jsonify(MoTaLoi="tạm dừng"), 503
    try:
        said = read_genuine(dict(request.headers), request.get_data(), _secret(), datetime.now(UTC))
    except NotGenuine as error:
        return jsonify(MoTaLoi=error.reason), 401
    if not all(isinstance(said.get(name), str) for name in _WORDS):
        return jsonify(MoTaLoi="sai định dạng"), 400
    phone = said["SoDienThoai"]
    if not _NUMBER.fullmatch(phone) or phone.endswith("000"):
        return jsonify(MoTaLoi="số điện thoại không tồn tại"), 422
    kept = _network().keep(
        reference=said["MaThamChieu"], sender=said["NguoiGui"], phone=phone,
        words=said["NoiDung"], report_url=said["UrlBaoCao"],
    )  # fmt: skip
    return jsonify(MaTinNhan=f"SMS-{kept.number}"), 202


@pages.get("/")
def home() -> str:
    """What the telephones show."""
    return render_template("messages.html", messages=_network().newest(), down=_network().down)


@pages.post("/tam-dung")
def pause() -> Response:
    """Pretend to be out of order, or stop pretending."""
    _refuse_from_elsewhere()
    _network().down = request.form.get("dung") == "1"
    return redirect("./", 303)


@pages.post("/tin/<int:number>")
def report(number: int) -> Response:
    """Report to the portal what became of a message; a forger reports with another secret."""
    _refuse_from_elsewhere()
    try:
        sms = _network().find(number)
    except LookupError:
        abort(404)
    wanted = request.form.get("bao", "")
    outcome = "KHONG_NHAN" if wanted == "KHONG_NHAN" else "DA_NHAN"
    secret = secrets.token_hex(32) if wanted == "gia-mao" else _secret()
    _network().note(number, wanted, send_report(sms, outcome, secret))
    return redirect("../", 303)


def send_report(sms: Sms, outcome: str, secret: str, age: int = 0) -> str:
    """Post a report, signed ``age`` seconds ago; return what the portal answered."""
    body = written(
        {
            "MaThamChieu": sms.reference,
            "TrangThai": outcome,
            "MoTaLoi": "thuê bao không liên lạc được" if outcome == "KHONG_NHAN" else "",
            "ThoiGian": datetime.now(UTC).isoformat(),
        }
    )
    signed = signature(body, int(time.time()) - age, secret)
    headers = {HEADER: signed, "Content-Type": "application/json"}
    with requests.Session() as session:
        session.trust_env = False
        try:
            answer = session.post(sms.report_url, data=body, headers=headers, timeout=(3, 10))
        except requests.RequestException as error:
            return type(error).__name__
    return f"{answer.status_code} {answer.text.strip()[:100]}"


def _refuse_from_elsewhere() -> None:
    """No form of another site presses these buttons."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        abort(403)


def _network() -> Network:
    found: Network = current_app.extensions["network"]
    return found


def _secret() -> str:
    return str(current_app.extensions["secret"])
