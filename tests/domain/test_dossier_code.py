from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.domain.dossier_code import (
    LARGEST_SEQUENCE,
    DossierCode,
    is_dossier_code,
    normalise,
)
from citizen_portal.domain.unreadable import Unreadable

from .calendars import LAW

AGENCIES = st.from_regex(
    r"\A(?:[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[GH][0-9]{2}|[GH][0-9]{2}(?:\.[0-9]{1,3}){0,3})\Z"
)


def test_the_legal_pattern() -> None:
    assert DossierCode.format("000.00.01.H49", date(2023, 11, 15), 1) == "000.00.01.H49-231115-0001"


def test_the_ten_thousandth_dossier_of_a_day_is_not_refused() -> None:
    on = date(2026, 11, 20)
    assert DossierCode.format("000.00.01.H49", on, 9999).endswith("-261120-9999")
    assert DossierCode.format("000.00.01.H49", on, 10_000).endswith("-261120-10000")


@pytest.mark.parametrize(
    ("agency", "sequence"),
    [("H-49", 1), ("", 1), ("000.00.01.X49", 1), ("000.00.01.H49", 0), ("H49", 100_000)],
)
def test_nonsense_is_refused(agency: str, sequence: int) -> None:
    with pytest.raises(ValueError, match="not a"):
        DossierCode.format(agency, date(2026, 11, 20), sequence)


@pytest.mark.parametrize(
    "code",
    [
        "000.00.06.H56-231027-0361",
        "000.00.01.H49-231115-0001",
        "G09.20-20260609-0092637",
        "H21.217-261120-0001",
        "H49-261120-10000",
    ],
)
def test_codes_seen_in_the_field(code: str) -> None:
    assert is_dossier_code(code)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "000.00.06.H56",
        "000.00.06.H56-231027-036",
        "000.00.06.H56-231027-036100",
        "000.00.06.h56-231027-0361",
        " 000.00.06.H56-231027-0361",
        "000.00.06.H56-231027-0361\n",
        "000.00.06.H56-231027-٠٣٦١",
        "000.00.06.A56-231027-0361",
        "G09.20-260609-0092637",
    ],
)
def test_what_is_no_code(text: str) -> None:
    assert not is_dossier_code(text)


@pytest.mark.parametrize(
    "typed",
    [
        "  000.00.01.h49-231115-0001 ",
        "000.00.01.H49 - 231115 - 0001",
        "000.00.01.H49–231115–0001",
        "000.00.01.H49-231115-0001\r\n",
    ],
)
def test_codes_as_people_type_them(typed: str) -> None:
    assert normalise(typed) == "000.00.01.H49-231115-0001"


@pytest.mark.parametrize("typed", ["", "hồ sơ của tôi", "000.00.01.H49-231115-٠٠٠١", "a" * 10_000])
def test_what_cannot_be_a_code_is_refused(typed: str) -> None:
    with pytest.raises(Unreadable) as refused:
        normalise(typed)
    assert "000.00.01.H49-231115-0001" in refused.value.text.vi


@LAW
@given(AGENCIES, st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.integers(1, LARGEST_SEQUENCE))
def test_codes_given_out_are_recognised(agency: str, on: date, sequence: int) -> None:
    code = DossierCode.format(agency, on, sequence)
    assert is_dossier_code(code)
    assert normalise(code.lower()) == code
