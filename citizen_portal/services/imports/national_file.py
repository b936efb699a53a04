"""The file with the national catalogue: which shapes are accepted, and its entries in turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO, Any

from citizen_portal.services.imports.json_stream import JsonStream, MalformedFile

MOST_ENTRIES = 50_000
_LISTS = ("procedures", "data", "items")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileEntry:
    """One entry of the file; ``place`` is its path in it, such as ``procedures[3]``."""

    place: str
    value: Any


def entries_of(
    file: IO[bytes], on_read: Callable[[int], None] = lambda _: None
) -> Iterator[FileEntry]:
    """Yield the entries one by one. Raises ``MalformedFile``, whenever it comes to light.

    Accepted are a list of procedures, an object with such a list in ``procedures``, ``data``
    or ``items``, the answer of the national portal for one procedure (an object with the
    procedure in ``data``), and one procedure by itself. ``on_read`` is told the bytes read.
    """
    stream = JsonStream(file, on_read)
    sign = stream.next_sign()
    if sign == "[":
        yield from _list(stream, "")
    elif sign == "{":
        yield from _object(stream)
    elif not sign:
        raise MalformedFile("the file is empty")
    else:
        raise MalformedFile("the file holds neither a list nor an object")
    stream.take_end()


def _list(stream: JsonStream, name: str) -> Iterator[FileEntry]:
    stream.take("[")
    if stream.next_sign() == "]":
        stream.take("]")
        return
    number = 0
    while True:
        if number == MOST_ENTRIES:
            raise MalformedFile(f"there are more than {MOST_ENTRIES:,} entries")
        yield FileEntry(place=f"{name}[{number}]", value=_opened(stream.take_value()))
        number += 1
        if stream.take(",]") == "]":
            return


def _object(stream: JsonStream) -> Iterator[FileEntry]:
    """An object around a list, whose entries go on at once, or one procedure."""
    stream.take("{")
    others: dict[str, Any] = {}
    listed: set[str] = set()
    while True:
        name = stream.take_value()
        if not isinstance(name, str) or name in others or name in listed:
            raise MalformedFile(f"the field {str(name)[:80]!r} of the outermost object is wrong")
        stream.take(":")
        if name in _LISTS and stream.next_sign() == "[":
            listed.add(name)
            yield from _list(stream, name)
        else:
            others[name] = stream.take_value()
        if stream.take(",}") == "}":
            break
    if not listed:
        yield _single(others)


def _single(value: dict[str, Any]) -> FileEntry:
    opened = _opened(value)
    if opened is not value:
        return FileEntry(place="data", value=opened)
    if not {"code", "name"} & value.keys():
        raise MalformedFile(
            'there is no list of procedures: give [...], {"procedures": [...]} or one procedure'
        )
    return FileEntry(place="procedure", value=value)


def _opened(value: Any) -> Any:
    """The procedure within an answer of the national portal, or the value as it is."""
    if isinstance(value, dict) and isinstance(value.get("data"), dict) and "name" not in value:
        return value["data"]
    return value
