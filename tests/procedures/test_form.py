"""Steps: hidden questions, repeated rows, contradictions, the way to storage and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wtforms import Form

from citizen_portal.domain.wording import Text
from citizen_portal.procedures.conditions import Answers, when
from citizen_portal.procedures.fields import (
    ChoiceField,
    ConfirmField,
    DateField,
    NumberField,
    PersonalNumberField,
    TextField,
    YesNoField,
)
from citizen_portal.procedures.form import (
    Problem,
    ProcedureForm,
    answers_from_json,
    answers_to_json,
    asked_answers,
    check_answers,
    read_step,
    visible_questions,
)
from citizen_portal.procedures.group import GroupField

ON = date(2026, 11, 20)


class Child(Form):
    child_name = TextField(Text("Tên con", "Name"))
    born = DateField(Text("Ngày sinh", "Born"), required=False)
    at_school = ConfirmField(Text("Đi học", "At school"), required=False)


class Family(ProcedureForm):
    name = "gia-dinh"
    title = Text("Gia đình", "Family")
    married = YesNoField(Text("Đã kết hôn?", "Married?"))
    spouse = TextField(Text("Vợ hoặc chồng", "Spouse"), shown_when=when("married", True))
    spouse_job = ChoiceField(
        Text("Nghề", "Job"),
        (("farmer", Text("Nông dân", "Farmer")), ("other", Text("Khác", "Other"))),
        shown_when=when("married", True),
    )
    spouse_other = TextField(Text("Nghề khác", "Job"), shown_when=when("spouse_job", "other"))
    children = GroupField(
        Text("Con", "Children"),
        Child,
        row_label=Text("Con", "Child"),
        required=Text("Hãy khai ít nhất một con.", "Name a child."),
        shown_when=when("married", True),
        most=3,
    )

    @classmethod
    def check(cls, answers: Answers, on: date) -> Iterable[Problem]:
        if answers.get("spouse") and answers.get("spouse") == answers.get("own_name"):
            yield Problem("spouse", Text("Trùng tên", "Same name"))


class Extra(ProcedureForm):
    name = "them"
    title = Text("Thêm", "Extra")
    shown_when = when("married", True)
    wedding_year = NumberField(Text("Năm", "Year"), least=1900, most=2100)


MARRIED = {
    "married": ["yes"],
    "spouse": ["Trần Thị Bình"],
    "spouse_job": ["other"],
    "spouse_other": ["Thợ mộc"],
    "children-0-child_name": ["Khôi"],
    "children-0-born": ["02/09/2018"],
    "children-0-at_school": ["yes"],
}


def names(problems: Iterable[Problem]) -> list[str]:
    return [problem.question for problem in problems]


def test_a_right_step_gives_typed_answers() -> None:
    reading = read_step(Family, MARRIED, {}, ON)
    assert reading.problems == ()
    assert reading.answers == {
        "married": True,
        "spouse": "Trần Thị Bình",
        "spouse_job": "other",
        "spouse_other": "Thợ mộc",
        "children": [
            {"child_name": "Khôi", "born": date(2018, 9, 2), "at_school": True},
        ],
    }


def test_all_problems_come_at_once() -> None:
    reading = read_step(Family, {"married": ["yes"]}, {}, ON)
    assert names(reading.problems) == ["spouse", "spouse_job", "children"]
    assert reading.problems[0].sentence.en == "You have not answered: Spouse."
    assert reading.problems[2].sentence.vi == "Hãy khai ít nhất một con."


def test_an_empty_page_asks_only_what_is_visible() -> None:
    assert names(read_step(Family, {}, {}, ON).problems) == ["married"]


def test_hidden_answers_are_neither_checked_nor_kept() -> None:
    typed = {**MARRIED, "married": ["no"], "children-0-born": ["nonsense"]}
    reading = read_step(Family, typed, {}, ON)
    assert reading.problems == ()
    assert reading.answers == {"married": False}


def test_an_earlier_visit_does_not_decide_what_is_asked() -> None:
    earlier = {"married": True, "spouse": "X", "spouse_job": "other"}
    reading = read_step(Family, {"married": ["no"]}, earlier, ON)
    assert reading.answers == {"married": False}
    assert names(read_step(Family, {}, earlier, ON).problems) == ["married"]


def test_check_sees_other_steps() -> None:
    reading = read_step(Family, MARRIED, {"own_name": "Trần Thị Bình"}, ON)
    assert names(reading.problems) == ["spouse"]


def test_check_waits_until_each_answer_is_right() -> None:
    typed = {**MARRIED, "children-0-born": ["31/02/2018"]}
    reading = read_step(Family, typed, {"own_name": "Trần Thị Bình"}, ON)
    assert names(reading.problems) == ["children-0-born"]


def test_unknown_names_are_ignored() -> None:
    typed = {**MARRIED, "owner_id": ["1"], "status": ["9"], "fee": ["0"], "form": ["x"]}
    assert read_step(Family, typed, {}, ON).answers.keys() == {
        "married",
        "spouse",
        "spouse_job",
        "spouse_other",
        "children",
    }


class TestRows:
    def test_empty_rows_are_dropped_and_numbers_need_not_be_dense(self) -> None:
        typed = {
            **MARRIED,
            "children-1-child_name": [""],
            "children-7-child_name": ["Na"],
        }
        reading = read_step(Family, typed, {}, ON)
        assert [row["child_name"] for row in reading.answers["children"]] == ["Khôi", "Na"]

    def test_problems_name_the_field_of_the_row(self) -> None:
        typed = {**MARRIED, "children-1-child_name": [""], "children-1-born": ["1/1/2020"]}
        assert names(read_step(Family, typed, {}, ON).problems) == ["children-1-child_name"]

    def test_too_many_rows(self) -> None:
        typed = dict(MARRIED)
        for index in range(10):
            typed[f"children-{index}-child_name"] = [f"Con {index}"]
        assert names(read_step(Family, typed, {}, ON).problems) == ["children"]

    @pytest.mark.parametrize(
        "name",
        [
            "children-" + "9" * 5000 + "-child_name",
            "children-²-child_name",
            "children-٣-child_name",
            "children-1e3-child_name",
            "children--1-child_name",
            "children_2",
            "children-",
        ],
    )
    def test_names_that_are_no_rows(self, name: str) -> None:
        reading = read_step(Family, {**MARRIED, name: ["x"]}, {}, ON)
        assert reading.problems == ()
        assert len(reading.answers["children"]) == 1


def test_storage_and_back() -> None:
    answers = {**read_step(Family, MARRIED, {}, ON).answers, "wedding_year": 2015}
    stored = json.loads(json.dumps(answers_to_json((Family, Extra), answers)))
    assert answers_from_json((Family, Extra), stored) == answers
    assert answers_from_json((Family,), {**stored, "gone": 1}).keys() == answers.keys() - {
        "wedding_year"
    }


def test_stored_answers_are_checked_again() -> None:
    answers = dict(read_step(Family, MARRIED, {}, ON).answers)
    assert check_answers(Family, answers, ON) == ()
    del answers["spouse"]
    answers["children"] = [{"child_name": None, "born": None, "at_school": False}]
    assert names(check_answers(Family, answers, ON)) == ["spouse", "children"]


def test_visible_questions_follow_chains() -> None:
    seen = {"married": False, "spouse_job": "other", "spouse_other": "x"}
    assert [name for name, _ in visible_questions(Family, seen)] == ["married"]


def test_answers_that_no_longer_count_are_left_out() -> None:
    answers: dict[str, Any] = {
        **read_step(Family, MARRIED, {}, ON).answers,
        "wedding_year": 2015,
        "forgotten": 1,
    }
    counted = asked_answers((Family, Extra), answers)
    assert counted == {name: value for name, value in answers.items() if name != "forgotten"}
    assert asked_answers((Family, Extra), {**answers, "married": False}) == {"married": False}


typed_pages = st.dictionaries(
    st.one_of(
        st.sampled_from([*MARRIED, "children-1-born", "children-2-child_name", "csrf_token"]),
        st.text(max_size=30),
    ),
    st.lists(st.one_of(st.sampled_from(["yes", "no", "other", "", "1/1/2020"]), st.text())),
    max_size=12,
)


@given(typed_pages)
def test_any_page_gets_problems_or_answers_that_stay_right(typed: dict[str, list[str]]) -> None:
    reading = read_step(Family, typed, {}, ON)
    if not reading.problems:
        answers = dict(reading.answers)
        assert check_answers(Family, answers, ON) == ()
        assert asked_answers((Family,), answers) == answers
        stored = json.loads(json.dumps(answers_to_json((Family,), answers)))
        assert answers_from_json((Family,), stored) == answers


def test_a_question_is_the_same_object_for_every_page() -> None:
    assert Family.questions() is Family.questions()
    assert list(Family.questions()) == list(_declared(Family))


def _declared(step: type[ProcedureForm]) -> Iterator[str]:
    for name, value in vars(step).items():
        if hasattr(value, "_formfield"):
            yield name


class Plain(ProcedureForm):
    name = "so"
    title = Text("Số", "Number")
    number = PersonalNumberField(Text("Số định danh", "Number"))


def test_sentences_of_the_domain_come_in_both_languages() -> None:
    (problem,) = read_step(Plain, {"number": ["1"]}, {}, ON).problems
    assert "12 chữ số" in problem.sentence.vi
    assert "12 digits" in problem.sentence.en
