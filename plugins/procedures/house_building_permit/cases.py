"""Examples of valid answers; all people, lots and houses are fictional."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from citizen_portal.plugin_api import Case

FEE = 75_000
ONE_FLOOR_HOUSE: Mapping[str, Any] = {
    "requester_name": "Nguyễn Văn An",
    "requester_number": "022085000011",
    "requester_birth_date": date(1985, 3, 31),
    "requester_phone": "+84912345678",
    "requester_email": "an@example.vn",
    "requester_address": "Số 12, đường Lê Thánh Tông, phường Hạ Long, tỉnh Quảng Ninh",
    "filed_for": "self",
    "lot_number": "118",
    "map_sheet": "25",
    "lot_area": 200_50,
    "plot_address": "Tổ 4, khu 2",
    "plot_commune": "phường Hạ Long",
    "plot_province": "tỉnh Quảng Ninh",
    "adjacent_buildings": False,
    "grade": "IV",
    "ground_level": 45,
    "setback": None,
    "first_floor_area": 96_00,
    "floor_area": 96_00,
    "storeys": [{"storey_name": "Tầng 1", "storey_area": 96_00}],
    "height": 4_20,
    "floors": 1,
    "basements": 0,
    "mezzanine": False,
    "attic": False,
    "designer_name": "Công ty Thiết kế Mẫu",
    "designer_certificate": "QNI-00012345",
    "lead_name": "Đặng Văn Mẫu",
    "lead_certificate": "QNI-00054321",
    "fire_safety": False,
    "design_appraisal": False,
    "months": 6,
    "delivery": "desk",
    "undertake_permit": True,
    "statement_true": True,
}

ONE_FLOOR = Case(
    name="one-floor-alone-on-its-lot",
    answers=ONE_FLOOR_HOUSE,
    papers=("giay-to-dat-dai", "ban-ve-thiet-ke"),
    fee=FEE,
)
TOWN_HOUSE = Case(
    name="town-house-between-others",
    answers={
        **ONE_FLOOR_HOUSE,
        "requester_name": "Trần Thị Bình",
        "requester_number": "022190000022",
        "requester_birth_date": date(1990, 7, 20),
        "requester_email": None,
        "requester_address": "Số 5, đường Hạ Long, phường Bãi Cháy, tỉnh Quảng Ninh",
        "lot_number": "7A",
        "map_sheet": None,
        "lot_area": 80_00,
        "plot_address": "Số 9, đường Hạ Long",
        "plot_commune": "phường Bãi Cháy",
        "adjacent_buildings": True,
        "grade": "III",
        "ground_level": -15,
        "setback": 2_40,
        "first_floor_area": 72_25,
        "floor_area": 274_75,
        "storeys": [
            {"storey_name": "Tầng 1", "storey_area": 72_25},
            {"storey_name": "Tầng lửng", "storey_area": 30_00},
            {"storey_name": "Tầng 2", "storey_area": 76_25},
            {"storey_name": "Tầng 3", "storey_area": 76_25},
            {"storey_name": "Tum", "storey_area": 20_00},
        ],
        "height": 14_60,
        "floors": 3,
        "mezzanine": True,
        "attic": True,
        "months": 12,
        "delivery": "post",
        "delivery_address": "Số 5, đường Hạ Long, phường Bãi Cháy, tỉnh Quảng Ninh",
    },
    papers=("giay-to-dat-dai", "ban-ve-thiet-ke", "cam-ket-cong-trinh-lien-ke"),
    fee=FEE,
)
AUTHORISED = Case(
    name="authorised-by-the-owner",
    answers={
        **ONE_FLOOR_HOUSE,
        "filed_for": "other",
        "owner_name": "H'Hen Niê",
        "owner_number": "066192000144",
        "designer_certificate": None,
        "lead_name": None,
        "lead_certificate": None,
        "design_appraisal": True,
        "appraiser_name": "Công ty Thẩm tra Mẫu",
        "appraiser_certificate": None,
    },
    papers=(
        "giay-to-dat-dai",
        "ban-ve-thiet-ke",
        "bao-cao-tham-tra-thiet-ke",
        "giay-uy-quyen",
    ),
    fee=FEE,
)
ORGANISATION = Case(
    name="house-of-an-organisation",
    answers={
        **TOWN_HOUSE.answers,
        "requester_name": "Lê Minh Cường",
        "requester_number": "022080000044",
        "requester_birth_date": date(1980, 2, 29),
        "filed_for": "organisation",
        "organisation_name": "Công ty Nhà ở Mẫu",
        "organisation_code": "0100233488",
        "position": "Giám đốc",
        "basements": 1,
        "floor_area": 334_75,
        "storeys": [
            {"storey_name": "Tầng hầm", "storey_area": 60_00},
            *TOWN_HOUSE.answers["storeys"],
        ],
        "fire_safety": True,
        "design_appraisal": True,
        "appraiser_name": "Công ty Thẩm tra Mẫu",
        "appraiser_certificate": "QNI-00067890",
        "months": 18,
    },
    papers=(
        "giay-to-dat-dai",
        "ban-ve-thiet-ke",
        "ket-qua-phong-chay-chua-chay",
        "bao-cao-tham-tra-thiet-ke",
        "cam-ket-cong-trinh-lien-ke",
    ),
    fee=FEE,
)
CASES = (ONE_FLOOR, TOWN_HOUSE, AUTHORISED, ORGANISATION)
