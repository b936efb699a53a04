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
    """One row an agency, by the communes of today."""
    name = next(row["name"] for row in rows_of("provinces.csv") if row["code"] == province)
    yield _agency(FINANCE, "000.00.06.H49", "Sở Tài chính", f"UBND {name}", "tinh", "", name)
    communes = [row for row in rows_of("communes.csv") if row["province_code"] == province]
    for number, commune in enumerate(sorted(communes, key=lambda row: row["code"]), start=1):
        unit = commune["name"][0].lower() + commune["name"][1:]
        place = commune["name"].partition(" ")[2]
        code = commune["code"]
        yield _agency(COUNCIL, f"000.{number:02d}.21.H49", f"Ủy ban nhân dân {unit}",
                      f"Ủy ban nhân dân {_lower(name)}", "xa", code, place)  # fmt: skip
        yield _agency(POLICE, f"000.{number:02d}.90.H49", f"Công an {unit}",
                      f"Công an {_lower(name)}", "xa", code, place)  # fmt: skip
    yield _agency(INSURANCE, "000.00.95.H49", "Bảo hiểm xã hội cơ sở Hạ Long",
                  f"Bảo hiểm xã hội {_lower(name)}", "tinh", "", name)  # fmt: skip
    yield _agency(SERVICE_CENTRE, "000.00.01.H49",
                  f"Trung tâm Phục vụ hành chính công {_lower(name)}", f"UBND {name}", "tinh", "",
                  name)  # fmt: skip
    yield _agency(PROVINCIAL_POLICE, "000.00.90.H49", f"Công an {_lower(name)}",
                  "Bộ Công an", "tinh", "", name)  # fmt: skip


def _lower(name: str) -> str:
    return name[0].lower() + name[1:]


def _agency(
    kind: str, code: str, name: str, superior: str, level: str, commune: str, place: str
) -> dict[str, Any]:
    return {
        "code": code,
        "name": name,
        "superior": superior,
        "kind": kind,
        "level": level,
        "commune_code": commune,
        "place": place.removeprefix("Tỉnh ").removeprefix("Thành phố "),
        "tax_code": "0000000000",
        "since": UNITS_SINCE,
    }
