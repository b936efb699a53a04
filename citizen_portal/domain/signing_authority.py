"""In whose place a leader signs: the lines above the title on letters and results.

Nghị định 30/2020/NĐ-CP, Phụ lục I: who signs for a body that decides together writes "TM."
before its name, a deputy who signs in the head's place "KT." before the head's title.
"""

from __future__ import annotations

_COMMITTEE = ("ỦY BAN NHÂN DÂN", "UỶ BAN NHÂN DÂN", "UBND")
_DEPUTY = "PHÓ "


def signing_lines(agency: str, title: str) -> tuple[str, str]:
    """The authority and the title to print above a signature; each may be empty.

    ``title`` is the signer's own, such as "Phó Chủ tịch". Only the chair of a People's
    Committee and the deputies sign for the whole of it.
    """
    own = title.strip().upper()
    head = own.removeprefix(_DEPUTY)
    lines = own if head == own else f"KT. {head}\n{own}"
    for_committee = head == "CHỦ TỊCH" and agency.upper().startswith(_COMMITTEE)
    return ("TM. ỦY BAN NHÂN DÂN" if for_committee else "", lines)
