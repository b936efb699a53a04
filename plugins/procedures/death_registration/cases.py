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
DECEASED: Mapping[str, Any] = {
    "deceased_name": "Nguyễn Văn Bách",
    "deceased_birth_known": "day",
    "deceased_birth_date": date(1951, 4, 2),
    "deceased_gender": "male",
    "deceased_ethnicity": "Kinh",
    "deceased_nationality": "Việt Nam",
    "deceased_number": "022051000456",
    "residence_known": True,
    "deceased_address": HOME,
}
BY_YEAR: Mapping[str, Any] = {
    **{name: value for name, value in DECEASED.items() if name != "deceased_birth_date"},
    "deceased_birth_known": "year",
    "deceased_birth_year": 1938,
    "deceased_number": None,
}
DEATH: Mapping[str, Any] = {
    "death_date": date(2026, 11, 18),
    "death_time": "08:30",
    "death_place": "Bệnh viện Mẫu, phường Hạ Long, tỉnh Quảng Ninh",
    "death_cause": "Bệnh",
    "death_proof": "notice",
    "notice_number": "15/GBT",
    "notice_issuer": "Bệnh viện Mẫu",
    "notice_date": date(2026, 11, 18),
}
DEATH_LONG_AGO: Mapping[str, Any] = {
    "death_date": date(1972, 12, 26),
    "death_time": None,
    "death_place": "Xã Mẫu, tỉnh Quảng Ninh",
    "death_cause": "Chiến tranh",
    "death_proof": "evidence",
}
NOTHING_ELSE: Mapping[str, Any] = {
    "wants_copies": False,
    "exemption": "none",
    "statement_true": True,
}

ON_TIME = Case(
    name="on-time-by-the-son",
    answers={**REQUESTER, "relation": "child", **DECEASED, **DEATH, **NOTHING_ELSE},
    papers=("giay-bao-tu",),
    fee=0,
)
LATE = Case(
    name="late-by-somebody-authorised-with-copies",
    answers={
        **REQUESTER,
        "requester_email": None,
        "relation": "authorised",
        **BY_YEAR,
        "deceased_name": "Vũ Thị Lan",
        "deceased_gender": "female",
        **DEATH,
        "death_date": date(2026, 9, 1),
        "death_time": None,
        "death_cause": "Tuổi già",
        "death_proof": "substitute",
        "notice_number": None,
        "notice_issuer": "Công an phường Hạ Long",
        "notice_date": date(2026, 9, 3),
        **NOTHING_ELSE,
        "wants_copies": True,
        "copies": 2,
    },
    papers=("giay-bao-tu", "giay-uy-quyen"),
    fee=21_000,
)
LONG_AGO = Case(
    name="long-ago-by-a-relative-exempt",
    answers={
        **REQUESTER,
        "relation": "relative",
        **BY_YEAR,
        **DEATH_LONG_AGO,
        **NOTHING_ELSE,
        "exemption": "merit",
    },
    papers=("chung-cu-su-kien-chet", "dien-mien-le-phi"),
    fee=0,
)
NO_RESIDENCE = Case(
    name="no-known-residence-by-a-representative",
    answers={
        **REQUESTER,
        "requester_name": "Lê Minh Cường",
        "requester_number": "022080000044",
        "requester_birth_date": date(1980, 1, 15),
        "relation": "representative",
        **{name: value for name, value in DECEASED.items() if name != "deceased_address"},
        "residence_known": False,
        **DEATH,
        "death_cause": "Tai nạn",
        **NOTHING_ELSE,
        "wants_copies": True,
        "copies": 1,
    },
    papers=("giay-bao-tu", "noi-chet"),
    fee=8_000,
)
CASES = (ON_TIME, LATE, LONG_AGO, NO_RESIDENCE)
