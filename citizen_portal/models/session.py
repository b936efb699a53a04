"""How the portal opens a database session."""

from __future__ import annotations

from sqlalchemy import Engine
from sqlalchemy.orm import Session


def new_session(engine: Engine) -> Session:
    """A session for one piece of work.

    Rows stay readable after a commit, and nothing is written behind the use case's back:
    each change is flushed once, when it is complete. Both save statements on hot paths.
    """
    return Session(engine, autoflush=False, expire_on_commit=False)
