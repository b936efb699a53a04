"""What looks wrong in an entry of the national catalogue: each mark is for a person to judge."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from citizen_portal.domain.money import format_vnd
from citizen_portal.domain.wording import Text
from citizen_portal.services.imports.entry import NATIONAL_CODE
from citizen_portal.services.imports.reading import MethodSaid, Reading
from citizen_portal.services.imports.vocabulary import DAYS_IN, TIME_UNITS

SMALL_FEE = 1_000
"""Below this an amount is more likely meant in thousands: the real catalogue says 100 once."""
WILD_RATIO = 10
LONGEST_DAYS = 366
TOLERANCE = 0.1

# What no longer exists, and since when it does not.
_GONE = (
    (
        re.compile(r"\bsổ hộ khẩu\b", re.IGNORECASE),
        Text(
            "nhắc đến sổ hộ khẩu, nay không còn dùng",
            "names the household book, which is no longer used",
        ),
    ),
    (
        re.compile(r"\b(?:cấp huyện|huyện|quận|thị xã)\b", re.IGNORECASE),
        Text(
            "nhắc đến cấp huyện, không còn từ 01/7/2025",
            "names the district level, which ended on 01/07/2025",
        ),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something suspicious: where in the source, and what, in one sentence."""

    path: str
    sentence: Text


def marks_of(reading: Reading) -> tuple[Mark, ...]:
    """Everything suspicious in what was read, in the order of the page."""
    checks = (_code, _name, _level, _fees, _times, _cases, _papers, _gone)
    return tuple(dict.fromkeys(mark for check in checks for mark in check(reading)))


def _mark(path: str, vi: str, en: str) -> Mark:
    return Mark(path=path, sentence=Text(vi, en))


def _code(reading: Reading) -> Iterator[Mark]:
    if not NATIONAL_CODE.fullmatch(reading.code):
        yield _mark(
            "code",
            f"mã {reading.code} không theo mẫu mã quốc gia như 1.001193, nên không công bố được",
            f"the code {reading.code} is no national code such as 1.001193: it cannot be published",
        )
    elif reading.given_code != reading.code:
        yield _mark(
            "code",
            f"mã nguồn {reading.given_code} là của riêng một cơ quan; được nhập dưới mã gốc",
            f"the source's code {reading.given_code} is one agency's own; kept by its base code",
        )


def _name(reading: Reading) -> Iterator[Mark]:
    if reading.same_name:
        others = ", ".join(reading.same_name[:5])
        yield _mark(
            "name",
            f"tên này trùng với thủ tục {others}",
            f"the name is the same as that of {others}",
        )


def _level(reading: Reading) -> Iterator[Mark]:
    if reading.level_guessed:
        yield _mark(
            "isWard",
            "nguồn không nói cấp thực hiện; cấp được đoán từ tên cơ quan",
            "the source names no level of government; it is guessed from the agencies' names",
        )


def _fees(reading: Reading) -> Iterator[Mark]:
    for method in reading.methods:
        for fee in method.fees:
            if fee.value is not None and 0 < fee.value < SMALL_FEE:
                more = format_vnd(fee.value * 1_000)
                yield _mark(
                    fee.path,
                    f"mức thu {format_vnd(fee.value)} có vẻ thiếu số 0 (có thể là {more})",
                    f"the amount of {format_vnd(fee.value)} looks too small (perhaps {more})",
                )
    highest = {
        method.channel: max((fee.value or 0 for fee in method.fees), default=0)
        for method in reading.methods
    }
    asked = sorted(value for value in highest.values() if value)
    if asked and asked[-1] >= WILD_RATIO * asked[0]:
        yield _mark(
            "executionMethods",
            f"mức thu giữa các cách nộp khác nhau quá nhiều: từ {format_vnd(asked[0])} "
            f"đến {format_vnd(asked[-1])}",
            f"what the channels charge differs wildly: from {format_vnd(asked[0])} "
            f"to {format_vnd(asked[-1])}",
        )


def _times(reading: Reading) -> Iterator[Mark]:
    for method in reading.methods:
        yield from _time(f"{method.path}.processingTime", method.amount, method.unit)
    for case in reading.cases:
        yield from _time(case.path, case.amount, case.unit)


def _time(path: str, amount: float | None, unit: str) -> Iterator[Mark]:
    if unit and unit not in TIME_UNITS:
        yield _mark(
            path, f"đơn vị thời gian {unit[:40]} chưa biết", f"the unit {unit[:40]} is unknown"
        )
    days = in_days(amount, unit)
    if days is None:
        return
    if days > LONGEST_DAYS:
        yield _mark(path, f"thời hạn {said(amount, unit).vi} dài hơn một năm",
                    f"the term of {said(amount, unit).en} is longer than a year")  # fmt: skip
    if days == 0 and unit != "WORKING_DAY":
        yield _mark(path, f"thời hạn {said(amount, unit).vi} không thể có",
                    f"the term of {said(amount, unit).en} is impossible")  # fmt: skip


def _cases(reading: Reading) -> Iterator[Mark]:
    """Where no channel has the time of a case, one of the two is wrong."""
    for case in reading.cases:
        days = in_days(case.amount, case.unit)
        told = [one for one in reading.methods if in_days(one.amount, one.unit) is not None]
        if days is None or not told or any(_alike(days, one) for one in told):
            continue
        channel = said(told[0].amount, told[0].unit)
        own = said(case.amount, case.unit)
        yield _mark(
            case.path,
            f"trường hợp {case.code} ghi {own.vi}, cách nộp lại ghi {channel.vi}",
            f"case {case.code} says {own.en}, the channels say {channel.en}",
        )


def _alike(days: float, method: MethodSaid) -> bool:
    other = in_days(method.amount, method.unit)
    return other is not None and abs(days - other) <= TOLERANCE * max(days, other)


def in_days(amount: float | None, unit: str) -> float | None:
    """A time in calendar days, roughly, to compare; None when it cannot be told."""
    return amount * DAYS_IN[unit] if amount is not None and unit in DAYS_IN else None


def said(amount: float | None, unit: str) -> Text:
    """A time in words; without an amount the unit alone, and nothing where there is neither."""
    word = TIME_UNITS.get(unit, Text(unit))
    if amount is None or unit == "OTHER":
        return word if unit else Text("")
    if amount == 0 and unit == "WORKING_DAY":
        return Text("trong ngày làm việc", "the same working day")
    return Text(f"{amount:g} {word.vi}", f"{amount:g} {word.en or word.vi}")


def _papers(reading: Reading) -> Iterator[Mark]:
    if all(paper.is_note for paper in reading.papers):
        yield _mark("executionCases", "không có thành phần hồ sơ nào", "it asks for no papers")


def _gone(reading: Reading) -> Iterator[Mark]:
    """What speaks of things that no longer exist is probably an old entry."""
    texts = [("name", reading.name), ("requirementsAndConditions", reading.requirements)]
    texts += [("departmentsExecuting", one) for one in reading.agencies]
    texts += [(paper.path, paper.title) for paper in reading.papers]
    texts += [(f"{one.path}.description", one.note) for one in reading.methods]
    texts += [("executionSteps", step) for step in reading.steps]
    texts += [("resultsDetails", one.name) for one in reading.results]
    for pattern, sentence in _GONE:
        for path, text in texts:
            if pattern.search(text):
                yield Mark(path=path, sentence=sentence)
