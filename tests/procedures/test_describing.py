"""The plain description that pages draw."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from wtforms import Form

from citizen_portal.domain.wording import Text
from citizen_portal.procedures.conditions import when
from citizen_portal.procedures.describing import describe_step
from citizen_portal.procedures.description import FieldView
from citizen_portal.procedures.fields import (
    DateField,
    MoneyField,
    SeveralField,
    TextField,
    YesNoField,
)
from citizen_portal.procedures.form import ProcedureForm, read_step
from citizen_portal.procedures.group import GroupField

ON = date(2026, 11, 20)


class Row(Form):
    item = TextField(Text("Món", "Item"))
    born = DateField(Text("Ngày", "Day"), required=False)


class Shop(ProcedureForm):
    name = "cua-hang"
    title = Text("Cửa hàng", "Shop")
    sections: ClassVar[Mapping[str, Text]] = {
        "licence": Text("Giấy phép", "Licence"),
        "items": Text("Hàng hóa", "Goods"),
    }
    open_now = YesNoField(Text("Đang mở?", "Open?"), hint=Text("Hôm nay", "Today"))
    price = MoneyField(Text("Giá", "Price"), required=False)
    kinds = SeveralField(Text("Loại", "Kinds"), (("a", Text("A")), ("b", Text("B"))))
    licence = TextField(
        Text("Số giấy phép", "Licence"),
        shown_when=when("company", True) & when("open_now", True),
        max_length=30,
        width=10,
    )
    address = TextField(Text("Địa chỉ", "Address"), shown_when=when("company", True))
    items = GroupField(Text("Hàng", "Items"), Row, row_label=Text("Mặt hàng", "Item"), most=4)


def fields(**options: object) -> dict[str, FieldView]:
    answers = options.pop("answers", {"company": True})
    sections = describe_step(Shop, answers, "vi", **options)  # type: ignore[arg-type]
    return {view.name: view for section in sections for view in section.fields}


def test_stored_answers_are_typed_again() -> None:
    views = fields(answers={"company": True, "open_now": False, "price": 5000, "kinds": ["b"]})
    assert views["open_now"].value == "no"
    assert views["open_now"].options == (("yes", "Có"), ("no", "Không"))
    assert views["open_now"].hint == "Hôm nay"
    assert views["price"].value == "5.000"
    assert views["price"].suffix == "đồng"
    assert not views["price"].required
    assert views["kinds"].value == ("b",)
    assert (views["licence"].max_length, views["licence"].width) == (30, 10)


def test_english() -> None:
    sections = describe_step(Shop, {"company": True}, "en")
    assert [section.title for section in sections] == ["", "Licence", "Goods"]
    assert sections[0].fields[0].label == "Open?"
    assert sections[2].fields[0].row_label == "Item"


def test_what_was_typed_counts_more_than_what_is_stored_and_is_kept_as_typed() -> None:
    typed = {"price": ["năm nghìn"], "kinds": ["a", "b"]}
    reading = read_step(Shop, typed, {"company": True}, ON)
    views = fields(
        answers={"company": True, "price": 1, "open_now": True},
        typed=typed,
        problems=reading.problems,
    )
    assert views["price"].value == "năm nghìn"
    assert views["price"].error.startswith("Hãy nhập số tiền")
    assert views["kinds"].value == ("a", "b")
    assert views["open_now"].value == ""
    assert views["open_now"].error == "Bạn chưa trả lời: Đang mở?"
    assert views["items"].error == "Bạn chưa trả lời: Hàng."


def test_conditions_on_other_steps_are_settled_here() -> None:
    assert json.loads(fields()["licence"].condition) == {
        "all": [{"all": []}, {"field": "open_now", "in": ["yes"]}]
    }
    assert fields()["open_now"].condition == ""


def test_questions_that_other_steps_hide_are_left_out_with_their_empty_section() -> None:
    sections = describe_step(Shop, {"company": False}, "vi")
    shown = [view.name for section in sections for view in section.fields]
    assert shown == ["open_now", "price", "kinds", "licence", "items"]
    (licence,) = sections[1].fields
    assert json.loads(licence.condition)["all"][0] == {"any": []}


def test_a_section_whose_first_question_is_hidden_keeps_its_title() -> None:
    class Titled(ProcedureForm):
        name = "de-muc"
        title = Text("Đề mục")
        sections: ClassVar[Mapping[str, Text]] = {"second": Text("Phần hai")}
        first = TextField(Text("Một"))
        second = TextField(Text("Hai"), shown_when=when("elsewhere", True))
        third = TextField(Text("Ba"))

    sections = describe_step(Titled, {}, "vi")
    assert [(one.title, [view.name for view in one.fields]) for one in sections] == [
        ("", ["first"]),
        ("Phần hai", ["third"]),
    ]


def test_sources_of_prefilled_answers() -> None:
    assert fields(sources={"price": "Lấy từ VNeID"})["price"].source == "Lấy từ VNeID"


class TestRows:
    def test_a_new_group_has_one_empty_row(self) -> None:
        view = fields()["items"]
        assert (view.kind, view.most_rows, view.row_label) == ("group", 4, "Mặt hàng")
        assert [cell.name for cell in view.rows[0]] == ["items-0-item", "items-0-born"]
        assert len(view.rows) == 1

    def test_stored_rows(self) -> None:
        rows = [{"item": "Phở", "born": ON}, {"item": "Bún", "born": None}]
        view = fields(answers={"company": True, "items": rows})["items"]
        assert [[cell.value for cell in row] for row in view.rows] == [
            ["Phở", "20/11/2026"],
            ["Bún", ""],
        ]

    def test_one_more_row_never_beyond_the_most(self) -> None:
        rows = [{"item": "Phở", "born": None}]
        answers = {"company": True, "items": rows}
        assert len(fields(answers=answers, extra_rows={"items": 2})["items"].rows) == 2
        assert len(fields(answers=answers, extra_rows={"items": 99})["items"].rows) == 4
        assert len(fields(typed={}, extra_rows={"items": 3})["items"].rows) == 3

    def test_errors_meet_their_rows_whatever_their_numbers(self) -> None:
        typed = {
            "items-0-item": ["Phở"],
            "items-5-item": [""],
            "items-5-born": ["31/02/2026"],
            "items-" + "9" * 5000 + "-item": ["x"],
        }
        reading = read_step(Shop, typed, {"company": False}, ON)
        view = fields(typed=typed, problems=reading.problems)["items"]
        assert [[cell.value for cell in row] for row in view.rows] == [
            ["Phở", ""],
            ["", "31/02/2026"],
        ]
        assert [cell.name for cell in view.rows[1]] == ["items-1-item", "items-1-born"]
        assert all(cell.error for cell in view.rows[1])
        assert not any(cell.error for cell in view.rows[0])
