"""Turning a reviewed reading of the national catalogue into a procedure people can read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import TypeVar

from citizen_portal.domain.fees import FeeAssessment
from citizen_portal.domain.legal import InForce, LegalBasis
from citizen_portal.domain.life_event import LifeEvent
from citizen_portal.domain.moment import day_in_vietnam, format_day
from citizen_portal.domain.money import format_vnd
from citizen_portal.domain.service_level import (
    Channel,
    GovernmentLevel,
    ServiceLevel,
    Subject,
)
from citizen_portal.domain.wording import Text
from citizen_portal.procedures.conditions import Answers
from citizen_portal.procedures.procedure import (
    DocumentRequirement,
    Elsewhere,
    FieldOfLaw,
    Procedure,
    ResultPaper,
)
from citizen_portal.services.imports.corrections import Corrections, corrected
from citizen_portal.services.imports.lines import channel_name
from citizen_portal.services.imports.marks import said
from citizen_portal.services.imports.methods import short_key
from citizen_portal.services.imports.reading import MethodSaid, NamedThing, PaperSaid, Reading
from citizen_portal.services.imports.vocabulary import CHANNELS, authority_of

SOURCE = "national catalogue"
LONGEST_SUMMARY = 300

_COST = Text("Phí, lệ phí, theo danh mục quốc gia", "Fees, as the national catalogue says")
_TIME = Text("Thời hạn, theo danh mục quốc gia", "Time, as the national catalogue says")
_WHERE = Text("Nơi thực hiện", "Where")
_HOW = Text("Cách thực hiện, theo danh mục quốc gia", "How, as the national catalogue says")
_OTHERS = Text("Đối tượng khác nêu trong nguồn", "Others whom the source names")
_NOTES = Text("Lưu ý của nguồn", "Notes of the source")
_FORMS = Text("Biểu mẫu nêu trong nguồn", "Blank forms named in the source")
_ORIGIN = Text("Nguồn", "Source")
_OTHER_FIELD = NamedThing(code="", name="Lĩnh vực khác")
_NO_RESULT = NamedThing(code="", name="Theo quy định của thủ tục")
_NATIONAL_PORTAL = Text(
    "Trực tuyến (tại Cổng Dịch vụ công quốc gia)", "Online (at the National Public Service Portal)"
)

Part = TypeVar("Part")


class FeeOfSource:
    """The fee of a procedure that is only described here: nobody computes it."""

    def assess(self, answers: Answers, channel: Channel, on: date) -> FeeAssessment:
        """Raises ``LookupError``: the source's words say what it costs."""
        raise LookupError("the fee is only described, in the source's own words")


FEE_OF_SOURCE = FeeOfSource()


class Offers:
    """Makes procedures of readings; what many share is kept once."""

    def __init__(self) -> None:
        self._shared: dict[object, object] = {}

    def _once(self, part: Part) -> Part:
        return self._shared.setdefault(part, part)  # type: ignore[return-value]

    def light(
        self, reading: Reading, corrections: Corrections, edition: int, imported_at: datetime
    ) -> Procedure:
        """The procedure as lists and searches need it."""
        read = corrected(reading, corrections)
        day = day_in_vietnam(imported_at)
        result = read.results[0] if read.results else _NO_RESULT
        return Procedure(
            code=read.code,
            version=f"national-{edition}",
            in_force=self._once(InForce(since=day)),
            name=Text(read.name),
            summary=self._once(_summary(read)),
            field_of_law=self._field(read.field_of_law),
            competent_level=GovernmentLevel(read.level),
            authority=_authority(read),
            subjects=self._once(tuple(Subject(one) for one in read.subjects)),
            service_level=ServiceLevel.INFORMATION,
            channels=(),
            fee=FEE_OF_SOURCE,
            result=ResultPaper.named(self._once(Text(result.name))),
            legal_bases=(),
            keywords=read.keywords,
            life_events=self._once(tuple(LifeEvent(one) for one in corrections.life_events)),
            elsewhere=_elsewhere(corrections),
            source=SOURCE,
        )

    def whole(
        self, reading: Reading, corrections: Corrections, edition: int, imported_at: datetime
    ) -> Procedure:
        """The procedure as its page shows it."""
        read = corrected(reading, corrections)
        channels = [CHANNELS.get(method.channel) for method in read.methods]
        return replace(
            self.light(reading, corrections, edition, imported_at),
            channels=tuple(
                one for one in dict.fromkeys(channels) if one and one is not Channel.ONLINE
            ),
            documents=tuple(_paper(one) for one in read.papers if not one.is_note),
            legal_bases=tuple(_basis(one) for one in read.legal),
            requirements=(Text(read.requirements),) if read.requirements else (),
            statements=tuple(_statements(read, imported_at)),
        )

    def _field(self, field: NamedThing) -> FieldOfLaw:
        named = field if field.name else _OTHER_FIELD
        return self._once(FieldOfLaw(code=named.code, name=Text(named.name)))


def _summary(read: Reading) -> Text:
    if read.summary:
        words = read.summary.replace("\n", " ")
        short = words if len(words) <= LONGEST_SUMMARY else f"{words[:LONGEST_SUMMARY]}…"
        return Text(short)
    agencies = "; ".join(read.agencies) or read.issued_by
    return Text(f"Thực hiện tại: {agencies}.", f"Carried out by: {agencies}.")


def _authority(read: Reading) -> str:
    return next(filter(None, map(authority_of, read.agencies)), "")


def _elsewhere(corrections: Corrections) -> Elsewhere | None:
    if not corrections.elsewhere_address:
        return None
    return Elsewhere(name=Text(corrections.elsewhere_name), address=corrections.elsewhere_address)


def _paper(paper: PaperSaid) -> DocumentRequirement:
    quantity = Text("")
    if paper.originals or paper.copies:
        quantity = Text(
            f"Bản chính: {paper.originals}; bản sao: {paper.copies}.",
            f"Originals: {paper.originals}; copies: {paper.copies}.",
        )
    cases = "; ".join(paper.cases)
    return DocumentRequirement(
        name=f"p-{short_key(paper.key)}",
        title=Text(paper.title),
        hint=Text(
            " ".join(filter(None, (quantity.vi, cases))),
            " ".join(filter(None, (quantity.en, cases))),
        ),
        component_code=paper.code,
    )


def _basis(thing: NamedThing) -> LegalBasis:
    """An administrator who publishes has looked at it: it may be called law."""
    named = thing.name if thing.code in thing.name else f"{thing.code} {thing.name}"
    return LegalBasis(document=named.strip())


def _statements(read: Reading, imported_at: datetime) -> Iterator[tuple[Text, Text]]:
    """What the source says about cost, time and way, in its own words."""
    told = (
        (_COST, [line for one in read.methods for line in _costs(one)]),
        (_TIME, [_time(one) for one in read.methods if one.unit]),
        (_OTHERS, [Text("; ".join(read.other_subjects))] if read.other_subjects else []),
        (_WHERE, [Text("; ".join(read.agencies))] if read.agencies else []),
        (_HOW, [Text(step) for step in read.steps]),
        (_NOTES, [Text(paper.title) for paper in read.papers if paper.is_note]),
        (_FORMS, [Text(form) for form in _forms(read)]),
    )
    for heading, lines in told:
        if lines:
            yield heading, _joined(lines)
    day = format_day(imported_at)
    yield (
        _ORIGIN,
        Text(
            f"Danh mục thủ tục hành chính quốc gia, nhập ngày {day}.",
            f"The national catalogue of administrative procedures, imported on {day}.",
        ),
    )


def _way(method: MethodSaid) -> Text:
    known = CHANNELS.get(method.channel)
    return _NATIONAL_PORTAL if known is Channel.ONLINE else channel_name(method.channel)


def _costs(method: MethodSaid) -> Iterator[Text]:
    """Without words beside it, 0 may mean free or not filled in: then nothing is said."""
    way = _way(method)
    for fee in method.fees:
        amount = format_vnd(fee.value) if fee.value else ""
        words = " – ".join(filter(None, (amount, fee.note)))
        if words:
            yield Text(f"{way.vi}: {words}", f"{way.en or way.vi}: {words}")


def _time(method: MethodSaid) -> Text:
    way, time = _way(method), said(method.amount, method.unit)
    note = f" – {method.note}" if method.note else ""
    return Text(f"{way.vi}: {time.vi}{note}", f"{way.en or way.vi}: {time.en or time.vi}{note}")


def _forms(read: Reading) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form for paper in read.papers for form in paper.forms))


def _joined(lines: list[Text]) -> Text:
    lines = list(dict.fromkeys(lines))
    return Text("\n".join(one.vi for one in lines), "\n".join(one.en or one.vi for one in lines))
