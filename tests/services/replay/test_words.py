"""What is taken out of sentences: numbers, answers, names; what stays is the rule."""

from __future__ import annotations

import pytest

from citizen_portal.services.replay.words import blanked

ANSWERS = {
    "name": "Đỗ Thị Hoà",
    "address": {"ward": ["phường Hạ Long"]},
    "copies": 12,
    "purpose": "Xin việc làm",
    "code": "ab",
}


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        ("Nhiều nhất 100 ký tự; bạn đã nhập 120.", "Nhiều nhất … ký tự; bạn đã nhập …."),
        ("Từ 1.250.000 đồng, ngày 31/03/1985 lúc 10:30", "Từ … đồng, ngày … lúc …"),
        ("Ông Đỗ Thị Hoà chưa đủ tuổi.", "Ông … chưa đủ tuổi."),
        ("ĐỖ THỊ HOÀ, DO THI HOA, do thi hoa", "…"),
        ("Hoà: hãy ghi lý do", "…: hãy ghi lý do"),
        ("Bà Hoà và bà THỊ", "Bà … và bà …"),
        ("Nơi ở phường hạ long không đúng", "Nơi ở … không đúng"),
        ("xin việc làm thì không cần", "… thì không cần"),
        ("Hãy ghi rõ hoà giải ở đâu; abc", "Hãy ghi rõ hoà giải ở đâu; abc"),
        ("Hãy chọn một trong các mục.", "Hãy chọn một trong các mục."),
    ],
)
def test_blanks(sentence: str, left: str) -> None:
    assert blanked(sentence, ANSWERS) == left
