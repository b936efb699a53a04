"""The fee and the deadline: rates for each day and channel, rules that can be decided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from plugins.procedures.declared_packs.flaws import Flaw, Place
from plugins.procedures.declared_packs.known import Known
from plugins.procedures.declared_packs.language.money import (
    DeadlinePart,
    FeeLinePart,
    Rate,
)
from plugins.procedures.declared_packs.language.pack import Pack
from plugins.procedures.declared_packs.soundness.form import twice
from plugins.procedures.declared_packs.soundness.rules import (
    COUNTED,
    law_flaws,
    looks_at_the_day,
    rule_flaws,
)


def flaws(pack: Pack, known: Known) -> Iterator[Flaw]:
    """What is wrong with what the procedure costs and how long it takes."""
    yield from law_flaws([(pack.fee.legal_basis, ("fee", "legal_basis"))], pack, as_law=True)
    yield from twice((line.code for line in pack.fee.lines), ("fee", "lines"), "lines of the fee")
    for index, line in enumerate(pack.fee.lines):
        yield from _line_flaws(line, pack, known, ("fee", "lines", index))
    if pack.deadline:
        yield from _deadline_flaws(pack.deadline, pack, known)
    if pack.retention:
        named = [(pack.retention.legal_basis, ("retention", "legal_basis"))]
        yield from law_flaws(named, pack, as_law=False)


def _line_flaws(line: FeeLinePart, pack: Pack, known: Known, place: Place) -> Iterator[Flaw]:
    yield from rule_flaws(line.when, known, (*place, "when"))
    for word, measure in (("per", line.per), ("times", line.times)):
        if measure:
            yield from known.unfit(measure.question, COUNTED, (*place, word, "question"))
    for index, rate in enumerate(line.rates):
        here = (*place, "rates", index)
        named = [(rate.legal_basis, (*here, "legal_basis"))]
        yield from law_flaws(named, pack, as_law=False)
        yield from rule_flaws(rate.when, known, (*here, "when"))
    if not any(rate.when for rate in line.rates):
        yield from _coverage_flaws(line, pack, (*place, "rates"))
    papers = {paper.name for paper in pack.papers}
    for index, exemption in enumerate(line.exemptions):
        here = (*place, "exemptions", index)
        yield from rule_flaws(exemption.when, known, (*here, "when"))
        if exemption.ground:
            choices = frozenset({"choice", "select"})
            yield from known.unfit(exemption.ground, choices, (*here, "ground"))
        if exemption.proof and exemption.proof not in papers:
            yield Flaw((*here, "proof"), f"no paper is called {exemption.proof!r}")


def _coverage_flaws(line: FeeLinePart, pack: Pack, place: Place) -> Iterator[Flaw]:
    """Days on which no rate applies, or more than one: a fee is never guessed."""
    for channel in pack.channels:
        rates = [rate for rate in line.rates if not rate.channels or channel in rate.channels]
        for day in sorted(_turning_days(rates, pack)):
            number = sum(
                rate.since <= day and (rate.until is None or day <= rate.until) for rate in rates
            )
            if number != 1:
                yield Flaw(
                    place,
                    f"on {day} the channel {channel} has {number} rates; give exactly one",
                )
                break


def _turning_days(rates: list[Rate], pack: Pack) -> set[date]:
    since, until = pack.in_force.since, pack.in_force.until
    days = {since, *(rate.since for rate in rates)}
    days |= {
        rate.until + timedelta(days=1) for rate in rates if rate.until and rate.until.year < 9999
    }
    return {day for day in days if since <= day and (until is None or day <= until)}


def _deadline_flaws(part: DeadlinePart, pack: Pack, known: Known) -> Iterator[Flaw]:
    law = ("deadline", "legal_basis")
    yield from law_flaws([(part.legal_basis, law)], pack, as_law=False)
    for index, case in enumerate(part.cases):
        here: Place = ("deadline", "cases", index)
        law_here = [(case.legal_basis, (*here, "legal_basis"))]
        yield from law_flaws(law_here, pack, as_law=False)
        yield from rule_flaws(case.when, known, (*here, "when"))
        if looks_at_the_day(case.when):
            yield Flaw((*here, "when"), "a deadline does not depend on the day; take it away")
