"""What is asked of whom, which papers, which contradictions are named."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from citizen_portal.procedures.catalogue import Catalogue
from citizen_portal.procedures.form import asked_answers, check_answers, visible_questions
from plugins.procedures.birth_registration import PROCEDURE
from plugins.procedures.birth_registration.cases import (
    ABANDONED,
    MOTHER_ALONE_LATE,
    ON_TIME,
    SURROGACY,
    UNMARRIED,
)
from plugins.procedures.birth_registration.result import RegisterEntry, content, suggest

ON = date(2026, 11, 20)
ENTRY = {
    "child_personal_number": "022326000777",
    "registration_number": "45",
    "registration_book": "01/2026",
    "registration_date": ON,
    "registration_notes": None,
}


def named(answers: Mapping[str, Any], **changes: Any) -> list[str]:
    changed = asked_answers(PROCEDURE.form, {**answers, **changes})
    return [
        problem.question
        for step in PROCEDURE.shown_steps(changed)
        for problem in check_answers(step, changed, ON)
    ]


def shown(answers: Mapping[str, Any]) -> set[str]:
    return {
        name
        for step in PROCEDURE.shown_steps(answers)
        for name, _ in visible_questions(step, answers)
    }


@pytest.mark.parametrize(
    ("changes", "questions"),
    [
        ({}, []),
        ({"requester_number": "02208500001"}, ["requester_number"]),
        (
            {"requester_birth_date": date(2026, 11, 21)},
            ["requester_birth_date", "child_birth_date"],
        ),
        ({"requester_birth_date": date(2026, 11, 5)}, ["child_birth_date"]),
        ({"requester_birth_date": date(2026, 11, 4)}, []),
        ({"child_birth_date": date(2026, 11, 6)}, ["child_birth_date_words"]),
        ({"child_birth_date_words": "Ngày năm tháng mười"}, ["child_birth_date_words"]),
        ({"child_name": "Bé 1"}, ["child_name"]),
        ({"child_home_town": None}, ["child_home_town"]),
        ({"mother_number": "02219000002"}, ["mother_number"]),
        ({"mother_number": None}, []),
        ({"mother_number": "022085000011"}, ["mother_number"]),
        ({"mother_birth_date": date(2026, 11, 5)}, ["mother_birth_date"]),
        ({"mother_birth_date": date(2026, 11, 4)}, []),
        ({"mother_birth_date": date(2014, 1, 1)}, []),
        ({"marriage_date": date(2026, 11, 21)}, ["marriage_date"]),
        ({"marriage_number": None}, ["marriage_number"]),
        ({"marriage_book": None}, []),
        ({"parents_married": False}, []),
        ({"wants_copies": True}, ["copies"]),
        ({"wants_copies": True, "copies": 0}, ["copies"]),
        ({"wants_copies": True, "copies": 51}, ["copies"]),
        ({"wants_copies": True, "copies": 50}, []),
        ({"statement_true": False}, ["statement_true"]),
        ({"birth_situation": "abandoned"}, ["birth_situation"]),
        ({"birth_situation": "unknown"}, ["birth_situation"]),
        ({"relation": "relative"}, ["agreed_with_parents", "father_known"]),
    ],
)
def test_contradictions(changes: dict[str, Any], questions: list[str]) -> None:
    assert named(ON_TIME.answers, **changes) == questions


def test_a_birth_is_not_announced() -> None:
    tomorrow = {
        "child_birth_date": date(2026, 11, 21),
        "child_birth_date_words": "ngày hai mươi mốt tháng mười một năm hai nghìn không trăm "
        "hai mươi sáu",
    }
    assert named(ON_TIME.answers, **tomorrow) == ["child_birth_date"]


class TestParents:
    def test_one_of_them_is_named(self) -> None:
        neither = {"relation": "carer", "mother_known": False, "father_known": False}
        assert named(ON_TIME.answers, **neither) == ["father_known"]
        assert named(ON_TIME.answers, **{**neither, "mother_known": True}) == []

    def test_a_parent_who_asks_is_not_asked_again(self) -> None:
        asked = shown(ON_TIME.answers)
        assert {one for one in asked if one.startswith("father_")} == {
            "father_ethnicity",
            "father_nationality",
        }
        asked = shown(MOTHER_ALONE_LATE.answers)
        assert {one for one in asked if one.startswith("mother_")} == {
            "mother_ethnicity",
            "mother_nationality",
        }

    @pytest.mark.parametrize(
        ("number", "questions"),
        [
            ("022190000022", ["father_number"]),
            ("022175000077", ["father_number"]),
            ("022190000033", []),
        ],
    )
    def test_nobody_twice(self, number: str, questions: list[str]) -> None:
        answers = {**UNMARRIED.answers, "father_number": number}
        assert named(answers) == questions

    def test_a_father_younger_than_the_child(self) -> None:
        assert named(UNMARRIED.answers, father_birth_date=ON) == ["father_birth_date"]

    def test_a_marriage_takes_two(self) -> None:
        assert "parents_married" in shown(ON_TIME.answers)
        assert "parents_married" in shown(UNMARRIED.answers)
        alone = {**MOTHER_ALONE_LATE.answers, "parents_married": True, "marriage_number": "1"}
        assert "parents_married" not in asked_answers(PROCEDURE.form, alone)
        assert "marriage_number" not in asked_answers(PROCEDURE.form, alone)

    @pytest.mark.parametrize("situation", ["abandoned", "unknown"])
    def test_nobody_asks_for_parents_that_are_not_known(self, situation: str) -> None:
        asked = shown({**ABANDONED.answers, "birth_situation": situation})
        assert not any(one.startswith(("mother_", "father_", "marriage_")) for one in asked)
        assert "birth_proof" not in asked
        assert named(ABANDONED.answers, birth_situation=situation) == []


@pytest.mark.parametrize(
    ("answers", "papers"),
    [
        ({"birth_proof": "certificate"}, {"giay-chung-sinh": "4389"}),
        ({"birth_proof": "witness"}, {"van-ban-nguoi-lam-chung": "4389"}),
        ({"birth_proof": "undertaking"}, {"giay-cam-doan-viec-sinh": "4389"}),
        ({"birth_situation": "surrogacy"}, {"xac-nhan-mang-thai-ho": "3303"}),
        ({"birth_situation": "abandoned"}, {"bien-ban-tre-bi-bo-roi": "3208"}),
        ({"birth_situation": "unknown"}, {"bien-ban-tre-bi-bo-roi": "3208"}),
        ({"relation": "authorised"}, {"giay-uy-quyen": "3159"}),
        ({"relation": "grandparent"}, {}),
        ({"relation": "mother"}, {}),
    ],
)
def test_papers(answers: dict[str, str], papers: dict[str, str]) -> None:
    needed = PROCEDURE.needed_documents(answers, ON)
    assert {one.name: one.component_code for one in needed} == {
        name: f"000.00.00.G15-KQ00{number}" for name, number in papers.items()
    }


@pytest.mark.parametrize(
    ("born", "exemption", "asked"),
    [
        (date(2026, 9, 21), "poor", False),
        (date(2026, 9, 20), "poor", True),
        (date(2026, 9, 20), "merit", True),
        (date(2026, 9, 20), "disabled", True),
        (date(2026, 9, 20), "none", False),
    ],
)
def test_an_exemption_is_proved_only_when_it_counts(
    born: date, exemption: str, asked: bool
) -> None:
    answers = {"child_birth_date": born, "exemption": exemption}
    needed = [one.name for one in PROCEDURE.needed_documents(answers, ON)]
    assert needed == (["dien-mien-le-phi"] if asked else [])


class TestCertificate:
    def test_both_parents(self) -> None:
        printed = content(ON_TIME.answers, ENTRY)
        assert printed["father"]["name"] == "Nguyễn Văn An"
        assert printed["father"]["number"] == "022085000011"
        assert printed["mother"]["birth_date"] == "20/07/1990"
        assert printed["birth_words"].startswith("Ngày năm tháng mười một")
        assert printed["personal_number"] == "022326000777"

    def test_an_unnamed_father_leaves_it_empty(self) -> None:
        printed = content(MOTHER_ALONE_LATE.answers, ENTRY)
        assert printed["father"] == {}
        assert printed["mother"]["name"] == "Trần Thị Bình"

    def test_a_foreign_mother_has_no_number(self) -> None:
        assert content(SURROGACY.answers, ENTRY)["mother"]["number"] == ""

    def test_the_register_says_when_nobody_is_known(self) -> None:
        unknown = {**ABANDONED.answers, "birth_situation": "unknown"}
        assert suggest(unknown, ON)["registration_notes"] == "Trẻ chưa xác định được cha, mẹ"
        assert suggest(ABANDONED.answers, ON) == {
            "registration_date": ON,
            "registration_notes": None,
        }

    @pytest.mark.parametrize(
        ("changes", "questions"),
        [
            ({}, []),
            ({"child_personal_number": None}, ["child_personal_number"]),
            ({"child_personal_number": "12"}, ["child_personal_number"]),
            ({"registration_date": date(2026, 11, 21)}, ["registration_date"]),
        ],
    )
    def test_what_the_officer_enters(self, changes: dict[str, Any], questions: list[str]) -> None:
        found = check_answers(RegisterEntry, {**ENTRY, **changes}, ON)
        assert [one.question for one in found] == questions


@pytest.mark.parametrize(
    "query", ["khai sinh", "khai sinh cho con", "lam giay khai sinh", "1.001193", "sinh con"]
)
def test_people_find_it(query: str) -> None:
    catalogue = Catalogue([("birth_registration", PROCEDURE)])
    assert catalogue.search(query, ON) == (PROCEDURE,)
