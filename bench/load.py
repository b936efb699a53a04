"""Requests of one kind from several clients at once, each client in a process of its own."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bench.browser import Browser, Typed

Request = tuple[str, Typed | None]
"""An address, and the form to send to it or None to fetch it."""

CONNECTION_USES = 50
"""Requests on one connection: a server's processes share new connections out evenly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What the clients achieved together."""

    requests: int
    seconds: float
    client_cpu: float

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.requests / self.seconds


def send_all(port: int, cookie: str, shares: Sequence[Sequence[Request]]) -> Load:
    """Send each share of requests from a client of its own, all at once, each once."""
    spawning = multiprocessing.get_context("spawn")
    barrier, results = spawning.Barrier(len(shares)), spawning.Queue()
    clients = [
        spawning.Process(target=_client, args=(port, cookie, one, barrier, results), daemon=True)
        for one in shares
    ]
    for client in clients:
        client.start()
    told = [results.get(timeout=600) for _ in clients]
    for client in clients:
        client.join()
    failed = [one for one in told if isinstance(one, str)]
    if failed:
        raise RuntimeError(f"a client could not finish: {failed[0]}")
    return Load(
        requests=sum(map(len, shares)),
        seconds=max(end for _, end, _ in told) - min(begun for begun, _, _ in told),
        client_cpu=sum(cpu for _, _, cpu in told),
    )


def in_shares(requests: Sequence[Request], clients: int) -> list[Sequence[Request]]:
    """The requests dealt out to so many clients."""
    return [requests[number::clients] for number in range(clients)]


def send(browser: Browser, request: Request) -> None:
    """Send one request; a form is expected to lead on, a page to be there."""
    path, form = request
    if form is None:
        browser.get(path)
    else:
        browser.post(path, form)


def median_of_turns(
    turns: int, measure: Sequence[Callable[[int], Load]]
) -> list[tuple[float, float]]:
    """Measure each in turn, several times over; the median rate and client share of each.

    Taking turns lets a busy moment of the machine fall on all alike.
    """
    gathered: list[list[Load]] = [[] for _ in measure]
    for turn in range(turns):
        for kept, one in zip(gathered, measure, strict=True):
            kept.append(one(turn))
    middle = [sorted(loads, key=lambda load: load.rate)[turns // 2] for loads in gathered]
    return [(load.rate, load.client_cpu / load.requests) for load in middle]


def _client(
    port: int, cookie: str, requests: Sequence[Request], barrier: Any, results: Any
) -> None:
    try:
        barrier.wait()
        begun, cpu = time.monotonic(), time.process_time()
        with Browser(port, cookie) as browser:
            for number, request in enumerate(requests, start=1):
                send(browser, request)
                if number % CONNECTION_USES == 0:
                    browser.close()
        results.put((begun, time.monotonic(), time.process_time() - cpu))
    except Exception as error:
        barrier.abort()
        results.put(f"{type(error).__name__}: {error}")
