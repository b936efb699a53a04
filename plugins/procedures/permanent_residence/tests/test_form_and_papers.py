"""Dwellings and their papers, members, minors, exemptions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from citizen_portal.procedures.catalogue import Catalogue
from citizen_portal.procedures.form import check_answers, visible_questions
from plugins.procedures.permanent_residence import PROCEDURE
from plugins.procedures.permanent_residence.cases import (
    ALONE,
    EXEMPT_AT_RELATIVES,
    FAMILY_RENTING,
)
from plugins.procedures.permanent_residence.dwelling import DWELLINGS
from plugins.procedures.permanent_residence.law import least_area_per_person
from plugins.procedures.permanent_residence.result import content, suggest

ON = date(2026, 11, 20)
FAMILY = FAMILY_RENTING.answers
WIFE, CHILD = FAMILY["members"]


def named(answers: Mapping[str, Any], **changes: Any) -> list[str]:
    changed = {**answers, **changes}
    return [
        problem.question for step in PROCEDURE.form for problem in check_answers(step, changed, ON)
    ]


def papers(on: date = ON, **answers: Any) -> list[str]:
    return [one.name for one in PROCEDURE.needed_documents(answers, on)]


@pytest.mark.parametrize(
    ("answers", "components"),
    [
        ({"dwelling": "owned"}, {"3605"}),
        ({"dwelling": "relative"}, {"3606"}),
        ({"dwelling": "rented"}, {"3607", "3608"}),
        ({"dwelling": "religious", "religious_ground": "serving"}, {"3610", "3611"}),
        ({"dwelling": "religious", "religious_ground": "sheltered"}, {"3613"}),
        ({"dwelling": "care", "care_place": "institution"}, {"3614", "3615"}),
        ({"dwelling": "care", "care_place": "family"}, {"3615"}),
        ({"dwelling": "vehicle", "moored_elsewhere": False}, {"3616"}),
        ({"dwelling": "vehicle", "moored_elsewhere": True}, {"3616", "3617"}),
        ({"dwelling": "barracks", "force": "police"}, {"3619"}),
        ({"dwelling": "barracks", "force": "army"}, {"3620"}),
    ],
)
def test_papers_by_dwelling(answers: dict[str, Any], components: set[str]) -> None:
    needed = PROCEDURE.needed_documents(answers, ON)
    assert {one.component_code for one in needed} == {
        f"000.00.00.G01-KQ00{number}" for number in components
    }


@pytest.mark.parametrize(
    ("exemption", "proof"),
    [
        ("none", []),
        ("child", []),
        ("elderly", []),
        ("disabled", ["dien-mien-le-phi"]),
        ("merit", ["dien-mien-le-phi"]),
        ("poor", ["dien-mien-le-phi"]),
        ("minority", ["dien-mien-le-phi"]),
    ],
)
def test_proof_of_exemption(exemption: str, proof: list[str]) -> None:
    assert papers(exemption=exemption) == proof


@pytest.mark.parametrize("dwelling", [value for value, _ in DWELLINGS])
def test_each_dwelling_asks_its_own_questions(dwelling: str) -> None:
    asked = {
        name for name, _ in visible_questions(PROCEDURE.step("cho-o"), {"dwelling": dwelling})
    } - {"dwelling"}
    owner = {"owner_name", "owner_number", "owner_consent"}
    assert (
        asked
        == {
            "owned": set(),
            "relative": owner,
            "rented": owner | {"floor_area", "residents"},
            "religious": {"religious_ground"},
            "care": {"care_place"},
            "vehicle": {"moored_elsewhere"},
            "barracks": {"force"},
        }[dwelling]
    )


class TestMinors:
    def test_ages_contradict_the_answer(self) -> None:
        assert named(FAMILY, has_minors=False) == ["has_minors"]

    def test_the_applicant_counts_too(self) -> None:
        assert named(ALONE, applicant_birth_date=date(2008, 11, 21)) == ["has_minors"]
        assert named(ALONE, applicant_birth_date=date(2008, 11, 20)) == []

    def test_consent_is_asked(self) -> None:
        consent = ["guardian_kind", "guardian_name", "guardian_number", "guardian_consent"]
        without: dict[str, Any] = dict.fromkeys(consent)
        assert named(FAMILY, **without) == consent

    def test_a_minor_cannot_consent(self) -> None:
        changes = {"guardian_number": CHILD["member_number"]}
        assert named(FAMILY, **changes) == ["guardian_number"]

    def test_written_consent_unless_the_parent_files(self) -> None:
        assert "y-kien-cha-me" in papers(**FAMILY)
        own = {**FAMILY, "guardian_number": FAMILY["applicant_number"]}
        assert "y-kien-cha-me" not in papers(**own)

    def test_ages_decide_on_the_day(self) -> None:
        answers = {**FAMILY, "has_minors": False}
        assert "y-kien-cha-me" in papers(date(2036, 9, 1), **answers)
        assert "y-kien-cha-me" not in papers(date(2036, 9, 2), **answers)


class TestPeople:
    def test_nobody_is_named_twice(self) -> None:
        twice = [WIFE, {**CHILD, "member_number": WIFE["member_number"]}]
        assert named(FAMILY, members=twice, has_minors=True)[:2] == [
            "members-0-member_number",
            "members-1-member_number",
        ]
        own = [{**WIFE, "member_number": ALONE["applicant_number"]}, CHILD]
        assert named(FAMILY, members=own) == ["members-0-member_number"]

    def test_nobody_is_born_later(self) -> None:
        later = [WIFE, {**CHILD, "member_birth_date": date(2026, 11, 21)}]
        assert named(FAMILY, members=later) == ["members-1-member_birth_date"]
        assert "applicant_birth_date" in named(ALONE, applicant_birth_date=date(2026, 11, 21))

    def test_the_head(self) -> None:
        assert named(ALONE, is_head=False) == [
            "head_name",
            "head_relation",
            "head_number",
            "head_consent",
        ]
        own = ALONE["applicant_number"]
        assert named(EXEMPT_AT_RELATIVES.answers, head_number=own) == ["head_number"]


class TestRoom:
    @pytest.mark.parametrize(
        ("area", "residents", "questions"),
        [
            (24, 3, []),
            (23, 3, ["floor_area"]),
            (45, 2, ["residents"]),
            (45, 5, []),
            (0, 3, ["floor_area"]),
        ],
    )
    def test_area_for_each_person(self, area: int, residents: int, questions: list[str]) -> None:
        assert named(FAMILY, floor_area=area, residents=residents) == questions

    def test_the_figure_is_configuration(self, tmp_path: Path) -> None:
        file = tmp_path / "dwelling.toml"
        file.write_text("least_area_per_person = 0", encoding="utf-8")
        assert least_area_per_person(file) == 0
        assert least_area_per_person() == 8


def test_the_notice() -> None:
    joined = suggest(EXEMPT_AT_RELATIVES.answers, ON)
    assert joined["notice_head"] == "Vũ Thị Giang"
    printed = content(FAMILY, suggest(FAMILY, ON))
    assert printed["head"] == printed["name"] == "Nguyễn Văn An"
    assert [one["birth_date"] for one in printed["members"]] == ["20/07/1990", "02/09/2018"]


@pytest.mark.parametrize("query", ["hộ khẩu", "ho khau", "nhập khẩu", "thuong tru", "CT01"])
def test_people_find_it(query: str) -> None:
    catalogue = Catalogue([("permanent_residence", PROCEDURE)])
    assert catalogue.search(query, ON) == (PROCEDURE,)
