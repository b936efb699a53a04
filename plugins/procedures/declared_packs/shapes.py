"""Shapes of short texts, such as AA999999: letters and digits in fixed places, no patterns."""

from __future__ import annotations

_SIGNS = frozenset(" -/.")
_LONGEST = 30


def check_shape(shape: str) -> str:
    """Return the shape. Raises ``ValueError`` for anything but A, 9, * and a few signs."""
    if not shape or len(shape) > _LONGEST or not set(shape) <= _SIGNS | {"A", "9", "*"}:
        raise ValueError(
            f"a shape has up to {_LONGEST} signs: A for a letter, 9 for a digit, * for either, "
            "and space - / . for themselves"
        )
    return shape


def has_shape(text: str, shape: str) -> bool:
    """Tell whether a text has the shape; letters are those of the Latin alphabet."""
    return len(text) == len(shape) and all(map(_fits, text, shape))


def _fits(sign: str, place: str) -> bool:
    if place == "9":
        return sign.isascii() and sign.isdigit()
    if place == "A":
        return sign.isascii() and sign.isalpha()
    if place == "*":
        return sign.isascii() and sign.isalnum()
    return sign == place
