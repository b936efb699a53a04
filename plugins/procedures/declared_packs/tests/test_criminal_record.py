"""Whose record and which slip, residence since 14, half the fee, copies from the third on."""

from __future__ import annotations

from datetime import date

import pytest

from citizen_portal.plugin_api import Channel, FeeLine, GroupField
from plugins.procedures.declared_packs.tests.bundled import ON, bundled, case, papers, refused_at

PROCEDURE = bundled("criminal_record")
OWN = case(PROCEDURE, "own-slip-1-electronic")
STUDENT = case(PROCEDURE, "students-slip-2-by-post")
MOTHER = case(PROCEDURE, "elderly-mothers-four-copies")
AUTHORISED = case(PROCEDURE, "authorised-for-an-enterprise-five-copies")
WARD = case(PROCEDURE, "ward-under-14-of-a-poor-household")
FIRST, SECOND = OWN["periods"]

FULL = ("child", "elderly", "disabled", "poor", "commune")
HALF = ("student", "merit", "martyr")


def fee_lines(channel: Channel = Channel.ONLINE, **answers: object) -> tuple[FeeLine, ...]:
    return PROCEDURE.fee.assess(answers, channel, ON).lines


@pytest.mark.parametrize("channel", PROCEDURE.channels)
@pytest.mark.parametrize(
    ("grounds", "copies", "total"),
    [
        (("none",), None, 200_000),
        (("none",), 2, 200_000),
        (("none",), 3, 205_000),
        (("none",), 5, 215_000),
        (HALF, None, 100_000),
        (HALF, 3, 105_000),
        (FULL, None, 0),
        (FULL, 4, 0),
    ],
)
def test_fee(channel: Channel, grounds: tuple[str, ...], copies: int | None, total: int) -> None:
    for ground in grounds:
        lines = fee_lines(channel, exemption=ground, copies=copies)
        assert sum(line.amount for line in lines) == total
        assert len(lines) == (2 if (copies or 0) > 2 else 1)
        for line in lines:
            assert line.legal_basis == ""
            assert "cấu hình của cổng" in line.reason.vi
            assert "configured in this portal" in line.reason.in_language("en")


def test_a_reduced_fee_says_why() -> None:
    line, more = fee_lines(exemption="martyr", copies=3)
    assert line.exemption is not None
    assert line.exemption.vi.startswith("Giảm 50% theo khai báo: Thân nhân liệt sĩ.")
    assert more.exemption is None


def test_no_fee_is_guessed_for_days_under_the_old_law() -> None:
    with pytest.raises(LookupError):
        PROCEDURE.fee.assess(OWN, Channel.ONLINE, date(2026, 6, 30))


def test_the_fees_of_the_cases() -> None:
    assert {one.name: one.fee for one in PROCEDURE.cases} == {
        "own-slip-1-electronic": 200_000,
        "students-slip-2-by-post": 100_000,
        "elderly-mothers-four-copies": 0,
        "authorised-for-an-enterprise-five-copies": 215_000,
        "martyrs-relative-three-copies": 105_000,
        "ward-under-14-of-a-poor-household": 0,
    }


@pytest.mark.parametrize("channel", PROCEDURE.channels)
def test_ten_days_that_are_not_cited_as_law(channel: Channel) -> None:
    for one in PROCEDURE.cases:
        deadline = PROCEDURE.deadline_for(one.answers, channel)
        assert deadline.label.vi == "10 ngày"
        assert deadline.legal_basis is not None
        assert not deadline.legal_basis.verified
    assert PROCEDURE.acceptance_hours_for(channel) == (1 if channel is Channel.COUNTER else 8)
    assert [str(one) for one in PROCEDURE.legal_bases] == ["Nghị định số 216/2026/NĐ-CP"]


@pytest.mark.parametrize(
    ("relation", "exemption", "expected"),
    [
        ("self", "none", []),
        *((one, "none", []) for one in ("parent", "spouse", "child", "ward")),
        ("authorised", "none", ["van-ban-uy-quyen"]),
        *(("self", one, ["dien-mien-giam-phi"]) for one in (*HALF, "disabled", "poor")),
        # The population database shows ages and residences.
        *(("self", one, []) for one in ("child", "elderly", "commune")),
        ("authorised", "merit", ["van-ban-uy-quyen", "dien-mien-giam-phi"]),
    ],
)
def test_papers(relation: str, exemption: str, expected: list[str]) -> None:
    assert papers(PROCEDURE, relation=relation, exemption=exemption) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"slip_type": "2"}, []),
        ({"slip_type": None}, ["slip_type"]),
        ({"other_names": None}, []),
        ({"father_name": None}, ["father_name"]),
        ({"father_known": False}, []),
        ({"mother_birth_year": 1849}, ["mother_birth_year"]),
        ({"spouse_name": None, "has_spouse": False}, []),
        ({"purpose": "other"}, ["purpose_explained"]),
        ({"management_ban": None}, ["management_ban"]),
        ({"delivery": "desk"}, ["copies"]),
        ({"delivery": "post", "copies": 1}, ["delivery_address"]),
        ({"delivery": "post", "copies": 0, "delivery_address": "Hạ Long"}, ["copies"]),
        ({"exemption": None}, ["exemption"]),
        ({"statement_true": None}, ["statement_true"]),
    ],
)
def test_what_is_refused_of_ones_own(changes: dict[str, object], expected: list[str]) -> None:
    assert refused_at(PROCEDURE, OWN, **changes) == expected


@pytest.mark.parametrize("relation", ["parent", "spouse", "child", "ward", "authorised"])
def test_slip_2_is_for_oneself_only(relation: str) -> None:
    assert refused_at(PROCEDURE, MOTHER, relation=relation) == []
    assert refused_at(PROCEDURE, MOTHER, relation=relation, slip_type="2") == ["slip_type"]
    assert refused_at(PROCEDURE, STUDENT) == []


def test_ones_own_slip_is_not_asked_for_another() -> None:
    own = refused_at(PROCEDURE, MOTHER, subject_number=MOTHER["requester_number"])
    assert own == ["subject_number"]
    # Somebody not born yet is under 14, too.
    later = refused_at(PROCEDURE, MOTHER, subject_birth_date=date(2026, 11, 21))
    assert later == ["subject_birth_date", "reached_14"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([FIRST, SECOND], []),
        ([SECOND], []),
        ([], ["periods"]),
        ([SECOND, FIRST], ["periods-1-period_from"]),
        ([FIRST, {**SECOND, "period_from": date(2007, 7, 2)}], ["periods-1-period_from"]),
        ([FIRST, {**SECOND, "period_from": date(2007, 6, 30)}], ["periods-1-period_from"]),
        ([FIRST, {**SECOND, "period_until": ON}], []),
        ([FIRST, {**SECOND, "period_until": date(2026, 11, 21)}], ["periods-1-period_until"]),
        ([FIRST, {**SECOND, "period_until": date(2025, 11, 21)}], []),
        ([FIRST, {**SECOND, "period_until": date(2025, 11, 20)}], ["periods"]),
        ([FIRST], ["periods"]),
        ([FIRST, {**SECOND, "period_occupation": None}], ["periods-1-period_occupation"]),
    ],
)
def test_residence_without_gaps_up_to_now(
    rows: list[dict[str, object]], expected: list[str]
) -> None:
    assert refused_at(PROCEDURE, OWN, periods=rows) == expected


@pytest.mark.parametrize(
    ("born", "reached", "expected"),
    [
        (date(2012, 11, 21), False, []),
        (date(2012, 11, 20), False, ["reached_14"]),
        (date(2012, 11, 20), True, []),
        (date(2012, 11, 21), True, ["reached_14"]),
    ],
)
def test_residence_is_asked_from_14_on(born: date, reached: bool, expected: list[str]) -> None:
    history = {"reached_14": reached, "periods": [SECOND]}
    assert refused_at(PROCEDURE, OWN, requester_birth_date=born, **history) == expected
    assert refused_at(PROCEDURE, WARD, subject_birth_date=born, **history) == expected


def test_every_question_says_what_for() -> None:
    silent = [
        name
        for step in PROCEDURE.form
        for name, question in step.questions().items()
        if not question.personal
        or (isinstance(question, GroupField) and not all(row.personal for row in question.row()))
    ]
    assert silent == []


def test_no_conviction_and_no_clean_record_is_proposed() -> None:
    assert PROCEDURE.result.suggest is not None
    assert PROCEDURE.result.suggest(MOTHER, ON) == {
        "certified_slip": "1",
        "certified_name": "Phạm Thị Dụ",
        "certified_birth_date": date(1958, 2, 11),
        "certified_number": "022158000188",
        "certified_address": "Số 3, phường Hạ Long, tỉnh Quảng Ninh",
    }
    assert PROCEDURE.result.suggest(OWN, ON)["certified_name"] == "Nguyễn Văn An"


def test_the_slip_holds_no_more_than_it_needs() -> None:
    decided = {"certified_convictions": "Không có án tích", "certified_ban": None}
    lines = PROCEDURE.result.content(AUTHORISED, decided)["lines"]
    shown = {line["label"]: line["text"] for line in lines}
    assert shown["Tình trạng án tích"] == "Không có án tích"
    assert not any("Cấm" in label for label in shown)
    printed = " ".join(shown.values())
    for kept in (AUTHORISED["father_name"], AUTHORISED["requester_name"], "Chủ cửa hàng"):
        assert kept not in printed


def test_lists_name_the_person_it_is_about() -> None:
    assert PROCEDURE.subject_of is not None
    assert PROCEDURE.subject_of(MOTHER) == "Phạm Thị Dụ"
    assert PROCEDURE.subject_of(OWN) == "Nguyễn Văn An"


def test_people_find_it() -> None:
    said = {"lý lịch", "lý lịch tư pháp", "xác nhận không tiền án"}
    assert {*said, "giấy không có tiền án tiền sự"} <= set(PROCEDURE.keywords)
