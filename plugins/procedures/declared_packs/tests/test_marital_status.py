"""Three working days, a configured charge, periods without gaps, an intended spouse."""

from __future__ import annotations

from datetime import date

import pytest

from citizen_portal.plugin_api import Channel
from plugins.procedures.declared_packs.tests.bundled import ON, bundled, case, papers, refused_at

PROCEDURE = bundled("marital_status")
SINGLE = case(PROCEDURE, "single-for-a-loan")
AGAIN = case(PROCEDURE, "divorced-to-marry-again")
DAUGHTER = case(PROCEDURE, "widowed-poor-by-a-daughter")
FIRST, SECOND = AGAIN["periods"]


@pytest.mark.parametrize("channel", PROCEDURE.channels)
@pytest.mark.parametrize(
    ("ground", "total"), [("none", 15_000), ("merit", 0), ("poor", 0), ("disabled", 0)]
)
def test_fee(channel: Channel, ground: str, total: int) -> None:
    bill = PROCEDURE.fee.assess({"exemption": ground}, channel, ON)
    (line,) = bill.lines
    assert bill.total == total
    assert line.legal_basis == ""
    assert "cấu hình của cổng" in line.reason.vi
    assert (line.exemption is None) is (ground == "none")


def test_deadline() -> None:
    deadline = PROCEDURE.deadline_for({}, Channel.POST)
    assert deadline.label.vi == "3 ngày làm việc"
    assert "123/2015" in str(deadline.legal_basis)


@pytest.mark.parametrize(
    ("answers", "components"),
    [
        ({"relation": "self", "issued_before": False}, []),
        ({"relation": "self", "issued_before": True}, ["003453"]),
        ({"relation": "authorised", "issued_before": False}, ["003454"]),
        ({"relation": "relative", "issued_before": True}, ["003453", "003454"]),
    ],
)
def test_papers(answers: dict[str, object], components: list[str]) -> None:
    needed = PROCEDURE.needed_documents(answers, ON)
    assert [one.component_code[-6:] for one in needed] == components


def test_no_paper_of_a_divorce_is_asked_for() -> None:
    assert papers(PROCEDURE, relation="self", marital_status="divorced") == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"purpose": None}, ["purpose"]),
        ({"intended_name": None}, ["intended_name"]),
        ({"purpose": "loan", "intended_name": None}, []),
        ({"marital_status": "married"}, ["purpose"]),
        ({"marital_status": "married", "purpose": "loan"}, []),
        ({"ended_date": None}, ["ended_date"]),
        ({"periods": [SECOND, FIRST]}, ["periods-1-period_from"]),
        ({"periods": [FIRST, {**SECOND, "period_from": date(2015, 1, 2)}]},
         ["periods-1-period_from"]),
        ({"periods": [FIRST, {**SECOND, "period_from": date(2014, 12, 31)}]},
         ["periods-1-period_from"]),
        ({"periods": [FIRST, {**SECOND, "period_until": ON}]}, []),
        ({"periods": [FIRST, {**SECOND, "period_until": date(2026, 11, 21)}]},
         ["periods-1-period_until"]),
        ({"periods": []}, ["periods"]),
    ],
)  # fmt: skip
def test_what_is_refused(changes: dict[str, object], expected: list[str]) -> None:
    assert refused_at(PROCEDURE, AGAIN, **changes) == expected


def test_ones_own_certificate_is_not_asked_for_another() -> None:
    own = refused_at(PROCEDURE, DAUGHTER, subject_number=DAUGHTER["requester_number"])
    assert own == ["subject_number"]
    assert refused_at(PROCEDURE, SINGLE) == []


def test_the_certificate_is_about_the_right_person() -> None:
    assert PROCEDURE.result.suggest is not None
    suggested = PROCEDURE.result.suggest(DAUGHTER, ON)
    assert suggested["certified_name"] == "Vũ Thị Giang"
    assert suggested["certified_birth_date"] == date(1955, 2, 11)
    lines = PROCEDURE.result.content(DAUGHTER, suggested)["lines"]
    labels = [line["label"] for line in lines]
    assert "Người dự định kết hôn" not in labels
    assert PROCEDURE.subject_of is not None
    assert PROCEDURE.subject_of(DAUGHTER) == "Vũ Thị Giang"
    assert PROCEDURE.subject_of(SINGLE) == "Nguyễn Văn An"


def test_people_find_it() -> None:
    assert "giấy độc thân" in PROCEDURE.keywords
