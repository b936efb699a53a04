"""Third step: the house, in areas, heights and floors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import ClassVar

from wtforms import Form

from citizen_portal.plugin_api import (
    Answers,
    ChoiceField,
    ConfirmField,
    GroupField,
    MeasureField,
    NumberField,
    Problem,
    ProcedureForm,
    Text,
    TextField,
    format_measure,
    write_hundredths,
)

GRADES = (("III", Text("Cấp III", "Grade III")), ("IV", Text("Cấp IV", "Grade IV")))
# A rule of thumb of this portal, in hundredths of a metre; lower is possible, so it only hints.
USUAL_STOREY = 240


class Storey(Form):
    """One floor of the house."""

    storey_name = TextField(
        Text("Tầng", "Floor"),
        hint=Text("Ví dụ: tầng hầm, tầng 1, tầng lửng, tum.", "For example: basement, floor 1."),
        max_length=60,
        width=20,
    )
    storey_area = MeasureField(
        Text("Diện tích sàn", "Floor area"), unit="m²", least=1, most=10_000_000
    )


class House(ProcedureForm):
    """The size of the house."""

    name = "ngoi-nha"
    title = Text("Ngôi nhà", "The house")
    sections: ClassVar[Mapping[str, Text]] = {
        "height": Text("Chiều cao và số tầng", "Height and floors")
    }

    grade = ChoiceField(Text("Cấp công trình", "Grade of the building"), GRADES)
    ground_level = MeasureField(
        Text("Cốt xây dựng", "Ground level"),
        unit="m",
        hint=Text("Ví dụ: 0,45.", "For example: 0,45."),
        least=-1_000,
        most=10_000,
    )
    setback = MeasureField(
        Text("Khoảng lùi", "Setback"), unit="m", required=False, least=0, most=10_000
    )
    first_floor_area = MeasureField(
        Text("Diện tích xây dựng tầng 1", "Area of the first floor"),
        unit="m²",
        hint=Text("Không lớn hơn diện tích lô đất.", "Not more than the area of the lot."),
        least=100,
        most=10_000_000,
    )
    floor_area = MeasureField(
        Text("Tổng diện tích sàn", "Total floor area"),
        unit="m²",
        hint=Text(
            "Cộng diện tích sàn của mọi tầng, cả tầng hầm, tầng lửng và tum.",
            "All floors together, with the basement, the mezzanine and the attic.",
        ),
        least=100,
        most=10_000_000,
    )
    storeys = GroupField(
        Text("Diện tích sàn từng tầng", "Floor area of each floor"),
        Storey,
        row_label=Text("Tầng", "Floor"),
        required=Text("Hãy khai ít nhất một tầng.", "Enter at least one floor."),
    )
    height = MeasureField(
        Text("Chiều cao công trình", "Height of the building"),
        unit="m",
        hint=Text(
            f"Thường từ {write_hundredths(USUAL_STOREY)} m cho mỗi tầng trên mặt đất; nếu thấp "
            "hơn, hãy kiểm tra lại.",
            f"Usually {write_hundredths(USUAL_STOREY)} m or more for each floor above the ground; "
            "if it is less, check it.",
        ),
        least=1,
        most=10_000,
    )
    floors = NumberField(
        Text("Số tầng trên mặt đất", "Floors above the ground"),
        hint=Text("Không kể tầng hầm, tầng lửng và tum.", "Without basement, mezzanine and attic."),
        least=1,
        most=50,
    )
    basements = NumberField(
        Text("Số tầng hầm", "Basement floors"),
        hint=Text("Nhập 0 nếu không có.", "Enter 0 if there is none."),
        most=5,
    )
    mezzanine = ConfirmField(Text("Có tầng lửng", "It has a mezzanine"), required=False)
    attic = ConfirmField(Text("Có tum", "It has an attic over the stairs"), required=False)

    @classmethod
    def check(cls, answers: Answers, on: date) -> Iterable[Problem]:
        """Areas that fit into one another, and add up."""
        lot_area = answers.get("lot_area")
        first, total = answers["first_floor_area"], answers["floor_area"]
        if lot_area is not None and first > lot_area:
            yield Problem("first_floor_area", _beyond_the_lot(lot_area))
        if total < first:
            yield Problem("floor_area", _BELOW_FIRST_FLOOR)
            return
        added = sum(row["storey_area"] for row in answers["storeys"])
        if added != total:
            yield Problem("storeys", _not_adding_up(added, total))


def floors_in_words(answers: Answers) -> str:
    """The floors as the permit names them."""
    named = [f"{answers['floors']} tầng trên mặt đất"]
    named += [f"{answers['basements']} tầng hầm"] if answers["basements"] else []
    named += ["tầng lửng"] if answers.get("mezzanine") else []
    named += ["tum"] if answers.get("attic") else []
    return ", ".join(named)


def _beyond_the_lot(lot_area: int) -> Text:
    said = format_measure(lot_area, "m²")
    return Text(
        f"Diện tích tầng 1 không thể lớn hơn diện tích lô đất ({said}); hãy sửa một trong hai.",
        f"The first floor cannot be larger than the lot ({said}); correct one of them.",
    )


def _not_adding_up(added: int, total: int) -> Text:
    sums = format_measure(added, "m²"), format_measure(total, "m²")
    return Text(
        f"Các tầng cộng lại là {sums[0]}, tổng diện tích sàn đã khai là {sums[1]}; hãy sửa cho "
        "khớp.",
        f"The floors add up to {sums[0]}, the total is given as {sums[1]}; make them agree.",
    )


_BELOW_FIRST_FLOOR = Text(
    "Tổng diện tích sàn không thể nhỏ hơn diện tích tầng 1; hãy kiểm tra lại.",
    "The total floor area cannot be less than the first floor; check it.",
)
