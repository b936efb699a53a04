"""Notices as text messages through a gateway, and its simulator."""

from __future__ import annotations

from collections.abc import Mapping

from citizen_portal.plugin_api import Notifier, PluginHttp, Requires, Simulator, hookimpl
from plugins.connectors.sms_gateway.connector import SmsGateway
from plugins.connectors.sms_gateway.protocol import GatewayConfiguration

requires = Requires(
    hooks=("register_notifiers", "register_simulators"),
    hosts=("PORTAL_SMS_GATEWAY_URL",),
    seconds=20.0,
)


@hookimpl
def register_notifiers(settings: Mapping[str, str], http: PluginHttp) -> list[Notifier]:
    """Offer the gateway that ``PORTAL_SMS_GATEWAY_URL`` names, if any."""
    configuration = GatewayConfiguration.from_settings(settings)
    return [SmsGateway(configuration, http)] if configuration else []


@hookimpl
def register_simulators(settings: Mapping[str, str]) -> list[Simulator]:
    """Offer the simulated gateway where there is a secret for it, and never in production."""
    if settings.get("PORTAL_ENV") == "production":
        return []
    # Production does not even import the simulator.
    from plugins.connectors.sms_gateway.simulator import make_simulator

    return [Simulator(name="sms", mount="/tin-nhan", make_wsgi=make_simulator)]
