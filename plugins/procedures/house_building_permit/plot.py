"""Second step: where the house will stand."""

from __future__ import annotations

from citizen_portal.plugin_api import (
    Answers,
    MeasureField,
    ProcedureForm,
    Text,
    TextField,
    YesNoField,
    address_line,
    when,
)

BESIDE_OTHERS = when("adjacent_buildings", True)


class Plot(ProcedureForm):
    """The lot, and what stands beside it."""

    name = "lo-dat"
    title = Text("Lô đất xây dựng", "The lot")

    lot_number = TextField(
        Text("Lô đất (thửa đất) số", "Number of the lot"),
        hint=Text("Như trên giấy tờ về đất đai.", "As on the paper for the land."),
        max_length=50,
        width=10,
    )
    map_sheet = TextField(
        Text("Tờ bản đồ số", "Map sheet"), required=False, max_length=50, width=10
    )
    lot_area = MeasureField(
        Text("Diện tích lô đất", "Area of the lot"),
        unit="m²",
        hint=Text("Ví dụ: 120,5.", "For example: 120,5."),
        least=100,
        most=10_000_000,
    )
    plot_address = TextField(
        Text("Số nhà, đường, tổ, khu phố hoặc thôn", "House, street or village"), max_length=200
    )
    plot_commune = TextField(
        Text("Phường, xã hoặc đặc khu", "Ward or commune"),
        hint=Text("Nộp hồ sơ tại nơi có lô đất.", "Apply where the lot is."),
        max_length=100,
    )
    plot_province = TextField(Text("Tỉnh hoặc thành phố", "Province or city"), max_length=100)
    adjacent_buildings = YesNoField(
        Text("Có công trình liền kề không?", "Are there buildings right beside it?"),
        hint=Text(
            "Nếu có, cần bản cam kết bảo đảm an toàn đối với công trình liền kề.",
            "If there are, you undertake to keep them safe.",
        ),
    )


def place(answers: Answers) -> str:
    """Where the lot is, in one line."""
    return address_line(answers, "plot_address", "plot_commune", "plot_province")


def lot(answers: Answers) -> str:
    """The lot by its numbers."""
    sheet = answers.get("map_sheet")
    return f"{answers['lot_number']}{f', tờ bản đồ số {sheet}' if sheet else ''}"
