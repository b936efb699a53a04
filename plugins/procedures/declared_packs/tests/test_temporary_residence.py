"""7,000 and 15,000 đồng; by list 5,000 and 10,000 a person; exemptions; three working days."""

from __future__ import annotations

from datetime import date

import pytest

from citizen_portal.plugin_api import Channel
from plugins.procedures.declared_packs.tests.bundled import ON, bundled, case, papers, refused_at

PROCEDURE = bundled("temporary_residence")
ALONE = case(PROCEDURE, "renting-alone")
FAMILY = case(PROCEDURE, "family-of-merit-with-a-child")
LIST = case(PROCEDURE, "workers-by-list")
CHILD = FAMILY["members"][0]


@pytest.mark.parametrize(("channel", "price"), [(Channel.ONLINE, 7_000), (Channel.COUNTER, 15_000)])
@pytest.mark.parametrize("ground", ["none", "child", "elderly", "disabled", "merit", "poor"])
def test_fee_of_one_registration(channel: Channel, price: int, ground: str) -> None:
    bill = PROCEDURE.fee.assess({**FAMILY, "exemption": ground}, channel, ON)
    (line,) = bill.lines
    assert line.unit_price == price
    assert bill.total == (price if ground == "none" else 0)
    assert (line.exemption is None) is (ground == "none")
    assert "75/2022/TT-BTC" in line.legal_basis


@pytest.mark.parametrize(("channel", "price"), [(Channel.ONLINE, 5_000), (Channel.COUNTER, 10_000)])
@pytest.mark.parametrize("people", [1, 2, 50])
def test_fee_by_list(channel: Channel, price: int, people: int) -> None:
    bill = PROCEDURE.fee.assess({**LIST, "people": [{}] * people}, channel, ON)
    assert bill.total == price * people
    assert [line.code for line in bill.lines] == ["LPTTDS"]


def test_no_rate_is_guessed_for_earlier_days() -> None:
    with pytest.raises(LookupError):
        PROCEDURE.fee.assess(ALONE, Channel.ONLINE, date(2025, 6, 30))


def test_deadline() -> None:
    deadline = PROCEDURE.deadline_for(ALONE, Channel.ONLINE)
    assert deadline.label.vi == "3 ngày làm việc"
    assert "68/2020/QH14" in str(deadline.legal_basis)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"dwelling": "owned"}, ["cho-o-hop-phap"]),
        ({"dwelling": "rented"}, ["hop-dong-thue-muon"]),
        ({"dwelling": "relative"}, ["hop-dong-thue-muon"]),
        ({"dwelling": "quarters"}, ["xac-nhan-cua-co-so"]),
        ({"filing": "list"}, ["van-ban-de-nghi"]),
        ({"has_minors": True, "guardian_number": "1", "requester_number": "2"}, ["y-kien-cha-me"]),
        ({"has_minors": True, "guardian_number": "1", "requester_number": "1"}, []),
        ({"has_minors": False, "guardian_number": "1", "requester_number": "2"}, []),
        ({"exemption": "none"}, []),
        ({"exemption": "child"}, []),
        ({"exemption": "elderly"}, []),
        ({"exemption": "disabled"}, ["dien-mien-le-phi"]),
        ({"exemption": "merit"}, ["dien-mien-le-phi"]),
        ({"exemption": "poor"}, ["dien-mien-le-phi"]),
        ({"exemption": "minority"}, ["dien-mien-le-phi"]),
    ],
)
def test_papers(answers: dict[str, object], expected: list[str]) -> None:
    assert papers(PROCEDURE, **answers) == expected


def test_a_rental_contract_need_not_be_notarised() -> None:
    assert "Không cần công chứng" in PROCEDURE.document("hop-dong-thue-muon").hint.vi


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"until_date": date(2026, 11, 30)}, ["until_date"]),
        ({"until_date": date(2028, 12, 1)}, []),
        ({"until_date": date(2028, 12, 2)}, ["until_date"]),
        ({"from_date": date(2026, 1, 1), "until_date": date(2026, 11, 19)}, ["until_date"]),
        ({"has_minors": False}, ["has_minors"]),
        ({"requester_birth_date": date(2010, 1, 1), "guardian_number": "022190000022"},
         ["guardian_number"]),
        ({"members": [{**CHILD, "member_number": "022190000022"}]}, ["members-0-member_number"]),
        ({"members": [CHILD, CHILD]}, ["members-0-member_number", "members-1-member_number"]),
        ({"members": [{**CHILD, "member_birth_date": date(2026, 11, 21)}]},
         ["members-0-member_birth_date"]),
        ({"members": []}, ["members"]),
        ({"is_head": False, "head_name": "Vũ Thị Giang", "head_relation": "child",
          "head_number": "022190000022", "head_consent": True}, ["head_number"]),
    ],
)  # fmt: skip
def test_what_is_refused(changes: dict[str, object], expected: list[str]) -> None:
    assert refused_at(PROCEDURE, FAMILY, **changes) == expected


def test_a_list_asks_nothing_about_a_household() -> None:
    names = [step.name for step in PROCEDURE.shown_steps(LIST)]
    assert names == ["nguoi-dang-ky", "danh-sach", "noi-tam-tru", "le-phi"]


def test_the_notice_names_everybody() -> None:
    decided = dict(PROCEDURE.result.suggest(FAMILY, ON) if PROCEDURE.result.suggest else {})
    lines = PROCEDURE.result.content(FAMILY, decided)["lines"]
    assert {"label": "Người cùng đăng ký",
            "text": "Nguyễn Minh Khôi, sinh ngày 02/09/2018, số định danh cá nhân 022218000123"
            } in lines  # fmt: skip
    assert "Người trong danh sách" not in {line["label"] for line in lines}


def test_people_find_it() -> None:
    assert "kt3" in PROCEDURE.keywords
