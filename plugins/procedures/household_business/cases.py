"""Examples of valid answers; all people and businesses are fictional."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from citizen_portal.plugin_api import Case

ONE_PERSON: Mapping[str, Any] = {
    "owner_name": "Trần Thị Bình",
    "owner_birth_date": date(1990, 7, 20),
    "owner_gender": "female",
    "owner_number": "022190000022",
    "owner_phone": "+84912345679",
    "owner_email": None,
    "owner_address": "Số 5, đường Hạ Long, phường Bãi Cháy, tỉnh Quảng Ninh",
    "owner_capable": True,
    "business_name": "Phở Bình An",
    "business_foreign_name": None,
    "business_short_name": None,
    "seat_address": "Số 7, đường Hạ Long",
    "seat_commune": "phường Bãi Cháy",
    "seat_province": "tỉnh Quảng Ninh",
    "business_phone": "+84912345679",
    "business_email": None,
    "activities": [{"code": "5610", "detail": "Quán phở", "main": True}],
    "capital": 100_000_000,
    "capital_words": "Một trăm triệu đồng",
    "tax_at_seat": True,
    "start_date": date(2026, 12, 1),
    "employees": 2,
    "tax_method": "declaration",
    "other_places": None,
    "founded_by": "individual",
    "filed_by": "owner",
    "commit_true": True,
    "commit_seat": True,
    "commit_conditions": True,
}

OWNER_ALONE = Case(name="owner-alone", answers=ONE_PERSON, fee=0)
HOUSEHOLD = Case(
    name="household-with-members",
    answers={
        **ONE_PERSON,
        "business_name": "Gốm Đông Triều 68",
        "business_foreign_name": "Dong Trieu Pottery",
        "business_short_name": "Gốm 68",
        "activities": [
            {"code": "4773", "detail": "Bán lẻ đồ gốm", "main": False},
            {"code": "2392", "detail": "Sản xuất gạch, ngói", "main": True},
        ],
        "capital": 1_250_000_000,
        "capital_words": "một tỷ hai trăm năm mươi triệu đồng chẵn",
        "tax_at_seat": False,
        "tax_address": "Số 9, đường Hạ Long, phường Bãi Cháy, tỉnh Quảng Ninh",
        "employees": 12,
        "tax_method": "per_occurrence",
        "other_places": "Kho số 2, phường Hạ Long\nQuầy 15, chợ Bãi Cháy",
        "founded_by": "household",
        "members": [
            {
                "member_name": "Trần Văn Phúc",
                "member_birth_date": date(1962, 1, 5),
                "member_number": "022062000133",
            },
            {
                "member_name": "H'Hen Niê",
                "member_birth_date": date(1992, 5, 15),
                "member_number": "066192000144",
            },
        ],
    },
    papers=("bien-ban-hop-thanh-vien", "uy-quyen-cua-thanh-vien"),
    fee=0,
)
BY_PROXY = Case(
    name="filed-by-proxy",
    answers={
        **ONE_PERSON,
        "filed_by": "proxy",
        "proxy_kind": "individual",
        "proxy_name": "Nguyễn Văn An",
        "proxy_number": "022085000011",
    },
    papers=("uy-quyen-nop-ho-so",),
    fee=0,
)
CASES = (OWNER_ALONE, HOUSEHOLD, BY_PROXY)
