"""Limits of time of the one-stop mechanism that hold for every procedure.

The article numbers of the decree in force since 1 July 2025 have not been read yet;
the values are those of its predecessors (Nghị định 61/2018/NĐ-CP, Điều 18, for the
hand-over), hence ``verified=False``.
"""

from __future__ import annotations

from datetime import date, time
from typing import Final

from citizen_portal.domain.legal import InForce, LegalBasis

ONE_STOP_BASIS: Final = LegalBasis(
    document="Nghị định 118/2025/NĐ-CP",
    in_force=InForce(since=date(2025, 7, 1)),
    verified=False,
)

HAND_OVER_SAME_DAY_UNTIL: Final = time(15, 0)
"""A dossier received later than this is handed over on the next working day."""

ACCEPTANCE_HOURS: Final = 8
"""Working hours within which a dossier sent online is accepted or answered."""
