"""Logging in with an electronic identity account: OpenID Connect, and its simulator."""

from __future__ import annotations

from collections.abc import Mapping

from citizen_portal.plugin_api import IdentityProvider, Requires, Simulator, hookimpl
from plugins.connectors.identity.connector.configuration import OidcConfiguration
from plugins.connectors.identity.connector.relying_party import OpenIdConnectProvider

requires = Requires(
    hooks=("register_identity_providers", "register_simulators"),
    hosts=("PORTAL_OIDC_ISSUER",),
    seconds=30.0,
)


@hookimpl
def register_identity_providers(settings: Mapping[str, str]) -> list[IdentityProvider]:
    """Offer the provider that ``PORTAL_OIDC_ISSUER`` names, if any."""
    configuration = OidcConfiguration.from_settings(settings)
    return [OpenIdConnectProvider(configuration)] if configuration else []


@hookimpl
def register_simulators(settings: Mapping[str, str]) -> list[Simulator]:
    """Offer the simulated identity system, except in production."""
    if settings.get("PORTAL_ENV") == "production":
        return []
    # Production does not even import the simulator.
    from plugins.connectors.identity.simulator import make_simulator

    return [Simulator(name="identity", mount="/dinh-danh", make_wsgi=make_simulator)]
