"""Sixth and seventh step: the household that the child joins, and the dwelling."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from citizen_portal.plugin_api import (
    Answers,
    ChoiceField,
    ConfirmField,
    NameField,
    NumberField,
    PersonalNumberField,
    Problem,
    ProcedureForm,
    SelectField,
    Text,
    TextField,
    when,
)
from plugins.procedures.child_under_six.child import REGISTER
from plugins.procedures.child_under_six.parents import parent

HEADS = (
    ("mother", Text("Mẹ của trẻ", "The mother")),
    ("father", Text("Cha của trẻ", "The father")),
    ("other", Text("Người khác", "Somebody else")),
)
RELATIONS = (
    ("grandchild", Text("Cháu", "Grandchild, nephew or niece")),
    ("sibling", Text("Em", "Younger brother or sister")),
    ("other", Text("Quan hệ khác", "Another relation")),
)
DWELLINGS = (
    ("family", Text("Nhà của chủ hộ", "The head's own dwelling")),
    ("relative", Text("Nhà của người thân khác", "Another relative's dwelling")),
    ("rented", Text("Nhà thuê, mượn, ở nhờ", "Rented, borrowed or shared")),
)
OTHER_HEAD = when("head_is", "other")
OTHER_OWNER = when("dwelling", "relative", "rented")
RENTED = when("dwelling", "rented")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head of the household, and what the child is to that person."""

    name: str | None
    number: str | None
    relation: str | None


def head_of(answers: Answers) -> Head:
    """The head as stated, in this step or as a parent; empty when not stated yet."""
    kind = answers.get("head_is")
    if kind == "other":
        return Head(
            name=answers.get("head_name"),
            number=answers.get("head_number"),
            relation=answers.get("head_relation"),
        )
    known = parent(answers, kind) if kind else None
    if known is None:
        return Head(name=None, number=None, relation=None)
    return Head(name=known.name, number=known.number, relation="child")


class Household(ProcedureForm):
    """Whose household the child joins, where, with whose consent."""

    name = "noi-thuong-tru"
    title = Text("Nơi thường trú của trẻ", "The child's residence")

    head_is = ChoiceField(Text("Chủ hộ mà trẻ nhập vào là ai?", "Who heads the household?"), HEADS)
    head_name = NameField(
        Text("Họ, chữ đệm và tên chủ hộ", "Name of the head"),
        shown_when=OTHER_HEAD,
        personal=REGISTER,
    )
    head_number = PersonalNumberField(
        Text("Số định danh cá nhân của chủ hộ", "Personal number of the head"),
        shown_when=OTHER_HEAD,
        personal=REGISTER,
    )
    head_relation = SelectField(
        Text("Trẻ là gì của chủ hộ?", "The child's relation to the head"),
        RELATIONS,
        shown_when=OTHER_HEAD,
        personal=REGISTER,
    )
    head_consent = ConfirmField(
        Text("Chủ hộ đồng ý cho trẻ nhập hộ.", "The head agrees that the child joins."),
    )
    guardian_consent = ConfirmField(
        Text(
            "Cha hoặc mẹ đồng ý cho trẻ đăng ký thường trú tại đây.",
            "A parent consents to the child's registration here.",
        ),
    )
    new_address = TextField(
        Text("Địa chỉ thường trú của trẻ", "Address of the child's residence"),
        hint=Text(
            "Số nhà, đường hoặc thôn, phường hoặc xã, tỉnh hoặc thành phố.",
            "House, street or village, ward or commune, province or city.",
        ),
        max_length=300,
        personal=REGISTER,
    )

    @classmethod
    def check(cls, answers: Answers, on: date) -> Iterable[Problem]:
        """A parent who heads the household was named before."""
        if answers["head_is"] != "other" and head_of(answers).name is None:
            yield Problem(
                "head_is",
                Text(
                    "Bạn chưa khai người này ở bước trước; hãy khai, hoặc chọn người khác.",
                    "This person was not named in the steps before; name them, or choose another.",
                ),
            )


class Dwelling(ProcedureForm):
    """By what right the child will live there."""

    name = "cho-o"
    title = Text("Chỗ ở hợp pháp", "Lawful dwelling")

    dwelling = SelectField(Text("Loại chỗ ở hợp pháp", "Kind of dwelling"), DWELLINGS)
    owner_name = NameField(
        Text("Họ tên chủ sở hữu hoặc đại diện chỗ ở", "Owner of the dwelling or representative"),
        shown_when=OTHER_OWNER,
        personal=REGISTER,
    )
    owner_number = PersonalNumberField(
        Text("Số định danh của chủ sở hữu hoặc đại diện", "Their personal number"),
        shown_when=OTHER_OWNER,
        personal=REGISTER,
    )
    owner_consent = ConfirmField(
        Text(
            "Chủ sở hữu hoặc đại diện chỗ ở đồng ý cho đăng ký thường trú.",
            "The owner or representative agrees to the registration.",
        ),
        shown_when=OTHER_OWNER,
    )
    floor_area = NumberField(
        Text("Diện tích nhà ở (m²)", "Floor area (m²)"), least=1, most=100_000, shown_when=RENTED
    )
    residents = NumberField(
        Text("Số người ở, tính cả trẻ", "People living there, the child included"),
        least=2,
        most=500,
        shown_when=RENTED,
    )
