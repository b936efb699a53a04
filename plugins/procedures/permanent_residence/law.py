"""The documents that this procedure rests on, with the days they apply."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

from citizen_portal.plugin_api import (
    Channel,
    ChannelRates,
    Deadline,
    Duration,
    DurationUnit,
    FeeRate,
    InForce,
    LegalBasis,
    Retention,
)

# This version follows form CT01 as of 1 July 2025.
IN_FORCE = InForce(since=date(2025, 7, 1))

LAW = LegalBasis(document="Luật Cư trú số 68/2020/QH14", in_force=InForce(since=date(2021, 7, 1)))
DECREE = LegalBasis(document="Nghị định số 154/2024/NĐ-CP")
RULES = LegalBasis(document="Thông tư số 55/2021/TT-BCA")
FORMS = LegalBasis(document="Thông tư số 53/2025/TT-BCA", in_force=IN_FORCE)
PROCESS = LegalBasis(document="Thông tư số 54/2025/TT-BCA", in_force=IN_FORCE)
FEE = LegalBasis(
    document="Thông tư số 75/2022/TT-BTC, được sửa đổi bởi Thông tư số 71/2025/TT-BTC",
    in_force=IN_FORCE,
)

LEGAL_BASES = (LAW, DECREE, RULES, FORMS, PROCESS, FEE)

RATES = ChannelRates(
    by_channel={
        Channel.ONLINE: (FeeRate(unit_price=10_000, legal_basis=FEE),),
        Channel.COUNTER: (FeeRate(unit_price=20_000, legal_basis=FEE),),
    }
)

DEADLINE = Deadline(Duration(DurationUnit.WORKING_DAY, 7), legal_basis=LAW)

RETENTION = Retention(
    years=20, legal_basis=LegalBasis(document="Luật Lưu trữ số 33/2024/QH15", verified=False)
)

ADULT_AGE = 18

DWELLING_FILE = Path(__file__).parent / "data" / "dwelling.toml"


def least_area_per_person(file: Path = DWELLING_FILE) -> int:
    """The floor area in m² for each person that this portal asks for; 0 asks for none."""
    return int(tomllib.loads(file.read_text(encoding="utf-8"))["least_area_per_person"])
