"""A ZIP that leaves as it is written: never more than one file is held."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from zipfile import ZIP_STORED, ZipFile, ZipInfo

Entry = tuple[str, Callable[[], bytes]]
"""A name within the archive, and what gives its content when its turn comes."""


class _Outlet(io.RawIOBase):
    """Takes what the archive writes and hands it on; there is no way back in it."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        """Keep the bytes until they are taken."""
        given = bytes(memoryview(data))  # type: ignore[arg-type]  # whatever holds bytes
        self._waiting += given
        return len(given)

    def take(self) -> bytes:
        """What was written since the last time."""
        taken = bytes(self._waiting)
        self._waiting.clear()
        return taken


def stream_archive(entries: Iterable[Entry]) -> Iterator[bytes]:
    """Yield an archive of ``entries``, each read when it is written, uncompressed.

    The same entries give the same bytes.
    """
    outlet = _Outlet()
    with ZipFile(outlet, "w", ZIP_STORED) as archive:
        for name, read in entries:
            info = ZipInfo(name)
            info.external_attr = 0o644 << 16
            archive.writestr(info, read())
            yield outlet.take()
    yield outlet.take()
