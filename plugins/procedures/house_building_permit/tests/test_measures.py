"""Decimal numbers as people type them, kept exactly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.plugin_api import Text
from plugins.procedures.house_building_permit.house import Storey
from plugins.procedures.house_building_permit.measures import (
    MeasureField,
    read_hundredths,
    with_unit,
    write_hundredths,
)


@pytest.mark.parametrize(
    ("typed", "hundredths"),
    [
        ("0", 0),
        ("85", 8_500),
        ("85,5", 8_550),
        ("85.5", 8_550),
        ("85,05", 8_505),
        ("85.05", 8_505),
        ("1.250", 125_000),
        ("1 250,75", 125_075),
        ("1.250,75", 125_075),
        ("1250,75", 125_075),
        ("1.250.000", 125_000_000),
        ("-0,45", -45),
        ("85,555", None),
        ("85,", None),
        (",5", None),
        ("1,250.5", None),
        ("1.25.000", None),
        ("85 m", None),
        ("85m²", None),
        ("٣", None),
        ("", None),
        ("--1", None),
        ("1e3", None),
        ("99999999", None),
    ],
)
def test_reading(typed: str, hundredths: int | None) -> None:
    assert read_hundredths(typed) == hundredths


@given(st.integers(-999_999_999, 999_999_999), st.booleans())
def test_what_is_written_is_read_back(value: int, grouped: bool) -> None:
    assert read_hundredths(write_hundredths(value, grouped=grouped)) == value


@given(st.text(max_size=12))
def test_reading_never_fails(typed: str) -> None:
    value = read_hundredths(typed)
    assert value is None or isinstance(value, int)


@pytest.mark.parametrize(
    ("value", "shown"),
    [(8_550, "85,5 m²"), (125_000, "1.250 m²"), (5, "0,05 m²"), (-45, "-0,45 m²")],
)
def test_shown(value: int, shown: str) -> None:
    assert with_unit(value, "m²") == shown


def test_a_measure_stays_within_its_limits() -> None:
    question = Storey().storey_area
    assert isinstance(question, MeasureField)
    assert question.read("0,01") == 1
    assert question.shown(9_600) == Text("96 m²")
    for typed in ("0", "-5", "100.000,01", "x"):
        with pytest.raises(ValueError, match=r"từ 0,01 đến 100\.000"):
            question.read(typed)
