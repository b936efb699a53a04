"""A procedure of one step with 25 fields, and the same fields as WTForms' own.

Only for measuring; the law that it names is invented.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import wtforms
from flask_wtf import FlaskForm
from wtforms.fields import SelectChoice

from bench.citizens import EXTRACT
from citizen_portal.domain.wording import Text
from citizen_portal.procedures.catalogue import Catalogue
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
    TextField,
    YesNoField,
)
from citizen_portal.procedures.form import ProcedureForm
from citizen_portal.procedures.procedure import Case, Procedure

CODE = "2.000635"
_PROVINCES = tuple((f"{number:02}", Text(f"Tỉnh số {number}")) for number in range(1, 64))
_KINDS = tuple((f"loai-{number}", Text(f"Loại giấy tờ {number}")) for number in range(1, 11))
_WAYS = tuple((f"cach-{number}", Text(f"Cách nhận {number}")) for number in range(1, 4))


class TwentyFive(ProcedureForm):
    """25 questions of all kinds, 214 choices in all."""

    name = "to-khai"
    title = Text("Tờ khai")

    full_name = NameField(Text("Họ, chữ đệm, tên"), autocomplete="name")
    number = PersonalNumberField(Text("Số định danh"), hint=Text("12 chữ số, như trên thẻ."))
    birth_date = DateField(Text("Ngày sinh"))
    phone = PhoneField(Text("Số điện thoại"), autocomplete="tel")
    email = EmailField(Text("Thư điện tử"), required=False, autocomplete="email")
    province = SelectField(Text("Tỉnh, thành phố"), _PROVINCES)
    address = TextField(Text("Nơi cư trú"), hint=Text("Số nhà, đường, phường hoặc xã."))
    birth_province = SelectField(Text("Nơi sinh"), _PROVINCES)
    home_province = SelectField(Text("Quê quán"), _PROVINCES)
    father = NameField(Text("Họ tên cha"), required=False)
    father_birth = DateField(Text("Ngày sinh của cha"), required=False)
    mother = NameField(Text("Họ tên mẹ"), required=False)
    mother_birth = DateField(Text("Ngày sinh của mẹ"), required=False)
    paper_kind = SelectField(Text("Loại giấy tờ"), _KINDS)
    paper_number = TextField(Text("Số giấy tờ"), width=20)
    paper_date = DateField(Text("Ngày cấp"))
    paper_place = TextField(Text("Nơi cấp"))
    copies = NumberField(Text("Số bản"), least=1, most=50)
    income = MoneyField(Text("Thu nhập"))
    married = YesNoField(Text("Đã kết hôn"))
    second_kind = SelectField(Text("Giấy tờ thứ hai"), _KINDS, required=False)
    delivery = ChoiceField(Text("Cách nhận kết quả"), _WAYS)
    purpose = TextField(Text("Mục đích"), hint=Text("Ví dụ: nhập học."))
    remarks = LongTextField(Text("Ghi chú"), required=False)
    true = ConfirmField(Text("Tôi cam đoan những điều trên là đúng."))


ANSWERS: Mapping[str, Any] = {
    "full_name": "Nguyễn Văn An",
    "number": "022085000011",
    "birth_date": date(1985, 3, 31),
    "phone": "+84912345678",
    "email": "an@example.vn",
    "province": "22",
    "address": "Số 12, đường Lê Thánh Tông",
    "birth_province": "22",
    "home_province": "31",
    "paper_kind": "loai-2",
    "copies": 3,
    "delivery": "cach-1",
}

"""A draft half filled in."""

WHOLE = Case(
    name="whole",
    answers={
        **dict.fromkeys(TwentyFive.questions()),
        **ANSWERS,
        "paper_number": "0123",
        "paper_date": date(2021, 5, 20),
        "paper_place": "Quảng Ninh",
        "income": 1_000_000,
        "married": False,
        "purpose": "Nhập học",
        "true": True,
    },
)


def catalogue_with(own: Catalogue, on: date) -> Catalogue:
    """A catalogue in which a bundled procedure's form is this one."""
    procedure: Procedure = replace(
        own.get(EXTRACT, on), form=(TwentyFive,), documents=(), cases=(WHOLE,), subject_of=None
    )
    return Catalogue([("bench", procedure)])


class PlainForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """The same questions as Flask-WTF knows them; filled in by ``plain_fields``."""


def plain_fields() -> type[PlainForm]:
    """Flask-WTF's form with a field of WTForms' own for each of the 25."""
    for name, question in TwentyFive.questions().items():
        setattr(PlainForm, name, _plain(question))
    return PlainForm


def _plain(question: Any) -> Any:
    kinds: dict[str, Any] = {
        "longtext": wtforms.TextAreaField,
        "number": wtforms.IntegerField,
        "money": wtforms.IntegerField,
        "date": wtforms.DateField,
        "email": wtforms.EmailField,
        "phone": wtforms.TelField,
        "select": wtforms.SelectField,
        "radios": wtforms.RadioField,
        "confirm": wtforms.BooleanField,
    }
    needs = wtforms.validators.InputRequired if question.required else wtforms.validators.Optional
    options: dict[str, Any] = {"validators": [needs()], "description": question.hint.vi}
    if question.kind in ("select", "radios"):
        options["choices"] = [
            SelectChoice(str(value), words.vi) for value, words in question.choices
        ]
    kind = kinds.get(question.kind, wtforms.StringField)
    return kind(question.wording.vi, **options)
