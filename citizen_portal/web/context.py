"""What a request has at hand: the portal's parts, the database session, who is asking."""

from __future__ import annotations

from typing import cast

from flask import current_app, g
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from citizen_portal.models.session import new_session
from citizen_portal.services import incidents
from citizen_portal.services.actor import Actor
from citizen_portal.services.login import OpenSession
from citizen_portal.services.parts import Parts


def parts() -> Parts:
    """The parts of the running portal."""
    return cast(Parts, current_app.extensions["portal_parts"])


def db() -> Session:
    """The request's database session; closed, and rolled back if need be, at its end."""
    if "db" not in g:
        g.db = new_session(cast(Engine, current_app.extensions["portal_engine"]))
    return cast(Session, g.db)


def close_db(_error: BaseException | None = None) -> None:
    """Give the connection back."""
    session = g.pop("db", None)
    if session is not None:
        session.close()


def write_incidents(_error: BaseException | None = None) -> None:
    """Write down what plugins did wrong; the request's own transaction is over by now."""
    book = parts().incidents
    if book:
        engine = cast(Engine, current_app.extensions["portal_engine"])
        incidents.write_incidents(engine, book, parts().clock())


def open_session() -> OpenSession | None:
    """The stored session of this browser, or None."""
    return cast("OpenSession | None", g.get("open_session"))


def actor() -> Actor | None:
    """Who is logged in, or None."""
    session = open_session()
    return session.actor if session else None
