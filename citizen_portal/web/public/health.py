"""Is the process alive, can it serve, and how is it doing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from flask import current_app
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Metric, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy import text

from citizen_portal.procedures.containment.watch import WATCH
from citizen_portal.procedures.manager import Plugins
from citizen_portal.services.incidents import incident_counts
from citizen_portal.web import context
from citizen_portal.web.guards import public
from citizen_portal.web.public import public_pages


@public_pages.get("/healthz")
@public
def alive() -> Any:
    """The process answers."""
    return "ok\n", {"Content-Type": "text/plain; charset=utf-8"}


@public_pages.get("/readyz")
@public
def ready() -> Any:
    """The database answers too."""
    context.db().execute(text("SELECT 1"))
    return "ok\n", {"Content-Type": "text/plain; charset=utf-8"}


@public_pages.get("/metrics")
@public
def metrics() -> Any:
    """Counters for the operator's monitoring; kept from the public by the proxy."""
    registry = CollectorRegistry()
    registry.register(_Figures())
    own = generate_latest(registry)
    return generate_latest() + own, {"Content-Type": CONTENT_TYPE_LATEST}


class _Figures(Collector):
    """How the plugins do: what this process knows, and what all have written down."""

    def collect(self) -> Iterator[Metric]:
        problems = current_app.extensions["portal_problems"]
        yield GaugeMetricFamily(
            "portal_plugin_problems", "Plugins and declarations not used.", value=len(problems)
        )
        refused = GaugeMetricFamily(
            "portal_plugin_out_of_order", "Whether this process refuses calls.", labels=["plugin"]
        )
        for state in cast(Plugins, current_app.extensions["portal_plugins"]).states():
            refused.add_metric([state.name], int(state.out_of_order))
        yield refused
        yield GaugeMetricFamily(
            "portal_plugin_threads_lost",
            "Threads of this process that a plugin does not give back.",
            value=WATCH.lost(0),
        )
        counted = CounterMetricFamily(
            "portal_plugin_incidents", "Failures inside plugins.", labels=["plugin", "kind"]
        )
        for plugin, kind, times in incident_counts(context.db()):
            counted.add_metric([plugin, kind], times)
        yield counted
