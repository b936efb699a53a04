"""Replaying: a new version over cases, made-up answers and past dossiers, changing nothing.

It tells, before anything is published, whom a change will touch and which rule does it. It
is run by an operator's command, which is the permission; it names no person and no answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Executable, Row, func, select, text
from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Status
from citizen_portal.domain.moment import VIETNAM, day_in_vietnam
from citizen_portal.domain.service_level import Channel
from citizen_portal.domain.working_time import WorkingCalendar
from citizen_portal.models import Dossier
from citizen_portal.procedures.form import answers_from_json
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.services.reference_data import calendar_rows
from citizen_portal.services.replay import rules
from citizen_portal.services.replay.answers import made_up
from citizen_portal.services.replay.differences import Comparison, Difference, Item, Kind

Tell = Callable[[int], None]
"""Called with how many more were looked at."""

MONTHS_AHEAD = 24
_HOURS = (time(9), time(16, 30))
_FETCH = 200


@dataclass(kw_only=True)
class Tally:
    """What came of one source: ``touched`` counts what differs at all."""

    source: str
    seen: int = 0
    touched: int = 0
    kinds: Counter[Kind] = field(default_factory=Counter)
    differences: Counter[Difference] = field(default_factory=Counter)

    def add(self, found: frozenset[Difference]) -> None:
        """Count one set of answers."""
        self.seen += 1
        self.touched += bool(found)
        self.kinds.update({one.kind for one in found})
        self.differences.update(found)

    def join(self, other: Tally) -> None:
        """Count what another process has counted."""
        self.seen += other.seen
        self.touched += other.touched
        self.kinds.update(other.kinds)
        self.differences.update(other.differences)


def bundled_calendar() -> WorkingCalendar:
    """The calendar that the portal brings along, for a replay without a database."""
    days = {row["day"]: (row["kind"], row["name"]) for row in calendar_rows()}
    return WorkingCalendar(
        days_off={day: name for day, (kind, name) in days.items() if kind == "off"},
        working_swaps={day: name for day, (kind, name) in days.items() if kind == "work"},
        version="bundled",
    )


def last_day_before(old: Procedure, new: Procedure) -> date:
    """The last day on which the old version applies, or would without an end of its own."""
    before = new.in_force.since - timedelta(1)
    last = before if old.in_force.until is None else min(before, old.in_force.until)
    return max(last, old.in_force.since)


def replay_cases(compared: Comparison) -> Tally:
    """Both authors' cases, on each month of the coming two years: rates begin on some day."""
    old, new = compared.old, compared.new
    tally = Tally(source="cases")
    first, since = last_day_before(old, new), new.in_force.since
    for case in old.cases:
        tally.add(_in_every_channel(compared, case.answers, (first, since, *_ahead(new))))
    known = [case.answers for case in old.cases]
    for case in (one for one in new.cases if one.answers not in known):
        found = compared.of_new_case(case, since)
        if compared.fits_old(case.answers, first):
            found |= _in_every_channel(compared, case.answers, (first, since, *_ahead(new)))
        tally.add(found)
    return tally


def made_up_answers(old: Procedure, new: Procedure) -> Iterator[dict[str, Any]]:
    """Answers made up from the old form, each right under the old version at its end."""
    return made_up(rules.bare(old), last_day_before(old, new))


def replay_made_up(
    compared: Comparison, made: Iterable[Mapping[str, Any]], tell: Tell = lambda _: None
) -> Tally:
    """Such answers, on the last day of the old version and the first of the new."""
    tally = Tally(source="generated answers")
    days = (last_day_before(compared.old, compared.new), compared.new.in_force.since)
    for answers in made:
        tally.add(_in_every_channel(compared, answers, days))
        tell(1)
    return tally


def _in_every_channel(
    compared: Comparison, answers: Mapping[str, Any], days: Sequence[date]
) -> frozenset[Difference]:
    day = compared.calendar.next_working_day(compared.new.in_force.since)
    received = tuple(datetime.combine(day, hour, VIETNAM) for hour in _HOURS)
    channels = compared.old.channels
    return compared.of(Item(answers=answers, channels=channels, days=days, received=received))


def _ahead(new: Procedure) -> Iterable[date]:
    since = new.in_force.since
    for month in range(1, MONTHS_AHEAD + 1):
        years, index = divmod(since.month - 1 + month, 12)
        day = date(since.year + years, index + 1, 1)
        if new.in_force.covers(day):
            yield day


def begin_reading(session: Session) -> None:
    """From now on this transaction sees one moment, and can write nothing."""
    session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))


def count_dossiers(session: Session, old: Procedure) -> tuple[int, int]:
    """How many dossiers were filed under a version, and how many drafts were begun."""
    filed = func.count().filter(Dossier.submitted_at.is_not(None))
    drafts = func.count().filter(Dossier.status == Status.DRAFT)
    found = session.execute(
        select(filed, drafts).where(
            Dossier.procedure_code == old.code, Dossier.procedure_version == old.version
        )
    ).one()
    return int(found[0]), int(found[1])


def replay_dossiers(
    session: Session,
    compared: Comparison,
    *,
    sample: int | None = None,
    share: tuple[int, int] = (0, 1),
    tell: Tell = lambda _: None,
) -> Tally:
    """Past dossiers, read in place with a server-side cursor; ``share`` (which, of how many)
    divides them among processes. ``sample`` looks at so many in all, the same each time.
    """
    tally = Tally(source="past dossiers")
    statement = _past(compared.old, sample, share)
    rows = session.execute(statement, execution_options={"yield_per": _FETCH})
    for part in rows.partitions(_FETCH):
        for row in part:
            tally.add(_of_dossier(compared, row))
        tell(len(part))
    return tally


def _past(old: Procedure, sample: int | None, share: tuple[int, int]) -> Executable:
    mixed = _mixed()
    statement = select(Dossier.id, Dossier.answers, Dossier.channel, Dossier.submitted_at).where(
        Dossier.procedure_code == old.code,
        Dossier.procedure_version == old.version,
        Dossier.status != Status.DRAFT,
        Dossier.submitted_at.is_not(None),
    )
    if sample is None:
        return statement.where(mixed % share[1] == share[0])
    chosen = statement.add_columns(mixed.label("mixed")).order_by(mixed, Dossier.id)
    few = chosen.limit(sample).subquery()
    columns = (few.c.id, few.c.answers, few.c.channel, few.c.submitted_at)
    return select(*columns).where(few.c.mixed % share[1] == share[0])


def _mixed() -> ColumnElement[int]:
    """A number that has nothing to do with who filed when, but stays the same."""
    mixed: ColumnElement[int] = func.hashtext(func.concat(Dossier.id)).bitwise_and(0x7FFFFFFF)
    return mixed


def _of_dossier(compared: Comparison, row: Row[Any]) -> frozenset[Difference]:
    answers = rules.ask(answers_from_json, compared.old.form, row.answers)
    if answers.value is None:
        return frozenset({Difference(Kind.FAILS, "stored answers", answers.failure)})
    day = day_in_vietnam(row.submitted_at)
    days = tuple(dict.fromkeys((day, max(day, compared.new.in_force.since))))
    item = Item(
        answers=answers.value,
        channels=(Channel(row.channel),),
        days=days,
        received=(row.submitted_at,),
    )
    return compared.of(item)
