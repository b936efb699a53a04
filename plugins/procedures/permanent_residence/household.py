"""Second step: the household to be joined or founded (items 7 to 10 of form CT01)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from citizen_portal.plugin_api import (
    Answers,
    ConfirmField,
    LongTextField,
    NameField,
    PersonalNumberField,
    Problem,
    ProcedureForm,
    SelectField,
    Text,
    TextField,
    YesNoField,
    when,
)
from plugins.procedures.permanent_residence.applicant import REGISTER
from plugins.procedures.permanent_residence.law import FORMS

RELATIONS = (
    ("spouse", Text("Vợ hoặc chồng", "Wife or husband")),
    ("child", Text("Con", "Son or daughter")),
    ("parent", Text("Cha hoặc mẹ", "Father or mother")),
    ("grandchild", Text("Cháu", "Grandchild, niece or nephew")),
    ("grandparent", Text("Ông hoặc bà", "Grandparent")),
    ("sibling", Text("Anh, chị hoặc em", "Brother or sister")),
    ("other", Text("Quan hệ khác, cùng ở", "Other, living together")),
)
JOINS = when("is_head", False)


class Household(ProcedureForm):
    """The head of the household, and what is asked for."""

    name = "ho-gia-dinh"
    title = Text("Hộ gia đình và nội dung đề nghị", "Household and request")
    legal_basis = FORMS

    is_head = YesNoField(
        Text("Bạn sẽ là chủ hộ tại nơi đăng ký?", "Will you be the head of the household?")
    )
    head_name = NameField(
        Text("Họ, chữ đệm và tên chủ hộ", "Name of the head"),
        shown_when=JOINS,
        personal=REGISTER,
    )
    head_relation = SelectField(
        Text("Bạn là gì của chủ hộ?", "Your relation to the head"),
        RELATIONS,
        shown_when=JOINS,
        personal=REGISTER,
    )
    head_number = PersonalNumberField(
        Text("Số định danh cá nhân của chủ hộ", "Personal number of the head"),
        shown_when=JOINS,
        personal=REGISTER,
    )
    head_consent = ConfirmField(
        Text("Chủ hộ đồng ý cho tôi nhập hộ.", "The head agrees that I join the household."),
        shown_when=JOINS,
    )
    new_address = TextField(
        Text("Địa chỉ đăng ký thường trú", "Address of the new residence"),
        hint=Text(
            "Số nhà, đường hoặc thôn, phường hoặc xã, tỉnh hoặc thành phố.",
            "House, street or village, ward or commune, province or city.",
        ),
        max_length=300,
        personal=REGISTER,
    )
    request = LongTextField(
        Text("Nội dung đề nghị", "Request"),
        hint=Text(
            "Ví dụ: Đăng ký thường trú vào hộ của mẹ.",
            "For example: register in my mother's household.",
        ),
        max_length=500,
    )

    @classmethod
    def check(cls, answers: Answers, on: date) -> Iterable[Problem]:
        """Who joins a household is not its head."""
        head = answers.get("head_number")
        if head and head == answers.get("applicant_number"):
            yield Problem(
                "head_number",
                Text(
                    "Đây là số định danh của bạn; nếu bạn là chủ hộ, hãy chọn “Có” ở câu hỏi trên.",
                    "This is your own number; if you are the head, answer “Yes” above.",
                ),
            )
