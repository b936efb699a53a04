"""The documents that this procedure rests on; what nobody has checked says so."""

from __future__ import annotations

from datetime import date

from citizen_portal.plugin_api import (
    Deadline,
    Duration,
    DurationUnit,
    InForce,
    LegalBasis,
    Retention,
)

IN_FORCE = InForce(since=date(2025, 7, 1))

DECREE = LegalBasis(document="Nghị định số 168/2025/NĐ-CP", in_force=IN_FORCE)
FORMS = LegalBasis(document="Thông tư số 68/2025/TT-BTC", in_force=IN_FORCE)
LEGAL_BASES = (DECREE, FORMS)

ADULT_AGE = 18

DEADLINE = Deadline(
    Duration(DurationUnit.WORKING_DAY, 3),
    legal_basis=LegalBasis(document="Nghị định số 168/2025/NĐ-CP", verified=False),
)

RETENTION = Retention(
    years=10, legal_basis=LegalBasis(document="Luật Lưu trữ số 33/2024/QH15", verified=False)
)
