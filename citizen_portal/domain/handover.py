"""Handing over a result: the ways, and the code that tells the right person at the desk."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from citizen_portal.domain.wording import Text

CODE_DIGITS: Final = 6
MOST_TRIES: Final = 5
"""So often a code may be typed wrong; after that only a signature counts."""


class HandoverWay(StrEnum):
    """How a result comes into the applicant's hands."""

    CODE = "code"
    SIGNATURE = "signature"
    PEN = "pen"
    POST = "post"
    ELECTRONIC = "electronic"

    @property
    def label(self) -> Text:
        """The words people read."""
        return _WAY_LABELS[self]


_WAY_LABELS: Final[Mapping[HandoverWay, Text]] = {
    HandoverWay.CODE: Text("Tại quầy, bằng mã nhận kết quả", "At the desk, with the code"),
    HandoverWay.SIGNATURE: Text("Tại quầy, có chữ ký người nhận", "At the desk, with a signature"),
    HandoverWay.PEN: Text("Tại quầy, ký trên màn hình", "At the desk, signed on the screen"),
    HandoverWay.POST: Text("Qua bưu chính", "By post"),
    HandoverWay.ELECTRONIC: Text("Bản điện tử trên Cổng", "Electronically, on the portal"),
}


def handover_code(key: bytes, occasion: str) -> str:
    """The six digits for one occasion of handing over.

    They follow from the key, so that they can be shown again without being stored.
    """
    drawn = hmac.digest(key, f"handover code|{occasion}".encode(), "sha256")
    return f"{int.from_bytes(drawn[:8]) % 10**CODE_DIGITS:0{CODE_DIGITS}d}"


def code_mark(key: bytes, occasion: str, code: str) -> str:
    """What is stored of a code: without the key nobody can try all codes against it."""
    return hmac.digest(key, f"handover mark|{occasion}|{code}".encode(), "sha256").hex()


def is_code(key: bytes, occasion: str, typed: str, mark: str) -> bool:
    """Tell whether what was typed, spaces aside, is the code of the mark."""
    said = code_mark(key, occasion, "".join(typed.split()))
    return bool(mark) and hmac.compare_digest(said, mark)


def tries_left(tries: int) -> int:
    """How often a code may still be typed."""
    return max(MOST_TRIES - tries, 0)
