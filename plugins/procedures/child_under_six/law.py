"""The documents that the group rests on, with the days they apply."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

from citizen_portal.plugin_api import (
    Deadline,
    Duration,
    DurationUnit,
    InForce,
    LegalBasis,
    Retention,
)

# As the registration of births: a new law on civil status applies from 1 March 2027.
IN_FORCE = InForce(since=date(2025, 7, 1), until=date(2027, 2, 28))

CIVIL_STATUS = LegalBasis(
    document="Luật Hộ tịch số 60/2014/QH13",
    in_force=InForce(since=date(2016, 1, 1), until=date(2027, 2, 28)),
)
RESIDENCE = LegalBasis(
    document="Luật Cư trú số 68/2020/QH14", in_force=InForce(since=date(2021, 7, 1))
)
INTERLINKED = LegalBasis(document="Nghị định số 63/2024/NĐ-CP", verified=False)
INSURANCE = LegalBasis(document="Luật Bảo hiểm y tế số 25/2008/QH12", verified=False)

LEGAL_BASES = (CIVIL_STATUS, RESIDENCE)

RETENTION = Retention(
    years=5, legal_basis=LegalBasis(document="Luật Lưu trữ số 33/2024/QH15", verified=False)
)

AGE_LIMIT = 6

DEADLINES_FILE = Path(__file__).parent / "data" / "deadlines.toml"


def group_deadline(file: Path = DEADLINES_FILE) -> Deadline:
    """The time for all parts together, as configured. Raises ``KeyError`` when it is missing."""
    return _deadline("group", INTERLINKED, file)


def insurance_deadline(file: Path = DEADLINES_FILE) -> Deadline:
    """The time for the insurance part, as configured. Raises ``KeyError`` when it is missing."""
    return _deadline("insurance", INSURANCE, file)


def _deadline(name: str, basis: LegalBasis, file: Path) -> Deadline:
    days = int(tomllib.loads(file.read_text(encoding="utf-8"))[name])
    return Deadline(Duration(DurationUnit.WORKING_DAY, days), legal_basis=basis)
