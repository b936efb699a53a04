"""Where papers are kept, whichever kind of place the settings name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from citizen_portal.files.bucket_storage import BucketStorage
from citizen_portal.files.folder_storage import FolderStorage


class FileStorage(Protocol):
    """Keeps bytes under their SHA-256 and gives back exactly these bytes.

    All raise ``StorageUnavailable`` when the place does not answer. What is stored is
    never changed; a key that is not well formed counts as missing.
    """

    def put(self, data: bytes) -> str:
        """Store durably, verify, and return the key ``sha256/ab/cd/<hex>``; idempotent."""

    def get(self, key: str) -> bytes:
        """Return the verified content. Raises ``FileMissing``, ``FileDamaged``."""

    def exists(self, key: str) -> bool:
        """Tell whether something is stored under ``key``."""

    def delete(self, key: str, *, put_before: datetime | None = None) -> None:
        """Remove it, for the sweeper only; without complaint when it is gone.

        With ``put_before`` it stays when somebody put the same content since then.
        """

    def stored_before(self, moment: datetime) -> Iterator[str]:
        """Yield the keys last put before ``moment`` (aware): candidates for the sweeper."""


def open_storage(files_url: str) -> FileStorage:
    """Open ``file:///folder`` or ``s3://bucket/prefix`` (endpoint and keys: ``AWS_*``).

    Nothing is read or written yet. Raises ``ValueError`` with one sentence for the operator.
    """
    address = urlsplit(files_url)
    path = unquote(address.path)
    if address.scheme == "file" and not address.netloc and path.startswith("/"):
        return FolderStorage(Path(path))
    if address.scheme == "s3" and address.netloc:
        return BucketStorage(address.netloc, path.strip("/"))
    raise ValueError(
        f"PORTAL_FILES_URL is {files_url!r}; give file:///a/folder or s3://bucket/prefix."
    )
