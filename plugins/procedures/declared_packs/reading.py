"""From the bytes of a pack to plain values, within limits that hold before anything is parsed."""

from __future__ import annotations

import re
import stat
import tomllib
import unicodedata
from collections import deque
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from plugins.procedures.declared_packs.flaws import Flaw, PackRefused, Place

LARGEST_FILE = 256 * 1024
DEEPEST_TABLES = 24
MOST_VALUES = 10_000
MOST_KEY_PARTS = 6

_CODE = re.compile(r"^code\s*=\s*[\"']([1-3]\.\d{6})[\"']", re.MULTILINE | re.ASCII)
_TEXTS = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?!"")(?:[^"\\\n]|\\.)*+"'
    r"|'(?!'')[^'\n]*'"
    r"|#[^\n]*"
    # A text that does not end takes the rest along: parsing stops there anyway.
    r"|\"{3}.*|'{3}.*|[\"'][^\n]*",
    re.DOTALL,
)
_INNERMOST = re.compile(r"\[[^\[\]{}]*\]|\{[^\[\]{}]*\}")
_OPEN = re.compile(r"[\[{]")
_MANY_DOTS = re.compile(rf"(?:\.[^\n,=.]*){{{MOST_KEY_PARTS + 1}}}")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
_TEMPLATE = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_MARKUP = re.compile(r"<[A-Za-z/!?]")
_FORBIDDEN = (
    (_BIDI, "the text has marks that turn the direction of writing; take them away"),
    (_CONTROL, "the text has control characters; take them away"),
    (_TEMPLATE, "the text has marks of templates; packs fill in nothing but {question}"),
    (_MARKUP, "the text has HTML; packs are plain text"),
)


def read_text(file: Path) -> str:
    """The file's text. Raises ``PackRefused`` for what is no plain UTF-8 file of fair size."""
    try:
        if file.parent.is_symlink() or not stat.S_ISREG(file.lstat().st_mode):
            raise PackRefused([Flaw((), "a pack is a plain file, not a link or a device")])
        with file.open("rb") as opened:
            content = opened.read(LARGEST_FILE + 1)
        if len(content) > LARGEST_FILE:
            raise PackRefused([Flaw((), f"a pack has at most {LARGEST_FILE // 1024} KB")])
        return unicodedata.normalize("NFC", content.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise PackRefused(
            [Flaw((), f"byte {error.start} is not UTF-8; save it as UTF-8")]
        ) from None
    except OSError as error:
        raise PackRefused([Flaw((), f"it cannot be read: {error.strerror}")]) from None


def parse(text: str) -> dict[str, Any]:
    """The TOML as plain values. Raises ``PackRefused``."""
    code = code_in(text)
    shape = _shape_flaw(text)
    if shape:
        raise PackRefused([Flaw((), shape)], code)
    try:
        values = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise PackRefused([Flaw((), f"this is not TOML: {error}")], code) from None
    # What an escape could hide is looked for in the values, the rest in the text at once.
    if "\\" in text or any(forbidden.search(text) for forbidden, _ in _FORBIDDEN):
        flaws = list(_value_flaws(values))
        if flaws:
            raise PackRefused(flaws, code)
    return values


def code_in(text: str) -> str:
    """The code that a pack names, however broken the rest is; empty when it names none."""
    found = _CODE.search(text)
    return found[1] if found else ""


def _shape_flaw(text: str) -> str:
    """What would make parsing slow or deep, looked for without parsing; empty when nothing."""
    if sum(map(text.count, "=,[")) > MOST_VALUES:
        return f"a pack has at most {MOST_VALUES} values"
    bones = _TEXTS.sub("", text)
    if _MANY_DOTS.search(bones):
        return "tables within tables, too many of them in one key"
    found = 1
    for _ in range(DEEPEST_TABLES):
        bones, found = _INNERMOST.subn("", bones)
        if not found:
            break
    left = len(_OPEN.findall(bones))  # a few that are not closed are for the parser to tell
    too_deep = left > DEEPEST_TABLES or (found and left)
    return "tables within tables, too many of them" if too_deep else ""


def _value_flaws(values: Mapping[str, Any]) -> Iterator[Flaw]:
    """Texts with something hidden in them."""
    pending: deque[tuple[Place, Any]] = deque([((), values)])
    while pending:
        place, value = pending.popleft()
        if isinstance(value, dict):
            pending.extend(((*place, key), inner) for key, inner in value.items())
        elif isinstance(value, list):
            pending.extend(((*place, index), inner) for index, inner in enumerate(value))
        elif isinstance(value, str):
            for forbidden, sentence in _FORBIDDEN:
                if forbidden.search(value):
                    yield Flaw(place, sentence)
