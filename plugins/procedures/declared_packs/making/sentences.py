"""What people read when a check of a pack finds something."""

from __future__ import annotations

from citizen_portal.plugin_api import Text

AFTER_TODAY = Text(
    "Ngày này không thể sau hôm nay; hãy kiểm tra lại.",
    "This day cannot be after today; check it.",
)
BEFORE_TODAY = Text(
    "Ngày này không thể trước hôm nay; hãy kiểm tra lại.",
    "This day cannot be before today; check it.",
)
OUT_OF_ORDER = Text(
    "Mốc cuối không thể nhỏ hơn mốc đầu; hãy kiểm tra lại cả hai.",
    "The end cannot come before the beginning; check both.",
)
NOT_THE_SAME = Text(
    "Hai câu trả lời phải giống nhau; hãy kiểm tra lại.",
    "The two answers must be the same; check them.",
)
THE_SAME = Text(
    "Hai câu trả lời không thể giống nhau; hãy kiểm tra lại.",
    "The two answers cannot be the same; check them.",
)
OVERLAP = Text(
    "Khoảng thời gian này chồng lên khoảng trước; hãy sửa ngày bắt đầu.",
    "This period overlaps the one before; correct its first day.",
)
GAP = Text(
    "Giữa khoảng thời gian này và khoảng trước còn thiếu ngày; hãy khai liên tục, theo thứ tự.",
    "Days are missing between this period and the one before; give them without gaps, in order.",
)
TWICE = Text(
    "Nội dung này đã được khai ở chỗ khác; hãy kiểm tra lại.",
    "This has been given elsewhere already; check it.",
)


def not_between(least: int, most: int) -> Text:
    """A number outside its limits."""
    return Text(
        f"Hãy nhập một số từ {least} đến {most}.", f"Enter a number from {least} to {most}."
    )


def words_differ(said: str) -> Text:
    """An amount whose words and figures differ; ``said`` are the right words."""
    return Text(
        f"Số bằng chữ chưa khớp với số bằng số. Nếu số bằng số đúng, hãy viết: {said}.",
        f"Words and figures differ. If the figures are right, write: {said}.",
    )


def too_long(months: int | None, days: int | None, *, configured: bool) -> Text:
    """A time longer than allowed; a length nobody checked is told as a setting."""
    vi, en = (f"{months} tháng", f"{months} months") if months else (f"{days} ngày", f"{days} days")
    if configured:
        vi += ", là mức cấu hình trên cổng này"
        en += ", as configured in this portal"
    return Text(
        f"Khoảng thời gian dài hơn {vi}; hãy kiểm tra lại các ngày đã khai.",
        f"The time is longer than {en}; check the days.",
    )
