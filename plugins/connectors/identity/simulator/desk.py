"""Everything the simulator remembers, at hand for its pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from flask import current_app

from plugins.connectors.identity.simulator.clients import Clients, portal_client
from plugins.connectors.identity.simulator.grants import (
    SESSION_SECONDS,
    Grants,
    LoginSession,
    Shelf,
)
from plugins.connectors.identity.simulator.misbehaviour import Switch
from plugins.connectors.identity.simulator.signing_keys import SigningKeys

EXTENSION = "identity_simulator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The state of one simulated identity system."""

    issuer: str
    clients: Clients
    keys: SigningKeys
    grants: Grants
    sessions: Shelf[LoginSession]
    switch: Switch
    now: Callable[[], float]

    @classmethod
    def open(cls, settings: Mapping[str, str], now: Callable[[], float]) -> Self:
        """Set up from the portal's settings; keys and clients are kept in its data folder."""
        issuer = settings.get("PORTAL_OIDC_ISSUER", "")
        if not issuer:
            raise ValueError("Set PORTAL_OIDC_ISSUER to the address the simulator is served at.")
        data = settings.get("PORTAL_DATA_DIR", "")
        folder = Path(data) / "identity" if data else None
        return cls(
            issuer=issuer,
            clients=Clients(portal_client(settings), folder),
            keys=SigningKeys(folder),
            grants=Grants(now),
            sessions=Shelf(seconds=SESSION_SECONDS, now=now),
            switch=Switch(),
            now=now,
        )

    def address(self, path: str) -> str:
        """Return the full address of one of our endpoints."""
        return f"{self.issuer.rstrip('/')}/{path}"

    @property
    def cookie_path(self) -> str:
        """The session cookie stays below the issuer's path."""
        return urlsplit(self.issuer).path.rstrip("/") or "/"

    @property
    def secure(self) -> bool:
        """Tell whether the cookie may insist on https."""
        return self.issuer.startswith("https://")


def desk() -> Desk:
    """Return the state of the simulator that serves this request."""
    found: Desk = current_app.extensions[EXTENSION]
    return found
