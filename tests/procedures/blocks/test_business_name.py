"""Names of businesses, and an address in one line."""

from __future__ import annotations

from datetime import date

import pytest

from citizen_portal.domain.wording import Text
from citizen_portal.procedures.blocks.business_name import BusinessName, address_line
from citizen_portal.procedures.fields import TextField
from citizen_portal.procedures.form import Problem, ProcedureForm, read_step

NAME = BusinessName(kind="Hợp tác xã", forbidden=("công ty", "doanh nghiệp"))


class Naming(ProcedureForm):
    name = "ten"
    title = Text("Tên", "Name")
    own = TextField(Text("Tên riêng", "Own name"), [NAME.own])
    short = TextField(Text("Tên viết tắt", "Abbreviation"), [NAME.other], required=False)


def problems(own: str, short: str = "") -> tuple[Problem, ...]:
    return read_step(Naming, {"own": [own], "short": [short]}, {}, date(2026, 11, 20)).problems


@pytest.mark.parametrize("own", ["Bình An", "24/7 Phở", "Côngty Xanh", "Hợp tác"])
def test_accepted(own: str) -> None:
    assert problems(own, "BA") == ()


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ("123", "The own name needs letters, for example: Bình An."),
        ("hop tac xa Bình An", "Enter the own name only; “Hợp tác xã” is put before it."),
        ("Bình An CÔNG TY", "The name may not contain “công ty”; leave it out."),
        ("Doanh nghiep Bình An", "The name may not contain “doanh nghiệp”; leave it out."),
    ],
)
def test_refused(own: str, said: str) -> None:
    (problem,) = problems(own)
    assert (problem.question, problem.sentence.en) == ("own", said)


def test_other_names_pose_as_no_other_kind_either() -> None:
    (problem,) = problems("Bình An", "Công ty BA")
    assert problem == Problem(
        "short",
        Text(
            "Tên hợp tác xã không được có cụm từ “công ty”; hãy bỏ cụm từ này.",
            "The name may not contain “công ty”; leave it out.",
        ),
    )


def test_the_whole_name() -> None:
    assert NAME.full("Bình An") == "Hợp tác xã Bình An"
    assert (NAME.full(None), NAME.full("")) == ("Hợp tác xã", "Hợp tác xã")


def test_an_address_in_one_line() -> None:
    answers = {"street": "Số 1", "ward": None, "province": "Quảng Ninh"}
    assert address_line(answers, "street", "ward", "province") == "Số 1, Quảng Ninh"
    assert address_line({}, "street") == ""
