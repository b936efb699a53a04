"""Answers for machines: JSON with a fingerprint, so that who has it already is sent nothing."""

from __future__ import annotations

from flask import Response, request
from werkzeug.exceptions import NotAcceptable

from citizen_portal.web.api.describing import JSON

KEPT = 3600
"""Seconds for which an answer that is the same for everybody may be used again unasked."""


def kept_json(body: str) -> Response:
    """The same JSON for everybody, to be kept by anybody; 304 for who has it already.

    Raises ``NotAcceptable`` for a caller that does not read JSON.
    """
    accepted = request.accept_mimetypes
    if accepted and not accepted.best_match([JSON]):
        raise NotAcceptable()
    response = Response(body, mimetype=JSON)
    response.headers["Cache-Control"] = f"public, max-age={KEPT}"
    # Weak: the same content is also sent compressed, which is not the same bytes.
    response.add_etag(weak=True)
    response.make_conditional(request)
    return response
