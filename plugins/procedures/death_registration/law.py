"""The documents that this procedure rests on, with the days they apply."""

from __future__ import annotations

from datetime import date, time

from citizen_portal.plugin_api import (
    Deadline,
    Duration,
    DurationUnit,
    FeeRate,
    InForce,
    LegalBasis,
    Retention,
)

# The communes took over on 1 July 2025; a new law on civil status applies from 1 March 2027.
IN_FORCE = InForce(since=date(2025, 7, 1), until=date(2027, 2, 28))

LAW = LegalBasis(
    document="Luật Hộ tịch số 60/2014/QH13",
    in_force=InForce(since=date(2016, 1, 1), until=date(2027, 2, 28)),
)
EXEMPTION = LegalBasis(document=LAW.document, article="Điều 11", in_force=LAW.in_force)
DECREE = LegalBasis(document="Nghị định số 123/2015/NĐ-CP", in_force=LAW.in_force)
ELECTRONIC_REGISTER = LegalBasis(document="Nghị định số 87/2020/NĐ-CP")
COMPETENCE = LegalBasis(
    document="Nghị định số 120/2025/NĐ-CP", in_force=InForce(since=date(2025, 7, 1))
)
FORMS = LegalBasis(document="Thông tư số 04/2024/TT-BTP")
COPIES = LegalBasis(
    document="Thông tư số 281/2016/TT-BTC", in_force=InForce(since=date(2017, 1, 1))
)

LEGAL_BASES = (LAW, DECREE, ELECTRONIC_REGISTER, COMPETENCE, FORMS, COPIES)

# Registered within this time after the death, it costs nothing (LAW, EXEMPTION).
ON_TIME = Duration(DurationUnit.DAY, 15)

COPY_RATES = (FeeRate(unit_price=8_000, legal_basis=COPIES),)

SAME_DAY = Deadline(
    Duration(DurationUnit.WORKING_DAY, 0), legal_basis=LAW, same_day_before=time(15, 0)
)
# The national list gives case .01 five working days; that it is the case in which a death is
# proved by other evidence is this portal's reading.
VERIFICATION = Deadline(
    Duration(DurationUnit.WORKING_DAY, 5),
    legal_basis=LegalBasis(document="Luật Hộ tịch số 60/2014/QH13", verified=False),
)

RETENTION = Retention(
    years=None, legal_basis=LegalBasis(document="Luật Lưu trữ số 33/2024/QH15", verified=False)
)
