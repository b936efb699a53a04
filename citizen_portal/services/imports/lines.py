"""A reading as lines to look through and to compare: label, words, path in the source."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from citizen_portal.domain.money import format_vnd
from citizen_portal.domain.service_level import GovernmentLevel, Subject
from citizen_portal.domain.wording import Text
from citizen_portal.services.imports.marks import said
from citizen_portal.services.imports.reading import MethodSaid, Reading
from citizen_portal.services.imports.vocabulary import CHANNELS, FEE_KINDS

MOST_SHOWN = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that was read. ``key`` is the same in every reading of the procedure."""

    key: str
    label: Text
    value: Text
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What a newer source says otherwise: before, now, and what we made of the former.

    ``ours`` is empty where nothing was corrected.
    """

    label: Text
    old: Text
    new: Text
    ours: Text


NOTHING = Text("")


def channel_name(channel: str) -> Text:
    """What a channel of the source is called here; an unknown one keeps its word."""
    known = CHANNELS.get(channel)
    return known.label if known else Text(channel)


def lines_of(reading: Reading) -> tuple[Line, ...]:
    """What was read, in the order of the page; empty things are left out."""
    return tuple(line for line in _all(reading) if line.value.vi)


def differences(
    old: Reading,
    new: Reading,
    ours: Reading,
    sources: tuple[Mapping[str, Any], Mapping[str, Any]],
) -> tuple[Difference, ...]:
    """Where two readings differ, and two sources in what no reading tells.

    ``ours`` is the old reading with the corrections; ``sources`` are the old and the new one.
    """
    before, now, own = ({one.key: one for one in lines_of(each)} for each in (old, new, ours))
    found, told = [], set()
    for key in dict.fromkeys((*before, *now)):
        was, becomes = before.get(key), now.get(key)
        if _value(was) == _value(becomes):
            continue
        named = was or becomes
        assert named is not None  # noqa: S101 - the key is of one of the two
        told.add(named.path.partition("[")[0].partition(".")[0])
        kept = _value(own.get(key))
        ours_if_other = NOTHING if kept == _value(was) else kept
        found.append(
            Difference(label=named.label, old=_value(was), new=_value(becomes), ours=ours_if_other)
        )
    return (*found, *_untold(sources, told))


def _value(line: Line | None) -> Text:
    return line.value if line else NOTHING


def _untold(
    sources: tuple[Mapping[str, Any], Mapping[str, Any]], told: set[str]
) -> Iterator[Difference]:
    """Fields of the source that changed without any line that says so."""
    was, now = sources
    for name in dict.fromkeys((*was, *now)):
        if name not in told and was.get(name) != now.get(name):
            label = Text(f"Trong nguồn: {name}", f"In the source: {name}")
            yield Difference(
                label=label, old=_raw(was.get(name)), new=_raw(now.get(name)), ours=NOTHING
            )


def _raw(value: Any) -> Text:
    if value is None:
        return NOTHING
    written = json.dumps(value, ensure_ascii=False)
    return Text(written if len(written) <= MOST_SHOWN else f"{written[:MOST_SHOWN]}…")


def _line(key: str, vi: str, en: str, value: Text | str, path: str) -> Line:
    said_here = value if isinstance(value, Text) else Text(value)
    return Line(key=key, label=Text(vi, en), value=said_here, path=path)


def _all(reading: Reading) -> Iterator[Line]:
    field = reading.field_of_law
    yield _line("name", "Tên", "Name", reading.name, "name")
    yield _line("summary", "Mô tả", "Description", reading.summary, "description")
    yield _line("field", "Lĩnh vực", "Field of law", f"{field.name} {field.code}".strip(),
                "category")  # fmt: skip
    yield _line("by", "Ban hành", "Issued by", reading.issued_by, "departmentPromulgateName")
    yield _line("agencies", "Cơ quan thực hiện", "Carried out by", "; ".join(reading.agencies),
                "departmentsExecuting")  # fmt: skip
    yield _line("level", "Cấp thực hiện", "Level of government", _level(reading), "isWard")
    yield _line("subjects", "Đối tượng", "For", _subjects(reading), "subjectTypesDetails")
    for method in reading.methods:
        yield from _method(method)
    for case in reading.cases:
        yield _line(f"case-{case.code}-{case.name}", f"Trường hợp {case.code}",
                    f"Case {case.code}", said(case.amount, case.unit), case.path)  # fmt: skip
    yield from _papers(reading)
    for result in reading.results:
        yield _line(f"result-{result.code}-{result.name}", "Kết quả", "Result",
                    f"{result.name} {result.code}".strip(), "resultsDetails")  # fmt: skip
    for basis in reading.legal:
        yield _line(f"legal-{basis.code}-{basis.name}", "Căn cứ pháp lý", "Legal basis",
                    f"{basis.code} {basis.name}".strip(), "legalBasisesDetails")  # fmt: skip
    yield _line("requirements", "Điều kiện", "Conditions", reading.requirements,
                "requirementsAndConditions")  # fmt: skip
    yield _line("steps", "Trình tự", "Steps", "\n".join(reading.steps), "executionSteps")
    yield from _flags(reading)


def _level(reading: Reading) -> Text:
    return GovernmentLevel(reading.level).label if reading.level else NOTHING


def _subjects(reading: Reading) -> Text:
    known = [Subject(one).label for one in reading.subjects]
    return Text(
        "; ".join([*(one.vi for one in known), *reading.other_subjects]),
        "; ".join([*(one.en for one in known), *reading.other_subjects]),
    )


def _method(method: MethodSaid) -> Iterator[Line]:
    name, key = channel_name(method.channel), method.channel
    yield _line(f"time-{key}", f"{name.vi}: thời hạn", f"{name.en or name.vi}: time",
                said(method.amount, method.unit), f"{method.path}.processingTime")  # fmt: skip
    yield _line(f"note-{key}", f"{name.vi}: ghi chú", f"{name.en or name.vi}: note", method.note,
                f"{method.path}.description")  # fmt: skip
    for fee in method.fees:
        amount = "–" if fee.value is None else format_vnd(fee.value)
        kind = FEE_KINDS.get(fee.kind, Text(fee.kind))
        yield _line(f"fee-{fee.key}", f"{name.vi}: {kind.vi}",
                    f"{name.en or name.vi}: {kind.en or kind.vi}",
                    f"{amount} ({fee.note})" if fee.note else amount, fee.path)  # fmt: skip


def _papers(reading: Reading) -> Iterator[Line]:
    for paper in reading.papers:
        vi, en = ("Ghi chú", "Guidance") if paper.is_note else ("Giấy tờ", "Paper")
        value = Text(paper.title, paper.title)
        if not paper.is_note:
            value = Text(
                f"{paper.title} (bản chính {paper.originals}, bản sao {paper.copies})",
                f"{paper.title} (originals {paper.originals}, copies {paper.copies})",
            )
        yield _line(f"paper-{paper.key}", vi, en, value, paper.path)


def _flags(reading: Reading) -> Iterator[Line]:
    flags = (
        ("isFullProcess", reading.full_process, "Toàn trình", "Fully online"),
        ("isOfflineOnly", reading.offline_only, "Chỉ nộp trực tiếp", "At the counter only"),
        ("isNonTerritorial", reading.non_territorial, "Phi địa giới", "At any agency"),
    )
    for path, value, vi, en in flags:
        yield _line(path, vi, en, Text("Có", "Yes") if value else Text("Không", "No"), path)
