"""Flask sessions as rows in the database: opaque ids, revocable, no content in the cookie."""

from __future__ import annotations

from typing import Any, cast

from flask import Flask, Request, Response, g
from flask.sessions import SessionInterface, SessionMixin
from werkzeug.datastructures import CallbackDict

from citizen_portal.services import login
from citizen_portal.services.login import OpenSession
from citizen_portal.web import context


class BrowserSession(CallbackDict, SessionMixin):  # type: ignore[type-arg]
    """A session's content; knows whether it must be written."""

    def __init__(self, content: dict[str, Any], record: OpenSession | None) -> None:
        def on_update(_: object) -> None:
            self.modified = True

        super().__init__(content, on_update)
        self.record = record
        self.modified = False
        self.new = record is None
        self.cookie_id: str | None = None
        self.ended = False


class DatabaseSessions(SessionInterface):
    """Opens and saves sessions through the login use cases."""

    def open_session(self, app: Flask, request: Request) -> BrowserSession:
        record = None
        session_id = request.cookies.get(self.get_cookie_name(app), "")
        if 22 <= len(session_id) <= 64 and session_id.isascii() and _wants_session(request):
            parts = context.parts()
            record = login.find_session(context.db(), session_id, parts.clock(), parts.today())
        g.open_session = record
        return BrowserSession(dict(record.content) if record else {}, record)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        session = cast(BrowserSession, session)
        if session.ended:
            response.delete_cookie(self.get_cookie_name(app), **self._cookie(app))
            return
        if session.modified and session.cookie_id is None:
            self._write(session)
        if session.cookie_id is not None:
            response.set_cookie(
                self.get_cookie_name(app), session.cookie_id, **self._cookie(app), httponly=True
            )
        elif session.record is not None and session.record.actor is not None:
            login.touch_session(context.db(), session.record, context.parts().clock())

    def _write(self, session: BrowserSession) -> None:
        record = session.record
        parts = context.parts()
        if record is None:
            record = OpenSession(
                id=login.new_session_id(), content={}, actor=None, authenticated_at=None,
                last_seen_at=parts.clock(),
            )  # fmt: skip
            session.cookie_id = record.id
        record.content = dict(session)
        context.db().rollback()
        login.save_session(context.db(), record, parts.clock())

    def _cookie(self, app: Flask) -> dict[str, Any]:
        return {"path": "/", "secure": self.get_cookie_secure(app), "samesite": "Lax"}


def _wants_session(request: Request) -> bool:
    """Styles and health checks cost no look into the database."""
    return not request.path.startswith(("/static/", "/healthz", "/readyz", "/metrics"))
