"""The line that the QR code of an identity card holds."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.domain.identity_card import LONGEST, NOT_A_CARD, read_identity_card
from citizen_portal.domain.personal_number import Gender
from citizen_portal.domain.unreadable import Unreadable

CARD = "022190000399|101234567|Đoàn Thị Gấm|05091990|Nữ|Tổ 3, Bãi Cháy, Quảng Ninh|12052022"


def test_a_card_is_read() -> None:
    card = read_identity_card(CARD)
    assert card.number.digits == "022190000399"
    assert card.old_number == "101234567"
    assert card.full_name == "Đoàn Thị Gấm"
    assert card.birth_date == date(1990, 9, 5)
    assert card.gender is Gender.FEMALE
    assert card.address == "Tổ 3, Bãi Cháy, Quảng Ninh"
    assert card.issued_on == date(2022, 5, 12)


@pytest.mark.parametrize(
    "text",
    [
        CARD.replace("|101234567|", "||"),
        f"{CARD}||Đoàn Văn Cha|Lê Thị Mẹ",
        f"  {CARD}\n",
        "|".join(CARD.split("|")[:6]),
        CARD.replace("12052022", "unknown"),
        CARD.replace("|Nữ|", "|NỮ|"),
    ],
    ids=["no old number", "newer card", "spaces", "no day of issue", "odd issue", "capitals"],
)
def test_what_may_differ(text: str) -> None:
    assert read_identity_card(text).number.digits == "022190000399"


@pytest.mark.parametrize(
    "text",
    [
        "", "xin chào", "022190000399", CARD.replace("022190000399", "02219000039"),
        CARD.replace("05091990", "31021990"), CARD.replace("05091990", "5/9/1990"),
        CARD.replace("Đoàn Thị Gấm", " "), CARD.replace("Đoàn Thị Gấm", "Gấm 2"),
        CARD.replace("05091990", "٠٥٠٩١٩٩٠"), CARD + "|" * LONGEST,
    ],
)  # fmt: skip
def test_anything_else_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_identity_card(text)
    assert refused.value.text == NOT_A_CARD


@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    said = None
    try:
        assert read_identity_card(text).full_name
    except Unreadable as error:
        said = error.text
    assert said in (None, NOT_A_CARD)
