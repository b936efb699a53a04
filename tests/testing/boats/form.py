"""What the invented procedure asks: every kind of question, and conditions of every sort."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from wtforms import Form

from citizen_portal.plugin_api import (
    Answers,
    ChoiceField,
    ConfirmField,
    DateField,
    EmailField,
    GroupField,
    LongTextField,
    MoneyField,
    NameField,
    NumberField,
    PersonalNumberField,
    PhoneField,
    Problem,
    ProcedureForm,
    SelectField,
    SeveralField,
    Text,
    TextField,
    YesNoField,
    when,
)

KINDS = (
    ("own", Text("Thuyền của mình", "One's own")),
    ("rented", Text("Thuyền thuê", "Rented")),
    ("other", Text("Trường hợp khác", "Something else")),
)
USES = (("fish", Text("Đánh cá", "Fishing")), ("sport", Text("Thể thao", "Sport")))


class Owner(ProcedureForm):
    """First step: whose boat it is."""

    name = "chu-thuyen"
    title = Text("Chủ thuyền", "The owner")

    owner_name = NameField(Text("Họ và tên", "Full name"), max_length=80)
    owner_number = PersonalNumberField(Text("Số định danh", "Personal number"))
    owner_phone = PhoneField(Text("Điện thoại", "Telephone"), required=False)
    owner_email = EmailField(Text("Thư điện tử", "E-mail"), required=False)
    kind = SelectField(Text("Thuyền của ai?", "Whose boat is it?"), KINDS)
    kind_explained = TextField(
        Text("Nêu rõ", "Explain"), shown_when=when("kind", "other"), max_length=50
    )


class Hand(Form):
    """One person on board."""

    hand_name = NameField(Text("Họ và tên", "Full name"))
    hand_born = DateField(Text("Ngày sinh", "Date of birth"), required=False)


class Boat(ProcedureForm):
    """Second step: the boat, and when it lies where."""

    name = "thuyen"
    title = Text("Thuyền", "The boat")

    length = NumberField(Text("Chiều dài (m)", "Length (m)"), least=1, most=40)
    value = MoneyField(Text("Giá trị", "Value"), required=False, most=10**10)
    uses = SeveralField(Text("Dùng để", "Used for"), USES)
    moored_from = DateField(Text("Neo từ ngày", "Moored from"), latest=date(2030, 12, 31))
    hands = GroupField(
        Text("Người trên thuyền", "People on board"),
        Hand,
        row_label=Text("Người", "Person"),
        required=False,
        shown_when=when("uses", "fish"),
        most=4,
    )
    poor = YesNoField(Text("Hộ nghèo?", "Poor household?"))
    night = ChoiceField(
        Text("Ngủ trên thuyền?", "Nights on board?"),
        ((1, Text("Một đêm", "One")), (2, Text("Nhiều đêm", "Several"))),
        shown_when=when("kind", "own") & ~when("uses", "fish"),
    )
    notes = LongTextField(Text("Ghi chú", "Notes"), required=False, max_length=200)
    statement = ConfirmField(Text("Tôi cam đoan khai đúng.", "What I state is true."))

    @classmethod
    def check(cls, answers: Answers, on: date) -> Iterable[Problem]:
        """A boat lies there from today on."""
        if answers["moored_from"] < on:
            yield Problem(
                "moored_from",
                Text("Hãy chọn hôm nay hoặc ngày sau.", "Choose today or a later day."),
            )
