"""The hooks: who is there. Behaviour of one procedure is a field of it, never a hook."""

# A hook specification is its signature and its docstring; nobody calls it.
# mypy: disable-error-code="empty-body"

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pluggy

from citizen_portal.procedures.connectors import (
    Carrier,
    IdentityProvider,
    Notifier,
    PaymentGateway,
    Signer,
)
from citizen_portal.procedures.plugin_http import PluginHttp
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.procedures.refused import Refused

hookspec = pluggy.HookspecMarker("citizen_portal")
hookimpl = pluggy.HookimplMarker("citizen_portal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulator:
    """A stand-in for a system outside, speaking its protocol, for demonstrations and tests.

    It is served below ``mount`` (such as ``"/dinh-danh"``); ``make_wsgi`` receives the
    portal's settings by name.
    """

    name: str
    mount: str
    make_wsgi: Callable[[Mapping[str, str]], Any]


@hookspec
def register_procedures(settings: Mapping[str, str]) -> Iterable[Procedure | Refused]:
    """Return the procedures that this plugin declares; one plugin may return many.

    One that it cannot offer may stand as ``Refused``: its code is interrupted, the others
    serve. An implementation of a hook leaves out the arguments that it does not need.
    """


@hookspec
def register_identity_providers(
    settings: Mapping[str, str], http: PluginHttp
) -> Iterable[IdentityProvider]:
    """Return the identity providers that can be reached with these ``PORTAL_…`` settings.

    ``http`` speaks to the hosts of the plugin's manifest, and to no other.
    """


@hookspec
def register_payment_gateways(
    settings: Mapping[str, str], http: PluginHttp
) -> Iterable[PaymentGateway]:
    """Return the payment gateways that can be reached with these ``PORTAL_…`` settings.

    ``http`` speaks to the hosts of the plugin's manifest, and to no other.
    """


@hookspec
def register_signers(settings: Mapping[str, str], http: PluginHttp) -> Iterable[Signer]:
    """Return the holders of signing keys that these ``PORTAL_…`` settings give access to.

    ``http`` speaks to the hosts of the plugin's manifest, and to no other.
    """


@hookspec
def register_notifiers(settings: Mapping[str, str], http: PluginHttp) -> Iterable[Notifier]:
    """Return what carries notices to people with these ``PORTAL_…`` settings: e-mail, SMS.

    ``http`` speaks to the hosts of the plugin's manifest, and to no other.
    """


@hookspec
def register_carriers(settings: Mapping[str, str], http: PluginHttp) -> Iterable[Carrier]:
    """Return the carriers of papers that can be reached with these ``PORTAL_…`` settings.

    ``http`` speaks to the hosts of the plugin's manifest, and to no other.
    """


@hookspec
def register_simulators(settings: Mapping[str, str]) -> Iterable[Simulator]:
    """Return the simulators that stand in for national systems; production starts none."""
