"""Money and time are explained: line by line, in both languages, with the legal basis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any

from citizen_portal.domain.deadline import Deadline, due_date
from citizen_portal.domain.fees import FeeAssessment, FeeLine
from citizen_portal.domain.moment import VIETNAM
from citizen_portal.domain.service_level import Channel
from citizen_portal.domain.wording import Text
from citizen_portal.domain.working_time import WorkingCalendar
from citizen_portal.testing.examined import Examined, Sample, quietly

CALENDAR = WorkingCalendar(days_off={}, working_swaps={}, version="none")
CONFIGURED = "cấu hình"


def unexplained_fees(examined: Examined) -> Iterator[str]:
    """Bills whose lines do not say why, by what law, or why nothing is asked."""
    unverified = {str(basis) for basis in examined.procedure.all_bases() if not basis.verified}
    said: set[str] = set()
    for sample, channel in _filed(examined):
        assess = examined.procedure.fee.assess
        bill = quietly(assess, sample.answers, channel, examined.on)
        if isinstance(bill, FeeAssessment):
            said.update(_unexplained(bill, unverified, examined.procedure.fee))
    yield from sorted(said)
    yield from _without_a_rate(examined)


def _filed(examined: Examined) -> Iterator[tuple[Sample, Channel]]:
    for sample in examined.samples:
        for channel in examined.procedure.channels:
            yield sample, channel


def _unexplained(bill: FeeAssessment, unverified: set[str], rule: Any) -> Iterator[str]:
    if not bill.lines and getattr(rule, "legal_basis", None) is None:
        yield (
            "the fee is nothing and nobody says why: give NoFee its legal basis, or a line with "
            "the amount 0 and the ground of the exemption"
        )
    for line in bill.lines:
        yield from (f"the fee line {line.code}: {problem}" for problem in _of(line, unverified))


def _of(line: FeeLine, unverified: set[str]) -> Iterator[str]:
    for what, words in (("name", line.name), ("reason", line.reason), *_exempt(line)):
        yield from _unspoken(what, words)
    if not line.legal_basis and CONFIGURED not in line.reason.vi:
        yield (
            "it has no legal basis: cite one, or say in the reason that the amount is set by "
            f"the portal's configuration (“{CONFIGURED}”)"
        )
    if line.legal_basis in unverified:
        yield (
            f"it cites {line.legal_basis!r}, which nobody has verified: leave the basis empty "
            f"and say in the reason that it is configured (“{CONFIGURED}”)"
        )
    if line.amount == 0 < line.quantity * line.unit_price and line.exemption is None:
        yield "it has a price and asks nothing: name the ground in 'exemption'"


def _exempt(line: FeeLine) -> Iterable[tuple[str, Text]]:
    return () if line.exemption is None else (("exemption", line.exemption),)


def _unspoken(what: str, words: Text) -> Iterator[str]:
    if not words.vi.strip() or not words.en.strip():
        yield f'its {what} lacks words in Vietnamese or English: write Text("…", "…")'


def _without_a_rate(examined: Examined) -> Iterator[str]:
    """Days in force on which the accepted answers of the cases cost nobody knows what."""
    span = examined.procedure.in_force
    named = {span.since: "the first day in force", examined.on: "the day of the test"}
    if span.until is not None:
        named[span.until] = "the last day in force"
    for sample in [one for one in examined.samples if one.name != "generated answers"][:1]:
        for day, words in named.items():
            if _lookup_fails(examined, sample, day):
                yield (
                    f"no rate is in force on {day} ({words}): give the rates dates that cover "
                    "the days on which the procedure is in force, or end the procedure"
                )


def _lookup_fails(examined: Examined, sample: Sample, on: date) -> bool:
    try:
        examined.procedure.fee.assess(sample.answers, examined.channel, on)
    except LookupError:
        return True
    except Exception:
        return False
    return False


def unexplained_deadlines(examined: Examined) -> Iterator[str]:
    """Times without a legal basis, or whose count cannot be told step by step."""
    said: set[str] = set()
    for sample, channel in _filed(examined):
        if examined.procedure.deadline is not None:
            found = quietly(examined.procedure.deadline_for, sample.answers, channel)
            if isinstance(found, Deadline):
                said.update(_of_deadline(found, examined.on))
    yield from sorted(said)


def _of_deadline(deadline: Deadline, on: date) -> Iterator[str]:
    if deadline.legal_basis is None or not str(deadline.legal_basis):
        yield (
            f"the time of {deadline.label.vi} has no legal basis: cite one, with verified=False "
            "when nobody has checked it against the law"
        )
    received = datetime.combine(on, time(9), VIETNAM)
    for step in due_date(deadline, received, CALENDAR).steps:
        if not step.text.vi or not step.text.en:
            yield "a step of the due date's count lacks words in Vietnamese or English"
