"""The one form: what it asks of whom, what it refuses, which papers it needs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from citizen_portal.procedures.form import check_answers, visible_questions
from plugins.procedures.child_under_six import PROCEDURE
from plugins.procedures.child_under_six.cases import (
    FATHER_FILES,
    GRANDMOTHER_FILES,
    MOTHER_ALONE_RENTS,
)

ON = date(2026, 11, 20)
FATHER, GRANDMOTHER = FATHER_FILES.answers, GRANDMOTHER_FILES.answers


def named(answers: Mapping[str, Any], **changes: Any) -> list[str]:
    changed = {**answers, **changes}
    return [
        problem.question
        for step in PROCEDURE.shown_steps(changed)
        for problem in check_answers(step, changed, ON)
    ]


def asked(answers: Mapping[str, Any]) -> set[str]:
    return {
        name
        for step in PROCEDURE.shown_steps(answers)
        for name, _ in visible_questions(step, answers)
    }


@pytest.mark.parametrize(
    ("changes", "question"),
    [
        ({"child_birth_date": date(2026, 11, 21)}, "child_birth_date"),
        ({"child_birth_date": date(2020, 11, 20)}, "child_birth_date"),
        ({"child_birth_date": date(1985, 3, 31)}, "child_birth_date"),
        ({"mother_number": "022085000011"}, "mother_number"),
        ({"mother_birth_date": date(2025, 6, 10)}, "mother_birth_date"),
        ({"marriage_date": date(2026, 11, 21)}, "marriage_date"),
        ({"mother_known": False, "head_is": "mother"}, "head_is"),
        ({"head_consent": False}, "head_consent"),
        ({"guardian_consent": None}, "guardian_consent"),
        ({"clinic": None}, "clinic"),
        ({"dwelling": "rented", "owner_name": "Lê Cường", "owner_number": "022080000044",
          "owner_consent": True, "floor_area": 40, "residents": 1}, "residents"),
    ],
)  # fmt: skip
def test_a_contradiction_is_named(changes: dict[str, Any], question: str) -> None:
    assert question in named(FATHER, **changes)


def test_a_child_is_under_six_until_the_birthday() -> None:
    assert named(FATHER, child_birth_date=date(2020, 11, 21)) == []


def test_the_father_and_the_mother_are_two_people() -> None:
    assert named(GRANDMOTHER, father_number="022190000022") == ["father_number"]
    assert "father_known" in named(
        GRANDMOTHER, mother_known=False, father_known=False, parents_married=None
    )


def test_who_files_as_a_parent_is_not_asked_again() -> None:
    questions = asked(FATHER)
    assert "father_ethnicity" in questions
    assert not questions & {"father_known", "father_name", "father_number", "agreed_with_parents"}
    assert "agreed_with_parents" in asked(GRANDMOTHER)


def test_one_parent_alone_is_not_asked_about_a_marriage() -> None:
    assert "parents_married" not in asked(MOTHER_ALONE_RENTS.answers)
    assert "parents_married" in asked(FATHER)


@pytest.mark.parametrize("case", PROCEDURE.cases, ids=lambda case: case.name)
def test_papers_of_the_cases(case: Any) -> None:
    needed = [one.name for one in PROCEDURE.needed_documents(case.answers, ON)]
    assert sorted(needed) == sorted(case.papers)
