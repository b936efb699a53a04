"""What the payer sees: the order, and two buttons."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import (
    Blueprint,
    Response,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
)
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from citizen_portal.plugin_api import PaymentState, format_vnd, in_vietnam
from plugins.connectors.payment_platform.simulator.control import read_manner
from plugins.connectors.payment_platform.simulator.desk import Desk
from plugins.connectors.payment_platform.simulator.orders import Order
from plugins.connectors.payment_platform.simulator.scenarios import SCENARIOS

pages = Blueprint("pages", __name__)

_HEADINGS = {
    PaymentState.PENDING: "Thanh toán phí, lệ phí",
    PaymentState.SUCCEEDED: "Đơn này đã được thanh toán",
    PaymentState.FAILED: "Đơn này đã hủy",
    PaymentState.EXPIRED: "Đơn này đã hết hạn thanh toán",
    PaymentState.REFUNDED: "Đơn này đã được hoàn tiền",
}


@pages.get("/")
def home() -> str:
    """Say what this is."""
    return render_template("home.html")


@pages.get("/don/<reference>")
def show(reference: str) -> Response:
    """Show one order."""
    order = _find(reference)
    page = make_response(
        render_template(
            "order.html",
            order=order,
            heading=_HEADINGS[order.state],
            can_pay=order.state is PaymentState.PENDING,
            receipt=order.asked["ThongTinBienLai"],
            expires_at=in_vietnam(order.expires_at).strftime("%H:%M ngày %d/%m/%Y"),
            scenarios=SCENARIOS,
            vnd=format_vnd,
        )
    )
    # The form is sent here and answered with a way back to the portal: both must be allowed.
    back = urlsplit(order.return_address)
    page.headers["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'self'; "
        f"form-action 'self' {back.scheme}://{back.netloc}; "
        "frame-ancestors 'none'; base-uri 'none'"
    )
    return page


@pages.post("/don/<reference>")
def decide(reference: str) -> AnyResponse:
    """Pay or give up, then go back; pressed twice, the second time changes nothing."""
    _find(reference)
    desk: Desk = current_app.extensions["desk"]
    if request.form.get("viec") == "huy":
        order = desk.cancel(reference)
    else:
        chosen = {name: request.form.get(name) for name in ("scenario", "delay_seconds", "repeat")}
        asked = {name: value for name, value in chosen.items() if value}
        order = desk.pay(reference, read_manner(asked) if asked else None)
    return redirect(order.return_address, 303)


@pages.app_errorhandler(NotFound)
def not_found(_: NotFound) -> tuple[str, int]:
    """Say that there is no such order."""
    return render_template("home.html", missing=True), 404


def _find(reference: str) -> Order:
    desk: Desk = current_app.extensions["desk"]
    try:
        return desk.find(reference)
    except LookupError:
        raise NotFound from None
