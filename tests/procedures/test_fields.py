"""Each kind of question: what it reads, refuses, shows and stores."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.domain.wording import Text
from citizen_portal.procedures.fields import (
    ChoiceField,
    ConfirmField,
    DateField,
    EmailField,
    LongTextField,
    MoneyField,
    NameField,
    NumberField,
    PersonalNumberField,
    PhoneField,
    SelectField,
    SeveralField,
    TextField,
    YesNoField,
)
from citizen_portal.procedures.form import ProcedureForm, StepReading, check_answers, read_step

ON = date(2026, 11, 20)
COLOURS = (("red", Text("Đỏ", "Red")), ("blue", Text("Xanh", "Blue")), (3, Text("Ba", "Three")))


class AllKinds(ProcedureForm):
    name = "moi-loai"
    title = Text("Mọi loại", "All kinds")
    text = TextField(Text("Chữ", "Text"), required=False, max_length=10)
    lines = LongTextField(Text("Đoạn", "Lines"), required=False, max_length=20)
    person = NameField(Text("Tên", "Name"), required=False)
    number = PersonalNumberField(Text("Số định danh", "Number"), required=False)
    phone = PhoneField(Text("Điện thoại", "Phone"), required=False)
    email = EmailField(Text("Thư", "E-mail"), required=False)
    count = NumberField(Text("Số lượng", "Count"), required=False, least=1, most=5000)
    amount = MoneyField(Text("Tiền", "Money"), required=False, least=1, most=10**9)
    day = DateField(Text("Ngày", "Day"), required=False)
    colour = ChoiceField(Text("Màu", "Colour"), COLOURS, required=False)
    shade = SelectField(Text("Sắc", "Shade"), COLOURS, required=False)
    agreed = YesNoField(Text("Đồng ý", "Agreed"), required=False)
    several = SeveralField(Text("Nhiều", "Several"), COLOURS, required=False)
    sure = ConfirmField(Text("Cam đoan", "Sure"), required=False)


def read(**typed: str | list[str]) -> StepReading:
    given_typed = {name: [one] if isinstance(one, str) else one for name, one in typed.items()}
    return read_step(AllKinds, given_typed, {}, ON)


@pytest.mark.parametrize(
    ("question", "typed", "answer"),
    [
        ("text", "  a   b ", "a b"),
        ("text", "a\u200bb", "ab"),
        ("text", "\u200b", None),
        ("text", "   ", None),
        ("lines", "a \r\n  b", "a\nb"),
        ("person", "H'Hen   Niê", "H'Hen Niê"),
        ("person", "Nguye\u0302\u0303n", "Nguyễn"),
        ("number", "022085000011", "022085000011"),
        ("number", "022 085 000 011", "022085000011"),
        ("phone", "0912 345 678", "+84912345678"),
        ("phone", "+84 912345678", "+84912345678"),
        ("email", "an@example.vn", "an@example.vn"),
        ("count", "12", 12),
        ("count", "1.234", 1234),
        ("amount", "100.000.000", 100_000_000),
        ("amount", "100 000 đ", 100_000),
        ("day", "1/2/2026", date(2026, 2, 1)),
        ("day", "01-02-2026", date(2026, 2, 1)),
        ("day", "2026-02-01", date(2026, 2, 1)),
        ("colour", "red", "red"),
        ("colour", "3", 3),
        ("agreed", "yes", True),
        ("agreed", "no", False),
        ("several", ["blue", "red", "blue"], ["blue", "red"]),
        ("several", [], []),
        ("sure", "yes", True),
        ("sure", "on", False),
    ],
)
def test_reads(question: str, typed: str | list[str], answer: object) -> None:
    reading = read(**{question: typed})
    assert reading.problems == ()
    assert reading.answers[question] == answer


@pytest.mark.parametrize(
    ("question", "typed"),
    [
        ("text", "x" * 11),
        ("lines", "x\n" * 15),
        ("person", "Nguyễn Văn 3"),
        ("number", "12345"),
        ("number", "02208500001x"),
        ("number", "\u0660" * 12),
        ("phone", "12"),
        ("phone", "hello"),
        ("email", "an@"),
        ("email", "an@example"),
        ("email", "a b@example.vn"),
        ("email", "an@example.vn\x07"),
        ("count", "0"),
        ("count", "5001"),
        ("count", "1.5"),
        ("count", "-1"),
        ("count", "1_0"),
        ("count", "\u0663"),
        ("amount", "1,5"),
        ("amount", "-5"),
        ("amount", "0"),
        ("amount", "9" * 30),
        ("day", "31/02/2026"),
        ("day", "31/12/1899"),
        ("day", "yesterday"),
        ("day", "1/1/26"),
        ("colour", "green"),
        ("several", ["red", "green"]),
        ("agreed", "maybe"),
    ],
)
def test_refuses_in_both_languages(question: str, typed: str | list[str]) -> None:
    reading = read(**{question: typed})
    assert [problem.question for problem in reading.problems] == [question]
    sentence = reading.problems[0].sentence
    assert sentence.vi
    assert sentence.en
    assert sentence.vi != sentence.en
    assert reading.answers[question] in (None, [], False)


@pytest.mark.parametrize(
    ("question", "answer", "vi", "en"),
    [
        ("amount", 1_250_000, "1.250.000 đồng", "1.250.000 đồng"),
        ("day", date(2026, 2, 1), "01/02/2026", "01/02/2026"),
        ("phone", "+84912345678", "0912345678", "0912345678"),
        ("phone", "+4930123456", "+4930123456", "+4930123456"),
        ("colour", 3, "Ba", "Three"),
        ("colour", None, "", ""),
        ("agreed", False, "Không", "No"),
        ("several", ["red", "blue"], "Đỏ; Xanh", "Red; Blue"),
        ("sure", True, "Có", "Yes"),
    ],
)
def test_shows(question: str, answer: Any, vi: str, en: str) -> None:
    shown = AllKinds.questions()[question].shown(answer)
    assert (shown.in_language("vi"), shown.in_language("en")) == (vi, en)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("day", date(2026, 2, 1)),
        ("day", None),
        ("agreed", False),
        ("colour", 3),
        ("several", ["red", 3]),
        ("amount", 5),
        ("text", "Ă"),
    ],
)
def test_storage_keeps_the_type(question: str, answer: Any) -> None:
    field = AllKinds.questions()[question]
    back = field.from_json(field.to_json(answer))
    assert (back, type(back)) == (answer, type(answer))


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_day_typed_as_shown_is_the_same_day(day: date) -> None:
    assert read(day=AllKinds.questions()["day"].typed(day)).answers["day"] == day


@given(st.integers(1, 10**9))
def test_an_amount_typed_as_shown_is_the_same_amount(amount: int) -> None:
    assert read(amount=AllKinds.questions()["amount"].typed(amount)).answers["amount"] == amount


@given(st.sampled_from(list(AllKinds.questions())), st.text(max_size=60))
def test_whatever_is_typed_gets_an_answer_or_a_sentence(question: str, typed: str) -> None:
    reading = read(**{question: typed})
    assert all(problem.sentence.vi for problem in reading.problems)
    if not reading.problems:
        again = AllKinds.questions()[question]
        answer = reading.answers[question]
        kept = again.from_json(json.loads(json.dumps(again.to_json(answer))))
        assert kept == answer
        assert check_answers(AllKinds, reading.answers, ON) == ()
