"""Lengths and areas with two decimals, as plans state them."""

from __future__ import annotations

import re
from typing import Any

from citizen_portal.domain.wording import Text, Words, as_text
from citizen_portal.procedures.fields import NumberField

# A comma begins the decimals, a point groups thousands; a point before one or two digits can
# only be meant as a comma.
_GROUPED = re.compile(r"(-?)(\d{1,7}|\d{1,3}(?:[. ]\d{3}){1,2})(?:,(\d{1,2}))?", re.ASCII)
_POINTED = re.compile(r"(-?)(\d{1,7})\.(\d{1,2})", re.ASCII)


def read_hundredths(typed: str) -> int | None:
    """Read a decimal number as a whole number of hundredths; None when it is none.

    "85,5" and "85.5" are 8550, "1.250" and "1 250" are 125000.
    """
    fits = _POINTED.fullmatch(typed) or _GROUPED.fullmatch(typed)
    if fits is None:
        return None
    sign, whole, decimals = fits.groups()
    value = int(re.sub(r"[. ]", "", whole)) * 100 + int((decimals or "").ljust(2, "0"))
    return -value if sign else value


def write_hundredths(value: int, *, grouped: bool = False) -> str:
    """Write hundredths as a decimal number: 8550 is "85,5"; ``grouped``: "1.250,5"."""
    whole, rest = divmod(abs(value), 100)
    figures = f"{whole:,}".replace(",", ".") if grouped else str(whole)
    decimals = f",{rest:02d}".rstrip("0") if rest else ""
    return f"{'-' if value < 0 else ''}{figures}{decimals}"


def format_measure(value: int, unit: str) -> str:
    """Write hundredths with their unit: "1.250,5 m²"."""
    return f"{write_hundredths(value, grouped=True)} {unit}"


class MeasureField(NumberField):
    """A length or an area; the answer is a whole number of hundredths of ``unit``.

    Whole numbers add up and compare exactly, which decimals in binary do not. ``least`` and
    ``most`` are hundredths as well; ``unit`` ("m", "m²") stands behind the label.
    """

    kind = "text"

    def __init__(self, label: Words, *args: Any, unit: str, **options: Any) -> None:
        self.unit = unit
        options.setdefault("width", 10)
        words = as_text(label)
        english = f"{words.en} ({unit})" if words.en else ""
        super().__init__(Text(f"{words.vi} ({unit})", english), *args, **options)

    def read(self, typed: str) -> int:
        """Read what was typed. Raises ``ValueError`` with the sentence to show."""
        value = read_hundredths(typed)
        if value is None or not self.least <= value <= self.most:
            least, most = (write_hundredths(one, grouped=True) for one in (self.least, self.most))
            raise ValueError(
                Text(
                    f"Hãy nhập một số từ {least} đến {most}, nhiều nhất hai chữ số sau dấu phẩy, "
                    "ví dụ 85,5.",
                    f"Enter a number from {least} to {most}, with at most two digits after the "
                    "comma, for example 85,5.",
                )
            )
        return value

    def typed(self, value: Any) -> str:
        """The text that, typed, gives this answer."""
        return "" if value is None else write_hundredths(value)

    def shown(self, value: Any) -> Text:
        """The measure with its unit."""
        return Text("" if value is None else format_measure(value, self.unit))
