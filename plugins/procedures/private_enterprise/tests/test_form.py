"""Owner, founding, names, activities, capital, tax: what is refused and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.plugin_api import Problem, amount_in_words
from citizen_portal.procedures.catalogue import Catalogue
from citizen_portal.procedures.form import (
    asked_answers,
    check_answers,
    read_step,
    visible_questions,
)
from plugins.procedures.private_enterprise import PROCEDURE
from plugins.procedures.private_enterprise.capital import PARTS
from plugins.procedures.private_enterprise.cases import (
    FROM_HOUSEHOLD,
    FROM_SOCIAL_BODY,
    PLAIN,
    SOCIAL_BY_PROXY,
)

ON = date(2026, 11, 20)
SHOP = {"code": "5610", "detail": "Nhà hàng", "main": True}


def problems(answers: Mapping[str, Any], **changes: Any) -> list[Problem]:
    changed = asked_answers(PROCEDURE.form, {**answers, **changes})
    return [
        problem
        for step in PROCEDURE.shown_steps(changed)
        for problem in check_answers(step, changed, ON)
    ]


def named(answers: Mapping[str, Any], **changes: Any) -> list[str]:
    return [problem.question for problem in problems(answers, **changes)]


class TestOwner:
    @pytest.mark.parametrize(
        ("changes", "questions"),
        [
            ({}, []),
            ({"requester_birth_date": date(2008, 11, 20)}, []),
            ({"requester_birth_date": date(2008, 11, 21)}, ["requester_birth_date"]),
            ({"requester_birth_date": date(2026, 11, 21)}, ["requester_birth_date"]),
            ({"requester_number": "0220850000"}, ["requester_number"]),
            ({"requester_gender": "other"}, ["requester_gender"]),
            ({"only_enterprise": False}, ["only_enterprise"]),
            ({"capable": False}, ["capable"]),
        ],
    )
    def test_who_may_own(self, changes: dict[str, Any], questions: list[str]) -> None:
        assert named(PLAIN, **changes) == questions

    def test_an_age_that_nobody_checked_is_called_configuration(self) -> None:
        (problem,) = problems(PLAIN, requester_birth_date=date(2010, 1, 1))
        assert "cấu hình của cổng" in problem.sentence.vi

    def test_the_declaration_allows_the_business_that_is_converted(self) -> None:
        promise = PROCEDURE.step("chu-doanh-nghiep").questions()["only_enterprise"]
        assert "doanh nghiệp tư nhân khác" in promise.wording.vi
        assert "trừ hộ kinh doanh được chuyển đổi" in promise.wording.vi


class TestFounding:
    @pytest.mark.parametrize(
        ("answers", "changes", "questions"),
        [
            (
                PLAIN,
                {"founding": "household"},
                ["household_name", "household_code", "household_date"],
            ),
            (PLAIN, {"founding": "social_body"}, ["body_name", "body_decision", "social_aim"]),
            (PLAIN, {"social_enterprise": True}, ["social_aim"]),
            (FROM_HOUSEHOLD.answers, {"household_code": "0100233488"}, []),
            (FROM_HOUSEHOLD.answers, {"household_code": "01002334881"}, ["household_code"]),
            (FROM_HOUSEHOLD.answers, {"household_code": "01002334AB"}, ["household_code"]),
            (FROM_HOUSEHOLD.answers, {"household_date": date(2026, 11, 21)}, ["household_date"]),
            (FROM_HOUSEHOLD.answers, {"household_date": date(2026, 11, 20)}, []),
            (FROM_SOCIAL_BODY.answers, {"social_aim": None}, ["social_aim"]),
        ],
    )
    def test_blocks(
        self, answers: Mapping[str, Any], changes: dict[str, Any], questions: list[str]
    ) -> None:
        assert named(answers, **changes) == questions

    def test_each_founding_is_asked_its_own_block(self) -> None:
        step = PROCEDURE.step("tinh-trang-thanh-lap")
        asked = {
            founding: {name for name, _ in visible_questions(step, {"founding": founding})}
            for founding in ("new", "household", "social_body")
        }
        assert asked["new"] == {"founding", "social_enterprise"}
        assert asked["household"] - asked["new"] == {
            "household_name",
            "household_code",
            "household_date",
        }
        assert asked["social_body"] == {"founding", "body_name", "body_decision", "social_aim"}


class TestName:
    @pytest.mark.parametrize("name", ["Bình An", "68 Gốm", "Y Moan Êban", "Công Minh"])
    def test_good(self, name: str) -> None:
        assert named(PLAIN, enterprise_name=name) == []

    @pytest.mark.parametrize(
        "name",
        [
            "Công ty Bình An",
            "CONG TY Bình An",
            "Hộ kinh doanh Bình An",
            "Bình An hợp tác xã",
            "Doanh nghiệp tư nhân Bình An",
            "2468",
            "---",
        ],
    )
    def test_refused(self, name: str) -> None:
        assert named(PLAIN, enterprise_name=name) == ["enterprise_name"]

    def test_other_names_pose_as_nothing_else_either(self) -> None:
        assert named(PLAIN, enterprise_short_name="Công ty BM") == ["enterprise_short_name"]


class TestActivities:
    @pytest.mark.parametrize(
        ("rows", "questions"),
        [
            ([], ["activities"]),
            ([SHOP], []),
            ([SHOP, {**SHOP, "code": "4711"}], ["activities"]),
            ([{**SHOP, "detail": None}], ["activities-0-detail"]),
        ],
    )
    def test_rows(self, rows: list[dict[str, Any]], questions: list[str]) -> None:
        assert named(PLAIN, activities=rows) == questions


class TestCapital:
    @pytest.mark.parametrize(
        ("changes", "questions"),
        [
            ({"capital_vnd": 400_000_000}, ["capital"]),
            ({"capital_vnd": 400_000_000, "capital_gold": 100_000_000}, []),
            ({"capital_vnd": None}, ["capital"]),
            ({"capital_vnd": None, "capital_land": 500_000_000}, []),
            ({"capital_land": 500_000_001}, ["capital_land"]),
            (
                {"capital_vnd": 600_000_000, "capital_other": 700_000_000},
                ["capital_vnd", "capital_other"],
            ),
            ({"capital_other": 1}, ["capital"]),
            ({"capital_words": "năm trăm triệu"}, []),
            ({"capital_words": "NĂM TRĂM TRIỆU ĐỒNG CHẴN"}, []),
            ({"capital_words": "năm triệu đồng"}, ["capital_words"]),
            ({"capital": 0, "capital_vnd": 0}, ["capital"]),
        ],
    )
    def test_parts_and_words(self, changes: dict[str, Any], questions: list[str]) -> None:
        assert named(PLAIN, **changes) == questions

    def test_sentences_say_the_amounts(self) -> None:
        (problem,) = problems(PLAIN, capital_vnd=400_000_000)
        assert "400.000.000 đồng" in problem.sentence.vi
        assert "500.000.000 đồng" in problem.sentence.vi
        (problem,) = problems(PLAIN, capital_words="một đồng")
        assert "Năm trăm triệu đồng" in problem.sentence.vi

    @given(st.lists(st.integers(0, 10**12), min_size=6, max_size=6).filter(any))
    def test_parts_that_add_up_always_pass(self, amounts: list[int]) -> None:
        total = sum(amounts)
        parts = dict(zip(PARTS, amounts, strict=True))
        words = amount_in_words(total)
        assert named(PLAIN, **parts, capital=total, capital_words=words) == []
        more = {"capital": total + 1, "capital_words": amount_in_words(total + 1)}
        assert named(PLAIN, **parts, **more) == ["capital"]


class TestManagementAndTax:
    @pytest.mark.parametrize(
        ("changes", "questions"),
        [
            ({"owner_directs": False}, ["director_name", "director_number", "director_phone"]),
            (
                {"has_accountant": True},
                ["accountant_name", "accountant_number", "accountant_phone"],
            ),
            ({"tax_at_seat": False}, ["tax_address"]),
            ({"fiscal_to": "30/11"}, ["fiscal_to"]),
            ({"fiscal_from": "01/04"}, ["fiscal_to"]),
            ({"fiscal_from": "1/4", "fiscal_to": "31/3"}, []),
            ({"fiscal_from": "29/02", "fiscal_to": "28/02"}, ["fiscal_from"]),
            ({"fiscal_from": "31/02"}, ["fiscal_from"]),
            ({"fiscal_to": "2026"}, ["fiscal_to"]),
            ({"employees": None}, ["employees"]),
        ],
    )
    def test_answers(self, changes: dict[str, Any], questions: list[str]) -> None:
        assert named(PLAIN, **changes) == questions

    def test_the_right_end_of_the_year_is_proposed(self) -> None:
        (problem,) = problems(PLAIN, fiscal_from="01/07")
        assert "30/06" in problem.sentence.vi

    @given(st.text(max_size=12), st.text(max_size=12))
    def test_whatever_is_typed_as_a_year(self, first: str, last: str) -> None:
        page = {"fiscal_from": [first], "fiscal_to": [last]}
        reading = read_step(PROCEDURE.step("thue"), page, {}, ON)
        assert all(problem.sentence.en for problem in reading.problems)


def test_the_proxy_is_somebody_else() -> None:
    own = PLAIN["requester_number"]
    assert named(SOCIAL_BY_PROXY.answers, proxy_number=own) == ["proxy_number"]
    assert named(PLAIN, filed_by="proxy") == ["proxy_kind", "proxy_name", "proxy_number"]
    assert named(PLAIN, commit_publication=False) == ["commit_publication"]


@pytest.mark.parametrize(
    "query", ["thành lập doanh nghiệp", "mo cong ty", "DNTN", "doanh nghiệp xã hội", "2.001610"]
)
def test_people_find_it(query: str) -> None:
    catalogue = Catalogue([("private_enterprise", PROCEDURE)])
    assert catalogue.search(query, ON) == (PROCEDURE,)
