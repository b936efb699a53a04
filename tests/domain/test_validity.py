from __future__ import annotations

from datetime import date

import pytest

from citizen_portal.domain.validity import last_valid_day

ISSUED = date(2026, 8, 31)


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("6 tháng kể từ ngày cấp", date(2027, 2, 28)),
        ("Có giá trị 06 tháng", date(2027, 2, 28)),
        ("2 năm", date(2028, 8, 31)),
        ("90 ngày", date(2026, 11, 29)),
        ("5 ngày làm việc", None),
        ("Không thời hạn", None),
        ("6 tháng, gia hạn thêm 3 tháng", None),
        ("0 tháng", None),
        ("", None),
    ],
)
def test_only_a_single_plain_span_gives_a_day(words: str, last: date | None) -> None:
    assert last_valid_day(words, ISSUED) == last
