"""JSON that somebody else wrote: read only as far as it is plain and shallow.

Python's reader follows a text into its depth until the interpreter's own limit stops it. There
nothing works any more, not even what clears up after the error. So the depth is counted first.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final

DEEPEST: Final = 64
"""How deep values may lie within each other; messages of national systems need about 5."""

# The next bracket outside of strings, or the end: it matches at once wherever it begins, so a
# long text is passed over once. A string that does not end reaches to the end.
_STRING = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?'
_PLAIN = r'[^\[\]{}"]*+'
_BRACKET = re.compile(rf"{_PLAIN}(?:{_STRING}{_PLAIN})*+([\[\]{{}}]|\Z)", re.S)


def nests_deeper(text: str, most: int, begin: int = 0) -> bool:
    """Tell whether the JSON value at ``begin`` has arrays and objects more than ``most`` deep."""
    if text[begin : begin + 1] not in ("[", "{"):
        return False
    depth = 0
    for bracket in _BRACKET.finditer(text, begin):
        depth += 1 if bracket[1] in ("[", "{") else -1
        if depth > most:
            return True
        if depth <= 0:
            break
    return False


def read_json_object(body: bytes) -> dict[str, Any]:
    """Read one JSON object in UTF-8 that somebody outside sent.

    Raises ``ValueError`` for anything else: other encodings, arrays and objects more than 64
    deep, a key given twice, NaN and infinities, a value that is no object.
    """
    text = body.decode("utf-8-sig").lstrip(" \t\r\n")
    if nests_deeper(text, DEEPEST):
        raise ValueError(f"values lie more than {DEEPEST} deep within each other")
    content = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    if type(content) is not dict:
        raise ValueError("not an object")
    return content


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) < len(pairs):
        raise ValueError("a key stands twice")
    return content


def _no_number(word: str) -> Any:
    raise ValueError(f"{word} is no number of JSON")
