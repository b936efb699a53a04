"""What carriers of notices report of them afterwards, from server to server."""

from __future__ import annotations

from typing import Any

from flask import jsonify, request
from werkzeug.exceptions import RequestEntityTooLarge

from citizen_portal.services.notices.sending import receive_report
from citizen_portal.web import context
from citizen_portal.web.callbacks import callback_pages
from citizen_portal.web.guards import proven_by_signature

LARGEST_REPORT = 64 * 1024
_STATUS = {"refused": 401, "unknown": 404}


@callback_pages.post("/thong-bao/bao-cao/<notifier>")
@proven_by_signature
def take_report(notifier: str) -> Any:
    """Take the report as it came: the signature covers its bytes.

    200 tells the carrier that we have it, also when it changed nothing.
    """
    if notifier not in context.parts().notifiers:
        return jsonify(verdict="unknown"), 404
    request.max_content_length = LARGEST_REPORT
    try:
        body = request.get_data(cache=False)
    except RequestEntityTooLarge:
        return jsonify(verdict="refused"), 413
    headers = dict(request.headers)
    verdict = receive_report(context.db(), context.parts(), notifier, headers, body)
    return jsonify(verdict=verdict), _STATUS.get(verdict, 200)
