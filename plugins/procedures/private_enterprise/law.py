"""The documents that this procedure rests on; what nobody has checked says so."""

from __future__ import annotations

from datetime import date

from citizen_portal.plugin_api import (
    Deadline,
    Duration,
    DurationUnit,
    FeeRate,
    InForce,
    LegalBasis,
    Retention,
)

IN_FORCE = InForce(since=date(2025, 7, 1))

LAW = LegalBasis(document="Luật Doanh nghiệp số 59/2020/QH14")
AMENDMENT = LegalBasis(document="Luật số 76/2025/QH15", in_force=IN_FORCE)
DECREE = LegalBasis(document="Nghị định số 168/2025/NĐ-CP", in_force=IN_FORCE)
FORMS = LegalBasis(document="Thông tư số 68/2025/TT-BTC", in_force=IN_FORCE)
CUTS = LegalBasis(document="Nghị quyết số 66.7/2025/NQ-CP")
FEE = LegalBasis(document="Thông tư số 47/2019/TT-BTC", in_force=InForce(since=date(2019, 9, 20)))

LEGAL_BASES = (LAW, AMENDMENT, DECREE, FORMS, CUTS, FEE)

AUTHORISATION = LegalBasis(document=DECREE.document, article="Điều 12", in_force=IN_FORCE)

# For each publication of what was registered, through every channel.
PUBLICATION_RATES = (FeeRate(unit_price=100_000, legal_basis=FEE),)

# From memory: the message calls it this portal's configuration.
ADULT_AGE = 18

# Three working days is what the national list publishes; no text of law was read for it.
DEADLINE = Deadline(
    Duration(DurationUnit.WORKING_DAY, 3),
    legal_basis=LegalBasis(document="Quyết định số 92/QĐ-BTC", verified=False),
)

RETENTION = Retention(
    years=20, legal_basis=LegalBasis(document="Luật Lưu trữ số 33/2024/QH15", verified=False)
)
