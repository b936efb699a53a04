"""Reading a long JSON text value by value: memory is for one value, not for the file."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable
from typing import IO, Any

from citizen_portal.procedures.foreign_json import nests_deeper

LARGEST_VALUE = 8 * 1024 * 1024
"""The most characters of one value; a procedure of the national catalogue has some 100,000."""
DEEPEST = 24
_STEP = 1024 * 1024
_LONGEST_WORD = 16
"""A sign, word or escape that the end of what was read may have cut in two."""
_SPACES = re.compile(r"[ \t\n\r]*")


class MalformedFile(Exception):
    """The file is not JSON of the accepted shape; the message is one sentence."""


class _NotAccepted(ValueError):
    """JSON that Python reads but that would lose something."""


class JsonStream:
    """Walks through a JSON text: signs of structure one by one, values whole.

    Raises ``MalformedFile`` with the line for whatever is not well-formed.
    """

    def __init__(self, file: IO[bytes], on_read: Callable[[int], None] = lambda _: None) -> None:
        self._file = file
        self._on_read = on_read
        self._decode = codecs.getincrementaldecoder("utf-8-sig")()
        self._decoder = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_no_number)
        self._text = ""
        self._place = 0
        self._line = 1
        self._whole = False

    def next_sign(self) -> str:
        """The next character that is no space, not taken; "" at the end of the file."""
        while True:
            match = _SPACES.match(self._text, self._place)
            self._go_to(match.end() if match else self._place)
            if self._place < len(self._text):
                return self._text[self._place]
            if self._whole:
                return ""
            self._read_on()

    def take(self, signs: str) -> str:
        """Take the next sign, which must be one of these."""
        found = self.next_sign()
        if not found or found not in signs:
            wanted = " or ".join(repr(sign) for sign in signs)
            what = repr(found) if found else "the end of the file"
            raise self._malformed(f"there should be {wanted}, not {what}")
        self._go_to(self._place + 1)
        return found

    def take_value(self) -> Any:
        """Take the next value, whole."""
        self.next_sign()
        while True:
            if nests_deeper(self._text, DEEPEST, self._place):
                raise self._malformed(f"values lie more than {DEEPEST} deep within each other")
            try:
                value, end = self._decoder.raw_decode(self._text, self._place)
            except json.JSONDecodeError as error:
                if self._whole or self._wrong_for_good(error):
                    raise self._not_json(error) from None
                if len(self._text) - self._place > LARGEST_VALUE:
                    raise self._too_long() from None
            except _NotAccepted as error:
                raise self._malformed(str(error)) from None
            except ValueError:
                raise self._malformed("a number has thousands of digits") from None
            else:
                if end - self._place > LARGEST_VALUE:
                    raise self._too_long()
                if end < len(self._text) or self._whole:  # a number could go on
                    self._go_to(end)
                    return value
            self._read_on()

    def take_end(self) -> None:
        """Nothing may follow."""
        if self.next_sign():
            raise self._malformed("something follows the end of the list")

    def _wrong_for_good(self, error: json.JSONDecodeError) -> bool:
        """Tell whether more text could not put it right: the fault is not where the text ends."""
        cut_off = (
            error.msg.startswith("Unterminated") or error.pos > len(self._text) - _LONGEST_WORD
        )
        return not cut_off

    def _not_json(self, error: json.JSONDecodeError) -> MalformedFile:
        self._go_to(error.pos)
        return self._malformed(f"this is not JSON ({error.msg.lower()})")

    def _too_long(self) -> MalformedFile:
        return self._malformed(f"one value is longer than {LARGEST_VALUE:,} characters")

    def _malformed(self, what: str) -> MalformedFile:
        return MalformedFile(f"line {self._line}: {what}")

    def _go_to(self, place: int) -> None:
        self._line += self._text.count("\n", self._place, place)
        self._place = place

    def _read_on(self) -> None:
        """Read as much again as there is: a long value is tried a few times only."""
        data = self._file.read(max(_STEP, len(self._text) - self._place))
        try:
            more = self._decode.decode(data, final=not data)
        except UnicodeDecodeError:
            raise MalformedFile("the file is not text in UTF-8") from None
        self._whole = not data
        self._text = self._text[self._place :] + more
        self._place = 0
        self._on_read(len(data))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _NotAccepted(f"an object has the field {twice[:80]!r} twice")
    return read


def _no_number(word: str) -> Any:
    raise _NotAccepted(f"{word} is no number of JSON")
