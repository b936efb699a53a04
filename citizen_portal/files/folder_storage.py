"""Papers in a folder of this machine.

Written by ourselves: obstore's ``LocalStore`` renames into place, but calls no fsync
(traced with 0.12.1), so a power cut could take a paper that was acknowledged.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from citizen_portal.files.stored_key import (
    FileDamaged,
    FileMissing,
    StorageUnavailable,
    is_key,
    key_of,
    known_key,
    verified,
)

_UNFINISHED = ".unfinished-"


class FolderStorage:
    """Keeps each paper once, under its SHA-256, on disk before it is acknowledged."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, data: bytes) -> str:
        """Store ``data`` and return its key; the same content again is stored once.

        Raises ``StorageUnavailable``, with nothing left behind; ``FileDamaged`` when the
        disk gives back something else than was written.
        """
        key = key_of(data)
        place = self.folder / key
        with _said_plainly():
            if not self._keep(place, key):
                self._write(place, data)
                self.get(key)
        return key

    def get(self, key: str) -> bytes:
        """Return the content. Raises ``FileMissing``, ``FileDamaged``, ``StorageUnavailable``."""
        with _said_plainly():
            try:
                return verified(key, (self.folder / known_key(key)).read_bytes())
            except FileNotFoundError:
                raise FileMissing(key) from None

    def exists(self, key: str) -> bool:
        """Tell whether something is stored under ``key``."""
        return is_key(key) and (self.folder / key).is_file()

    def delete(self, key: str, *, put_before: datetime | None = None) -> None:
        """Remove the content; with ``put_before`` only if nobody put it again since then."""
        with _said_plainly(), suppress(FileNotFoundError, FileMissing):
            place = self.folder / known_key(key)
            aside = place.with_name(f"{_UNFINISHED}{place.name}")
            # Out of reach first: whoever puts the same content now writes it anew.
            os.replace(place, aside)
            if put_before is not None and _written(aside) >= put_before:
                os.replace(aside, place)
            else:
                aside.unlink()

    def stored_before(self, moment: datetime) -> Iterator[str]:
        """Yield the keys last put before ``moment`` (aware), for the sweeper.

        Writes that were cut off before then are removed on the way.
        """
        for path in self.folder.glob("sha256/*/*/*"):
            with suppress(FileNotFoundError):
                if _written(path) >= moment:
                    continue
                if path.name.startswith(_UNFINISHED):
                    path.unlink()
                elif is_key(key := path.relative_to(self.folder).as_posix()):
                    yield key

    def _keep(self, place: Path, key: str) -> bool:
        """Tell whether the content is there and good; it then counts as put just now."""
        try:
            self.get(key)
            # Before the sweeper looks: what was an orphan has an owner again.
            os.utime(place)
        except (FileMissing, FileDamaged, FileNotFoundError):
            return False
        return True

    def _write(self, place: Path, data: bytes) -> None:
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, unfinished = tempfile.mkstemp(prefix=_UNFINISHED, dir=place.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(unfinished, place)
        except BaseException:
            Path(unfinished).unlink(missing_ok=True)
            raise
        # Each level: another thread may have made it a moment ago and not synced it yet.
        for folder in place.parents:
            _sync_folder(folder)
            if folder == self.folder:
                break


def _written(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _said_plainly() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageUnavailable(error.strerror or str(error)) from error
