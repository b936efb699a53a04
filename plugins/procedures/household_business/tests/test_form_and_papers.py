"""Names, activities, capital, members, proxies: what is refused and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.plugin_api import Problem, amount_in_words
from citizen_portal.procedures.catalogue import Catalogue
from citizen_portal.procedures.form import check_answers
from plugins.procedures.household_business import PROCEDURE
from plugins.procedures.household_business.cases import BY_PROXY, HOUSEHOLD, ONE_PERSON
from plugins.procedures.household_business.result import RESULT, Certificate, content, suggest

ON = date(2026, 11, 20)
SHOP = {"code": "5610", "detail": "Quán phở", "main": True}


def problems(answers: Mapping[str, Any], **changes: Any) -> list[Problem]:
    changed = {**answers, **changes}
    return [problem for step in PROCEDURE.form for problem in check_answers(step, changed, ON)]


def named(answers: Mapping[str, Any], **changes: Any) -> list[str]:
    return [problem.question for problem in problems(answers, **changes)]


class TestOwner:
    def test_of_age(self) -> None:
        assert named(ONE_PERSON, owner_birth_date=date(2008, 11, 20)) == []
        assert named(ONE_PERSON, owner_birth_date=date(2008, 11, 21)) == ["owner_birth_date"]

    def test_capable(self) -> None:
        assert named(ONE_PERSON, owner_capable=False) == ["owner_capable"]


class TestName:
    @pytest.mark.parametrize(
        "name", ["Phở Bình An", "68 Gốm Đông Triều", "Cỏ May", "Y Moan Êban", "Công Minh"]
    )
    def test_good(self, name: str) -> None:
        assert named(ONE_PERSON, business_name=name) == []

    @pytest.mark.parametrize(
        "name",
        [
            "Công ty Bình An",
            "CONG TY Bình An",
            "Bình An Doanh nghiệp",
            "doanh  nghiệp",
            "Hộ kinh doanh Bình An",
            "2468",
            "---",
        ],
    )
    def test_refused(self, name: str) -> None:
        assert named(ONE_PERSON, business_name=name) == ["business_name"]

    def test_other_names_pose_as_no_company_either(self) -> None:
        assert named(ONE_PERSON, business_short_name="Doanh nghiệp BA") == ["business_short_name"]


class TestActivities:
    @pytest.mark.parametrize(
        ("rows", "questions"),
        [
            ([], ["activities"]),
            ([SHOP], []),
            ([{**SHOP, "main": False}], ["activities"]),
            ([{**SHOP, "code": "0000"}], ["activities-0-code"]),
        ],
    )
    def test_rows(self, rows: list[dict[str, Any]], questions: list[str]) -> None:
        assert named(ONE_PERSON, activities=rows) == questions


class TestCapital:
    @pytest.mark.parametrize(
        ("figures", "words", "questions"),
        [
            (100_000_000, "một trăm triệu", []),
            (100_000_000, "MỘT TRĂM TRIỆU ĐỒNG CHẴN", []),
            (105_000_000, "một trăm lẻ năm triệu đồng", []),
            (100_000_000, "một triệu đồng", ["capital_words"]),
            (0, "không đồng", ["capital"]),
            (10**12 + 1, "x", ["capital"]),
        ],
    )
    def test_figures_and_words(self, figures: int, words: str, questions: list[str]) -> None:
        assert named(ONE_PERSON, capital=figures, capital_words=words) == questions

    def test_the_right_words_are_proposed(self) -> None:
        (problem,) = problems(ONE_PERSON, capital_words="một đồng")
        assert "Một trăm triệu đồng" in problem.sentence.vi

    @given(st.integers(1, 10**12))
    def test_our_own_words_always_agree(self, amount: int) -> None:
        words = amount_in_words(amount, capital=True)
        assert named(ONE_PERSON, capital=amount, capital_words=words) == []


class TestFoundersAndFiling:
    def test_members_are_asked_of_households_only(self) -> None:
        assert named(ONE_PERSON, founded_by="household") == ["members"]

    def test_nobody_is_named_twice(self) -> None:
        first, second = HOUSEHOLD.answers["members"]
        twice = [first, {**second, "member_number": first["member_number"]}]
        assert named(HOUSEHOLD.answers, members=twice) == [
            "members-0-member_number",
            "members-1-member_number",
        ]
        owner = [{**first, "member_number": ONE_PERSON["owner_number"]}]
        assert named(HOUSEHOLD.answers, members=owner) == ["members-0-member_number"]

    def test_nobody_is_born_later(self) -> None:
        first, _ = HOUSEHOLD.answers["members"]
        later = [{**first, "member_birth_date": date(2026, 11, 21)}]
        assert named(HOUSEHOLD.answers, members=later) == ["members-0-member_birth_date"]

    def test_the_proxy_is_somebody_else(self) -> None:
        own = ONE_PERSON["owner_number"]
        assert named(BY_PROXY.answers, proxy_number=own) == ["proxy_number"]
        assert named(ONE_PERSON, filed_by="proxy") == ["proxy_kind", "proxy_name", "proxy_number"]

    @pytest.mark.parametrize(
        ("founded_by", "filed_by", "papers"),
        [
            ("individual", "owner", []),
            ("individual", "proxy", ["uy-quyen-nop-ho-so"]),
            ("household", "owner", ["bien-ban-hop-thanh-vien", "uy-quyen-cua-thanh-vien"]),
            (
                "household",
                "proxy",
                ["bien-ban-hop-thanh-vien", "uy-quyen-cua-thanh-vien", "uy-quyen-nop-ho-so"],
            ),
        ],
    )
    def test_papers(self, founded_by: str, filed_by: str, papers: list[str]) -> None:
        answers = {"founded_by": founded_by, "filed_by": filed_by}
        assert [one.name for one in PROCEDURE.needed_documents(answers, ON)] == papers


class TestCertificate:
    def test_content(self) -> None:
        entry = {**suggest(HOUSEHOLD.answers, ON), "certificate_notes": None}
        printed = content(HOUSEHOLD.answers, entry)
        assert printed["name"] == "Hộ kinh doanh Gốm Đông Triều 68"
        assert printed["owner_name"] == "TRẦN THỊ BÌNH"
        assert printed["phone"] == "0912345679"
        assert [line["code"] for line in printed["activities"]] == ["2392", "4773"]
        assert printed["capital_words"] == "Một tỷ hai trăm năm mươi triệu đồng"
        assert RESULT.form is Certificate

    @pytest.mark.parametrize(
        ("code", "fine"), [("022190000022", True), ("0100233488", True), ("12A", False)]
    )
    def test_the_code_is_a_tax_code(self, code: str, fine: bool) -> None:
        entry = {**suggest(HOUSEHOLD.answers, ON), "certificate_code": code}
        assert (check_answers(Certificate, entry, ON) == ()) is fine


@pytest.mark.parametrize("query", ["mở quán", "mo quan", "buôn bán", "HKD", "ho kinh doanh"])
def test_people_find_it(query: str) -> None:
    catalogue = Catalogue([("household_business", PROCEDURE)])
    assert catalogue.search(query, ON) == (PROCEDURE,)
