"""The lines above a leader's title."""

from __future__ import annotations

import pytest

from citizen_portal.domain.signing_authority import signing_lines

WARD = "Ủy ban nhân dân phường Hạ Long"


@pytest.mark.parametrize(
    ("agency", "title", "lines"),
    [
        (WARD, "Chủ tịch", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        (WARD, "Phó Chủ tịch", ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH")),
        ("UBND tỉnh Quảng Ninh", "Chủ tịch", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        (WARD, "Cán bộ thụ lý", ("", "CÁN BỘ THỤ LÝ")),
        ("Sở Tài chính", "Phó Giám đốc", ("", "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC")),
        ("Công an phường Hạ Long", "Trưởng Công an", ("", "TRƯỞNG CÔNG AN")),
        ("Hội Nông dân", "Phó Chủ tịch", ("", "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH")),
        (WARD, " ", ("", "")),
    ],
)
def test_what_stands_above_a_signature(agency: str, title: str, lines: tuple[str, str]) -> None:
    assert signing_lines(agency, title) == lines
