"""Examples of valid answers; all people are fictional."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from citizen_portal.plugin_api import Case

ADDRESS = "Số 12, đường Lê Thánh Tông, phường Hạ Long, tỉnh Quảng Ninh"

ALONE: Mapping[str, Any] = {
    "applicant_name": "Nguyễn Văn An",
    "applicant_birth_date": date(1985, 3, 31),
    "applicant_gender": "male",
    "applicant_number": "022085000011",
    "applicant_phone": "+84912345678",
    "applicant_email": None,
    "is_head": True,
    "new_address": ADDRESS,
    "request": "Đăng ký thường trú và lập hộ mới",
    "has_members": False,
    "has_minors": False,
    "dwelling": "owned",
    "exemption": "none",
    "statement_true": True,
}

OWN_DWELLING = Case(name="own-dwelling", answers=ALONE, papers=("cho-o-hop-phap",), fee=10_000)
FAMILY_RENTING = Case(
    name="family-renting-with-a-child",
    answers={
        **ALONE,
        "request": "Đăng ký thường trú cho cả gia đình",
        "has_members": True,
        "members": [
            {
                "member_name": "Trần Thị Bình",
                "member_birth_date": date(1990, 7, 20),
                "member_gender": "female",
                "member_number": "022190000022",
                "member_relation": "spouse",
            },
            {
                "member_name": "Nguyễn Minh Khôi",
                "member_birth_date": date(2018, 9, 2),
                "member_gender": "male",
                "member_number": "022218000123",
                "member_relation": "child",
            },
        ],
        "has_minors": True,
        "guardian_kind": "mother",
        "guardian_name": "Trần Thị Bình",
        "guardian_number": "022190000022",
        "guardian_consent": True,
        "dwelling": "rented",
        "owner_name": "Lê Minh Cường",
        "owner_number": "022080000044",
        "owner_consent": True,
        "floor_area": 45,
        "residents": 3,
    },
    papers=("hop-dong-thue-muon", "dien-tich-nha-o", "y-kien-cha-me"),
    fee=10_000,
)
EXEMPT_AT_RELATIVES = Case(
    name="exempt-at-a-relatives",
    answers={
        **ALONE,
        "applicant_email": "an@example.vn",
        "is_head": False,
        "head_name": "Vũ Thị Giang",
        "head_relation": "child",
        "head_number": "022175000077",
        "head_consent": True,
        "request": "Đăng ký thường trú vào hộ của mẹ",
        "dwelling": "relative",
        "owner_name": "Vũ Thị Giang",
        "owner_number": "022175000077",
        "owner_consent": True,
        "exemption": "disabled",
    },
    papers=("quan-he-nhan-than", "dien-mien-le-phi"),
    fee=0,
)
ON_A_BOAT = Case(
    name="on-a-boat",
    answers={**ALONE, "dwelling": "vehicle", "moored_elsewhere": True, "exemption": "elderly"},
    papers=("phuong-tien-de-o", "noi-dau-do"),
    fee=0,
)
IN_A_PAGODA = Case(
    name="serving-in-a-pagoda",
    answers={**ALONE, "dwelling": "religious", "religious_ground": "serving"},
    papers=("tu-cach-tai-co-so", "cong-trinh-la-nha-o"),
    fee=10_000,
)
SHELTERED = Case(
    name="sheltered-by-a-pagoda",
    answers={**ALONE, "dwelling": "religious", "religious_ground": "sheltered"},
    papers=("duoc-cuu-mang",),
    fee=10_000,
)
IN_A_HOME = Case(
    name="in-an-institution",
    answers={**ALONE, "dwelling": "care", "care_place": "institution"},
    papers=("de-nghi-cua-co-so", "xac-nhan-cham-soc"),
    fee=10_000,
)
POLICE_QUARTERS = Case(
    name="in-police-quarters",
    answers={**ALONE, "dwelling": "barracks", "force": "police"},
    papers=("gioi-thieu-cong-an",),
    fee=10_000,
)
ARMY_QUARTERS = Case(
    name="in-army-quarters",
    answers={**ALONE, "dwelling": "barracks", "force": "army"},
    papers=("gioi-thieu-quan-doi",),
    fee=10_000,
)
CASES = (
    OWN_DWELLING,
    FAMILY_RENTING,
    EXEMPT_AT_RELATIVES,
    ON_A_BOAT,
    IN_A_PAGODA,
    SHELTERED,
    IN_A_HOME,
    POLICE_QUARTERS,
    ARMY_QUARTERS,
)
