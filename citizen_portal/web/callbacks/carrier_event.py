"""A carrier's message about a shipment, from server to server."""

from __future__ import annotations

from typing import Any

from flask import jsonify, request
from werkzeug.exceptions import RequestEntityTooLarge

from citizen_portal.services.post.news import receive_event
from citizen_portal.web import context
from citizen_portal.web.callbacks import callback_pages
from citizen_portal.web.guards import proven_by_signature

LARGEST_EVENT = 64 * 1024
_STATUS = {"refused": 403, "unknown": 404}


@callback_pages.post("/buu-chinh/su-kien/<carrier>")
@proven_by_signature
def take_event(carrier: str) -> Any:
    """Take the message as it came: the signature covers its bytes.

    200 tells the carrier that we have it, also when it changed nothing.
    """
    if carrier not in context.parts().carriers:
        return jsonify(verdict="unknown"), 404
    request.max_content_length = LARGEST_EVENT
    try:
        body = request.get_data(cache=False)
    except RequestEntityTooLarge:
        return jsonify(verdict="refused"), 413
    verdict = receive_event(context.db(), context.parts(), carrier, dict(request.headers), body)
    return jsonify(verdict=verdict), _STATUS.get(verdict, 200)
