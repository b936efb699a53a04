"""How the press and its child talk: a length, a line of JSON, a length, bytes."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from typing import Any, BinaryIO

_LENGTHS = struct.Struct(">II")


def frame(message: Mapping[str, Any], attached: bytes = b"") -> bytes:
    """One message with the bytes that go with it."""
    text = json.dumps(message, ensure_ascii=False).encode()
    return _LENGTHS.pack(len(text), len(attached)) + text + attached


def frame_lengths(head: bytes) -> tuple[int, int]:
    """Length of the JSON and of the bytes, from the first ``HEAD`` bytes of a frame."""
    text, attached = _LENGTHS.unpack(head)
    return text, attached


HEAD = _LENGTHS.size


def write_frame(stream: BinaryIO, message: Mapping[str, Any], attached: bytes = b"") -> None:
    """Send one message and flush it."""
    stream.write(frame(message, attached))
    stream.flush()


def read_frame(stream: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    """Wait for one message; None when the other side closed."""
    head = stream.read(HEAD)
    if len(head) < HEAD:
        return None
    text, attached = frame_lengths(head)
    message: dict[str, Any] = json.loads(stream.read(text))
    return message, stream.read(attached)
