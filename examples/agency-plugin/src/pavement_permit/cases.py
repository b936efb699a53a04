"""Examples of valid answers; all people are fictional."""

from __future__ import annotations

from datetime import date

from citizen_portal.plugin_api import Case

WEDDING = Case(
    name="wedding",
    answers={
        "requester_name": "Nguyễn Văn An",
        "requester_number": "022085000011",
        "requester_birth_date": date(1985, 3, 31),
        "requester_phone": "+84912345678",
        "requester_email": None,
        "requester_address": "Số 12, đường Lê Thánh Tông, phường Hạ Long",
        "purpose": "wedding",
        "place": "Trước số 12, đường Lê Thánh Tông",
        "first_day": date(2027, 1, 9),
        "days": 2,
        "square_metres": 40,
        "poor_household": False,
    },
    fee=400_000,
)
MATERIALS = Case(
    name="materials",
    answers={**WEDDING.answers, "purpose": "materials", "days": 30, "square_metres": 6},
    papers=("ban-ve-vi-tri",),
    fee=900_000,
)
FUNERAL = Case(name="funeral", answers={**WEDDING.answers, "purpose": "funeral"}, fee=0)
POOR = Case(
    name="poor-household",
    answers={**WEDDING.answers, "poor_household": True},
    papers=("xac-nhan-ho-ngheo",),
    fee=0,
)
CASES = (WEDDING, MATERIALS, FUNERAL, POOR)
