"""Questions about somebody else, and what must hold between child and parents."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from citizen_portal.domain.wording import Text
from citizen_portal.procedures.blocks.parents import parent_problems
from citizen_portal.procedures.blocks.person import GENDERS, PersonQuestions
from citizen_portal.procedures.conditions import when
from citizen_portal.procedures.form import ProcedureForm, read_step

MOTHER = PersonQuestions(whose=Text("của mẹ", "The mother's"), purpose="Ghi vào sổ (ví dụ)")
KNOWN = when("known", True)
YOURS = Text("Đây là số của bạn.", "This is your own number.")
FAMILY = {
    "requester_number": "022085000011",
    "child_birth_date": date(2026, 11, 5),
    "mother_birth_date": date(1990, 5, 17),
    "mother_number": "022190000022",
    "father_birth_date": date(1985, 3, 31),
    "father_number": "022080000044",
}


class Mother(ProcedureForm):
    name = "nguoi-me"
    title = Text("Người mẹ", "The mother")
    mother_name = MOTHER.full_name(shown_when=KNOWN)
    mother_birth_date = MOTHER.birth_date()
    mother_gender = MOTHER.gender()
    mother_number = MOTHER.number(required=False, hint=Text("Nếu có.", "If any."))
    mother_ethnicity = MOTHER.ethnicity()
    mother_nationality = MOTHER.nationality(personal="Mục đích khác")
    mother_address = MOTHER.address()


def test_questions_keep_the_order_of_the_step() -> None:
    assert [(name, one.wording.vi) for name, one in Mother.questions().items()] == [
        ("mother_name", "Họ, chữ đệm, tên của mẹ"),
        ("mother_birth_date", "Ngày, tháng, năm sinh của mẹ"),
        ("mother_gender", "Giới tính của mẹ"),
        ("mother_number", "Số định danh cá nhân của mẹ"),
        ("mother_ethnicity", "Dân tộc của mẹ"),
        ("mother_nationality", "Quốc tịch của mẹ"),
        ("mother_address", "Nơi cư trú của mẹ"),
    ]


def test_each_says_of_whom_and_what_for() -> None:
    asked = Mother.questions()
    assert asked["mother_name"].wording.en == "The mother's full name"
    assert asked["mother_address"].wording.en == "The mother's place of residence"
    purposes = {name: one.personal for name, one in asked.items()}
    assert purposes.pop("mother_nationality") == "Mục đích khác"
    assert set(purposes.values()) == {"Ghi vào sổ (ví dụ)"}


def test_options_reach_the_question() -> None:
    asked = Mother.questions()
    assert asked["mother_name"].shown_when == KNOWN
    assert not asked["mother_number"].required
    assert asked["mother_number"].hint == Text("Nếu có.", "If any.")
    assert asked["mother_gender"].choices == GENDERS


@pytest.mark.parametrize(
    ("question", "typed"),
    [
        ("mother_name", "A1"),
        ("mother_birth_date", "31/02/1990"),
        ("mother_gender", "other"),
        ("mother_number", "0221"),
        ("mother_ethnicity", "x" * 61),
        ("mother_nationality", "x" * 61),
        ("mother_address", "x" * 301),
    ],
)
def test_what_is_refused(question: str, typed: str) -> None:
    page = {
        "mother_name": ["Trần Thị Bình"],
        "mother_birth_date": ["17/05/1990"],
        "mother_gender": ["female"],
        "mother_ethnicity": ["Kinh"],
        "mother_nationality": ["Việt Nam"],
        "mother_address": ["Phường Bãi Cháy"],
    }
    earlier, on = {"known": True}, date(2026, 11, 20)
    assert read_step(Mother, page, earlier, on).problems == ()
    reading = read_step(Mother, {**page, question: [typed]}, earlier, on)
    assert [problem.question for problem in reading.problems] == [question]


@pytest.mark.parametrize(
    ("changes", "mother", "father"),
    [
        ({}, [], []),
        ({"mother_birth_date": date(2026, 11, 5)}, ["mother_birth_date"], []),
        ({"father_birth_date": date(2027, 1, 1)}, [], ["father_birth_date"]),
        ({"requester_number": "022190000022"}, ["mother_number"], []),
        ({"requester_number": "022080000044"}, [], ["father_number"]),
        ({"father_number": "022190000022"}, [], ["father_number"]),
        ({"child_birth_date": None, "mother_number": None, "father_number": None}, [], []),
    ],
)
def test_parents(changes: dict[str, Any], mother: list[str], father: list[str]) -> None:
    family = {**FAMILY, **changes}
    for parent, questions in (("mother", mother), ("father", father)):
        found = parent_problems(family, parent, your_number=YOURS)
        assert [problem.question for problem in found] == questions


def test_nothing_stated_contradicts_nothing() -> None:
    assert list(parent_problems({}, "father", your_number=YOURS)) == []


def test_your_own_number_gets_the_sentence_of_the_step() -> None:
    family = {**FAMILY, "requester_number": "022190000022"}
    (problem,) = parent_problems(family, "mother", your_number=YOURS)
    assert problem.sentence == YOURS
