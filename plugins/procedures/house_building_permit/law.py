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

# The times below stand in the national list as Decision 1077/QĐ-BXD of 29 June 2026 set it.
IN_FORCE = InForce(since=date(2026, 7, 1))

LAW = LegalBasis(document="Luật Xây dựng số 50/2014/QH13")
AMENDMENT = LegalBasis(document="Luật số 62/2020/QH14")
DECREE = LegalBasis(
    document="Nghị định số 175/2024/NĐ-CP", in_force=InForce(since=date(2024, 12, 30))
)
COMPETENCE = LegalBasis(
    document="Nghị định số 140/2025/NĐ-CP", in_force=InForce(since=date(2025, 7, 1))
)
DECENTRALISATION = LegalBasis(
    document="Nghị định số 144/2025/NĐ-CP", in_force=InForce(since=date(2025, 7, 1))
)
FIRE_SAFETY = LegalBasis(
    document="Nghị định số 105/2025/NĐ-CP", in_force=InForce(since=date(2025, 7, 1))
)
SIMPLER = LegalBasis(document="Nghị định số 14/2026/NĐ-CP")
CUTS = LegalBasis(document="Nghị quyết số 66.18/2026/NQ-CP")

LEGAL_BASES = (LAW, AMENDMENT, DECREE, COMPETENCE, DECENTRALISATION, FIRE_SAFETY, SIMPLER, CUTS)

LAND_PAPERS = LegalBasis(document=DECREE.document, article="Điều 53", in_force=DECREE.in_force)
REQUEST = LegalBasis(
    document=DECREE.document, article="Mẫu số 01 Phụ lục II", in_force=DECREE.in_force
)

# Seven working days for a house is what the national list publishes; no text of law was read.
DEADLINE = Deadline(
    Duration(DurationUnit.WORKING_DAY, 7),
    legal_basis=LegalBasis(document="Quyết định số 1077/QĐ-BXD", verified=False),
)

RETENTION = Retention(
    years=20, legal_basis=LegalBasis(document="Luật Lưu trữ số 33/2024/QH15", verified=False)
)
