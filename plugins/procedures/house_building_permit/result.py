"""The building permit, and what the officer enters for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from citizen_portal.plugin_api import (
    Answers,
    LongTextField,
    ProcedureForm,
    ResultPaper,
    Text,
    TextField,
    format_measure,
)
from plugins.procedures.house_building_permit.house import floors_in_words
from plugins.procedures.house_building_permit.owner import owner_code, owner_name
from plugins.procedures.house_building_permit.plot import lot, place


class Permit(ProcedureForm):
    """What the officer adds after the site visit and the check against the plan."""

    name = "giay-phep"
    title = Text("Nội dung giấy phép xây dựng", "The permit")

    permit_owner = TextField(Text("Cấp cho", "Granted to"), max_length=200)
    permit_place = TextField(Text("Địa điểm xây dựng", "Place"), max_length=420)
    permit_red_line = TextField(Text("Chỉ giới đường đỏ", "Red line of the street"))
    permit_building_line = TextField(Text("Chỉ giới xây dựng", "Building line"))
    permit_land_paper = TextField(
        Text("Giấy tờ về quyền sử dụng đất (loại, số)", "Paper for the land (kind, number)")
    )
    permit_notes = LongTextField(
        Text("Điều kiện, ghi chú", "Conditions, notes"), required=False, max_length=1000
    )


def suggest(answers: Answers, on: date) -> Mapping[str, Any]:
    """Take what the owner stated."""
    return {"permit_owner": owner_name(answers), "permit_place": place(answers)}


def content(answers: Answers, permit: Answers) -> Mapping[str, Any]:
    """The plain values that the paper prints."""
    setback = answers.get("setback")
    return {
        "owner": permit["permit_owner"],
        "owner_code": owner_code(answers),
        "representative": _representative(answers),
        "place": permit["permit_place"],
        "lot": lot(answers),
        "lot_area": format_measure(answers["lot_area"], "m²"),
        "land_paper": permit["permit_land_paper"],
        "grade": answers["grade"],
        "ground_level": format_measure(answers["ground_level"], "m"),
        "setback": "" if setback is None else format_measure(setback, "m"),
        "red_line": permit["permit_red_line"],
        "building_line": permit["permit_building_line"],
        "first_floor_area": format_measure(answers["first_floor_area"], "m²"),
        "floor_area": format_measure(answers["floor_area"], "m²"),
        "storeys": [
            {"name": row["storey_name"], "area": format_measure(row["storey_area"], "m²")}
            for row in answers["storeys"]
        ],
        "height": format_measure(answers["height"], "m"),
        "floors": floors_in_words(answers),
        "designer": answers["designer_name"],
        "appraiser": answers.get("appraiser_name") or "",
        "notes": permit.get("permit_notes") or "",
    }


def _representative(answers: Answers) -> str:
    """Who represents an organisation, with the position."""
    if answers.get("filed_for") != "organisation":
        return ""
    return f"{answers['requester_name']}, {answers['position']}"


RESULT = ResultPaper(
    name=Text("Giấy phép xây dựng", "Building permit"),
    template="permit.html",
    content=content,
    form=Permit,
    suggest=suggest,
    code="KQ.G17.000311",
    number_symbol="GPXD",
)
