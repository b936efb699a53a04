"""Papers in a bucket that speaks S3; the endpoint and keys come from ``AWS_*``."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

from citizen_portal.files.stored_key import (
    FileMissing,
    StorageUnavailable,
    is_key,
    key_of,
    known_key,
    verified,
)


class BucketStorage:
    """Keeps each paper once, under its SHA-256, read back before it is acknowledged."""

    def __init__(self, bucket: str, prefix: str) -> None:
        self.bucket = bucket
        self.prefix = prefix
        self._opened: tuple[int, S3Store] | None = None

    def put(self, data: bytes) -> str:
        """Store ``data`` and return its key; the same content again is one object.

        Raises ``StorageUnavailable``; ``FileDamaged`` when the bucket gives back something else.
        """
        key = key_of(data)
        try:
            with _said_plainly(key):
                # Also when it is there: the sweeper goes by the time of the last put.
                obstore.put(self._store(), key, data, use_multipart=False)
            self.get(key)
        except FileMissing as error:
            raise StorageUnavailable(f"the bucket {self.bucket} keeps nothing") from error
        return key

    def get(self, key: str) -> bytes:
        """Return the content. Raises ``FileMissing``, ``FileDamaged``, ``StorageUnavailable``."""
        with _said_plainly(key):
            found = obstore.get(self._store(), known_key(key)).bytes()
        return verified(key, bytes(found))

    def exists(self, key: str) -> bool:
        """Tell whether something is stored under ``key``. Raises ``StorageUnavailable``."""
        try:
            with _said_plainly(key):
                obstore.head(self._store(), known_key(key))
        except FileMissing:
            return False
        return True

    def delete(self, key: str, *, put_before: datetime | None = None) -> None:
        """Remove the content; with ``put_before`` only if nobody put it again since then."""
        with suppress(FileMissing), _said_plainly(key):
            found = obstore.head(self._store(), known_key(key))
            if put_before is None or found["last_modified"] < put_before:
                obstore.delete(self._store(), key)

    def stored_before(self, moment: datetime) -> Iterator[str]:
        """Yield the keys last put before ``moment`` (aware), for the sweeper."""
        with _said_plainly("sha256/"):
            for some in obstore.list(self._store(), "sha256/"):
                for found in some:
                    if found["last_modified"] < moment and is_key(found["path"]):
                        yield found["path"]

    def _store(self) -> S3Store:
        # Opened in the process that uses it: the connections do not survive a fork.
        if self._opened is None or self._opened[0] != os.getpid():
            self._opened = (
                os.getpid(),
                S3Store(
                    self.bucket,
                    prefix=self.prefix or None,
                    client_options={
                        "connect_timeout": "3s",
                        "timeout": "20s",
                        # Our options replace all that obstore would read from this name itself.
                        "allow_http": os.environ.get("AWS_ALLOW_HTTP", "").lower() in {"1", "true"},
                    },
                    retry_config={
                        "max_retries": 2,
                        "retry_timeout": timedelta(seconds=30),
                    },
                ),
            )
        return self._opened[1]


@contextmanager
def _said_plainly(key: str) -> Iterator[None]:
    try:
        yield
    except FileMissing:
        raise
    except FileNotFoundError:
        raise FileMissing(key) from None
    except (BaseError, OSError) as error:
        raise StorageUnavailable(type(error).__name__) from error
