"""Examples of valid answers; all people are fictional."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from citizen_portal.plugin_api import Case

HOME = "Số 12, đường Lê Thánh Tông, phường Hạ Long, tỉnh Quảng Ninh"

REQUESTER: Mapping[str, Any] = {
    "requester_name": "Nguyễn Văn An",
    "requester_number": "022085000011",
    "requester_birth_date": date(1985, 3, 31),
    "requester_phone": "+84912345678",
    "requester_email": "an@example.vn",
    "requester_address": HOME,
}
CHILD: Mapping[str, Any] = {
    "child_name": "Nguyễn An Nhiên",
    "child_birth_date": date(2025, 6, 10),
    "child_gender": "female",
    "child_ethnicity": "Kinh",
    "child_nationality": "Việt Nam",
    "child_birth_place": "Bệnh viện Mẫu, phường Hạ Long, tỉnh Quảng Ninh",
    "child_home_town": "Phường Hạ Long, tỉnh Quảng Ninh",
    "birth_proof": "certificate",
}
MOTHER: Mapping[str, Any] = {
    "mother_known": True,
    "mother_name": "Trần Thị Bình",
    "mother_birth_date": date(1990, 7, 20),
    "mother_number": "022190000022",
    "mother_ethnicity": "Kinh",
    "mother_nationality": "Việt Nam",
    "mother_address": HOME,
}
MARRIAGE: Mapping[str, Any] = {
    "parents_married": True,
    "marriage_number": "112",
    "marriage_book": "02/2015",
    "marriage_date": date(2015, 11, 5),
    "marriage_place": "Phường Bãi Cháy, tỉnh Quảng Ninh",
}
CONSENTS: Mapping[str, Any] = {"head_consent": True, "guardian_consent": True}
LAST: Mapping[str, Any] = {"clinic": "Trạm y tế phường Hạ Long", "statement_true": True}

FATHER_FILES = Case(
    name="father-files-and-heads-the-household",
    answers={
        **REQUESTER,
        "relation": "father",
        **CHILD,
        **MOTHER,
        "father_ethnicity": "Kinh",
        "father_nationality": "Việt Nam",
        **MARRIAGE,
        "head_is": "father",
        **CONSENTS,
        "new_address": HOME,
        "dwelling": "family",
        **LAST,
    },
    papers=("giay-chung-sinh",),
    fee=0,
)
MOTHER_ALONE_RENTS = Case(
    name="mother-alone-in-a-rented-dwelling",
    answers={
        **REQUESTER,
        "requester_name": "Trần Thị Bình",
        "requester_number": "022190000022",
        "requester_birth_date": date(1990, 7, 20),
        "requester_email": None,
        "relation": "mother",
        **CHILD,
        "child_name": "Trần Minh Khang",
        "child_gender": "male",
        "birth_proof": "undertaking",
        "mother_ethnicity": "Tày",
        "mother_nationality": "Việt Nam",
        "father_known": False,
        "head_is": "mother",
        **CONSENTS,
        "new_address": "Số 5, đường Hạ Long, phường Bãi Cháy, tỉnh Quảng Ninh",
        "dwelling": "rented",
        "owner_name": "Lê Minh Cường",
        "owner_number": "022080000044",
        "owner_consent": True,
        "floor_area": 40,
        "residents": 2,
        **LAST,
    },
    papers=("giay-cam-doan-viec-sinh", "hop-dong-thue-muon", "dien-tich-nha-o"),
    fee=0,
)
GRANDMOTHER_FILES = Case(
    name="grandmother-files-for-her-own-household",
    answers={
        **REQUESTER,
        "requester_name": "Vũ Thị Giang",
        "requester_number": "022175000077",
        "requester_birth_date": date(1965, 2, 1),
        "relation": "grandparent",
        "agreed_with_parents": True,
        **CHILD,
        "birth_proof": "witness",
        **MOTHER,
        "father_known": True,
        "father_name": "Nguyễn Văn An",
        "father_birth_date": date(1985, 3, 31),
        "father_number": "022085000011",
        "father_ethnicity": "Kinh",
        "father_nationality": "Việt Nam",
        "father_address": HOME,
        "parents_married": False,
        "head_is": "other",
        "head_name": "Vũ Thị Giang",
        "head_number": "022175000077",
        "head_relation": "grandchild",
        **CONSENTS,
        "new_address": HOME,
        "dwelling": "relative",
        "owner_name": "Vũ Văn Hùng",
        "owner_number": "022060000088",
        "owner_consent": True,
        **LAST,
    },
    papers=("van-ban-nguoi-lam-chung", "y-kien-cha-me", "quan-he-nhan-than"),
    fee=0,
)
CASES = (FATHER_FILES, MOTHER_ALONE_RENTS, GRANDMOTHER_FILES)
