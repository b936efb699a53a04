"""Which papers come with which founding and which filer; what the certificate says."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from citizen_portal.procedures.form import check_answers
from plugins.procedures.private_enterprise import PROCEDURE
from plugins.procedures.private_enterprise.cases import (
    CASES,
    FROM_HOUSEHOLD,
    FROM_SOCIAL_BODY,
    NEW,
    SOCIAL_BY_PROXY,
)
from plugins.procedures.private_enterprise.papers import DOCUMENTS
from plugins.procedures.private_enterprise.result import Certificate, content, suggest

ON = date(2026, 11, 20)
SOCIAL_BODY = [
    "cam-ket-khi-chuyen-doi",
    "quyet-dinh-cho-phep-chuyen-doi",
    "giay-phep-co-so-hoac-quy",
    "giay-chung-nhan-dang-ky-thue",
]


@pytest.mark.parametrize(
    ("answers", "papers"),
    [
        ({"founding": "new", "social_enterprise": False, "filed_by": "owner"}, []),
        ({"founding": "new", "social_enterprise": True}, ["cam-ket-muc-tieu-xa-hoi"]),
        ({"founding": "household"}, ["giay-chung-nhan-ho-kinh-doanh"]),
        (
            {"founding": "household", "social_enterprise": True},
            ["giay-chung-nhan-ho-kinh-doanh", "cam-ket-muc-tieu-xa-hoi"],
        ),
        ({"founding": "social_body"}, SOCIAL_BODY),
        ({"proxy_kind": "individual"}, ["van-ban-uy-quyen"]),
        ({"proxy_kind": "organisation"}, ["hop-dong-dich-vu", "giay-gioi-thieu"]),
        ({"proxy_kind": "public_post"}, ["phieu-gui-ho-so"]),
        ({"proxy_kind": "other_post"}, ["hop-dong-uy-quyen-buu-chinh", "giay-gioi-thieu"]),
    ],
)
def test_papers(answers: dict[str, Any], papers: list[str]) -> None:
    assert [one.name for one in PROCEDURE.needed_documents(answers, ON)] == papers


def test_no_copy_of_an_identity_paper_is_asked() -> None:
    codes = {one.component_code for one in DOCUMENTS}
    identity = {f"000.00.00.G05-KQ{number}" for number in (3234, 3236, 3240, 3243)}
    assert not codes & identity
    assert all(one.component_code for one in DOCUMENTS)
    assert len(codes) == len(DOCUMENTS)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_certificate_is_filled_from_the_case(case: Any) -> None:
    entry = {**suggest(case.answers, ON), "certificate_code": "5700000000"}
    assert check_answers(Certificate, entry, ON) == ()
    printed = content(case.answers, entry)
    assert None not in printed.values()
    assert printed["name"].startswith("Doanh nghiệp tư nhân ")


def test_content() -> None:
    answers = FROM_HOUSEHOLD.answers
    printed = content(answers, {**suggest(answers, ON), "certificate_code": "5700000000"})
    assert printed["owner_name"] == "TRẦN THỊ BÌNH"
    assert printed["owner_gender"] == "Nữ"
    assert printed["capital"] == "1.250.000.000 đồng"
    assert printed["capital_words"] == "Một tỷ hai trăm năm mươi triệu đồng"
    assert printed["converted_from"] == "Hộ kinh doanh Phở Bình An"
    assert printed["social"] == ""


def test_a_social_enterprise_is_called_one() -> None:
    for case, social in ((NEW, False), (SOCIAL_BY_PROXY, True), (FROM_SOCIAL_BODY, True)):
        entry = {**suggest(case.answers, ON), "certificate_code": "5700000000"}
        assert bool(content(case.answers, entry)["social"]) is social


@pytest.mark.parametrize(
    ("code", "fine"), [("5700000000", True), ("57A", False), ("57000000001", False), (None, False)]
)
def test_the_code_has_digits_only(code: str | None, fine: bool) -> None:
    entry = {**suggest(NEW.answers, ON), "certificate_code": code}
    assert (check_answers(Certificate, entry, ON) == ()) is fine


def test_it_goes_to_the_department_of_finance() -> None:
    assert PROCEDURE.authority == "department_of_finance"
    assert PROCEDURE.result.code == "KQ.G12.001044"
