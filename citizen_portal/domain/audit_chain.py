"""A chain of digests that shows when a recorded act was changed afterwards.

Each entry's digest covers its record and the digest before it. Whoever can rewrite the
whole chain, or cut off its end, is found out by anchors: digests kept elsewhere.
"""

from __future__ import annotations

import hashlib
import json
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

GENESIS: Final = bytes(32)
"""What stands for the digest before the first entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainedEntry:
    """An entry as stored: ``digest`` is ``entry_digest(previous, record)``."""

    sequence: int
    record: Mapping[str, object]
    previous: bytes
    digest: bytes


def canonical_json(record: Mapping[str, object]) -> bytes:
    """Write a record in the one way that is digested: UTF-8, sorted keys, no spaces.

    Instants are written in UTC to the microsecond, so that a record read back from the
    database gives the same bytes. Raises ``TypeError`` for anything that is not a plain
    value, ``ValueError`` for an instant without a time zone or a number that is none.
    """
    text = json.dumps(
        _with_text_keys(record),
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
        allow_nan=False,
        default=_plain,
    )
    return text.encode()


def entry_digest(previous: bytes, record: Mapping[str, object]) -> bytes:
    """Return the SHA-256 over the record's canonical JSON and the digest before it.

    Raises ``ValueError`` unless ``previous`` is a digest (``GENESIS`` for the first).
    """
    if len(previous) != len(GENESIS):
        raise ValueError("the previous digest must have 32 bytes")
    return hashlib.sha256(canonical_json(record) + previous).digest()


def first_broken(
    entries: Iterable[ChainedEntry], *, anchors: Mapping[int, bytes] | None = None
) -> int | None:
    """Return the sequence number of the first entry that does not hold, or None.

    ``entries`` come in the order of their numbers, from the first on. An entry does not
    hold when it does not follow the one before it, when its record or digest changed,
    or when it differs from its anchor. An anchor (number to digest) whose entry is
    missing counts as broken.
    """
    waiting = deque(sorted((anchors or {}).items()))
    previous, last = GENESIS, None
    for entry in entries:
        if waiting and waiting[0][0] < entry.sequence:
            return waiting[0][0]
        anchored = waiting and waiting[0][0] == entry.sequence
        anchor = waiting.popleft()[1] if anchored else entry.digest
        in_order = last is None or entry.sequence > last
        if not (in_order and _holds(entry, previous, anchor)):
            return entry.sequence
        previous, last = entry.digest, entry.sequence
    return waiting[0][0] if waiting else None


def _holds(entry: ChainedEntry, previous: bytes, anchor: bytes) -> bool:
    return (
        entry.previous == previous
        and entry.digest == entry_digest(previous, entry.record)
        and entry.digest == anchor
    )


def _with_text_keys(value: object) -> object:
    """JSON writes the keys 1 and "1" alike; two records must never digest alike."""
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise TypeError("keys of a recorded value must be text")
        return {key: _with_text_keys(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_with_text_keys(part) for part in value]
    return value


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        if value.utcoffset() is None:
            raise ValueError("a recorded instant needs a time zone")
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"cannot record a value of {type(value).__name__}")
