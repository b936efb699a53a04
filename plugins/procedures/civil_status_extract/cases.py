"""Examples of valid answers; all people are fictional."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from citizen_portal.plugin_api import Case

REQUESTER: Mapping[str, Any] = {
    "requester_name": "Nguyễn Văn An",
    "requester_number": "022085000011",
    "requester_birth_date": date(1985, 3, 31),
    "requester_phone": "+84912345678",
    "requester_email": "an@example.vn",
    "requester_address": "Số 12, đường Lê Thánh Tông, phường Hạ Long, tỉnh Quảng Ninh",
}

OWN_BIRTH = Case(
    name="own-birth-electronic",
    answers={
        **REQUESTER,
        "relation": "self",
        "event_type": "birth",
        "register_place": "Phường Hạ Long, tỉnh Quảng Ninh",
        "legacy_place": "Phường Hồng Gai, thành phố Hạ Long",
        "register_number": "45",
        "book_number": "01/1985",
        "registration_date": date(1985, 4, 15),
        "copies": 1,
        "purpose": "Làm hộ chiếu",
        "delivery": "electronic",
        "statement_true": True,
    },
    fee=8_000,
)
CHILD_BY_POST = Case(
    name="child-by-post",
    answers={
        **REQUESTER,
        "relation": "parent",
        "event_type": "birth",
        "subject_name": "Nguyễn Minh Khôi",
        "subject_birth_date": date(2018, 9, 2),
        "subject_number": "022218000123",
        "register_place": "Phường Hạ Long, tỉnh Quảng Ninh",
        "legacy_place": None,
        "register_number": None,
        "book_number": None,
        "registration_date": None,
        "copies": 3,
        "purpose": "Nhập học cho con",
        "delivery": "post",
        "delivery_address": "Số 12, đường Lê Thánh Tông, phường Hạ Long, tỉnh Quảng Ninh",
        "statement_true": True,
    },
    fee=24_000,
)
AUTHORISED = Case(
    name="authorised-marriage-at-desk",
    answers={
        **REQUESTER,
        "requester_email": None,
        "relation": "authorised",
        "event_type": "marriage",
        "subject_name": "Trần Thị Bình",
        "subject_birth_date": date(1990, 7, 20),
        "subject_number": None,
        "register_place": "Phường Bãi Cháy, tỉnh Quảng Ninh",
        "legacy_place": None,
        "register_number": "112",
        "book_number": "02/2015",
        "registration_date": date(2015, 11, 5),
        "copies": 2,
        "purpose": "Bổ sung hồ sơ vay vốn",
        "delivery": "desk",
        "statement_true": True,
    },
    papers=("giay-uy-quyen",),
    fee=16_000,
)
GUARDIAN = Case(
    name="guardian-of-a-child",
    answers={
        **CHILD_BY_POST.answers,
        "relation": "other",
        "relation_explained": "Người giám hộ của cháu, theo quyết định của Ủy ban nhân dân phường",
        "event_type": "other",
        "event_explained": "Ghi vào sổ việc đã đăng ký ở nước ngoài",
        "copies": 50,
    },
    papers=("giay-to-ve-quyen-yeu-cau",),
    fee=400_000,
)
CASES = (OWN_BIRTH, CHILD_BY_POST, AUTHORISED, GUARDIAN)
