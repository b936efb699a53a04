"""What the provider says of itself, as far as the settings let it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from citizen_portal.plugin_api import ConnectorUnavailable
from plugins.connectors.identity.connector.configuration import OidcConfiguration
from plugins.connectors.identity.connector.transport import Transport

SCOPES = ("openid", "profile", "email", "phone", "address")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The provider's addresses and habits (OpenID Connect Discovery 1.0, section 3)."""

    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str | None
    end_session_endpoint: str | None
    client_authentication: str
    sends_issuer: bool
    scope: str


def discover(configuration: OidcConfiguration, transport: Transport) -> Metadata:
    """Fetch and check the metadata. Raises ``ConnectorUnavailable``.

    The issuer must be the configured one, character by character (Discovery 1.0, 4.3);
    algorithms in the document are not read at all.
    """
    answer = transport.get(f"{configuration.issuer.rstrip('/')}/.well-known/openid-configuration")
    if answer.status != 200:
        raise ConnectorUnavailable(
            f"The identity provider's metadata answered with status {answer.status}."
        )
    document = answer.content
    if document.get("issuer") != configuration.issuer:
        raise ConnectorUnavailable("The identity provider's metadata names another issuer.")
    return Metadata(
        authorization_endpoint=_required(document, "authorization_endpoint", configuration),
        token_endpoint=_required(document, "token_endpoint", configuration),
        jwks_uri=_required(document, "jwks_uri", configuration),
        userinfo_endpoint=_address(document, "userinfo_endpoint", configuration),
        end_session_endpoint=_address(document, "end_session_endpoint", configuration),
        client_authentication=_client_authentication(document, configuration),
        sends_issuer=document.get("authorization_response_iss_parameter_supported") is True,
        scope=_scope(document),
    )


def _address(
    document: Mapping[str, Any], name: str, configuration: OidcConfiguration
) -> str | None:
    value = document.get(name)
    if value is None:
        return None
    if not isinstance(value, str) or not configuration.allows(value):
        raise ConnectorUnavailable(f"The identity provider's {name} is not a safe address.")
    return value


def _required(document: Mapping[str, Any], name: str, configuration: OidcConfiguration) -> str:
    address = _address(document, name, configuration)
    if address is None:
        raise ConnectorUnavailable(f"The identity provider's metadata lacks {name}.")
    return address


def _client_authentication(document: Mapping[str, Any], configuration: OidcConfiguration) -> str:
    if not configuration.client_secret:
        return "none"
    offered = _names(document, "token_endpoint_auth_methods_supported")
    if not offered or "client_secret_basic" in offered:
        return "client_secret_basic"
    if "client_secret_post" in offered:
        return "client_secret_post"
    raise ConnectorUnavailable(
        "The identity provider accepts neither client_secret_basic nor client_secret_post."
    )


def _scope(document: Mapping[str, Any]) -> str:
    offered = _names(document, "scopes_supported")
    return " ".join(
        scope for scope in SCOPES if not offered or scope in offered or scope == "openid"
    )


def _names(document: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = document.get(name)
    if not isinstance(value, list):
        return ()
    return tuple(one for one in value if isinstance(one, str))
