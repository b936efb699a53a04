from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.domain.data.birth_provinces import BIRTH_PROVINCES
from citizen_portal.domain.personal_number import (
    Gender,
    mask,
    read_personal_number,
    warnings,
)
from citizen_portal.domain.unreadable import Unreadable

from .calendars import LAW


@pytest.mark.parametrize(
    ("digits", "province", "gender", "birth_year"),
    [
        ("022085000011", "Quảng Ninh", Gender.MALE, 1985),
        ("022190000022", "Quảng Ninh", Gender.FEMALE, 1990),
        ("022205000033", "Quảng Ninh", Gender.MALE, 2005),
        ("001300000001", "Hà Nội", Gender.FEMALE, 2000),
        ("079999000001", "Thành phố Hồ Chí Minh", Gender.FEMALE, 2399),
        ("500085000011", "", Gender.MALE, 1985),
    ],
)
def test_what_the_digits_say(digits: str, province: str, gender: Gender, birth_year: int) -> None:
    number = read_personal_number(digits)
    assert (number.province, number.gender, number.birth_year) == (province, gender, birth_year)
    assert str(number) == digits


def test_spaces_are_forgiven() -> None:
    assert str(read_personal_number(" 022 085 000 011\u00a0")) == "022085000011"


@pytest.mark.parametrize(
    "typed",
    ["", "02208500001", "0220850000111", "02208500001a", "٠٢٢٠٨٥٠٠٠٠١١", "022-085-000-011"],
)
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_personal_number(typed)
    assert "12 chữ số" in refused.value.text.vi
    assert "12 digits" in refused.value.text.en


def test_there_are_63_provinces_of_birth() -> None:
    assert len(BIRTH_PROVINCES) == 63
    assert len(set(BIRTH_PROVINCES.values())) == 63
    assert all(len(code) == 3 and code.isdecimal() for code in BIRTH_PROVINCES)


def test_mismatches_warn() -> None:
    number = read_personal_number("022085000011")
    assert warnings(number, "male", date(1985, 5, 1)) == ()
    assert warnings(number) == ()
    assert len(warnings(number, "female", date(1986, 5, 1))) == 2
    (gender,) = warnings(number, "female")
    assert "Giới tính" in gender.vi
    (year,) = warnings(number, "", date(1986, 1, 1))
    assert "Năm sinh" in year.vi


@LAW
@given(
    st.sampled_from(sorted(BIRTH_PROVINCES)),
    st.sampled_from(Gender),
    st.dates(date(1900, 1, 1), date(2399, 12, 31)),
    st.integers(0, 999_999),
)
def test_a_number_made_by_the_rule_fits_its_person(
    province: str, gender: Gender, born: date, serial: int
) -> None:
    century = (born.year - 1900) // 100 * 2 + (gender is Gender.FEMALE)
    number = read_personal_number(f"{province}{century}{born.year % 100:02d}{serial:06d}")
    assert warnings(number, gender, born) == ()
    assert number.province_code == province


@pytest.mark.parametrize(
    ("shown", "masked"),
    [
        ("022085000011", "0220******11"),
        ("001199000089", "0011******89"),
        ("123456789", "*******89"),
        ("C1234567", "******67"),
        ("12345", "***45"),
        ("1234", "****"),
        ("", ""),
    ],
)
def test_masks(shown: str, masked: str) -> None:
    assert mask(shown) == masked
