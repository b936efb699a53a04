"""Dotted lines: what a blank form prints where somebody writes by hand."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

# The invisible spaces let a long line of dots go on in the next one.
DOTS = "\u200b".join("…" * 18)
SHORT_DOTS = "…" * 7
_SHORT = "……"
DOTTED_DAY = f"ngày {_SHORT} tháng {_SHORT} năm ………"
DOTTED_MOMENT = f"{_SHORT} giờ {_SHORT} phút, {DOTTED_DAY}"


def unless_dotted(write: Callable[..., str], dotted: str = SHORT_DOTS) -> Callable[..., str]:
    """The same way of writing a value, with ``dotted`` for a value that is left to write."""

    @wraps(write)
    def written(value: object) -> str:
        return dotted if value == DOTS else write(value)

    return written
