"""Limits by which the clocks of a dossier warn, and the one on asking for a supplement.

Three working days for the supplement: Nghị định 61/2018/NĐ-CP, Điều 19; whether its
successor keeps the number has not been checked, so no page calls it law.
"""

from __future__ import annotations

from typing import Final

SUPPLEMENT_WORKING_DAYS: Final = 3
"""So long after receipt may the handling unit ask for a supplement."""

SOON_SHARE: Final = 0.25
"""A term is running out in the last quarter of its working time, ..."""

SOON_HOURS: Final = 7.5
"""... and, when it is longer than two of them, in its last working day (in working hours)."""

EARLY_SHARE: Final = 0.5
"""With more than this share of the working time left, it is early."""
