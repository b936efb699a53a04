"""115,000 đồng online until 31 December 2025, then the table's fee, which is configured."""

from __future__ import annotations

from datetime import date

import pytest

from citizen_portal.plugin_api import Channel
from plugins.procedures.declared_packs.tests.bundled import ON, bundled, case, papers, refused_at

PROCEDURE = bundled("driving_licence")
PAPER = case(PROCEDURE, "paper-licence-by-post")


@pytest.mark.parametrize(
    ("on", "channel", "price", "as_law"),
    [
        (date(2025, 12, 31), Channel.ONLINE, 115_000, True),
        (date(2025, 12, 31), Channel.COUNTER, 135_000, False),
        (date(2026, 1, 1), Channel.ONLINE, 135_000, False),
        (date(2026, 1, 1), Channel.COUNTER, 135_000, False),
        (date(2030, 6, 1), Channel.ONLINE, 135_000, False),
    ],
)
def test_the_fee_changes_on_a_date(on: date, channel: Channel, price: int, as_law: bool) -> None:
    for one in PROCEDURE.cases:
        (line,) = PROCEDURE.fee.assess(one.answers, channel, on).lines
        assert line.amount == price
        assert ("37/2023/TT-BTC" in line.legal_basis) is as_law
        assert bool(line.legal_basis) is as_law
        assert ("cấu hình của cổng" in line.reason.vi) is not as_law


def test_no_fee_is_guessed_for_earlier_days() -> None:
    with pytest.raises(LookupError):
        PROCEDURE.fee.assess({}, Channel.ONLINE, date(2025, 11, 30))


def test_the_term_is_applied_and_not_cited_as_law() -> None:
    deadline = PROCEDURE.deadline_for({}, Channel.ONLINE)
    assert deadline.label.vi == "5 ngày làm việc"
    assert deadline.legal_basis is not None
    assert not deadline.legal_basis.verified
    assert all(basis.verified for basis in PROCEDURE.all_bases())


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"reason": "expiring", "health_source": "electronic"}, []),
        ({"reason": "damaged", "health_source": "paper"}, ["giay-kham-suc-khoe"]),
        ({"reason": "changed", "health_source": "electronic"}, ["giay-phep-cu"]),
        ({"reason": "paper", "health_source": "paper"}, ["giay-kham-suc-khoe", "giay-phep-cu"]),
    ],
)
def test_papers(answers: dict[str, str], expected: list[str]) -> None:
    assert papers(PROCEDURE, **answers) == ["anh-chan-dung", *expected]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"licence_number": "22012345678"}, ["licence_number"]),
        ({"licence_number": "AB-123456"}, ["licence_number"]),
        ({"issued_date": date(2026, 11, 21)}, ["issued_date"]),
        ({"issued_date": date(1985, 3, 30)}, ["issued_date"]),
        ({"health_date": date(2025, 11, 20)}, []),
        ({"health_date": date(2025, 11, 19)}, ["health_date"]),
        ({"health_date": date(2026, 11, 21)}, ["health_date"]),
        ({"delivery_address": None}, ["delivery_address"]),
    ],
)
def test_what_is_refused(changes: dict[str, object], expected: list[str]) -> None:
    assert refused_at(PROCEDURE, PAPER, **changes) == expected


def test_the_officer_starts_from_the_old_licence() -> None:
    assert PROCEDURE.result.suggest is not None
    assert PROCEDURE.result.suggest(PAPER, ON) == {
        "new_number": "AB123456",
        "new_class": "A1",
        "new_issue_date": ON,
    }


def test_people_find_it() -> None:
    assert {"bằng lái", "gplx"} <= set(PROCEDURE.keywords)
