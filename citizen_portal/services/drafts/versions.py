"""Drafts begun under a version that is in force no more: they move to the one that is.

A dossier follows the version in force on the day it was validly received, so a draft has to
follow whatever is in force today (decision 0016).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from citizen_portal.domain.moment import format_day
from citizen_portal.domain.service_level import Channel
from citizen_portal.domain.wording import Text
from citizen_portal.procedures.catalogue import ProcedureSuspended
from citizen_portal.procedures.conditions import Answers
from citizen_portal.procedures.form import typed_answers
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.procedures.upgrading import NOTHING, Upgrade, carry_over, chain, upgrade
from citizen_portal.services.parts import Parts

Typed = Mapping[str, Mapping[str, list[str]]]
"""What did not pass the checks: step, question, what was typed."""

DROPPED = "(dropped)"
"""Beside the steps in ``dossier.unfinished``: by version, the answers that could not be kept.

No step can be called so: steps are lower-case words joined by hyphens.
"""

MOVED = Text(
    "Quy định của thủ tục vừa thay đổi nên chưa lưu, chưa nộp gì. Hãy xem những điểm mới ở "
    "trang này rồi tiếp tục; những gì bạn đã nhập vẫn còn.",
    "The rules of this procedure have just changed, so nothing was saved or submitted. See "
    "what is new on this page, then go on; what you typed is still here.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedNotice:
    """What a person is told whose draft moved: since when, what changed, what was lost.

    ``again`` are questions whose answer could not be kept and is still asked for, ``gone``
    those that are asked no more.
    """

    since: date
    changes: tuple[Text, ...]
    again: tuple[Text, ...]
    gone: tuple[Text, ...]


def newer_version(
    parts: Parts, procedure: Procedure, channel: Channel = Channel.ONLINE
) -> Procedure | None:
    """The version that a draft of this one moves to; None when it stays as it is."""
    if procedure.in_force.covers(parts.today()):
        return None
    found = _in_force(parts, procedure)
    return found if found is not None and _same_door(procedure, found, channel) else None


def closed_sentence(
    parts: Parts, procedure: Procedure, channel: Channel = Channel.ONLINE
) -> Text | None:
    """Why a draft of this version cannot be submitted today, if so."""
    today = parts.today()
    if procedure.in_force.covers(today):
        return None
    found = _in_force(parts, procedure)
    if found is not None:
        same = _same_door(procedure, found, channel)
        return None if same else _elsewhere(found.in_force.since)
    versions = parts.catalogue.versions(procedure.code)
    ends = [until for one in versions if (until := one.in_force.until) and until < today]
    return _ended(max(ends)) if ends else _not_yet(procedure.in_force.since)


def day_that_counts(procedure: Procedure, today: date) -> date:
    """The day by whose rules a draft is read: today, or the last day its version applied."""
    until = procedure.in_force.until
    return today if until is None else min(today, until)


def _in_force(parts: Parts, procedure: Procedure) -> Procedure | None:
    """The version in force today, if any. Raises ``ProcedureSuspended``: nobody knows then."""
    try:
        return parts.catalogue.get(procedure.code, parts.today())
    except ProcedureSuspended:
        raise
    except LookupError:
        return None


def _same_door(old: Procedure, new: Procedure, channel: Channel) -> bool:
    """The draft's agency can still receive it, through the channel it came in by."""
    return channel in new.channels and old.authority == new.authority


def _ended(last: date) -> Text:
    day = format_day(last + timedelta(days=1))
    return Text(
        f"Từ ngày {day}, thủ tục này không còn được tiếp nhận, nên bản nháp không nộp được nữa. "
        "Bạn vẫn xem lại được những gì đã khai; hãy tìm thủ tục thay thế trong danh mục.",
        f"Since {day} this procedure is no longer offered, so the draft cannot be submitted. "
        "You can still read what you entered; look for its replacement in the catalogue.",
    )


def _elsewhere(since: date) -> Text:
    day = format_day(since)
    return Text(
        f"Từ ngày {day}, thủ tục này không nộp trực tuyến tại cơ quan đã chọn được nữa, nên bản "
        "nháp không nộp được. Hãy mở trang thủ tục để biết nơi nhận mới.",
        f"Since {day} this procedure is no longer taken online by the agency you chose, so the "
        "draft cannot be submitted. Open the procedure's page to see who takes it now.",
    )


def _not_yet(since: date) -> Text:
    day = format_day(since)
    return Text(
        f"Thủ tục này được tiếp nhận từ ngày {day}. Hãy quay lại nộp từ ngày đó; bản nháp vẫn "
        "được giữ.",
        f"This procedure is offered from {day} on. Come back to submit from that day; the draft "
        "is kept.",
    )


def upgraded(parts: Parts, old: Procedure, new: Procedure, answers: Answers) -> Upgrade:
    """The answers of a draft under the new version, be there a chain of versions or not."""
    try:
        return upgrade(parts.catalogue.versions(old.code), answers, old.version, new.version)
    except LookupError:  # no chain leads there: what has the same name comes along
        return carry_over(new, answers)


def rehomed(
    parts: Parts, procedure: Procedure, answers: Answers, typed: Typed
) -> dict[str, dict[str, list[str]]]:
    """Typed text by the steps that ask its questions now; the rest is let go.

    ``typed`` is by step as the pages were then. A question that came into a step meanwhile
    is typed as it was answered, for a page shows typed text or answers, not both.
    """
    asked = {
        name
        for one in parts.catalogue.versions(procedure.code)
        for step in one.form
        if step.name in typed
        for name in step.questions()
    }
    flat = {name: values for one in typed.values() for name, values in one.items()}
    homes: dict[str, dict[str, list[str]]] = {}
    for step in procedure.form:
        mine = belonging(flat, step.questions())
        if mine:
            others = {name: answers[name] for name in step.questions()
                      if name in answers and name not in asked}  # fmt: skip
            homes[step.name] = {**typed_answers(step, others), **mine}
    return homes


def belonging(typed: Mapping[str, list[str]], questions: Collection[str]) -> dict[str, list[str]]:
    """What was typed for these questions; a group's rows are named ``group-0-question``."""
    return {
        name: list(values) for name, values in typed.items() if name.partition("-")[0] in questions
    }


def notice_of(
    parts: Parts,
    procedure: Procedure,
    moved_from: str,
    dropped: Mapping[str, list[str]],
    answers: Answers,
) -> MovedNotice | None:
    """What to tell about a draft that was begun under version ``moved_from``, if it moved."""
    if not moved_from or moved_from == procedure.version:
        return None
    versions = parts.catalogue.versions(procedure.code)
    now = _labels((procedure,))
    before = _labels(versions)
    names = dict.fromkeys(name for lost in dropped.values() for name in lost)
    lost = [name for name in names if answers.get(name) in NOTHING]
    return MovedNotice(
        since=procedure.in_force.since,
        changes=_changes(versions, moved_from, procedure),
        again=tuple(now[name] for name in lost if name in now),
        gone=tuple(before[name] for name in lost if name in before and name not in now),
    )


def _changes(
    versions: Sequence[Procedure], moved_from: str, procedure: Procedure
) -> tuple[Text, ...]:
    try:
        way = chain(versions, moved_from, procedure.version)
    except LookupError:
        way = (procedure,)
    return tuple(sentence for one in way for sentence in one.changes)


def _labels(versions: Iterable[Procedure]) -> dict[str, Text]:
    return {
        name: question.wording
        for one in versions
        for step in one.form
        for name, question in step.questions().items()
    }


def dropped_in(unfinished: Mapping[str, Any]) -> dict[str, list[str]]:
    """The names of the answers that could not be kept, by version, out of the column."""
    return dict(unfinished.get(DROPPED, {}))
