"""A declaration that contradicts itself is named with all its problems."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from wtforms import Form, StringField

from citizen_portal.plugin_api import (
    Case,
    Channel,
    DocumentRequirement,
    GroupField,
    InForce,
    Procedure,
    ProcedureForm,
    ServiceLevel,
    Text,
    TextField,
    when,
)
from citizen_portal.procedures.declaration import overlaps_of, problems_of

Make = Callable[..., Procedure]


def step(name: Any = "buoc", **members: Any) -> type[ProcedureForm]:
    return type("Step", (ProcedureForm,), {"name": name, "title": Text("Bước"), **members})


def row(**members: Any) -> type[Form]:
    return type("Row", (Form,), members)


def group(**members: Any) -> GroupField:
    return GroupField(Text("Nhóm"), row(**members), row_label=Text("Dòng"))


def broken(*_: object) -> Any:
    raise KeyError("copies")


def test_a_sound_declaration_has_no_problems(make: Make) -> None:
    assert problems_of(make()) == ()


PAPER = DocumentRequirement(name="giay", title=Text("Giấy"))
CASE = Case(name="one", answers={})


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"code": "1.00001"}, "not a national procedure code"),
        ({"code": "1.000001\n"}, "not a national procedure code"),
        ({"legal_bases": ()}, "names no legal basis"),
        ({"steps": ()}, "no processing step"),
        ({"channels": ()}, "through no channel"),
        ({"channels": (Channel.COUNTER,)}, "not offered online"),
        ({"service_level": ServiceLevel.PARTIAL}, "without the reason"),
        ({"partial_reason": Text("Phải có mặt")}, "yet gives a reason"),
        ({"form": ()}, "without a form"),
        ({"form": (step("Bước 1"),)}, "not lower-case words"),
        ({"form": (step("a"), step("a"))}, "two steps are called 'a'"),
        ({"form": (step(a=TextField("A")), step("b", a=TextField("A")))}, "two questions"),
        ({"form": (step(A=TextField("A")),)}, "'A' is not usable"),
        ({"form": (step(csrf_token=TextField("A")),)}, "'csrf_token' is not usable"),
        ({"form": (step(sections=TextField("A")),)}, "'sections' is not usable"),
        ({"form": (step(data=TextField("A")),)}, "'data' is not usable"),
        ({"form": (step(a=StringField("A")),)}, "not one of the portal's questions"),
        ({"form": (step(a=TextField("A", shown_when=when("z", 1))),)}, "depends on 'z'"),
        (
            {"form": (step(a=TextField("A", shown_when=when("b", 1)), b=TextField("B")),)},
            "depends on 'b', which is not asked before",
        ),
        ({"form": (step(shown_when=when("z", 1)),)}, "step 'buoc' depends on 'z'"),
        ({"form": (step(name=None),)}, "cannot be read"),
        (
            {"form": (step(g=group(a=TextField("A", shown_when=when("b", 1)))),)},
            "repeated and cannot have a condition",
        ),
        ({"form": (step(g=group(B=TextField("B"))),)}, "'B' in 'g' is not usable"),
        ({"form": (step(g=group(a=StringField("A"))),)}, "'a' in 'g' is not one of"),
        ({"documents": (PAPER, PAPER)}, "two papers are called 'giay'"),
        ({"documents": (replace(PAPER, name="Giấy tờ"),)}, "paper name"),
        (
            {"documents": (replace(PAPER, needed_when=when("z", 1)),)},
            "depends on 'z', which is never asked",
        ),
        (
            {"documents": (replace(PAPER, needed_when=broken),)},
            "its list of papers fails for the case 'one': KeyError",
        ),
        ({"cases": ()}, "no case"),
        ({"cases": (replace(CASE, papers=("khac",)),)}, "a paper 'khac' that is never asked"),
        ({"subject_of": broken}, "its subject fails for the case 'one'"),
        ({"deadline": broken}, "its deadline (ONLINE) fails"),
        ({"fee": type("Fee", (), {"assess": broken})()}, "its fee (ONLINE) fails"),
    ],
)
def test_each_contradiction_has_its_sentence(
    make: Make, changes: dict[str, Any], sentence: str
) -> None:
    problems = problems_of(make(**changes))
    assert any(sentence in problem for problem in problems), problems
    assert all(problem.startswith("1.0000") for problem in problems)


def test_all_problems_come_at_once(make: Make) -> None:
    problems = problems_of(make(code="x", steps=(), channels=(), form=(step(name=None),), cases=()))
    said = " ".join(problems)
    for part in ("national procedure code", "no processing step", "no channel", "no case"):
        assert part in said
    assert "cannot be read" in said


def test_two_versions_on_the_same_day(make: Make) -> None:
    first = make(in_force=InForce(since=date(2026, 1, 1), until=date(2026, 6, 30)))
    second = make(version="2", in_force=InForce(since=date(2026, 6, 30)))
    assert list(overlaps_of([first, second])) == [
        "1.000001: versions 1 and 2 are in force on the same days"
    ]
    assert list(overlaps_of([first, make(code="1.000002")])) == []


def test_two_declarations_of_one_version(make: Make) -> None:
    first = make(in_force=InForce(since=date(2026, 1, 1), until=date(2026, 6, 30)))
    second = make(in_force=InForce(since=date(2026, 7, 1)))
    assert list(overlaps_of([first, second])) == ["1.000001: two declarations are called version 1"]
