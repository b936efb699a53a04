"""A citizen files one dossier, from the first click to the receipt; and many citizens at once.

Runs in processes of its own and imports nothing of the portal.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.browser import Browser, Typed

LOOK_AGAIN = 0.25
"""Seconds between two looks whether the receipt is ready."""

_LONGEST_WAIT = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What a citizen does: the procedure, the agency, what is typed in each step."""

    port: int
    code: str
    agency_id: int
    typed: dict[str, Typed]


@dataclass(slots=True, kw_only=True)
class Tally:
    """What some citizens did."""

    dossiers: int = 0
    requests: int = 0
    looks: int = 0
    seconds: float = 0.0
    client_cpu: float = 0.0
    lasted: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Dossiers a second of one citizen after the other."""
        return self.dossiers / self.seconds if self.seconds else 0.0


def file_dossier(browser: Browser, job: Job, token: str, tally: Tally) -> None:
    """Start, fill in every step, look at papers and review, submit, fetch the receipt."""
    begun = time.monotonic()
    start = {"csrf_token": [token], "agency_id": [str(job.agency_id)]}
    place = browser.post(f"/thu-tuc/{job.code}/nop", start).location
    while "/buoc/" in place:
        page = browser.get(place)
        ours = {"csrf_token": [page.token], "phien_ban": [page.revision]}
        place = browser.post(place, {**job.typed[place.rpartition("/")[2]], **ours}).location
    if place.endswith("/giay-to"):
        browser.get(place)
        place = place.removesuffix("giay-to") + "kiem-tra"
    review = browser.get(place)
    ours = {"csrf_token": [review.token], "phien_ban": [review.revision]}
    dossier = browser.post(place.removesuffix("kiem-tra") + "nop", ours).location
    browser.get(dossier)
    _fetch_receipt(browser, f"{dossier}/xac-nhan-nop.pdf", tally)
    tally.dossiers += 1
    tally.lasted.append(time.monotonic() - begun)


def _fetch_receipt(browser: Browser, path: str, tally: Tally) -> None:
    end = time.monotonic() + _LONGEST_WAIT
    while True:
        time.sleep(LOOK_AGAIN)
        tally.looks += 1
        answer = browser.get(path, 200, 202)
        if answer.status == 200:
            if not answer.body.startswith(b"%PDF-"):
                raise AssertionError("the receipt is not a PDF")
            return
        if time.monotonic() > end:
            raise AssertionError("the receipt does not become ready")


def first_token(job: Job, cookie: str) -> str:
    """The CSRF token of a session, from the page before a draft."""
    with Browser(job.port, cookie) as browser:
        return browser.get(f"/thu-tuc/{job.code}/nop").token


def one_citizen(job: Job, cookie: str, seconds: float, most: int, barrier: Any = None) -> Tally:
    """File dossiers one after the other, each on a new connection: for a time, or so many."""
    token = first_token(job, cookie)
    tally = Tally()
    if barrier is not None:
        barrier.wait()
    begun, cpu = time.monotonic(), time.process_time()
    while tally.dossiers < most and time.monotonic() - begun < seconds:
        with Browser(job.port, cookie) as browser:
            file_dossier(browser, job, token, tally)
            tally.requests += browser.requests
    tally.seconds, tally.client_cpu = time.monotonic() - begun, time.process_time() - cpu
    return tally


def many_citizens(job: Job, cookies: Sequence[str], seconds: float, most: int) -> list[Tally]:
    """As many citizens at once as there are cookies, each in a process of its own."""
    spawning = multiprocessing.get_context("spawn")
    barrier, tallies = spawning.Barrier(len(cookies)), spawning.Queue()
    processes = [
        spawning.Process(
            target=_citizen_process, args=(job, one, seconds, most, barrier, tallies), daemon=True
        )
        for one in cookies
    ]
    for process in processes:
        process.start()
    gathered = [tallies.get(timeout=seconds + 120) for _ in processes]
    for process in processes:
        process.join()
    failed = [one for one in gathered if isinstance(one, str)]
    if failed:
        raise RuntimeError(f"a citizen could not finish: {failed[0]}")
    return gathered


def _citizen_process(
    job: Job, cookie: str, seconds: float, most: int, barrier: Any, tallies: Any
) -> None:
    try:
        tallies.put(one_citizen(job, cookie, seconds, most, barrier))
    except Exception as error:
        barrier.abort()
        tallies.put(f"{type(error).__name__}: {error}")
