"""Who may ask the simulator to log people in: the portal, and whoever registers (RFC 7591)."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from plugins.connectors.identity.simulator.signing_keys import ALGORITHMS, write_private

AUTHENTICATION_METHODS = ("client_secret_basic", "client_secret_post", "none")
MOST_CLIENTS = 1000


class RegistrationRefused(Exception):
    """A registration that RFC 7591 section 3.2.2 has an error code for."""

    def __init__(self, error: str, description: str) -> None:
        super().__init__(description)
        self.error = error


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """A relying party; ``site`` allows every address below it, as the portal's own."""

    client_id: str
    secret_digest: str = ""
    redirect_uris: tuple[str, ...] = ()
    logout_uris: tuple[str, ...] = ()
    site: str = ""
    algorithm: str = "RS256"
    name: str = ""

    def may_return_to(self, address: str) -> bool:
        """Tell whether a login may end at ``address``."""
        return address in self.redirect_uris or _below(address, self.site)

    def may_leave_to(self, address: str) -> bool:
        """Tell whether a logout may end at ``address``."""
        return address in self.logout_uris or _below(address, self.site)

    def has_secret(self, secret: str | None) -> bool:
        """Tell whether ``secret`` proves the client; a public client has none (None)."""
        if not self.secret_digest:
            return secret is None
        return secret is not None and hmac.compare_digest(_digest(secret), self.secret_digest)


class Clients:
    """The known clients; registered ones are kept in a folder when there is one."""

    def __init__(self, portal: Client | None, folder: Path | None) -> None:
        self._file = folder / "clients.json" if folder else None
        self._lock = threading.Lock()
        self._portal = portal
        self._registered: dict[str, Client] = {}
        if self._file and self._file.exists():
            for stored in json.loads(self._file.read_text(encoding="utf-8")):
                client = Client(**{name: _frozen(value) for name, value in stored.items()})
                self._registered[client.client_id] = client

    def get(self, client_id: str) -> Client | None:
        """Return a client by its name."""
        if self._portal and client_id == self._portal.client_id:
            return self._portal
        return self._registered.get(client_id)

    def register(self, metadata: Mapping[str, Any]) -> dict[str, Any]:
        """Register a client; return what it must know. Raises ``RegistrationRefused``."""
        method = metadata.get("token_endpoint_auth_method", "client_secret_basic")
        algorithm = metadata.get("id_token_signed_response_alg", "RS256")
        _check_metadata(metadata, method, algorithm)
        secret = "" if method == "none" else secrets.token_urlsafe(32)
        client = Client(
            client_id=f"may-khach-{secrets.token_hex(8)}",
            secret_digest=_digest(secret) if secret else "",
            redirect_uris=_addresses(metadata, "redirect_uris"),
            logout_uris=_addresses(metadata, "post_logout_redirect_uris"),
            algorithm=algorithm,
            name=str(metadata.get("client_name", ""))[:100],
        )
        self._keep(client)
        answer = {
            "client_id": client.client_id,
            "client_name": client.name,
            "redirect_uris": list(client.redirect_uris),
            "post_logout_redirect_uris": list(client.logout_uris),
            "token_endpoint_auth_method": method,
            "grant_types": ["authorization_code"],
            "response_types": ["code"],
            "id_token_signed_response_alg": algorithm,
        }
        return answer | ({"client_secret": secret, "client_secret_expires_at": 0} if secret else {})

    def _keep(self, client: Client) -> None:
        with self._lock:
            if len(self._registered) >= MOST_CLIENTS:
                raise RegistrationRefused("invalid_client_metadata", "Too many clients.")
            self._registered[client.client_id] = client
            if self._file:
                stored = [asdict(one) for one in self._registered.values()]
                write_private(self._file, json.dumps(stored, ensure_ascii=False))


def portal_client(settings: Mapping[str, str]) -> Client | None:
    """The portal as its settings name it; its addresses are all below its own."""
    client_id = settings.get("PORTAL_OIDC_CLIENT_ID", "")
    if not client_id:
        return None
    secret = settings.get("PORTAL_OIDC_CLIENT_SECRET", "")
    return Client(
        client_id=client_id,
        secret_digest=_digest(secret) if secret else "",
        site=settings.get("PORTAL_BASE_URL", "").rstrip("/"),
        name="Cổng dịch vụ công",
    )


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _check_metadata(metadata: Mapping[str, Any], method: object, algorithm: object) -> None:
    if not _addresses(metadata, "redirect_uris"):
        raise RegistrationRefused("invalid_redirect_uri", "Name at least one redirect_uris.")
    offered = {
        "token_endpoint_auth_method": (method, AUTHENTICATION_METHODS),
        "id_token_signed_response_alg": (algorithm, ALGORITHMS),
    }
    for name, (value, allowed) in offered.items():
        if value not in allowed:
            raise RegistrationRefused(
                "invalid_client_metadata", f"{name} may be {', '.join(allowed)}."
            )
    kinds = metadata.get("response_types", ["code"])
    if not isinstance(kinds, list) or "code" not in kinds:
        raise RegistrationRefused("invalid_client_metadata", "response_types may be code.")


def _addresses(metadata: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = metadata.get(name, [])
    if not isinstance(value, list) or not all(_is_address(one) for one in value):
        raise RegistrationRefused("invalid_redirect_uri", f"{name} must list absolute addresses.")
    return tuple(value)


def _is_address(value: object) -> bool:
    if not isinstance(value, str) or not value.isascii() or not value.isprintable():
        return False
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and "#" not in value


def _below(address: str, site: str) -> bool:
    # Dots and backslashes could climb out again once a browser has tidied the address.
    odd = ".." in address or "\\" in address or "%2e" in address.lower()
    inside = address == site or address.startswith(f"{site}/")
    return bool(site) and inside and not odd and _is_address(address)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
