"""What is asked of whom, which papers, which contradictions are named."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from citizen_portal.procedures.catalogue import Catalogue
from citizen_portal.procedures.form import check_answers, visible_questions
from plugins.procedures.civil_status_extract import PROCEDURE
from plugins.procedures.civil_status_extract.cases import CHILD_BY_POST, OWN_BIRTH
from plugins.procedures.civil_status_extract.requester import RELATIONS, RELATIVES
from plugins.procedures.civil_status_extract.result import content, suggest

ON = date(2026, 11, 20)


def problems(answers: Mapping[str, Any], **changes: Any) -> list[str]:
    changed = {**answers, **changes}
    return [
        problem.question for step in PROCEDURE.form for problem in check_answers(step, changed, ON)
    ]


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"copies": 0}, ["copies"]),
        ({"copies": 51}, ["copies"]),
        ({"requester_number": "02208500001"}, ["requester_number"]),
        ({"requester_birth_date": date(2026, 11, 21)}, ["requester_birth_date"]),
        ({"subject_birth_date": date(2026, 11, 21)}, ["subject_birth_date"]),
        ({"registration_date": date(2026, 11, 21)}, ["registration_date"]),
        ({"registration_date": date(2018, 9, 1)}, ["registration_date"]),
        ({"registration_date": date(2018, 9, 2)}, []),
        ({"relation": "other"}, ["relation_explained"]),
        ({"event_type": "other"}, ["event_explained"]),
        ({"delivery_address": None}, ["delivery_address"]),
        ({"statement_true": False}, ["statement_true"]),
    ],
)
def test_contradictions(changes: dict[str, Any], named: list[str]) -> None:
    assert problems(CHILD_BY_POST.answers, **changes) == named


def test_nobody_asks_for_the_record_of_their_own_death() -> None:
    assert problems(OWN_BIRTH.answers, event_type="death") == ["event_type"]


def test_who_asks_for_oneself_is_not_asked_for_another_name() -> None:
    asked = {name for name, _ in visible_questions(PROCEDURE.step("su-kien"), OWN_BIRTH.answers)}
    assert not any(name.startswith("subject_") for name in asked)


def test_an_address_is_asked_for_the_post_only() -> None:
    for way, expected in (("post", True), ("desk", False), ("electronic", False)):
        answers = {**OWN_BIRTH.answers, "delivery": way}
        asked = dict(visible_questions(PROCEDURE.step("nhan-ket-qua"), answers))
        assert ("delivery_address" in asked) is expected


@pytest.mark.parametrize("relation", [value for value, _ in RELATIONS])
def test_papers(relation: str) -> None:
    needed = {
        one.name: one.optional for one in PROCEDURE.needed_documents({"relation": relation}, ON)
    }
    if relation in RELATIVES:
        assert needed == {"giay-to-quan-he": True}
    elif relation == "authorised":
        assert needed == {"giay-uy-quyen": False}
    elif relation == "other":
        assert needed == {"giay-to-ve-quyen-yeu-cau": False}
    else:
        assert needed == {}


def test_the_officer_is_shown_what_was_stated() -> None:
    own = suggest(OWN_BIRTH.answers, ON)
    assert (own["entry_name"], own["entry_personal_number"]) == ("Nguyễn Văn An", "022085000011")
    child = suggest(CHILD_BY_POST.answers, ON)
    assert (child["entry_name"], child["entry_number"]) == ("Nguyễn Minh Khôi", None)


def test_the_paper_says_what_the_register_says() -> None:
    entry = {
        **suggest(CHILD_BY_POST.answers, ON),
        "entry_name": "Nguyễn Minh Khôi",
        "entry_number": "12",
        "entry_book": "01/2018",
        "entry_date": date(2018, 9, 10),
    }
    printed = content(CHILD_BY_POST.answers, entry)
    assert printed["event"] == "Khai sinh"
    assert printed["registered_on"] == "10/09/2018"
    assert printed["copies"] == 3


@pytest.mark.parametrize(
    "query",
    ["sao y hộ tịch", "sao y ho tich", "trich luc", "TRÍCH LỤC khai sinh", "2.000635", "ban sao"],
)
def test_people_find_it(query: str) -> None:
    catalogue = Catalogue([("civil_status_extract", PROCEDURE)])
    assert catalogue.search(query, ON) == (PROCEDURE,)
