"""How stored papers are named: by what they hold."""

from __future__ import annotations

import hashlib
import re

_KEY = re.compile(r"sha256/([0-9a-f]{2})/([0-9a-f]{2})/(\1\2[0-9a-f]{60})")


class FileMissing(LookupError):
    """Nothing is stored under this key."""


class FileDamaged(Exception):
    """What is stored under this key is not what was put there."""


class StorageUnavailable(Exception):
    """The storage does not take or give anything now: full, down or not permitted."""


def key_of(data: bytes) -> str:
    """Return the key for ``data``: ``sha256/ab/cd/<64 hex digits>``."""
    digest = hashlib.sha256(data).hexdigest()
    return f"sha256/{digest[:2]}/{digest[2:4]}/{digest}"


def is_key(text: str) -> bool:
    """Tell whether ``text`` is a whole, well-formed key."""
    return _KEY.fullmatch(text) is not None


def known_key(text: str) -> str:
    """Return ``text`` when it is a key. Raises ``FileMissing`` otherwise."""
    if not is_key(text):
        raise FileMissing(text)
    return text


def verified(key: str, data: bytes) -> bytes:
    """Return ``data`` when it belongs to ``key``. Raises ``FileDamaged`` otherwise."""
    if key_of(data) != key:
        raise FileDamaged(key)
    return data
