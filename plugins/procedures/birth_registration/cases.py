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
    "birth_situation": "ordinary",
    "birth_proof": "certificate",
    "child_name": "Nguyễn An Nhiên",
    "child_birth_date": date(2026, 11, 5),
    "child_birth_date_words": "Ngày năm tháng mười một năm hai nghìn không trăm hai mươi sáu",
    "child_gender": "female",
    "child_ethnicity": "Kinh",
    "child_nationality": "Việt Nam",
    "child_birth_place": "Bệnh viện Mẫu, phường Hạ Long, tỉnh Quảng Ninh",
    "child_home_town": "Phường Hạ Long, tỉnh Quảng Ninh",
}
BORN_IN_JUNE: Mapping[str, Any] = {
    "child_birth_date": date(2026, 6, 14),
    "child_birth_date_words": "Ngày mười bốn tháng sáu năm hai nghìn không trăm hai mươi sáu",
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
FATHER_ASKS: Mapping[str, Any] = {
    "relation": "father",
    "father_ethnicity": "Kinh",
    "father_nationality": "Việt Nam",
}
MARRIAGE: Mapping[str, Any] = {
    "parents_married": True,
    "marriage_number": "112",
    "marriage_book": "02/2015",
    "marriage_date": date(2015, 11, 5),
    "marriage_place": "Phường Bãi Cháy, tỉnh Quảng Ninh",
}
NOTHING_ELSE: Mapping[str, Any] = {
    "wants_copies": False,
    "exemption": "none",
    "statement_true": True,
}

ON_TIME = Case(
    name="on-time-by-the-father",
    answers={**REQUESTER, **FATHER_ASKS, **CHILD, **MOTHER, **MARRIAGE, **NOTHING_ELSE},
    papers=("giay-chung-sinh",),
    fee=0,
)
MOTHER_ALONE_LATE = Case(
    name="late-by-the-mother-alone-with-copies",
    answers={
        **REQUESTER,
        "requester_name": "Trần Thị Bình",
        "requester_number": "022190000022",
        "requester_birth_date": date(1990, 7, 20),
        "requester_email": None,
        "relation": "mother",
        **CHILD,
        **BORN_IN_JUNE,
        "birth_proof": "witness",
        "child_name": "Trần Minh Khang",
        "child_gender": "male",
        "mother_ethnicity": "Tày",
        "mother_nationality": "Việt Nam",
        "father_known": False,
        **NOTHING_ELSE,
        "wants_copies": True,
        "copies": 3,
    },
    papers=("van-ban-nguoi-lam-chung",),
    fee=29_000,
)
SURROGACY = Case(
    name="surrogacy-by-somebody-authorised-late-but-exempt",
    answers={
        **REQUESTER,
        "requester_name": "Lê Minh Cường",
        "requester_number": "022080000044",
        "requester_birth_date": date(1980, 1, 15),
        "relation": "authorised",
        **CHILD,
        **BORN_IN_JUNE,
        "birth_situation": "surrogacy",
        **MOTHER,
        "mother_number": None,
        "mother_nationality": "Nhật Bản",
        "father_known": True,
        "father_name": "Nguyễn Văn An",
        "father_birth_date": date(1985, 3, 31),
        "father_number": "022085000011",
        "father_ethnicity": "Kinh",
        "father_nationality": "Việt Nam",
        "father_address": HOME,
        **MARRIAGE,
        "marriage_book": None,
        **NOTHING_ELSE,
        "exemption": "merit",
    },
    papers=("giay-chung-sinh", "xac-nhan-mang-thai-ho", "giay-uy-quyen", "dien-mien-le-phi"),
    fee=0,
)
ABANDONED = Case(
    name="abandoned-child-by-the-carer",
    answers={
        **REQUESTER,
        "relation": "carer",
        **{name: value for name, value in CHILD.items() if name != "birth_proof"},
        "birth_situation": "abandoned",
        "child_name": "Hồ Hạ Long",
        **NOTHING_ELSE,
    },
    papers=("bien-ban-tre-bi-bo-roi",),
    fee=0,
)
UNMARRIED = Case(
    name="unmarried-parents-by-the-grandmother",
    answers={
        **REQUESTER,
        "requester_name": "Vũ Thị Giang",
        "requester_number": "022175000077",
        "requester_birth_date": date(1965, 2, 1),
        "relation": "grandparent",
        "agreed_with_parents": True,
        **CHILD,
        "birth_proof": "undertaking",
        **MOTHER,
        "father_known": True,
        "father_name": "Y Moan Êban",
        "father_birth_date": date(1988, 8, 8),
        "father_number": "066088000999",
        "father_ethnicity": "Ê Đê",
        "father_nationality": "Việt Nam",
        "father_address": "Buôn Mẫu, xã Ea Kao, tỉnh Đắk Lắk",
        "parents_married": False,
        **NOTHING_ELSE,
        "wants_copies": True,
        "copies": 1,
    },
    papers=("giay-cam-doan-viec-sinh",),
    fee=8_000,
)
CASES = (ON_TIME, MOTHER_ALONE_LATE, SURROGACY, ABANDONED, UNMARRIED)
