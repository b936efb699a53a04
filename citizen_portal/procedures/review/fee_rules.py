"""Rules about money and time: what the author's cases cost, and where that comes from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from citizen_portal.domain.fees import FeeAssessment, FeeLine
from citizen_portal.domain.folding import fold
from citizen_portal.domain.service_level import Channel
from citizen_portal.procedures.procedure import Case
from citizen_portal.procedures.review.finding import Finding
from citizen_portal.procedures.review.subject import Subject

SMALLEST, STEP, LARGEST = 1_000, 500, 50_000_000
"""In đồng: nothing costs less than the first; amounts go by the second; above, look twice."""

_CONFIGURATION = ("cau hinh", "configur")


def fee(subject: Subject) -> Iterator[Finding]:
    """Each line of each case's bill, through each channel."""
    seen: set[tuple[str, str]] = set()
    for finding in _all(subject):
        if (finding.rule, finding.sentence) not in seen:
            seen.add((finding.rule, finding.sentence))
            yield finding


def _all(subject: Subject) -> Iterator[Finding]:
    place = subject.places.part("fee")
    for case in subject.procedure.cases:
        totals: dict[Channel, int] = {}
        for channel in subject.procedure.channels:
            try:
                bill = subject.procedure.fee.assess(case.answers, channel, subject.day)
            except Exception as error:
                yield subject.finding(
                    "fee-fails",
                    f"the fee of the case {case.name!r} fails ({channel.name}): "
                    f"{type(error).__name__}: {error}",
                    place,
                )
                continue
            totals[channel] = bill.total
            yield from _lines(subject, bill, case)
        yield from _channels(subject, totals, case)


def _lines(subject: Subject, bill: FeeAssessment, case: Case) -> Iterator[Finding]:
    place = subject.places.part("fee")
    for line in bill.lines:
        amounts = [one for one in (line.unit_price, line.amount) if one]
        if any(one < SMALLEST for one in amounts):
            yield subject.finding(
                "fee-looks-wrong",
                f"the line {line.code!r} asks {min(amounts)} đồng; is {min(amounts) * 1000} meant?",
                place,
            )
        elif any(one % STEP for one in amounts):
            yield subject.finding(
                "fee-unusual",
                f"the line {line.code!r} asks {line.amount} đồng, which no coin or note makes up",
                place,
            )
        if not line.legal_basis and not _says_configuration(line):
            yield subject.finding(
                "fee-without-legal-basis",
                f"the line {line.code!r} names no legal basis, and its reason does not say that "
                "the amount is configuration",
                place,
            )
    if bill.total > LARGEST:
        yield subject.finding(
            "fee-unusual", f"the case {case.name!r} costs {bill.total} đồng", place
        )


def _says_configuration(line: FeeLine) -> bool:
    said = fold(f"{line.reason.vi} {line.reason.en}")
    return any(word in said for word in _CONFIGURATION)


def _channels(subject: Subject, totals: dict[Channel, int], case: Case) -> Iterator[Finding]:
    online, counter = totals.get(Channel.ONLINE), totals.get(Channel.COUNTER)
    place = subject.places.part("fee")
    if online is not None and counter is not None and online > counter:
        yield subject.finding(
            "fee-unusual",
            f"the case {case.name!r} costs {online} đồng online and {counter} at the counter",
            place,
        )
    charged = [one for one in totals.values() if one]
    if charged and max(charged) >= 100 * min(charged):
        yield subject.finding(
            "fee-looks-wrong",
            f"the case {case.name!r} costs {min(charged)} đồng through one channel and "
            f"{max(charged)} through another",
            place,
        )


def deadline(subject: Subject) -> Iterator[Finding]:
    """The time rests on a rule."""
    procedure = subject.procedure
    for case in procedure.cases:
        with suppress(Exception):  # one that fails is told by the declaration's own checks
            found = [procedure.deadline_for(case.answers, one) for one in procedure.channels]
            if any(one.legal_basis is None for one in found):
                yield subject.finding(
                    "deadline-without-legal-basis",
                    "the deadline names no legal basis; a citizen cannot see where it comes from",
                    subject.places.part("deadline"),
                )
                return
