"""Two people, each once, old enough; what is asked of whom; the certificate."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from citizen_portal.procedures.catalogue import Catalogue
from citizen_portal.procedures.form import asked_answers, check_answers, visible_questions
from plugins.procedures.marriage_registration import PROCEDURE, names_of_both
from plugins.procedures.marriage_registration.age import read_least_ages, too_young
from plugins.procedures.marriage_registration.cases import (
    DIVORCED_BRIDE,
    FIRST_MARRIAGE,
    WIDOWED_BOTH,
)
from plugins.procedures.marriage_registration.result import RegisterEntry, content, suggest

ON = date(2026, 11, 20)
BY_GROOM, BY_BRIDE = FIRST_MARRIAGE.answers, DIVORCED_BRIDE.answers
ENTRY = {
    "both_present": True,
    "registration_number": "7",
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
        ({"requester_birth_date": date(2006, 11, 21)}, ["requester_birth_date"]),
        ({"requester_birth_date": date(2006, 11, 20)}, []),
        ({"requester_birth_date": date(2026, 11, 21)}, ["requester_birth_date"]),
        ({"bride_birth_date": date(2008, 11, 21)}, ["bride_birth_date"]),
        ({"bride_birth_date": date(2008, 11, 20)}, []),
        ({"bride_number": "022085000011"}, ["bride_number"]),
        ({"bride_number": None}, ["bride_number"]),
        ({"bride_address": None}, ["bride_address"]),
        ({"groom_before": "divorced"}, ["groom_times"]),
        ({"groom_before": "divorced", "groom_times": 1}, ["groom_times"]),
        ({"groom_before": "widowed", "groom_times": 2}, []),
        ({"wants_copies": True}, ["copies"]),
        ({"wants_copies": True, "copies": 51}, ["copies"]),
        ({"statement_free": False}, ["statement_free"]),
        ({"statement_unrelated": False}, ["statement_unrelated"]),
        ({"statement_present": False}, ["statement_present"]),
        ({"statement_true": False}, ["statement_true"]),
    ],
)
def test_contradictions_when_the_groom_files(changes: dict[str, Any], questions: list[str]) -> None:
    assert named(BY_GROOM, **changes) == questions


@pytest.mark.parametrize(
    ("changes", "questions"),
    [
        ({}, []),
        ({"requester_birth_date": date(2008, 11, 21)}, ["requester_birth_date"]),
        ({"requester_birth_date": date(2008, 11, 20)}, []),
        ({"groom_birth_date": date(2006, 11, 21)}, ["groom_birth_date"]),
        ({"groom_birth_date": date(2006, 11, 20)}, []),
        ({"groom_number": "022190000022"}, ["groom_number"]),
        ({"bride_times": None}, ["bride_times"]),
    ],
)
def test_contradictions_when_the_bride_files(changes: dict[str, Any], questions: list[str]) -> None:
    assert named(BY_BRIDE, **changes) == questions


@pytest.mark.parametrize(
    ("who", "step", "asked"),
    [
        ("groom", "ben-nam", False),
        ("groom", "ben-nu", True),
        ("bride", "ben-nam", True),
        ("bride", "ben-nu", False),
    ],
)
def test_who_files_is_not_asked_again(who: str, step: str, asked: bool) -> None:
    shown = {name for name, _ in visible_questions(PROCEDURE.step(step), {"requester_is": who})}
    about = {one.partition("_")[2] for one in shown}
    assert ({"name", "birth_date", "number", "address"} <= about) is asked
    assert {"ethnicity", "nationality", "before"} <= about


class TestAges:
    def test_the_figures_are_configuration(self, tmp_path: Path) -> None:
        assert read_least_ages() == {"groom": 20, "bride": 18}
        file = tmp_path / "ages.toml"
        file.write_text("groom = 18", encoding="utf-8")
        with pytest.raises(KeyError, match="bride"):
            read_least_ages(file)

    def test_they_are_not_called_law(self) -> None:
        sentence = too_young(date(2010, 1, 1), "groom", ON)
        assert sentence is not None
        assert "20 tuổi, là mức cấu hình" in sentence.vi


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ({"groom_before": "never", "bride_before": "never"}, False),
        ({"groom_before": "divorced", "bride_before": "never"}, True),
        ({"groom_before": "never", "bride_before": "widowed"}, True),
    ],
)
def test_no_paper_must_be_sent(answers: dict[str, str], asked: bool) -> None:
    needed = {one.name: one.optional for one in PROCEDURE.needed_documents(answers, ON)}
    assert needed == ({"cham-dut-hon-nhan": True} if asked else {})


class TestCertificate:
    def test_both_stand_on_it(self) -> None:
        printed = content(BY_GROOM, {**ENTRY, **suggest(BY_GROOM, ON)})
        assert printed["groom"]["name"] == "Nguyễn Văn An"
        assert printed["bride"]["number"] == "022190000022"
        assert (printed["groom"]["times"], printed["bride"]["times"]) == (1, 1)

    def test_earlier_marriages_count(self) -> None:
        printed = content(WIDOWED_BOTH.answers, ENTRY)
        assert (printed["groom"]["times"], printed["bride"]["times"]) == (2, 3)
        printed = content(BY_BRIDE, ENTRY)
        assert (printed["groom"]["name"], printed["bride"]["times"]) == ("Y Moan Êban", 2)

    @pytest.mark.parametrize(
        ("changes", "questions"),
        [
            ({}, []),
            ({"both_present": False}, ["both_present"]),
            ({"registration_date": date(2026, 11, 21)}, ["registration_date"]),
        ],
    )
    def test_the_officer_saw_both(self, changes: dict[str, Any], questions: list[str]) -> None:
        found = check_answers(RegisterEntry, {**ENTRY, **changes}, ON)
        assert [one.question for one in found] == questions


def test_the_dossier_is_about_both() -> None:
    assert names_of_both(BY_GROOM) == "Nguyễn Văn An – Trần Thị Bình"
    assert names_of_both(BY_BRIDE) == "Trần Thị Bình – Y Moan Êban"
    assert names_of_both({"requester_name": "Nguyễn Văn An"}) == "Nguyễn Văn An"
    assert names_of_both({}) == ""


@pytest.mark.parametrize("query", ["kết hôn", "dang ky ket hon", "cưới", "lay vo", "1.000894"])
def test_people_find_it(query: str) -> None:
    catalogue = Catalogue([("marriage_registration", PROCEDURE)])
    assert catalogue.search(query, ON) == (PROCEDURE,)
