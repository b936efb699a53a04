"""Headers that every answer carries, and the second look at where a change comes from."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, Response, abort, request

from citizen_portal.web import context

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action {forms}; frame-ancestors 'none'; "
    "base-uri 'none'; object-src 'none'"
)
ALWAYS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Permissions-Policy", "geolocation=(), camera=(), microphone=()"),
)
FILE_POLICY = "sandbox; default-src 'none'"


def install(app: Flask, form_targets: list[str]) -> None:
    """Set the headers; ``form_targets`` are other sites a form may lead on to."""
    policy = POLICY.format(forms=" ".join(["'self'", *form_targets]))

    @app.after_request
    def add(response: Response) -> Response:
        headers = response.headers
        headers.setdefault("Content-Security-Policy", policy)
        headers.extend(ALWAYS)
        if app.config["SESSION_COOKIE_SECURE"]:
            headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
        if "Cache-Control" not in headers:
            headers["Cache-Control"] = "no-store"
        return response

    @app.before_request
    def readable_address_only() -> None:
        """No address of ours has a NUL, and the database takes none."""
        if "\x00" in request.path or b"%00" in request.query_string:
            abort(400)

    @app.before_request
    def same_site_only() -> None:
        if request.method in ("GET", "HEAD", "OPTIONS"):
            return
        view = app.view_functions.get(request.endpoint or "")
        if getattr(view, "guard", "") != "proven_by_signature" and not comes_from_us():
            abort(403)


def comes_from_us() -> bool:
    """Tell whether the browser says that one of our pages sent this; silence passes.

    The CSRF token is the first lock, this the second.
    """
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("Origin")
    if origin is None:
        return True
    allowed = {urlsplit(context.parts().base_url).netloc, request.host}
    return urlsplit(origin).netloc in allowed


def as_file(response: Response, name: str, media_type: str) -> Response:
    """Make an answer a download that no browser runs."""
    response.headers["Content-Type"] = media_type
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.headers["Content-Security-Policy"] = FILE_POLICY
    response.headers["Cache-Control"] = "private, no-store"
    return response
