"""Papers by post (bưu chính công ích) through a carrier, and its simulator."""

from __future__ import annotations

from collections.abc import Mapping

from citizen_portal.plugin_api import Carrier, PluginHttp, Requires, Simulator, hookimpl
from plugins.connectors.post_carrier.connector import PostCarrier
from plugins.connectors.post_carrier.protocol import PostConfiguration

requires = Requires(
    hooks=("register_carriers", "register_simulators"),
    hosts=("PORTAL_POST_URL",),
    seconds=15.0,
)


@hookimpl
def register_carriers(settings: Mapping[str, str], http: PluginHttp) -> list[Carrier]:
    """Offer the carrier that ``PORTAL_POST_URL`` names, if any."""
    configuration = PostConfiguration.from_settings(settings)
    return [PostCarrier(configuration, http)] if configuration else []


@hookimpl
def register_simulators(settings: Mapping[str, str]) -> list[Simulator]:
    """Offer the simulated carrier where there is a secret for it, and never in production."""
    if settings.get("PORTAL_ENV") == "production":
        return []
    # Production does not even import the simulator.
    from plugins.connectors.post_carrier.simulator import make_simulator

    return [Simulator(name="post", mount="/buu-chinh", make_wsgi=make_simulator)]
