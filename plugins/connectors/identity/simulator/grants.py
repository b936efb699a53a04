"""What was promised to clients and not yet used up: codes, access tokens, login sessions."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from plugins.connectors.identity.simulator.misbehaviour import Misbehaviour
from plugins.connectors.identity.simulator.people import Person

CODE_SECONDS = 60
TOKEN_SECONDS = 300
SESSION_SECONDS = 8 * 3600
MOST_KEPT = 10_000

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginSession:
    """Somebody who proved who they are, in one browser, at one level."""

    person: Person
    level: int
    authenticated_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """One login as one client asked for it."""

    client_id: str
    redirect_uri: str
    scopes: tuple[str, ...]
    nonce: str
    code_challenge: str
    session: LoginSession
    deviation: Misbehaviour | None = None


class Shelf(Generic[T]):
    """Keeps things under unguessable names until they expire. Safe for threads."""

    def __init__(self, *, seconds: int, now: Callable[[], float]) -> None:
        self._seconds = seconds
        self._now = now
        self._lock = threading.Lock()
        self._kept: dict[str, tuple[float, T]] = {}

    def put(self, thing: T) -> str:
        """Keep ``thing``; return the name to ask for it by."""
        name = secrets.token_urlsafe(32)
        with self._lock:
            self._tidy()
            self._kept[name] = (self._now() + self._seconds, thing)
        return name

    def get(self, name: str) -> T | None:
        """Return what is kept under ``name`` and has not expired."""
        with self._lock:
            until, thing = self._kept.get(name, (0.0, None))
            return thing if self._now() < until else None

    def take(self, name: str) -> T | None:
        """Return it once: the second time there is nothing."""
        with self._lock:
            until, thing = self._kept.pop(name, (0.0, None))
            return thing if self._now() < until else None

    def drop(self, name: str) -> None:
        """Forget what is kept under ``name``."""
        with self._lock:
            self._kept.pop(name, None)

    def _tidy(self) -> None:
        now = self._now()
        if len(self._kept) >= MOST_KEPT:
            self._kept = {name: kept for name, kept in self._kept.items() if now < kept[0]}
        while len(self._kept) >= MOST_KEPT:
            self._kept.pop(next(iter(self._kept)))


class Grants:
    """Codes and the tokens that come of them."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._codes: Shelf[Grant] = Shelf(seconds=CODE_SECONDS, now=now)
        self._tokens: Shelf[Grant] = Shelf(seconds=TOKEN_SECONDS, now=now)
        self._token_of_code: dict[str, str] = {}

    def issue_code(self, grant: Grant) -> str:
        """Return a code for ``grant``, good once and for a minute."""
        return self._codes.put(grant)

    def redeem(self, code: str) -> Grant | None:
        """Return the grant of a code, once. A second attempt revokes what the first got."""
        grant = self._codes.take(code)
        if grant is None and (token := self._token_of_code.pop(code, None)) is not None:
            self._tokens.drop(token)
        return grant

    def issue_token(self, grant: Grant, code: str) -> str:
        """Return an access token for a redeemed code."""
        token = self._tokens.put(grant)
        if len(self._token_of_code) >= MOST_KEPT:
            self._token_of_code.clear()
        self._token_of_code[code] = token
        return token

    def by_token(self, token: str) -> Grant | None:
        """Return the grant that an access token stands for."""
        return self._tokens.get(token)
