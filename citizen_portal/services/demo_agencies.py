"""The agencies of the demonstration: every commune of the province, and five above them.

Their identifier codes are the demonstration's own; the national list is imported by an
administrator.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from citizen_portal.services.reference_data import UNITS_SINCE, rows_of

COUNCIL = "commune_peoples_committee"
POLICE = "commune_police"
FINANCE = "department_of_finance"
INSURANCE = "social_insurance"
PROVINCIAL_POLICE = "provincial_police"
SERVICE_CENTRE = "service_centre"


def demo_agencies(province: str) -> Iterator[dict[str, Any]]:
    """One row an agency, by the communes of today; streets and telephones do not exist."""
    name = next(row["name"] for row in rows_of("provinces.csv") if row["code"] == province)
    council, own = f"UBND {name}", _lower(name)
    yield _agency(FINANCE, "000.00.06.H49", "Sở Tài chính", council, "", name, 901)
    communes = [row for row in rows_of("communes.csv") if row["province_code"] == province]
    for number, commune in enumerate(sorted(communes, key=lambda row: row["code"]), start=1):
        unit = _lower(commune["name"])
        code, place = commune["code"], commune["name"].partition(" ")[2]
        yield _agency(COUNCIL, f"000.{number:02d}.21.H49", f"Ủy ban nhân dân {unit}",
                      f"Ủy ban nhân dân {own}", code, place, number, f"{unit}, {own}")  # fmt: skip
        yield _agency(POLICE, f"000.{number:02d}.90.H49", f"Công an {unit}", f"Công an {own}",
                      code, place, number + 100, f"{unit}, {own}")  # fmt: skip
    yield _agency(INSURANCE, "000.00.95.H49", "Bảo hiểm xã hội cơ sở Hạ Long",
                  f"Bảo hiểm xã hội {own}", "", name, 902)  # fmt: skip
    yield _agency(SERVICE_CENTRE, "000.00.01.H49", f"Trung tâm Phục vụ hành chính công {own}",
                  council, "", name, 903)  # fmt: skip
    yield _agency(PROVINCIAL_POLICE, "000.00.90.H49", f"Công an {own}", "Bộ Công an", "", name,
                  904)  # fmt: skip


def _lower(name: str) -> str:
    return name[0].lower() + name[1:]


def _agency(
    kind: str, code: str, name: str, superior: str, commune: str, place: str, house: int,
    where: str = "",
) -> dict[str, Any]:  # fmt: skip
    """``house`` is the number in a street of the demonstration, in ``where`` or the province."""
    return {
        "code": code,
        "name": name,
        "superior": superior,
        "kind": kind,
        "level": "xa" if commune else "tinh",
        "commune_code": commune,
        "place": place.removeprefix("Tỉnh ").removeprefix("Thành phố "),
        "address": f"Số {house}, đường Minh Hoạ, {where or _lower(place)}",
        "phone": f"0203 000 {house:04d}",
        "tax_code": "0000000000",
        "since": UNITS_SINCE,
    }
