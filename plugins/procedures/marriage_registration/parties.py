"""Second and third step: the groom and the bride; who files is not asked again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from citizen_portal.plugin_api import (
    Answers,
    ChoiceField,
    NumberField,
    PersonQuestions,
    Problem,
    ProcedureForm,
    Text,
    when,
)
from plugins.procedures.marriage_registration.age import too_young

REGISTER = "Ghi vào sổ đăng ký kết hôn"

BEFORE = (
    ("never", Text("Chưa từng kết hôn", "Never married")),
    ("divorced", Text("Đã kết hôn nhưng đã ly hôn", "Married before, divorced")),
    ("widowed", Text("Đã kết hôn nhưng vợ hoặc chồng đã chết", "Married before, widowed")),
)
GROOM_ASKED, BRIDE_ASKED = when("requester_is", "bride"), when("requester_is", "groom")
GROOM_MARRIED_BEFORE = when("groom_before", "divorced", "widowed")
BRIDE_MARRIED_BEFORE = when("bride_before", "divorced", "widowed")
ABROAD = Text(
    "Ly hôn ở nước ngoài phải được ghi vào sổ hộ tịch trước khi đăng ký kết hôn.",
    "A divorce abroad is entered in the register before the marriage.",
)
TIMES_MOST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """The groom or the bride as stated, or the requester when that is the party."""

    name: str
    birth_date: date
    number: str
    ethnicity: str
    nationality: str
    address: str
    times: int


def party(answers: Answers, stem: str) -> Party:
    """The ``"groom"`` or the ``"bride"``. Raises ``KeyError`` when something is not answered."""
    told = "requester" if answers["requester_is"] == stem else stem
    first = answers[f"{stem}_before"] == "never"
    return Party(
        name=answers[f"{told}_name"],
        birth_date=answers[f"{told}_birth_date"],
        number=answers[f"{told}_number"],
        ethnicity=answers[f"{stem}_ethnicity"],
        nationality=answers[f"{stem}_nationality"],
        address=answers[f"{told}_address"],
        times=1 if first else answers[f"{stem}_times"],
    )


GROOM = PersonQuestions(whose=Text("bên nam", "The groom's"), purpose=REGISTER)
BRIDE = PersonQuestions(whose=Text("bên nữ", "The bride's"), purpose=REGISTER)


class Groom(ProcedureForm):
    """The groom."""

    name = "ben-nam"
    title = Text("Bên nam", "The groom")

    groom_name = GROOM.full_name(shown_when=GROOM_ASKED)
    groom_birth_date = GROOM.birth_date(shown_when=GROOM_ASKED)
    groom_number = GROOM.number(shown_when=GROOM_ASKED)
    groom_address = GROOM.address(shown_when=GROOM_ASKED)
    groom_ethnicity = GROOM.ethnicity()
    groom_nationality = GROOM.nationality()
    groom_before = ChoiceField(
        Text("Trước lần này, bên nam", "Before this marriage, the groom was"),
        BEFORE,
        hint=ABROAD,
        personal=REGISTER,
    )
    groom_times = NumberField(
        Text("Bên nam kết hôn lần thứ mấy?", "Which marriage of the groom's is this?"),
        least=2,
        most=TIMES_MOST,
        shown_when=GROOM_MARRIED_BEFORE,
        personal=REGISTER,
    )

    @classmethod
    def check(cls, answers: Answers, on: date) -> Iterable[Problem]:
        """Old enough, and not the requester by another name."""
        yield from _contradictions(answers, on, "groom")


class Bride(ProcedureForm):
    """The bride."""

    name = "ben-nu"
    title = Text("Bên nữ", "The bride")

    bride_name = BRIDE.full_name(shown_when=BRIDE_ASKED)
    bride_birth_date = BRIDE.birth_date(shown_when=BRIDE_ASKED)
    bride_number = BRIDE.number(shown_when=BRIDE_ASKED)
    bride_address = BRIDE.address(shown_when=BRIDE_ASKED)
    bride_ethnicity = BRIDE.ethnicity()
    bride_nationality = BRIDE.nationality()
    bride_before = ChoiceField(
        Text("Trước lần này, bên nữ", "Before this marriage, the bride was"),
        BEFORE,
        hint=ABROAD,
        personal=REGISTER,
    )
    bride_times = NumberField(
        Text("Bên nữ kết hôn lần thứ mấy?", "Which marriage of the bride's is this?"),
        least=2,
        most=TIMES_MOST,
        shown_when=BRIDE_MARRIED_BEFORE,
        personal=REGISTER,
    )

    @classmethod
    def check(cls, answers: Answers, on: date) -> Iterable[Problem]:
        """Old enough, and not the requester by another name."""
        yield from _contradictions(answers, on, "bride")


def _contradictions(answers: Answers, on: date, stem: str) -> Iterator[Problem]:
    born, number = answers.get(f"{stem}_birth_date"), answers.get(f"{stem}_number")
    if answers.get("requester_is") == stem or not born:
        return
    young = too_young(born, stem, on)
    if young:
        yield Problem(f"{stem}_birth_date", young)
    if number and number == answers.get("requester_number"):
        yield Problem(f"{stem}_number", _YOUR_NUMBER)


_YOUR_NUMBER = Text(
    "Đây là số định danh của bạn; hãy nhập số của bên kia.",
    "This is your own number; enter that of the other party.",
)
