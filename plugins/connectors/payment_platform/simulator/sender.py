"""Sends notices in the background, again and again until somebody takes them."""

from __future__ import annotations

import os
import secrets
import threading
import time

import requests

from plugins.connectors.payment_platform.notices import HEADER, sign_notice
from plugins.connectors.payment_platform.simulator.ledger import Ledger, Notice

RETRY_SECONDS = (1, 2, 4, 8, 16, 32, 64, 128)
_TIMEOUTS = (3.0, 10.0)


class NoticeSender:
    """One thread that sends the notices of the ledger, the earliest due first."""

    def __init__(self, ledger: Ledger, secret: str) -> None:
        self._ledger = ledger
        self._secret = secret
        self._starting = threading.Lock()
        self._something_new = threading.Event()
        self._ending = False
        self._thread: threading.Thread | None = None
        self._process = 0

    def start(self) -> None:
        """Start the thread, once in each process."""
        with self._starting:
            if self._process != os.getpid():
                self._process = os.getpid()
                self._thread = threading.Thread(target=self._run, name="notices", daemon=True)
                self._thread.start()

    def wake(self) -> None:
        """Look again: there is something new to send."""
        self._something_new.set()

    def stop(self) -> None:
        """End the thread after the notice it is sending."""
        self._ending = True
        self.wake()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        with requests.Session() as session:
            session.trust_env = False
            while not self._ending:
                self._something_new.clear()
                notice = self._ledger.next_notice()
                wait = None if notice is None else notice.due_at - time.time()
                if notice is not None and wait is not None and wait <= 0:
                    self._send(session, notice)
                else:
                    self._something_new.wait(wait)

    def _send(self, session: requests.Session, notice: Notice) -> None:
        # Signed anew each time: a notice that comes late is not a notice signed long ago.
        signed_at = int(time.time()) - notice.age
        # A forger signs as well as he can, with a key that nobody agreed on.
        secret = self._secret if notice.genuine else secrets.token_hex(32)
        signature = sign_notice(notice.body, notice.event_id, signed_at, secret)
        headers = {"Content-Type": "application/json", HEADER: signature}
        try:
            with session.post(
                notice.url,
                data=notice.body,
                headers=headers,
                timeout=_TIMEOUTS,
                allow_redirects=False,
                stream=True,
            ) as answer:
                taken = 200 <= answer.status_code < 300
        except requests.RequestException:
            taken = False
        self._settle(notice, taken)

    def _settle(self, notice: Notice, taken: bool) -> None:
        if taken:
            self._ledger.settle(notice, "delivered", notice.due_at)
        elif notice.retried and notice.attempts < len(RETRY_SECONDS):
            later = time.time() + RETRY_SECONDS[notice.attempts]
            self._ledger.settle(notice, "waiting", later)
        else:
            self._ledger.settle(notice, "given up", notice.due_at)
