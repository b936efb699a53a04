"""What is asked of whom, which papers, which contradictions are named."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from citizen_portal.procedures.catalogue import Catalogue
from citizen_portal.procedures.form import asked_answers, check_answers, visible_questions
from plugins.procedures.death_registration import PROCEDURE
from plugins.procedures.death_registration.cases import LATE, LONG_AGO, NO_RESIDENCE, ON_TIME
from plugins.procedures.death_registration.result import RegisterEntry, content, suggest

ON = date(2026, 11, 20)
ENTRY = {
    "registration_number": "12",
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


@pytest.mark.parametrize(
    ("changes", "questions"),
    [
        ({}, []),
        ({"requester_birth_date": date(2026, 11, 21)}, ["requester_birth_date"]),
        ({"deceased_number": "022085000011"}, ["deceased_number"]),
        ({"deceased_number": None}, []),
        ({"deceased_birth_date": None}, ["deceased_birth_date"]),
        ({"deceased_birth_date": date(2026, 11, 21)}, ["deceased_birth_date", "death_date"]),
        ({"deceased_birth_date": date(2026, 11, 19)}, ["death_date"]),
        ({"deceased_birth_date": date(2026, 11, 18)}, []),
        ({"deceased_birth_date": date(1799, 12, 31)}, ["deceased_birth_date"]),
        ({"deceased_address": None}, ["deceased_address"]),
        ({"death_date": date(2026, 11, 21)}, ["death_date", "notice_date"]),
        ({"death_date": date(1951, 4, 1)}, ["death_date"]),
        ({"death_time": "25:00"}, ["death_time"]),
        ({"death_time": "8h30"}, ["death_time"]),
        ({"death_time": "8:30"}, []),
        ({"death_time": None}, []),
        ({"death_cause": None}, ["death_cause"]),
        ({"notice_date": date(2026, 11, 17)}, ["notice_date"]),
        ({"notice_date": date(2026, 11, 21)}, ["notice_date"]),
        ({"notice_issuer": None}, ["notice_issuer"]),
        ({"notice_number": None}, []),
        ({"wants_copies": True}, ["copies"]),
        ({"wants_copies": True, "copies": 51}, ["copies"]),
        ({"statement_true": False}, ["statement_true"]),
    ],
)
def test_contradictions(changes: dict[str, Any], questions: list[str]) -> None:
    assert named(ON_TIME.answers, **changes) == questions


@pytest.mark.parametrize(
    ("year", "questions"),
    [
        (1938, []),
        (1972, []),
        (1973, ["death_date"]),
        (2027, ["deceased_birth_year", "death_date"]),
        (1799, ["deceased_birth_year"]),
        (None, ["deceased_birth_year"]),
    ],
)
def test_only_the_year_is_known(year: int | None, questions: list[str]) -> None:
    assert named(LONG_AGO.answers, deceased_birth_year=year) == questions


@pytest.mark.parametrize(
    ("proof", "asked"), [("notice", True), ("substitute", True), ("evidence", False)]
)
def test_a_notice_has_a_number_an_issuer_and_a_day(proof: str, asked: bool) -> None:
    step = PROCEDURE.step("su-kien-chet")
    shown = {name for name, _ in visible_questions(step, {"death_proof": proof})}
    assert ({"notice_number", "notice_issuer", "notice_date"} <= shown) is asked


@pytest.mark.parametrize(
    ("answers", "papers"),
    [
        ({"death_proof": "notice"}, {"giay-bao-tu": "4376"}),
        ({"death_proof": "substitute"}, {"giay-bao-tu": "4376"}),
        ({"death_proof": "evidence"}, {"chung-cu-su-kien-chet": "3285"}),
        ({"residence_known": False}, {"noi-chet": "3289"}),
        ({"residence_known": True}, {}),
        ({"relation": "authorised"}, {"giay-uy-quyen": "2966"}),
        ({"relation": "representative"}, {}),
        ({"relation": "spouse"}, {}),
    ],
)
def test_papers(answers: dict[str, Any], papers: dict[str, str]) -> None:
    needed = PROCEDURE.needed_documents(answers, ON)
    assert {one.name: one.component_code for one in needed} == {
        name: f"000.00.00.G15-KQ00{number}" for name, number in papers.items()
    }


@pytest.mark.parametrize(
    ("died", "exemption", "asked"),
    [
        (date(2026, 11, 5), "poor", False),
        (date(2026, 11, 4), "poor", True),
        (date(2026, 11, 4), "merit", True),
        (date(2026, 11, 4), "disabled", True),
        (date(2026, 11, 4), "none", False),
    ],
)
def test_an_exemption_is_proved_only_when_it_counts(
    died: date, exemption: str, asked: bool
) -> None:
    answers = {"death_date": died, "exemption": exemption}
    needed = [one.name for one in PROCEDURE.needed_documents(answers, ON)]
    assert needed == (["dien-mien-le-phi"] if asked else [])


class TestExtract:
    def test_a_death_in_hospital(self) -> None:
        printed = content(ON_TIME.answers, {**ENTRY, **suggest(ON_TIME.answers, ON)})
        assert (printed["died_at"], printed["died_on"]) == ("08:30", "18/11/2026")
        assert printed["birth_date"] == "02/04/1951"
        assert printed["proof"] == "Giấy báo tử số 15/GBT do Bệnh viện Mẫu cấp ngày 18/11/2026"

    def test_a_paper_without_a_number(self) -> None:
        printed = content(LATE.answers, ENTRY)
        assert printed["birth_date"] == "năm 1938"
        assert printed["proof"] == (
            "Giấy tờ thay Giấy báo tử do Công an phường Hạ Long cấp ngày 03/09/2026"
        )

    def test_other_evidence_and_no_residence(self) -> None:
        assert content(LONG_AGO.answers, ENTRY)["proof"].startswith("Giấy tờ, tài liệu, chứng cứ")
        assert content(NO_RESIDENCE.answers, ENTRY)["address"] == ""

    @pytest.mark.parametrize(
        ("changes", "questions"),
        [
            ({}, []),
            ({"registration_number": None}, ["registration_number"]),
            ({"registration_date": date(2026, 11, 21)}, ["registration_date"]),
        ],
    )
    def test_what_the_officer_enters(self, changes: dict[str, Any], questions: list[str]) -> None:
        found = check_answers(RegisterEntry, {**ENTRY, **changes}, ON)
        assert [one.question for one in found] == questions


@pytest.mark.parametrize(
    "query", ["khai tử", "bao tu", "báo tử", "chứng tử", "trich luc khai tu", "1.000656"]
)
def test_people_find_it(query: str) -> None:
    catalogue = Catalogue([("death_registration", PROCEDURE)])
    assert catalogue.search(query, ON) == (PROCEDURE,)
