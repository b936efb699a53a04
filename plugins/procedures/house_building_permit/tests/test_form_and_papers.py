"""Areas that fit and add up, who builds, which papers, what the permit says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.plugin_api import Problem, ServiceLevel
from citizen_portal.procedures.catalogue import Catalogue
from citizen_portal.procedures.form import asked_answers, check_answers, visible_questions
from plugins.procedures.house_building_permit import PROCEDURE
from plugins.procedures.house_building_permit.cases import (
    AUTHORISED,
    ONE_FLOOR,
    ORGANISATION,
    TOWN_HOUSE,
)
from plugins.procedures.house_building_permit.house import floors_in_words
from plugins.procedures.house_building_permit.owner import owner_name
from plugins.procedures.house_building_permit.papers import DOCUMENTS
from plugins.procedures.house_building_permit.result import Permit, content, suggest

ON = date(2026, 11, 20)
FLOOR = {"storey_name": "Tầng 1", "storey_area": 96_00}
ENTRY = {
    "permit_red_line": "Cách tim đường 6 m",
    "permit_building_line": "Trùng chỉ giới đường đỏ",
    "permit_land_paper": "Giấy chứng nhận số 12",
    "permit_notes": None,
}


def problems(answers: Mapping[str, Any], **changes: Any) -> list[Problem]:
    changed = asked_answers(PROCEDURE.form, {**answers, **changes})
    return [
        problem
        for step in PROCEDURE.shown_steps(changed)
        for problem in check_answers(step, changed, ON)
    ]


def named(answers: Mapping[str, Any], **changes: Any) -> list[str]:
    return [problem.question for problem in problems(answers, **changes)]


@pytest.mark.parametrize(
    ("changes", "questions"),
    [
        ({}, []),
        ({"lot_area": 96_00}, []),
        ({"lot_area": 95_99}, ["first_floor_area"]),
        ({"lot_area": 0}, ["lot_area", "first_floor_area"]),
        ({"floor_area": 95_99}, ["floor_area"]),
        ({"floor_area": 96_01}, ["storeys"]),
        ({"storeys": []}, ["storeys"]),
        ({"storeys": [{**FLOOR, "storey_area": 95_00}]}, ["storeys"]),
        ({"storeys": [{**FLOOR, "storey_area": 48_00}] * 2}, []),
        ({"storeys": [{**FLOOR, "storey_name": None}]}, ["storeys-0-storey_name"]),
        ({"storeys": [{**FLOOR, "storey_area": 0}]}, ["storeys-0-storey_area"]),
        ({"height": 0}, ["height"]),
        ({"height": 1}, []),
        ({"floors": 0}, ["floors"]),
        ({"floors": 1, "basements": 6}, ["basements"]),
        ({"basements": None}, ["basements"]),
        ({"ground_level": -5_00}, []),
        ({"setback": -1}, ["setback"]),
        ({"months": 0}, ["months"]),
        ({"months": 37}, []),
        ({"designer_certificate": "số bất kỳ"}, []),
        ({"design_appraisal": True}, ["appraiser_name"]),
        ({"delivery": "post"}, ["delivery_address"]),
        ({"undertake_permit": False}, ["undertake_permit"]),
        ({"statement_true": False}, ["statement_true"]),
    ],
)
def test_the_house(changes: dict[str, Any], questions: list[str]) -> None:
    assert named(ONE_FLOOR.answers, **changes) == questions


@given(st.integers(1_00, 500_00), st.lists(st.integers(1_00, 500_00), min_size=1, max_size=8))
def test_only_floors_that_fit_the_lot_and_add_up_pass(lot: int, areas: list[int]) -> None:
    rows = [{"storey_name": f"Tầng {n}", "storey_area": one} for n, one in enumerate(areas, 1)]
    changes = {"lot_area": lot, "first_floor_area": areas[0], "storeys": rows}
    found = named(ONE_FLOOR.answers, **changes, floor_area=sum(areas))
    assert found == (["first_floor_area"] if areas[0] > lot else [])
    assert "storeys" in named(ONE_FLOOR.answers, **changes, floor_area=sum(areas) + 1)


def test_what_is_only_unusual_is_a_hint() -> None:
    house, work = PROCEDURE.step("ngoi-nha"), PROCEDURE.step("cam-ket")
    assert "2,4 m cho mỗi tầng" in house.questions()["height"].hint.vi
    assert "1 đến 36 tháng" in work.questions()["months"].hint.vi
    assert named(TOWN_HOUSE.answers, height=5_00) == []


def test_the_sentence_says_both_sums() -> None:
    (problem,) = problems(ONE_FLOOR.answers, floor_area=100_50)
    assert "96 m²" in problem.sentence.vi
    assert "100,5 m²" in problem.sentence.en


@pytest.mark.parametrize(
    ("answers", "changes", "questions"),
    [
        (ONE_FLOOR.answers, {"requester_birth_date": date(2026, 11, 21)}, ["requester_birth_date"]),
        (ONE_FLOOR.answers, {"requester_number": "12"}, ["requester_number"]),
        (ONE_FLOOR.answers, {"filed_for": "other"}, ["owner_name", "owner_number"]),
        (AUTHORISED.answers, {"owner_number": "022085000011"}, ["owner_number"]),
        (
            ONE_FLOOR.answers,
            {"filed_for": "organisation"},
            ["organisation_name", "organisation_code", "position"],
        ),
        (ORGANISATION.answers, {"organisation_code": "0100233488-001"}, []),
        (ORGANISATION.answers, {"organisation_code": "010023348"}, ["organisation_code"]),
        (ORGANISATION.answers, {"organisation_code": "01002334AB"}, ["organisation_code"]),
    ],
)
def test_who_builds(
    answers: Mapping[str, Any], changes: dict[str, Any], questions: list[str]
) -> None:
    assert named(answers, **changes) == questions


def test_a_step_asks_only_what_concerns_the_one_who_files() -> None:
    step = PROCEDURE.step("chu-dau-tu")
    own = {name for name, _ in visible_questions(step, ONE_FLOOR.answers)}
    assert not own & {"owner_name", "organisation_name", "position"}
    assert owner_name(AUTHORISED.answers) == "H'Hen Niê"
    assert owner_name(ORGANISATION.answers) == "Công ty Nhà ở Mẫu"
    assert owner_name({}) == ""


ALWAYS = ["giay-to-dat-dai", "ban-ve-thiet-ke"]


@pytest.mark.parametrize(
    ("answers", "papers"),
    [
        ({}, []),
        ({"fire_safety": True}, ["ket-qua-phong-chay-chua-chay"]),
        ({"fire_safety": False}, []),
        ({"design_appraisal": True}, ["bao-cao-tham-tra-thiet-ke"]),
        ({"adjacent_buildings": True}, ["cam-ket-cong-trinh-lien-ke"]),
        ({"filed_for": "other"}, ["giay-uy-quyen"]),
        ({"filed_for": "organisation"}, []),
    ],
)
def test_papers(answers: dict[str, Any], papers: list[str]) -> None:
    assert [one.name for one in PROCEDURE.needed_documents(answers, ON)] == ALWAYS + papers


def test_papers_carry_the_codes_of_the_national_list() -> None:
    codes = {one.name: one.component_code for one in DOCUMENTS}
    assert codes["giay-to-dat-dai"] == "G17-KQ003215"
    assert codes["ban-ve-thiet-ke"] == "000.00.00.G17-KQ002712"
    drawings = PROCEDURE.document("ban-ve-thiet-ke")
    assert "Chỉ nhận tệp PDF" in drawings.hint.vi
    assert "DWG" in drawings.hint.vi


def test_the_reason_for_being_partly_online_is_published() -> None:
    assert PROCEDURE.service_level is ServiceLevel.PARTIAL
    assert PROCEDURE.partial_reason is not None
    assert "bản vẽ giấy" in PROCEDURE.partial_reason.vi


class TestPermit:
    def test_content(self) -> None:
        answers = TOWN_HOUSE.answers
        printed = content(answers, {**suggest(answers, ON), **ENTRY})
        assert printed["owner"] == "Trần Thị Bình"
        assert printed["owner_code"] == "022190000022"
        assert printed["lot"] == "7A"
        assert printed["ground_level"] == "-0,15 m"
        assert printed["setback"] == "2,4 m"
        assert printed["floor_area"] == "274,75 m²"
        assert printed["storeys"][1] == {"name": "Tầng lửng", "area": "30 m²"}
        assert printed["floors"] == "3 tầng trên mặt đất, tầng lửng, tum"
        assert printed["representative"] == ""

    def test_an_organisation_is_named_with_its_representative(self) -> None:
        answers = ORGANISATION.answers
        printed = content(answers, {**suggest(answers, ON), **ENTRY})
        assert printed["owner"] == "Công ty Nhà ở Mẫu"
        assert printed["owner_code"] == "0100233488"
        assert printed["representative"] == "Lê Minh Cường, Giám đốc"
        assert floors_in_words(answers).startswith("3 tầng trên mặt đất, 1 tầng hầm")

    def test_the_officer_says_where_the_lines_run(self) -> None:
        entry = suggest(ONE_FLOOR.answers, ON)
        missing = [problem.question for problem in check_answers(Permit, entry, ON)]
        assert missing == ["permit_red_line", "permit_building_line", "permit_land_paper"]


@pytest.mark.parametrize(
    "query", ["xây nhà", "xay nha", "giấy phép xây dựng", "GPXD", "làm nhà", "1.013225"]
)
def test_people_find_it(query: str) -> None:
    catalogue = Catalogue([("house_building_permit", PROCEDURE)])
    assert catalogue.search(query, ON) == (PROCEDURE,)
