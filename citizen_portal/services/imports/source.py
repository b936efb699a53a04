"""An object of the source, read field by field: what nobody asked for is remembered."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

_TAG = re.compile(r"<[a-zA-Z/!][^<>]{0,2000}>")
_BREAKS = re.compile(r"<(?:br|/p|/li|/div)\b[^<>]{0,200}>", re.IGNORECASE)
_EMPTY: tuple[Any, ...] = (None, "", [], {})
MOST_NOTED = 100
MOST = 10**15
"""Numbers from here on are no amount of anything."""


def plain_text(value: str) -> str:
    """Return words without mark-up, entities, invisible signs and needless spaces."""
    if "<" in value:
        value = _TAG.sub(" ", _BREAKS.sub("\n", value))
    if "&" in value:
        value = html.unescape(value)
    if not value.replace("\n", " ").isprintable():
        value = "".join(char for char in value if char.isspace() or not _is_invisible(char))
    lines = (" ".join(line.split()) for line in value.split("\n"))
    return unicodedata.normalize("NFC", "\n".join(line for line in lines if line))


def _is_invisible(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cf"}


class SourceObject:
    """One object of the source with its path in it.

    Fields are asked for by name; of several names the first that has a value counts. Values
    of another kind than asked for count as not understood, and so does what is never asked
    for: ``not_understood`` collects the paths.
    """

    def __init__(self, value: dict[str, Any], path: str, not_understood: dict[str, None]) -> None:
        self.value = value
        self.path = path
        self._noted = not_understood
        self._known: set[str] = set()

    def text(self, *names: str) -> str:
        """Words, plain; empty where there are none."""
        name, value = self._find(names)
        if isinstance(value, str):
            return plain_text(value)
        self._note(name, value)
        return ""

    def number(self, *names: str) -> float | None:
        """A number from 0 on that makes sense, or None."""
        name, value = self._find(names)
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < MOST:
            return value
        self._note(name, value)
        return None

    def flag(self, *names: str) -> bool:
        """Whether it is true."""
        name, value = self._find(names)
        if isinstance(value, bool):
            return value
        self._note(name, value)
        return False

    def names(self, *names: str) -> list[tuple[str, str]]:
        """Code and name of each thing in a list; plain words stand for the name."""
        found = []
        for one in self.objects(*names, word="name"):
            name = one.text("name")
            if name:
                found.append((one.text("code"), name))
            one.rest("id", "type")
        return found

    def objects(self, *names: str, word: str = "") -> Iterator[SourceObject]:
        """The objects of a list; where ``word`` is given a text stands for that field."""
        name, value = self._find(names)
        if not isinstance(value, list):
            self._note(name, value)
            return
        for place, inner in enumerate(value):
            path = f"{self.at(name)}[{place}]"
            given = {word: inner} if word and isinstance(inner, str) else inner
            if isinstance(given, dict):
                yield SourceObject(given, path, self._noted)
            else:
                self._note_path(path, inner)

    def object(self, name: str) -> SourceObject:
        """An object within this one; empty where there is none."""
        _, value = self._find((name,))
        if not isinstance(value, dict):
            self._note(name, value)
            value = {}
        return SourceObject(value, self.at(name), self._noted)

    def rest(self, *ignored: str) -> None:
        """Note what was not asked for, other than fields known to say nothing here."""
        for name, value in self.value.items():
            if name not in self._known and name not in ignored:
                self._note(name, value)

    def at(self, name: str) -> str:
        """The path of a field."""
        return f"{self.path}.{name}" if self.path else name

    def _find(self, names: tuple[str, ...]) -> tuple[str, Any]:
        self._known.update(names)
        for name in names:
            if self.value.get(name) not in _EMPTY:
                return name, self.value[name]
        return names[0], None

    def _note(self, name: str, value: Any) -> None:
        self._note_path(self.at(name[:80]), value)

    def _note_path(self, path: str, value: Any) -> None:
        if value not in _EMPTY and len(self._noted) < MOST_NOTED:
            self._noted[re.sub(r"\[\d+\]", "[]", path)] = None
