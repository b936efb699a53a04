"""Fourth step: the kind of lawful dwelling, which decides the papers."""

from __future__ import annotations

from collections.abc import Iterable
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
    YesNoField,
    when,
)
from plugins.procedures.permanent_residence.applicant import REGISTER
from plugins.procedures.permanent_residence.law import FORMS, least_area_per_person
from plugins.procedures.permanent_residence.members import people

DWELLINGS = (
    ("owned", Text("Nhà thuộc quyền sở hữu của mình", "My own dwelling")),
    ("relative", Text("Nhà của người thân", "A relative's dwelling")),
    ("rented", Text("Nhà thuê, mượn, ở nhờ", "Rented, borrowed or shared")),
    ("religious", Text("Cơ sở tín ngưỡng, tôn giáo", "A religious establishment")),
    ("care", Text("Nơi chăm sóc, nuôi dưỡng, trợ giúp", "A place of social assistance")),
    ("vehicle", Text("Phương tiện để ở (tàu, thuyền …)", "A vessel or vehicle")),
    ("barracks", Text("Đơn vị Công an, Quân đội", "Police or army quarters")),
)
OWNED = when("dwelling", "owned")
RELATIVE = when("dwelling", "relative")
RENTED = when("dwelling", "rented")
RELIGIOUS = when("dwelling", "religious")
CARE = when("dwelling", "care")
VEHICLE = when("dwelling", "vehicle")
BARRACKS = when("dwelling", "barracks")


class Dwelling(ProcedureForm):
    """Where the applicant will live, and by what right."""

    name = "cho-o"
    title = Text("Chỗ ở hợp pháp", "Lawful dwelling")
    legal_basis = FORMS

    dwelling = SelectField(Text("Loại chỗ ở hợp pháp", "Kind of dwelling"), DWELLINGS)
    owner_name = NameField(
        Text("Họ tên chủ sở hữu hoặc đại diện chỗ ở", "Owner of the dwelling or representative"),
        shown_when=RELATIVE | RENTED,
        personal=REGISTER,
    )
    owner_number = PersonalNumberField(
        Text("Số định danh của chủ sở hữu hoặc đại diện", "Their personal number"),
        shown_when=RELATIVE | RENTED,
        personal=REGISTER,
    )
    owner_consent = ConfirmField(
        Text(
            "Chủ sở hữu hoặc đại diện chỗ ở đồng ý cho đăng ký thường trú.",
            "The owner or representative agrees to the registration.",
        ),
        shown_when=RELATIVE | RENTED,
    )
    floor_area = NumberField(
        Text("Diện tích nhà ở (m²)", "Floor area (m²)"), least=1, most=100_000, shown_when=RENTED
    )
    residents = NumberField(
        Text("Số người ở sau khi đăng ký", "People living there afterwards"),
        hint=Text("Tính cả bạn và người cùng thay đổi.", "You and the others included."),
        least=1,
        most=500,
        shown_when=RENTED,
    )
    religious_ground = ChoiceField(
        Text("Bạn đăng ký với tư cách", "You register as"),
        (
            (
                "serving",
                Text(
                    "Người hoạt động tôn giáo, đại diện hoặc quản lý cơ sở",
                    "Somebody who serves, represents or runs it",
                ),
            ),
            ("sheltered", Text("Người được cơ sở cưu mang", "Somebody sheltered there")),
        ),
        shown_when=RELIGIOUS,
    )
    care_place = ChoiceField(
        Text("Nơi nhận chăm sóc, nuôi dưỡng", "Who gives the care"),
        (
            ("institution", Text("Cơ sở trợ giúp xã hội", "An institution")),
            ("family", Text("Hộ gia đình, cá nhân", "A family or a person")),
        ),
        shown_when=CARE,
    )
    moored_elsewhere = YesNoField(
        Text(
            "Nơi đậu, đỗ thường xuyên khác nơi đăng ký phương tiện, "
            "hoặc phương tiện không phải đăng ký?",
            "Is it moored elsewhere than registered, or not subject to registration?",
        ),
        shown_when=VEHICLE,
    )
    force = ChoiceField(
        Text("Lực lượng", "Force"),
        (
            ("police", Text("Công an nhân dân", "Police")),
            ("army", Text("Quân đội nhân dân", "Army")),
        ),
        shown_when=BARRACKS,
    )

    @classmethod
    def check(cls, answers: Answers, on: date) -> Iterable[Problem]:
        """In a rented dwelling there is room for all."""
        residents, area = answers.get("residents"), answers.get("floor_area")
        if residents is None or area is None:
            return
        least = least_area_per_person()
        if residents < people(answers):
            yield Problem("residents", _fewer_than(people(answers)))
        elif area < least * residents:
            yield Problem("floor_area", _too_small(least))


def _fewer_than(registering: int) -> Text:
    return Text(
        f"Hồ sơ này đăng ký cho {registering} người; số người ở không thể ít hơn.",
        f"This dossier registers {registering} people; fewer cannot live there.",
    )


def _too_small(least: int) -> Text:
    return Text(
        f"Chưa đủ {least} m² cho mỗi người, là mức cấu hình trên cổng này; hãy kiểm tra lại "
        "diện tích và số người, hoặc hỏi công an nơi đăng ký.",
        f"Less than {least} m² for each person, the figure configured in this portal; check "
        "area and people, or ask the police where you register.",
    )
