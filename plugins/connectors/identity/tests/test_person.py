"""Reading what a provider says of a person."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.connectors.identity.connector.person import read_person


def test_the_national_account() -> None:
    person = read_person(
        {
            "SoDinhDanh": "022085000011",
            "HoVaTen": "NGUYỄN VĂN AN",
            "NgayThangNamSinh": "12/03/1985",
            "GioiTinh": "Nam",
            "MaXa": "06688",
            "name": "an85",
        }
    )
    assert person.full_name == "NGUYỄN VĂN AN"
    assert person.personal_number == "022085000011"
    assert person.birth_date == date(1985, 3, 12)
    assert person.gender == "male"
    assert person.commune_code == "06688"


def test_the_standard_claims() -> None:
    person = read_person(
        {
            "personal_number": "022190000022",
            "name": "Trần Thị Bình",
            "birthdate": "1990-07-25",
            "gender": "female",
            "phone_number": "+84900000022",
            "email": "binh@example.com",
            "address": {"formatted": "Số 22, phố Ví Dụ\nphường Bãi Cháy"},
        }
    )
    assert person.birth_date == date(1990, 7, 25)
    assert person.gender == "female"
    assert person.phone == "+84900000022"
    assert person.email == "binh@example.com"
    assert person.address == "Số 22, phố Ví Dụ phường Bãi Cháy"
    assert read_person({"address": " Số 22 "}).address == "Số 22"


@pytest.mark.parametrize("word", ["12/03/1985", "19850312", "1985-03-12"])
def test_days_are_written_in_three_ways(word: str) -> None:
    assert read_person({"birthdate": word}).birth_date == date(1985, 3, 12)


@pytest.mark.parametrize("word", ["1985", "0000-03-12", "31/02/1985", "", "hôm qua", 19850312])
def test_other_days_are_not_known(word: object) -> None:
    assert read_person({"birthdate": word}).birth_date is None


@pytest.mark.parametrize("word", ["02208500001", "0220850000111", "٠٢٢٠٨٥٠٠٠٠١١", "02208500001a"])
def test_a_number_that_is_none_is_not_vouched_for(word: str) -> None:
    assert read_person({"SoDinhDanh": word}).personal_number == ""


def test_somebody_is_always_called_something() -> None:
    assert read_person({"sub": "x1"}).full_name == "x1"
    assert read_person({"sub": "x1", "email": "a@example.com"}).full_name == "a@example.com"
    named = {"family_name": "Lê", "middle_name": "Minh", "given_name": "Cường"}
    assert read_person(named).full_name == "Lê Minh Cường"


def test_decomposed_letters_and_odd_spaces_are_tidied() -> None:
    assert read_person(
        {"name": "  Tra\u0302\u0300n\u00a0Thi\u0323 \u200bBi\u0300nh\n"}
    ).full_name == ("Trần Thị Bình")


def test_what_the_provider_did_not_verify_is_not_used() -> None:
    claims = {"email": "a@example.com", "email_verified": False, "phone_number": "+84900000001"}
    person = read_person(claims)
    assert (person.email, person.phone) == ("", "+84900000001")


@given(
    st.dictionaries(
        st.sampled_from(
            ["SoDinhDanh", "HoVaTen", "NgayThangNamSinh", "gender", "address", "MaXa", "email"]
        ),
        st.text()
        | st.none()
        | st.integers()
        | st.lists(st.text())
        | st.dictionaries(st.text(), st.text()),
    )
)
def test_nothing_that_is_said_breaks_the_reading(claims: dict[str, Any]) -> None:
    person = read_person(claims)
    assert len(person.full_name) <= 1500
    assert person.personal_number == "" or person.personal_number.isdecimal()
