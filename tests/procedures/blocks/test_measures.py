"""Decimal numbers as people type them, kept exactly."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.domain.wording import Text
from citizen_portal.procedures.blocks.measures import (
    MeasureField,
    format_measure,
    read_hundredths,
    write_hundredths,
)
from citizen_portal.procedures.form import (
    ProcedureForm,
    answers_from_json,
    answers_to_json,
    read_step,
    typed_answers,
)


class Plot(ProcedureForm):
    name = "lo-dat"
    title = Text("Lô đất", "The lot")
    area = MeasureField(Text("Diện tích", "Area"), unit="m²", least=1, most=10_000_000)
    depth = MeasureField("Độ sâu", unit="m", required=False, least=-1_000, most=1_000)


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
    assert format_measure(value, "m²") == shown


def test_the_unit_stands_behind_the_label() -> None:
    area, depth = Plot.questions().values()
    assert area.wording == Text("Diện tích (m²)", "Area (m²)")
    assert depth.wording == Text("Độ sâu (m)")


def test_a_measure_stays_within_its_limits() -> None:
    question = Plot.questions()["area"]
    assert isinstance(question, MeasureField)
    assert question.read("0,01") == 1
    assert question.shown(9_600) == Text("96 m²")
    for typed in ("0", "-5", "100.000,01", "x"):
        with pytest.raises(ValueError, match=r"từ 0,01 đến 100\.000"):
            question.read(typed)


@given(st.integers(1, 10_000_000), st.none() | st.integers(-1_000, 1_000))
def test_answers_survive_typing_and_storage(area: int, depth: int | None) -> None:
    answers = {"area": area, "depth": depth}
    reading = read_step(Plot, typed_answers(Plot, answers), {}, date(2026, 11, 20))
    assert reading.problems == ()
    assert reading.answers == answers
    stored = json.loads(json.dumps(answers_to_json([Plot], answers)))
    assert answers_from_json([Plot], stored) == answers


def test_nothing_measured_shows_nothing() -> None:
    question = Plot.questions()["depth"]
    assert (question.shown(None), question.typed(None)) == (Text(""), "")
