"""For testers: make the platform late, forgetful, dishonest or absent."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, current_app, jsonify, request

from plugins.connectors.payment_platform.simulator.desk import Desk, Manner
from plugins.connectors.payment_platform.simulator.scenarios import SCENARIOS

control = Blueprint("control", __name__)

LONGEST_DELAY_SECONDS = 3_600.0
MOST_REPETITIONS = 200


@control.get("/_dieu-khien")
def state() -> Response:
    """Show the switches, the orders and the notices."""
    desk: Desk = current_app.extensions["desk"]
    switches = {name: desk.book.remembered(name) for name in ("down", "next")}
    return jsonify(switches | desk.book.listing())


@control.post("/_dieu-khien")
def change() -> Response:
    """Do what one JSON object asks; see the README for its words."""
    desk: Desk = current_app.extensions["desk"]
    # JSON only: no form of another site can press these buttons.
    asked = request.get_json()
    if not isinstance(asked, dict):
        abort(400, "a JSON object is expected")
    try:
        _obey(desk, asked)
    except LookupError as error:
        abort(404, f"there is no order {error}")
    return state()


def read_manner(asked: dict[str, Any]) -> Manner:
    """Read how the portal is told. Stops the request with 400 when it makes no sense."""
    try:
        manner = Manner(
            scenario=str(asked.get("scenario") or "normal"),
            delay_seconds=float(asked.get("delay_seconds") or 0),
            repeat=int(asked.get("repeat") or 1),
        )
    except (TypeError, ValueError):
        abort(400, "delay_seconds and repeat are numbers")
    if manner.scenario not in SCENARIOS:
        abort(400, f"scenario is one of {', '.join(SCENARIOS)}")
    if not (
        0 <= manner.delay_seconds <= LONGEST_DELAY_SECONDS
        and 1 <= manner.repeat <= MOST_REPETITIONS
    ):
        abort(400, "delay_seconds is at most 3600, repeat at most 200")
    return manner


def _obey(desk: Desk, asked: dict[str, Any]) -> None:
    if "down" in asked:
        desk.book.remember("down", bool(asked["down"]))
    if "refund" in asked:
        desk.refund(str(asked["refund"]))
    elif "tell" in asked:
        desk.tell(str(asked["tell"]), read_manner(asked))
    elif "scenario" in asked or "delay_seconds" in asked or "repeat" in asked:
        desk.expect(read_manner(asked), int(asked.get("times") or 1))
