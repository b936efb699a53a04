"""The words of a notice: places to be filled, and what makes words unfit to be sent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from citizen_portal.domain.folding import fold
from citizen_portal.domain.notice_events import NoticeChannel, NoticeEvent
from citizen_portal.domain.wording import Text

PLACES: Final[Mapping[str, Text]] = {
    "ma_ho_so": Text("mã hồ sơ", "the dossier's code"),
    "thu_tuc": Text("tên thủ tục", "the procedure"),
    "nguoi_nop": Text("người nộp", "the applicant"),
    "co_quan": Text("cơ quan giải quyết", "the agency that handles it"),
    "noi_tiep_nhan": Text("nơi tiếp nhận", "the agency that received it"),
    "nguoi_xu_ly": Text("chức danh người xử lý", "the title of who handles it"),
    "noi_tra": Text("nơi trả kết quả", "the agency that returns the result"),
    "luc": Text("thời điểm của việc này", "when this happened"),
    "luc_nop": Text("thời điểm nộp", "when it was submitted"),
    "luc_tiep_nhan": Text("thời điểm tiếp nhận", "when it was accepted"),
    "luc_xu_ly": Text("thời điểm chuyển xử lý", "when processing began"),
    "luc_tra": Text("thời điểm trả hoặc hẹn trả", "when it is or was returned"),
    "han": Text("hạn hoặc ngày hẹn", "the day that counts now"),
    "so_tien": Text("số tiền", "the amount"),
    "ly_do": Text("lý do cán bộ ghi", "the reason that the officer gave"),
    "duong_dan": Text("địa chỉ trang hồ sơ", "the address of the dossier's page"),
}
"""What may stand in braces, and what it stands for."""

REQUIRED: Final = ("ma_ho_so",)
# Nghị định 224/2026/NĐ-CP: who has it, who received it, who handles it, and the times.
STATE_PLACES: Final = (
    "co_quan", "noi_tiep_nhan", "nguoi_xu_ly", "luc_tiep_nhan", "luc_xu_ly", "luc_tra",
)  # fmt: skip
WITH_STATE: Final = frozenset({NoticeEvent.ACCEPTED, NoticeEvent.MOVED, NoticeEvent.RESULT_READY})
SMS_PLACES: Final[Mapping[str, str]] = {
    "ma_ho_so": "000.00.00.X00-20261120-0000001",
    "han": "17:00 30/12/2026",
}
"""What an SMS may name, each at its longest: whoever looks at the telephone learns no more."""

PLAIN_SMS, MARKED_SMS = 160, 70
LONGEST_SUBJECT, LONGEST_BODY = 150, 4000

_PLACE = re.compile(r"\{([^{}\n]{0,60})\}")
_LINK = re.compile(r"https?:|www\.|\b[a-z0-9-]+\.(?:vn|com|net|org|info|gov|app|ly|me|io|top)\b")
_PHONE = re.compile(r"\+?\d(?:[ .-]?\d){6,}")
_SECRET = re.compile(
    r"\b(?:otp|pin|cvv|password|passcode|ma xac (?:thuc|nhan|minh)|mat khau"
    r"|(?:verification|security|one-time) code)\b"
)
_TWICE = frozenset("^{}[]~|")


@dataclass(frozen=True, slots=True)
class Words:
    """A notice's words; ``subject`` is empty for an SMS."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Flaw:
    """Why words cannot be used: ``part`` is subject or body."""

    part: str
    sentence: Text


def fill(text: str, values: Mapping[str, str]) -> str:
    """Fill the places; what a value itself holds in braces stays as it is."""
    return _PLACE.sub(lambda found: values.get(found[1], found[0]), text)


def filled(words: Words, values: Mapping[str, str]) -> Words:
    """The words with their places filled; the subject stays one line."""
    subject = " ".join(fill(words.subject, values).split())
    return Words(subject, fill(words.body, values))


def sms_room(text: str) -> tuple[int, int]:
    """How many characters a message takes, and how many one SMS holds.

    Without diacritics 160 (some signs count twice), with any of them 70.
    """
    if text.isascii() and "`" not in text and "\\" not in text:
        return len(text) + sum(char in _TWICE for char in text), PLAIN_SMS
    return len(text.encode("utf-16-le")) // 2, MARKED_SMS


def flaws(event: NoticeEvent, channel: NoticeChannel, words: Words) -> tuple[Flaw, ...]:
    """Everything that makes the words unfit, all at once."""
    found = [*_flaws_of_places(words), *_flaws_of_lengths(channel, words)]
    if channel is NoticeChannel.SMS:
        found += _flaws_of_sms(words.body)
        needed: tuple[str, ...] = REQUIRED
    else:
        needed = REQUIRED + (STATE_PLACES if event in WITH_STATE else ())
    used = set(_PLACE.findall(words.body))
    return (*found, *(_missing(name) for name in needed if name not in used))


def _missing(name: str) -> Flaw:
    what = PLACES[name]
    return Flaw(
        "body",
        Text(f"Thiếu {{{name}}} ({what.vi}).", f"{{{name}}} ({what.en}) is missing."),
    )


def _flaws_of_places(words: Words) -> Iterator[Flaw]:
    for part, text in (("subject", words.subject), ("body", words.body)):
        for name in dict.fromkeys(_PLACE.findall(text)):
            if name not in PLACES:
                yield Flaw(part, Text(
                    f"Không có chỗ điền {{{name}}}; hãy chọn trong danh sách.",
                    f"There is no place {{{name}}}; choose one from the list.",
                ))  # fmt: skip
        if set(_PLACE.sub("", text)) & {"{", "}"}:
            yield Flaw(part, Text(
                "Có dấu ngoặc nhọn lẻ; ngoặc nhọn chỉ dùng để bao một chỗ điền.",
                "A brace stands alone; braces only enclose a place to be filled.",
            ))  # fmt: skip


def _flaws_of_lengths(channel: NoticeChannel, words: Words) -> Iterator[Flaw]:
    if not words.body.strip():
        yield Flaw("body", Text("Hãy nhập nội dung.", "Enter the words."))
    if len(words.body) > LONGEST_BODY:
        yield Flaw("body", Text(
            f"Dài quá {LONGEST_BODY} ký tự.", f"Longer than {LONGEST_BODY} characters."
        ))  # fmt: skip
    if channel is NoticeChannel.SMS:
        return
    if not words.subject.strip():
        yield Flaw("subject", Text("Hãy nhập tiêu đề.", "Enter the subject."))
    if len(words.subject) > LONGEST_SUBJECT or "\n" in words.subject.strip():
        yield Flaw("subject", Text(
            f"Tiêu đề là một dòng, tối đa {LONGEST_SUBJECT} ký tự.",
            f"The subject is one line of at most {LONGEST_SUBJECT} characters.",
        ))  # fmt: skip


def _flaws_of_sms(body: str) -> Iterator[Flaw]:
    for name in dict.fromkeys(_PLACE.findall(body)):
        if name in PLACES and name not in SMS_PLACES:
            yield Flaw("body", Text(
                f"SMS không được nêu {{{name}}} ({PLACES[name].vi}): người khác có thể đọc được.",
                f"An SMS must not name {{{name}}} ({PLACES[name].en}): others may read it.",
            ))  # fmt: skip
    size, room = sms_room(fill(body, SMS_PLACES))
    if size > room:
        yield Flaw("body", Text(
            f"SMS dài {size} ký tự khi điền đủ; tối đa {PLAIN_SMS} không dấu hoặc "
            f"{MARKED_SMS} có dấu.",
            f"Filled in, the SMS takes {size} characters; at most {PLAIN_SMS} without "
            f"diacritics or {MARKED_SMS} with them.",
        ))  # fmt: skip
    plain = fold(_PLACE.sub(" ", body))
    for pattern, sentence in _NOT_IN_SMS:
        if pattern.search(plain):
            yield Flaw("body", sentence)


_NOT_IN_SMS: Final = (
    (_LINK, Text(
        "SMS không được có đường dẫn: kẻ gian hay giả mạo.",
        "An SMS must not hold a link: swindlers imitate those.",
    )),
    (_PHONE, Text(
        "SMS không được có số điện thoại.", "An SMS must not hold a telephone number."
    )),
    (_SECRET, Text(
        "SMS không được nhắc đến OTP, mã xác thực hoặc mật khẩu.",
        "An SMS must not speak of one-time codes or passwords.",
    )),
)  # fmt: skip
