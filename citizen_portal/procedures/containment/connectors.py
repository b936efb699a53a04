"""Connectors and simulators behind their plugin's guard."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, Final

from citizen_portal.domain.wording import Text
from citizen_portal.procedures.connectors import (
    AddressRefused,
    CarrierEvent,
    ConnectorUnavailable,
    DeliveryReport,
    Identity,
    LoginRefused,
    LoginStart,
    NoticeRefused,
    PaymentFact,
    Waybill,
)
from citizen_portal.procedures.containment.answers import instance_of
from citizen_portal.procedures.containment.guard import Door, Guard
from citizen_portal.procedures.containment.patience import within_seconds
from citizen_portal.procedures.hookspecs import Simulator

_PROMISED: Final[Mapping[str, Callable[[Any], Any]]] = {
    "start_login": instance_of(LoginStart),
    "finish_login": instance_of(Identity),
    "logout_url": instance_of(str, type(None)),
    "start_payment": instance_of(str),
    "read_notice": instance_of(PaymentFact),
    "query_payment": instance_of(PaymentFact),
    "enrol": instance_of(type(None)),
    "certificates": instance_of(tuple),
    "sign": instance_of(bytes),
    "trust_anchors": instance_of(tuple),
    "send": instance_of(str),
    "read_report": instance_of(DeliveryReport),
    "quote_postage": instance_of(int),
    "create_shipment": instance_of(Waybill),
    "read_event": instance_of(CarrierEvent),
    "query_shipment": instance_of(tuple),
}
_SAYS: Final = (ConnectorUnavailable, AddressRefused, LoginRefused, NoticeRefused, LookupError)
_PLAIN: Final = {"name": str, "label": Text, "algorithm": str, "channel": str}


class GuardedConnector:
    """A connector whose promised methods go through the guard; the rest is as it is.

    Ordinary exceptions pass: they are how a connector says what happened outside.
    """

    name: str

    def __init__(self, connector: Any, guard: Guard) -> None:
        self._connector = connector
        for name, kind in _PLAIN.items():
            value = getattr(connector, name, None)
            if value is not None and not isinstance(value, kind):
                raise TypeError(f"its {name} is {type(value).__name__}, not {kind.__name__}")
            if value is not None:
                setattr(self, name, value)
        for name, accept in _PROMISED.items():
            method = getattr(connector, name, None)
            if method is not None:
                door = Door("", f"{type(connector).__name__}.{name}", True, _SAYS, waits=True)
                setattr(self, name, _guarded(guard, door, accept, method))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connector, name)


def _guarded(
    guard: Guard, door: Door, accept: Callable[[Any], Any], method: Callable[..., Any]
) -> Callable[..., Any]:
    def guarded(*args: Any, **named: Any) -> Any:
        return guard.call(door, accept, partial(method, *args, **named))

    return guarded


def contained_wsgi(
    simulator: Simulator, seconds: float, blame: Callable[[str], None]
) -> Callable[[Mapping[str, str]], Any]:
    """Make the simulator's application within ``seconds``; else one that says it is out of order.

    What it does while it serves takes down only its own answer.
    """

    def make(settings: Mapping[str, str]) -> Any:
        try:
            made = within_seconds(seconds, partial(simulator.make_wsgi, settings))
            if not callable(made):
                raise TypeError(f"{type(made).__name__} is not a WSGI application")
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # a plugin may also raise SystemExit
            blame(
                f"making the simulator {simulator.name!r} failed: {type(error).__name__}: {error}"
            )
            return _interrupted
        return made

    return make


def _interrupted(_environ: Mapping[str, Any], start_response: Any) -> Iterable[bytes]:
    body = "Hệ thống giả lập này tạm thời gián đoạn.".encode()
    start_response(
        "503 Service Unavailable",
        [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))],
    )
    return [body]
