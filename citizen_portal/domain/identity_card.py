"""What the QR code of an identity card with a chip says: one line of text.

The layout is known from cards in use, not from a published rule, so it stays in this module
alone: number, number of the card before (or nothing), full name, date of birth, gender, address,
date of issue, parted by ``|``; days are written ddmmyyyy. Newer cards add fields at the end,
which are not read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from citizen_portal.domain.folding import normalise_name
from citizen_portal.domain.personal_number import (
    Gender,
    PersonalNumber,
    read_personal_number,
)
from citizen_portal.domain.unreadable import Unreadable
from citizen_portal.domain.wording import Text

LONGEST = 1000
_LEAST_FIELDS = 6
_GENDERS = {"nam": Gender.MALE, "nữ": Gender.FEMALE}
NOT_A_CARD = Text(
    "Đây không phải nội dung mã QR trên thẻ căn cước gắn chip; hãy quét lại mã ở mặt trước thẻ "
    "hoặc nhập tay vào phần “Ghi người mới”.",
    "This is not the QR code of an identity card with a chip; scan the code on its front again "
    "or fill in the fields below by hand.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityCard:
    """What a card says; ``gender`` and ``issued_on`` are None where it cannot be read."""

    number: PersonalNumber
    old_number: str
    full_name: str
    birth_date: date
    gender: Gender | None
    address: str
    issued_on: date | None


def read_identity_card(text: str) -> IdentityCard:
    """Read the scanned line. Raises ``Unreadable`` with one sentence for whatever is wrong."""
    fields = [normalise_name(one) for one in text[: LONGEST + 1].split("|")]
    if len(text) > LONGEST or len(fields) < _LEAST_FIELDS:
        raise Unreadable(NOT_A_CARD)
    number, old_number, full_name, born, gender, address = fields[:_LEAST_FIELDS]
    birth_date = _day(born)
    if birth_date is None or not full_name or any(sign.isdigit() for sign in full_name):
        raise Unreadable(NOT_A_CARD)
    try:
        known = read_personal_number(number)
    except Unreadable:
        raise Unreadable(NOT_A_CARD) from None
    return IdentityCard(
        number=known,
        old_number=old_number,
        full_name=full_name,
        birth_date=birth_date,
        gender=_GENDERS.get(gender.lower()),
        address=address,
        issued_on=_day(fields[_LEAST_FIELDS]) if len(fields) > _LEAST_FIELDS else None,
    )


def _day(text: str) -> date | None:
    if len(text) != len("ddmmyyyy") or not (text.isascii() and text.isdigit()):
        return None
    try:
        return datetime.strptime(text, "%d%m%Y").date()
    except ValueError:
        return None
