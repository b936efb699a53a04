"""The personal identification number (số định danh cá nhân), 12 digits.

Three digits say where the birth was registered, one the century and gender, two the
year of birth, six are random. There is no check digit. Source: Thông tư
59/2021/TT-BCA, not yet checked against its text; so mismatches warn, never refuse.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from citizen_portal.domain.data.birth_provinces import BIRTH_PROVINCES
from citizen_portal.domain.unreadable import Unreadable
from citizen_portal.domain.wording import Text

_NUMBER = re.compile(r"[0-9]{12}")


class Gender(StrEnum):
    """Gender as the number tells it."""

    MALE = "male"
    FEMALE = "female"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalNumber:
    """A well-formed number and what its digits say.

    ``province`` is the province of before July 2025 in which the birth was registered,
    or empty when the code is of a country or unknown.
    """

    digits: str
    province_code: str
    province: str
    gender: Gender
    birth_year: int

    def __str__(self) -> str:
        return self.digits


def read_personal_number(text: str) -> PersonalNumber:
    """Read a number as typed, spaces allowed. Raises ``Unreadable``."""
    digits = "".join(text.split())
    if not _NUMBER.fullmatch(digits):
        raise Unreadable(
            Text(
                "Nhập số định danh cá nhân gồm đúng 12 chữ số, như trên thẻ căn cước.",
                "Enter the personal identification number: exactly 12 digits, as on the card.",
            )
        )
    century, woman = divmod(int(digits[3]), 2)
    return PersonalNumber(
        digits=digits,
        province_code=digits[:3],
        province=BIRTH_PROVINCES.get(digits[:3], ""),
        gender=Gender.FEMALE if woman else Gender.MALE,
        birth_year=1900 + 100 * century + int(digits[4:6]),
    )


def warnings(
    number: PersonalNumber, gender: str = "", birth_date: date | None = None
) -> tuple[Text, ...]:
    """Tell what the declared gender (a ``Gender`` value) and birth date do not match.

    Warnings only: a number stays when a gender or a date of birth is corrected.
    """
    found: list[Text] = []
    if gender and gender != number.gender:
        found.append(
            Text(
                "Giới tính không khớp với số định danh cá nhân. Kiểm tra lại cả hai.",
                "The gender does not match the personal identification number. Check both.",
            )
        )
    if birth_date and birth_date.year != number.birth_year:
        found.append(
            Text(
                "Năm sinh không khớp với số định danh cá nhân. Kiểm tra lại cả hai.",
                "The year of birth does not match the personal identification number. Check both.",
            )
        )
    return tuple(found)


def mask(text: str) -> str:
    """Hide the middle of a number: "022085000011" is "0220******11".

    Other numbers of papers keep their last two characters only.
    """
    if _NUMBER.fullmatch(text):
        return f"{text[:4]}******{text[-2:]}"
    return "*" * len(text[:-2]) + text[-2:] if len(text) > 4 else "*" * len(text)
