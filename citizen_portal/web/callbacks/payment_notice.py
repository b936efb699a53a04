"""A payment gateway's notice, from server to server."""

from __future__ import annotations

from typing import Any

from flask import jsonify, request
from werkzeug.exceptions import RequestEntityTooLarge

from citizen_portal.services.payments.facts import receive_notice
from citizen_portal.web import context
from citizen_portal.web.callbacks import callback_pages
from citizen_portal.web.guards import proven_by_signature

LARGEST_NOTICE = 64 * 1024


@callback_pages.post("/thanh-toan/thong-bao/<gateway>")
@proven_by_signature
def take_notice(gateway: str) -> Any:
    """Take the notice as it came: the signature covers its bytes.

    200 tells the gateway that we have it, also when it changed nothing.
    """
    if gateway not in context.parts().gateways:
        return jsonify(verdict="unknown"), 404
    request.max_content_length = LARGEST_NOTICE
    try:
        body = request.get_data(cache=False)
    except RequestEntityTooLarge:
        return jsonify(verdict="refused"), 413
    verdict = receive_notice(context.db(), context.parts(), gateway, dict(request.headers), body)
    return jsonify(verdict=verdict.name), 401 if verdict.name == "refused" else 200
