"""Reading the corrections that an administrator typed beside a reading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from citizen_portal.domain.life_event import LifeEvent
from citizen_portal.domain.money import parse_amount
from citizen_portal.domain.service_level import GovernmentLevel
from citizen_portal.domain.wording import Text
from citizen_portal.services.errors import PortalError
from citizen_portal.services.imports.corrections import (
    Corrections,
    PaperCorrection,
    TimeCorrection,
)
from citizen_portal.services.imports.reading import FeeSaid, MethodSaid, PaperSaid, Reading
from citizen_portal.services.imports.vocabulary import TIME_UNITS

LONGEST = {"ten": 2_000, "tom_tat": 2_000, "noi_nop": 200, "dia_chi": 300}
LONGEST_TITLE = 20_000
MOST_KEYWORDS, LONGEST_KEYWORD = 20, 60
MOST_DONG = 10**12
MOST_TIME = 5_000

TOO_LONG = Text("Hãy viết ngắn hơn: tối đa {most} ký tự.", "Write less: at most {most} characters.")
NO_AMOUNT = Text(
    "Hãy nhập số tiền bằng số, ví dụ 100.000.", "Enter the amount in figures, such as 100.000."
)
NO_TIME = Text(
    "Hãy nhập thời hạn bằng số và chọn đơn vị, ví dụ 3 ngày làm việc.",
    "Enter the time as a number and choose its unit, such as 3 working days.",
)
NO_ADDRESS = Text(
    "Hãy nhập địa chỉ đầy đủ bắt đầu bằng https://, và tên nơi nộp.",
    "Enter a full address that begins with https://, and the name of that place.",
)
NO_CHOICE = Text("Hãy chọn trong danh sách.", "Choose from the list.")
KEYWORDS = Text(
    f"Tối đa {MOST_KEYWORDS} từ khoá, mỗi từ khoá tối đa {LONGEST_KEYWORD} ký tự.",
    f"At most {MOST_KEYWORDS} keywords of at most {LONGEST_KEYWORD} characters.",
)

Typed = Mapping[str, list[str]]


class InvalidCorrections(PortalError):
    """What was typed cannot be kept; ``problems`` tells each by the field's name."""

    def __init__(self, problems: Mapping[str, Text]) -> None:
        self.problems = problems
        super().__init__(Text("Hãy sửa các mục sau.", "Please correct the following."))


def fee_fields(reading: Reading) -> Iterator[tuple[str, MethodSaid, FeeSaid]]:
    """The name of the field for each fee."""
    number = 0
    for method in reading.methods:
        for fee in method.fees:
            yield f"phi-{number}", method, fee
            number += 1


def paper_fields(reading: Reading) -> Iterator[tuple[str, PaperSaid]]:
    """The beginning of the names of the fields for each component."""
    yield from ((f"giay-{number}", paper) for number, paper in enumerate(reading.papers))


def time_fields(reading: Reading) -> Iterator[tuple[str, MethodSaid]]:
    """The beginning of the names of the fields for the time of each channel, each once."""
    channels = {method.channel: method for method in reversed(reading.methods)}
    yield from ((f"han-{number}", one) for number, one in enumerate(reversed(channels.values())))


def read_corrections(reading: Reading, typed: Typed) -> Corrections:
    """What differs from the reading. Raises ``InvalidCorrections`` with all problems at once.

    A field that is left empty, or as it was read, corrects nothing.
    """
    reader = _Reader(reading, typed)
    corrections = Corrections(
        name=reader.words("ten", reading.name),
        summary=reader.words("tom_tat", reading.summary),
        level=reader.level(),
        papers=dict(reader.papers()),
        fees=dict(reader.fees()),
        times=dict(reader.times()),
        keywords=reader.keywords(),
        life_events=reader.life_events(),
        elsewhere_name=reader.words("noi_nop", ""),
        elsewhere_address=reader.address(),
    )
    if reader.problems:
        raise InvalidCorrections(reader.problems)
    return corrections


class _Reader:
    def __init__(self, reading: Reading, typed: Typed) -> None:
        self._reading = reading
        self._typed = typed
        self.problems: dict[str, Text] = {}

    def _one(self, name: str) -> str:
        values = self._typed.get(name) or [""]
        lines = (" ".join(line.split()) for line in values[0].splitlines())
        return "\n".join(line for line in lines if line)

    def words(self, name: str, read: str) -> str:
        written = self._one(name)
        if len(written) > LONGEST[name]:
            self.problems[name] = TOO_LONG.format(most=LONGEST[name])
        return "" if written == read else written

    def level(self) -> str:
        chosen = self._one("cap")
        if chosen and chosen not in {level.value for level in GovernmentLevel}:
            self.problems["cap"] = NO_CHOICE
        return "" if chosen == self._reading.level else chosen

    def papers(self) -> Iterator[tuple[str, PaperCorrection]]:
        for name, paper in paper_fields(self._reading):
            title = self._one(f"{name}-ten") or paper.title
            if len(title) > LONGEST_TITLE:
                self.problems[f"{name}-ten"] = TOO_LONG.format(most=LONGEST_TITLE)
            kind = self._one(f"{name}-loai")
            is_note = paper.is_note if kind not in ("giay", "ghi-chu") else kind == "ghi-chu"
            own = PaperCorrection(
                title=None if title == paper.title else title,
                is_note=None if is_note == paper.is_note else is_note,
            )
            if own != PaperCorrection():
                yield paper.key, own

    def fees(self) -> Iterator[tuple[str, int]]:
        for name, _, fee in fee_fields(self._reading):
            written = self._one(name)
            if not written:
                continue
            try:
                amount = parse_amount(written)
            except ValueError:
                amount = -1
            if not 0 <= amount <= MOST_DONG:
                self.problems[name] = NO_AMOUNT
            elif amount != fee.value:
                yield fee.key, amount

    def times(self) -> Iterator[tuple[str, TimeCorrection]]:
        for name, method in time_fields(self._reading):
            amount, unit = self._one(f"{name}-so"), self._one(f"{name}-don-vi")
            if not amount:
                continue
            if not re.fullmatch(r"\d{1,4}", amount, re.ASCII) or unit not in TIME_UNITS:
                self.problems[f"{name}-so"] = NO_TIME
            elif (int(amount), unit) != (method.amount, method.unit):
                yield method.channel, TimeCorrection(amount=int(amount), unit=unit)

    def keywords(self) -> tuple[str, ...]:
        found = [" ".join(one.split()) for one in re.split(r"[;,\n]", self._one("tu_khoa"))]
        words = tuple(dict.fromkeys(one for one in found if one))
        if len(words) > MOST_KEYWORDS or any(len(one) > LONGEST_KEYWORD for one in words):
            self.problems["tu_khoa"] = KEYWORDS
        return words

    def life_events(self) -> tuple[str, ...]:
        known = {event.value for event in LifeEvent}
        chosen = [one for one in self._typed.get("su_kien", []) if one]
        if not known.issuperset(chosen):
            self.problems["su_kien"] = NO_CHOICE
        return tuple(dict.fromkeys(chosen))

    def address(self) -> str:
        written = self._one("dia_chi")
        if bool(written) != bool(self._one("noi_nop")) or not _fits(written):
            self.problems["dia_chi"] = NO_ADDRESS
        return written


def _fits(address: str) -> bool:
    """An https address of a named host, without a login in it; none is fine too."""
    if not address:
        return True
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        named = parts.port is None or parts.port > 0
    except ValueError:
        return False
    plain = address.isascii() and address.isprintable() and " " not in address
    safe = parts.scheme == "https" and "@" not in parts.netloc and "." in host
    return plain and safe and named and len(address) <= LONGEST["dia_chi"]
