"""What the provider says of the person: standard claims and those of the national account."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

LONGEST_CLAIM = 500
GENDERS = {"male": "male", "nam": "male", "female": "female", "nữ": "female"}
# 31/12/1985 and 19851231 as the national account writes it, 1985-12-31 as the standard does.
DAY_FORMATS = ("%d/%m/%Y", "%Y%m%d", "%Y-%m-%d")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonClaims:
    """The claims about a person that the portal uses; empty when not vouched for."""

    full_name: str
    personal_number: str
    birth_date: date | None
    gender: str
    phone: str
    email: str
    address: str
    commune_code: str


def read_person(claims: Mapping[str, Any]) -> PersonClaims:
    """Read the person's claims; what is malformed counts as not said."""
    number = _word(claims, "SoDinhDanh", "personal_number")
    commune = _word(claims, "MaXa")
    return PersonClaims(
        full_name=_full_name(claims),
        personal_number=number if re.fullmatch(r"[0-9]{12}", number) else "",
        birth_date=_day(_word(claims, "NgayThangNamSinh", "birthdate")),
        gender=GENDERS.get(_word(claims, "gender", "GioiTinh").lower(), ""),
        phone=_verified(claims, "phone_number"),
        email=_verified(claims, "email"),
        address=_address(claims.get("address")),
        commune_code=commune if re.fullmatch(r"[0-9]{5}", commune) else "",
    )


def _full_name(claims: Mapping[str, Any]) -> str:
    """Never empty: pages must be able to call the person something."""
    parts = (_word(claims, name) for name in ("family_name", "middle_name", "given_name"))
    return (
        _word(claims, "HoVaTen", "name")
        or " ".join(part for part in parts if part)
        or _word(claims, "preferred_username", "email", "sub")
    )


def _word(claims: Mapping[str, Any], *names: str) -> str:
    for name in names:
        value = claims.get(name)
        if isinstance(value, str) and (word := _tidy(value)):
            return word
    return ""


def _tidy(value: str) -> str:
    printable = "".join(
        " " if letter.isspace() else letter
        for letter in value[:LONGEST_CLAIM]
        if letter.isspace() or unicodedata.category(letter)[0] != "C"
    )
    return unicodedata.normalize("NFC", " ".join(printable.split()))


def _verified(claims: Mapping[str, Any], name: str) -> str:
    # The provider itself says that it did not check it: a notice must not go there.
    return "" if claims.get(f"{name}_verified") is False else _word(claims, name)


def _address(value: object) -> str:
    if isinstance(value, Mapping):
        return _word(value, "formatted")
    return _tidy(value) if isinstance(value, str) else ""


def _day(word: str) -> date | None:
    for day_format in DAY_FORMATS:
        try:
            return datetime.strptime(word, day_format).date()
        except ValueError:
            continue
    return None
