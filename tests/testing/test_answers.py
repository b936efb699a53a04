"""Generated answers: asked for, readable, at the edges, and the same each time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citizen_portal.plugin_api import ChoiceField, Procedure, ProcedureForm, Text, TextField, when
from citizen_portal.procedures.form import asked_answers, read_step
from citizen_portal.procedures.group import GroupField, row_questions
from citizen_portal.testing import answers_for
from citizen_portal.testing.aims import aims_of
from citizen_portal.testing.answers import answers_at_the_edges
from citizen_portal.testing.edges import edges_of
from citizen_portal.testing.examined import Examined, examine
from citizen_portal.testing.posted import posted
from tests.testing.boats import OWN, RENTED, SOUND

ON = date(2026, 11, 20)


def examined(procedure: Procedure = SOUND) -> Examined:
    return examine(procedure, plugin="tests.testing.boats", on=ON)


def values_of(name: str, sets: list[Mapping[str, Any]]) -> Iterator[Any]:
    for answers in sets:
        if name in answers:
            yield answers[name]


@given(answers=answers_for(SOUND, ON))
@settings(max_examples=100)
def test_only_what_is_asked_is_answered_and_all_of_it(answers: dict[str, Any]) -> None:
    assert asked_answers(SOUND.form, answers) == answers
    for step in SOUND.form:
        shown = [
            name
            for name, question in step.questions().items()
            if question.shown_when is None or question.shown_when.holds(answers)
        ]
        assert [name for name in step.questions() if name in answers] == shown


@given(answers=answers_for(SOUND, ON))
@settings(max_examples=100)
def test_each_answer_can_be_typed_and_read(answers: dict[str, Any]) -> None:
    for step in SOUND.form:
        reading = read_step(step, posted(step, answers), answers, ON)
        named = {one.question for one in reading.problems}
        assert named <= {"moored_from"}
        for name in step.questions():
            if name in answers:
                assert reading.answers[name] == answers[name]


def test_edges_of_every_kind_of_question() -> None:
    edges = {
        name: edges_of(question, ON, {"hand_name": "Y", "hand_born": None})
        for step in SOUND.form
        for name, question in step.questions().items()
    }
    assert edges["length"] == [1, 2, 39, 40]
    assert edges["kind"] == ["own", "rented", "other"]
    assert edges["poor"] == [True, False]
    assert edges["statement"] == [True]
    assert edges["uses"] == [["fish", "sport"], ["fish"], ["sport"]]
    assert {None, 0, 10**10} <= set(edges["value"])
    some_days = {ON, date(1900, 1, 1), date(2030, 12, 31), date(2024, 2, 29)}
    assert some_days <= set(edges["moored_from"])
    assert max(len(name) for name in edges["owner_name"]) == 80
    assert any("Ễ" in name.upper() for name in edges["owner_name"])
    assert {len(given) for given in edges["hands"]} == {0, 1, 4}
    assert edges["notes"][0] is None
    assert all(edges.values())


def test_a_question_with_a_reading_of_its_own() -> None:
    class Plate(TextField):
        def read(self, typed: str) -> str:
            if not typed.startswith("12/"):
                raise ValueError(Text("Sai.", "Wrong."))
            return typed

    step = type("Step", (ProcedureForm,), {"plate": Plate(Text("Biển số", "Plate"))})
    assert edges_of(step.questions()["plate"], ON) == []


def test_sets_at_the_edges_vary_one_answer_of_a_case() -> None:
    sets = list(answers_at_the_edges(SOUND, ON, [OWN.answers, RENTED.answers]))
    assert {40, 1} <= set(values_of("length", sets))
    assert {"other"} <= set(values_of("kind", sets))
    for answers in sets:
        assert asked_answers(SOUND.form, answers) == answers
        same = [name for name, value in answers.items() if OWN.answers.get(name) == value]
        same_as_rented = [name for name in answers if RENTED.answers.get(name) == answers[name]]
        assert max(len(same), len(same_as_rented)) >= len(answers) - 3


def test_a_rare_choice_behind_a_rare_choice_is_found() -> None:
    kinds = tuple((str(n), Text(f"loại {n}", f"kind {n}")) for n in range(40))

    class Rare(ProcedureForm):
        name = "hiem"
        title = Text("Hiếm", "Rare")
        first = ChoiceField(Text("Một", "One"), kinds)
        second = ChoiceField(Text("Hai", "Two"), kinds, shown_when=when("first", "23"))
        third = ChoiceField(Text("Ba", "Three"), kinds, shown_when=when("second", "17"))

    procedure = replace(SOUND, form=(Rare,), cases=(), documents=())
    assert {"first": frozenset({"23"}), "second": frozenset({"17"})} in aims_of(procedure)
    assert any("third" in answers for answers in examined(procedure).generated)


def test_the_same_answers_each_time() -> None:
    assert examined().generated == examined().generated
    assert len(examined().generated) > 60


@pytest.mark.parametrize("name", [name for step in SOUND.form for name in step.questions()])
def test_every_question_is_reached_with_several_answers(name: str) -> None:
    found = list(values_of(name, list(examined().generated)))
    assert len(found) >= 5
    if name != "statement":
        assert len({repr(value) for value in found}) >= 2


@given(answers=st.data())
@settings(max_examples=10)
def test_rows_of_groups_are_answered_too(answers: st.DataObject) -> None:
    drawn = answers.draw(answers_for(SOUND, ON, [RENTED]))
    group = SOUND.form[1].questions()["hands"]
    assert isinstance(group, GroupField)
    for row in drawn.get("hands", []):
        assert set(row) == set(row_questions(group))
