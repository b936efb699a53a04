"""HTTP to the provider: short, small, and never led elsewhere."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import requests
import urllib3

from citizen_portal.plugin_api import ConnectorUnavailable, read_json_object

CONNECT_SECONDS = 3.0
READ_SECONDS = 5.0
LARGEST_ANSWER = 256 * 1024
CHUNK = 16 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """A status and the JSON object that came with it (empty when there was none)."""

    status: int
    content: Mapping[str, Any]


class Transport:
    """Asks the provider for JSON. Safe to use from several threads.

    ``read_seconds`` bounds each wait for bytes and, from the first byte, the whole answer.
    """

    def __init__(
        self, *, connect_seconds: float = CONNECT_SECONDS, read_seconds: float = READ_SECONDS
    ) -> None:
        self._timeouts = (connect_seconds, read_seconds)
        self._whole_seconds = read_seconds
        self._local = threading.local()

    def get(self, address: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Fetch a JSON object. Raises ``ConnectorUnavailable``."""
        return self._ask("GET", address, headers or {}, None)

    def post(self, address: str, form: Mapping[str, str], headers: Mapping[str, str]) -> Answer:
        """Send a form. Raises ``ConnectorUnavailable``."""
        return self._ask("POST", address, headers, form)

    def _session(self) -> requests.Session:
        # requests does not promise that a Session may be shared by threads.
        session: requests.Session | None = getattr(self._local, "session", None)
        if session is None:
            session = requests.Session()
            # Without an auth of its own, requests sends what a .netrc file says.
            session.auth = _unchanged
            self._local.session = session
        return session

    def _ask(
        self,
        method: Literal["GET", "POST"],
        address: str,
        headers: Mapping[str, str],
        form: Mapping[str, str] | None,
    ) -> Answer:
        sent = {"Accept": "application/json", "Accept-Encoding": "identity", **headers}
        try:
            with self._session().request(
                method,
                address,
                data=form,
                headers=sent,
                timeout=self._timeouts,
                allow_redirects=False,
                stream=True,
            ) as response:
                body = self._read(response)
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as problem:
            raise ConnectorUnavailable("The identity provider did not answer.") from problem
        if 300 <= response.status_code < 400 or response.status_code >= 500:
            raise ConnectorUnavailable(
                f"The identity provider answered with status {response.status_code}."
            )
        return Answer(response.status_code, _json_object(body, response.status_code))

    def _read(self, response: requests.Response) -> bytes:
        if response.headers.get("Content-Encoding", "identity") != "identity":
            raise ConnectorUnavailable("The identity provider compressed its answer unasked.")
        body = bytearray()
        until = time.monotonic() + self._whole_seconds
        while chunk := response.raw.read1(CHUNK):
            body += chunk
            if len(body) > LARGEST_ANSWER:
                raise ConnectorUnavailable("The identity provider's answer is too long.")
            if time.monotonic() > until:
                raise ConnectorUnavailable("The identity provider's answer takes too long.")
        return bytes(body)


def _unchanged(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def _json_object(body: bytes, status: int) -> Mapping[str, Any]:
    try:
        return read_json_object(body)
    except ValueError as problem:
        if status >= 400:
            return {}
        raise ConnectorUnavailable("The identity provider did not answer in JSON.") from problem
