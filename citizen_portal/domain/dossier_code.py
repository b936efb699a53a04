"""The code of a dossier (mã hồ sơ): agency, day, number within the day.

Pattern of Thông tư 01/2018/TT-VPCP, Điều 19: ``000.00.06.H56-231027-0361``. Codes of
national systems such as ``G09.20-20260609-0092637`` are recognised too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from citizen_portal.domain.unreadable import Unreadable
from citizen_portal.domain.wording import Text

LARGEST_SEQUENCE: Final = 99_999

_OLD_AGENCY = r"[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[GH][0-9]{2}"
_NEW_AGENCY = r"[GH][0-9]{2}(?:\.[0-9]{1,3}){0,3}"
_AGENCY_PATTERN = f"(?:{_OLD_AGENCY}|{_NEW_AGENCY})"
_AGENCY = re.compile(_AGENCY_PATTERN)
_CODE = re.compile(_AGENCY_PATTERN + r"-(?:[0-9]{6}-[0-9]{4,5}|[0-9]{8}-[0-9]{7})")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierCode:
    """A code the portal gives out.

    ``sequence`` counts from 1 within an agency and day; above 9999 it takes a fifth
    digit rather than refusing the citizen.
    """

    agency_code: str
    on: date
    sequence: int

    def __post_init__(self) -> None:
        if not _AGENCY.fullmatch(self.agency_code):
            raise ValueError(f"not an agency code: {self.agency_code!r}")
        if not 1 <= self.sequence <= LARGEST_SEQUENCE:
            raise ValueError(f"not a sequence number of a dossier: {self.sequence}")

    def __str__(self) -> str:
        return f"{self.agency_code}-{self.on:%y%m%d}-{self.sequence:04d}"

    @staticmethod
    def format(agency_code: str, on: date, sequence: int) -> str:
        """Write the code for the ``sequence``-th dossier of an agency on a day.

        Raises ``ValueError`` for a malformed agency code or a number out of range.
        """
        return str(DossierCode(agency_code=agency_code, on=on, sequence=sequence))


def is_dossier_code(text: str) -> bool:
    """Tell whether ``text`` is exactly a dossier code, in the form it is stored."""
    return _CODE.fullmatch(text) is not None


def normalise(text: str) -> str:
    """Return a typed or pasted code in the form it is stored. Raises ``Unreadable``.

    Case, spaces and typographic dashes are forgiven; digits of other scripts are not.
    """
    code = "".join(text.split()).translate(_DASHES).upper()
    if not is_dossier_code(code):
        raise Unreadable(
            Text(
                "Nhập mã hồ sơ như in trên giấy hẹn, ví dụ 000.00.01.H49-231115-0001.",
                "Enter the dossier code as printed on the slip, "
                "for example 000.00.01.H49-231115-0001.",
            )
        )
    return code
