"""Paying fees through a payment platform, and its simulator."""

from __future__ import annotations

from collections.abc import Mapping

from citizen_portal.plugin_api import PaymentGateway, PluginHttp, Requires, Simulator, hookimpl
from plugins.connectors.payment_platform.configuration import PlatformConfiguration
from plugins.connectors.payment_platform.connector import PaymentPlatform

requires = Requires(
    hooks=("register_payment_gateways", "register_simulators"),
    hosts=("PORTAL_PAYMENT_GATEWAY_URL",),
    seconds=20.0,
)


@hookimpl
def register_payment_gateways(
    settings: Mapping[str, str], http: PluginHttp
) -> list[PaymentGateway]:
    """Offer the platform that ``PORTAL_PAYMENT_GATEWAY_URL`` names, if any."""
    configuration = PlatformConfiguration.from_settings(settings)
    return [PaymentPlatform(configuration, http)] if configuration else []


@hookimpl
def register_simulators(settings: Mapping[str, str]) -> list[Simulator]:
    """Offer the simulated platform, except in production."""
    if settings.get("PORTAL_ENV") == "production":
        return []
    # Production does not even import the simulator.
    from plugins.connectors.payment_platform.simulator import make_simulator

    return [Simulator(name="payment", mount="/thanh-toan", make_wsgi=make_simulator)]
