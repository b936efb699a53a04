"""What each part is told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from citizen_portal.plugin_api import Channel
from citizen_portal.procedures.form import check_answers
from plugins.procedures.child_under_six import INSURANCE, PROCEDURE
from plugins.procedures.child_under_six.cases import (
    FATHER_FILES,
    GRANDMOTHER_FILES,
    MOTHER_ALONE_RENTS,
)
from plugins.procedures.child_under_six.insurance_part import content, suggest
from plugins.procedures.child_under_six.law import group_deadline, insurance_deadline
from plugins.procedures.child_under_six.parts import (
    BIRTH,
    birth_answers,
    insurance_answers,
    residence_answers,
)

ON = date(2026, 11, 20)
RESULTS = {
    BIRTH: {
        "child_personal_number": "022325000019",
        "registration_number": "45",
        "registration_book": "01/2026",
        "registration_date": ON,
    }
}


def test_the_birth_part_gets_what_nobody_types_twice() -> None:
    told = birth_answers(FATHER_FILES.answers, {})
    assert told["child_birth_date_words"].startswith("Ngày mười tháng sáu")
    assert (told["birth_situation"], told["wants_copies"]) == ("ordinary", False)
    assert told["mother_number"] == "022190000022"


@pytest.mark.parametrize(
    ("case", "guardian", "head", "dwelling", "owner"),
    [
        (FATHER_FILES, ("father", "022085000011"), ("022085000011", "child"), "relative",
         "022085000011"),
        (MOTHER_ALONE_RENTS, ("mother", "022190000022"), ("022190000022", "child"), "rented",
         "022080000044"),
        (GRANDMOTHER_FILES, ("mother", "022190000022"), ("022175000077", "grandchild"), "relative",
         "022060000088"),
    ],
)  # fmt: skip
def test_the_residence_part_gets_head_guardian_and_owner(
    case: Any, guardian: tuple[str, str], head: tuple[str, str], dwelling: str, owner: str
) -> None:
    told = residence_answers(case.answers, RESULTS)
    assert (told["guardian_kind"], told["guardian_number"]) == guardian
    assert (told["head_number"], told["head_relation"]) == head
    assert (told["dwelling"], told["owner_number"]) == (dwelling, owner)
    assert told["applicant_number"] == "022325000019"
    assert "số 45, quyển 01/2026, đăng ký ngày 20/11/2026" in told["request"]


def test_before_the_birth_is_registered_the_number_is_missing() -> None:
    assert residence_answers(FATHER_FILES.answers, {})["applicant_number"] is None
    assert insurance_answers(FATHER_FILES.answers, {})["insured_number"] is None


def test_the_confirmation_says_what_was_issued() -> None:
    answers = insurance_answers(FATHER_FILES.answers, RESULTS)
    issued = {**suggest(answers, ON), "insurance_number": "2226000123"}
    form = INSURANCE.result.form
    assert form is not None
    assert check_answers(form, issued, ON) == ()
    assert content(answers, issued) == {
        "name": "Nguyễn An Nhiên",
        "birth_date": "10/06/2025",
        "number": "022325000019",
        "insurance_number": "2226000123",
        "valid_from": "20/11/2026",
        "clinic": "Trạm y tế phường Hạ Long",
    }


@pytest.mark.parametrize("procedure", [PROCEDURE, INSURANCE], ids=lambda one: one.code)
@pytest.mark.parametrize("channel", list(Channel))
def test_nothing_is_charged(procedure: Any, channel: Channel) -> None:
    assert procedure.fee.assess({}, channel, ON).total == 0


def test_times_are_configured_and_nobody_calls_them_law() -> None:
    for deadline, days in ((group_deadline(), 20), (insurance_deadline(), 5)):
        assert deadline.duration.amount == days
        assert deadline.legal_basis is not None
        assert not deadline.legal_basis.verified
