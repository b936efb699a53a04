"""Examples of valid answers; all people are fictional."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from citizen_portal.plugin_api import Case

HOME = "Số 12, đường Lê Thánh Tông, phường Hạ Long, tỉnh Quảng Ninh"

BY_THE_GROOM: Mapping[str, Any] = {
    "requester_name": "Nguyễn Văn An",
    "requester_number": "022085000011",
    "requester_birth_date": date(1985, 3, 31),
    "requester_phone": "+84912345678",
    "requester_email": "an@example.vn",
    "requester_address": HOME,
    "requester_is": "groom",
    "groom_ethnicity": "Kinh",
    "groom_nationality": "Việt Nam",
    "groom_before": "never",
    "bride_name": "Trần Thị Bình",
    "bride_birth_date": date(1990, 7, 20),
    "bride_number": "022190000022",
    "bride_address": "Số 5, đường Hạ Long, phường Bãi Cháy, tỉnh Quảng Ninh",
    "bride_ethnicity": "Kinh",
    "bride_nationality": "Việt Nam",
    "bride_before": "never",
    "wants_copies": False,
    "statement_free": True,
    "statement_unrelated": True,
    "statement_present": True,
    "statement_true": True,
}
BY_THE_BRIDE: Mapping[str, Any] = {
    **{name: value for name, value in BY_THE_GROOM.items() if not name.startswith("bride_")},
    "requester_name": "Trần Thị Bình",
    "requester_number": "022190000022",
    "requester_birth_date": date(1990, 7, 20),
    "requester_phone": "+84912345679",
    "requester_email": None,
    "requester_is": "bride",
    "groom_name": "Y Moan Êban",
    "groom_birth_date": date(1988, 8, 8),
    "groom_number": "066088000999",
    "groom_address": "Buôn Mẫu, xã Ea Kao, tỉnh Đắk Lắk",
    "groom_ethnicity": "Ê Đê",
    "bride_ethnicity": "Kinh",
    "bride_nationality": "Việt Nam",
    "bride_before": "never",
}

FIRST_MARRIAGE = Case(name="first-marriage-of-both", answers=BY_THE_GROOM, fee=0)
DIVORCED_BRIDE = Case(
    name="divorced-bride-files-wants-copies",
    answers={
        **BY_THE_BRIDE,
        "bride_before": "divorced",
        "bride_times": 2,
        "wants_copies": True,
        "copies": 2,
    },
    fee=16_000,
)
WIDOWED_BOTH = Case(
    name="both-widowed",
    answers={
        **BY_THE_GROOM,
        "groom_before": "widowed",
        "groom_times": 2,
        "bride_before": "widowed",
        "bride_times": 3,
    },
    fee=0,
)
JUST_OLD_ENOUGH = Case(
    name="just-old-enough-one-copy",
    answers={
        **BY_THE_BRIDE,
        "requester_birth_date": date(2007, 6, 30),
        "requester_number": "022307000888",
        "groom_birth_date": date(2005, 6, 30),
        "groom_number": "022205000999",
        "wants_copies": True,
        "copies": 1,
    },
    fee=8_000,
)
CASES = (FIRST_MARRIAGE, DIVORCED_BRIDE, WIDOWED_BOTH, JUST_OLD_ENOUGH)
