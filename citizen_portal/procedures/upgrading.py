"""From one version of a procedure to another: its answers come along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from citizen_portal.domain.wording import Text
from citizen_portal.procedures.conditions import Answers
from citizen_portal.procedures.containment.guard import PluginFailed, within
from citizen_portal.procedures.form import ProcedureForm, typed_answers
from citizen_portal.procedures.group import GroupField, row_questions
from citizen_portal.procedures.procedure import Procedure

NOTHING: tuple[object, ...] = (None, "", [], ())
"""What stands for no answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upgrade:
    """Answers of an older version as answers of a newer one.

    ``changes`` are the sentences of every version on the way. ``dropped`` names the answers
    that could not be kept; ``failures`` the versions whose ``upgrade_answers`` raised, with
    the kind of error: for them, answers of the same name were kept.
    """

    answers: Mapping[str, Any]
    changes: tuple[Text, ...] = ()
    dropped: tuple[str, ...] = ()
    failures: tuple[str, ...] = ()


def upgrade(versions: Sequence[Procedure], answers: Answers, old: str, new: str) -> Upgrade:
    """Turn answers of version ``old`` into answers of version ``new``, one version at a time.

    Each version on the way, from ``old`` along ``follows`` to ``new``, uses its own
    ``upgrade_answers``, or keeps the answers of the same name. An answer that the next
    version does not ask for, or that its question could not have read, is dropped.
    Raises ``LookupError`` when ``follows`` does not lead from one to the other, and
    ``PluginFailed``.
    """
    kept = Upgrade(answers=dict(answers))
    for procedure in chain(versions, old, new):
        step = _one_version(procedure, kept.answers)
        kept = Upgrade(
            answers=step.answers,
            changes=(*kept.changes, *procedure.changes),
            dropped=tuple(dict.fromkeys((*kept.dropped, *step.dropped))),
            failures=(*kept.failures, *step.failures),
        )
    return kept


def chain(versions: Sequence[Procedure], old: str, new: str) -> tuple[Procedure, ...]:
    """The versions to go through from ``old`` (left out) to ``new``, oldest first.

    Raises ``LookupError`` when ``follows`` does not lead from one to the other.
    """
    by_name = {one.version: one for one in versions}
    way: list[Procedure] = []
    name = new
    while name != old:
        procedure = by_name.get(name)
        if procedure is None or procedure in way or not procedure.follows:
            raise LookupError(f"no way from version {old!r} to version {new!r}")
        way.insert(0, procedure)
        name = procedure.follows
    if old not in by_name:
        raise LookupError(f"there is no version {old!r}")
    return tuple(way)


def carry_over(procedure: Procedure, answers: Answers) -> Upgrade:
    """The answers that the procedure asks for under the same name and could have read."""
    kept: dict[str, Any] = {}
    dropped: list[str] = []
    for step in procedure.form:
        read = _read_together(step, answers)
        for name in step.questions():
            if name in answers:
                value, whole = _read_again(step, name, answers[name], read)
                dropped += [] if whole else [name]
                # What was lost, or must be answered now, is not the same as left empty.
                if value not in NOTHING or (whole and not step.questions()[name].required):
                    kept[name] = value
    asked = {name for step in procedure.form for name in step.questions()}
    unknown = [name for name in answers if name not in asked and answers[name] not in NOTHING]
    return Upgrade(answers=kept, dropped=(*dropped, *unknown))


def _one_version(procedure: Procedure, answers: Answers) -> Upgrade:
    if procedure.upgrade_answers is None:
        return carry_over(procedure, answers)
    try:
        made = dict(procedure.upgrade_answers(deepcopy(dict(answers))))
    except PluginFailed:
        raise  # out of order for now: nothing is decided, so that nothing is lost
    except Exception as error:
        kept = carry_over(procedure, answers)
        failure = f"{procedure.version}: {type(error).__name__}"
        return Upgrade(answers=kept.answers, dropped=kept.dropped, failures=(failure,))
    forgotten = [
        name
        for step in procedure.form
        for name in step.questions()
        if answers.get(name) not in NOTHING and made.get(name) in NOTHING
    ]
    kept = carry_over(procedure, {k: v for k, v in made.items() if k not in forgotten})
    return Upgrade(answers=kept.answers, dropped=(*kept.dropped, *forgotten))


def _read_together(step: type[ProcedureForm], answers: Answers) -> Mapping[str, Any]:
    """What the step's questions read of the answers typed again; nothing if one fails.

    Raises ``PluginFailed`` when the step hangs or does what no plugin may.
    """
    return within(step, "reading earlier answers", _read_or_nothing, step, answers)


def _read_or_nothing(step: type[ProcedureForm], answers: Answers) -> Mapping[str, Any]:
    try:
        form = step(formdata=MultiDict(typed_answers(step, answers)))
        return {name: field.data for name, field in form._fields.items()}
    except Exception:
        return {}


def _read_again(
    step: type[ProcedureForm], name: str, value: Any, read: Mapping[str, Any]
) -> tuple[Any, bool]:
    """What the question keeps of a value, and whether that is the whole of it."""
    question = step.questions()[name]
    fits = not isinstance(question, GroupField) or len(read.get(name, ())) <= question.most
    if value in NOTHING or (fits and name in read and _same(read[name], value)):
        return value, True
    if isinstance(question, GroupField):
        return _read_rows(step, name, question, value)
    alone = _read_together(step, {name: value})
    return (value, True) if name in alone and _same(alone[name], value) else (None, False)


def _read_rows(
    step: type[ProcedureForm], name: str, group: GroupField, rows: Any
) -> tuple[Any, bool]:
    """The rows with what each of their questions could have read."""
    if not isinstance(rows, list | tuple) or not all(isinstance(row, Mapping) for row in rows):
        return [], False
    whole, kept = len(rows) <= group.most, []
    for row in rows[: group.most]:
        known = {
            inner: row[inner] if _is_read_in_row(step, name, inner, row.get(inner)) else None
            for inner in row_questions(group)
        }
        whole = whole and all(
            known.get(inner) == value for inner, value in row.items() if value not in NOTHING
        )
        if any(value not in NOTHING for value in known.values()):
            kept.append(known)
    return kept, whole


def _is_read_in_row(step: type[ProcedureForm], name: str, inner: str, value: Any) -> bool:
    if value in NOTHING:
        return False
    rows = _read_together(step, {name: [{inner: value}]}).get(name, [])
    return bool(rows) and _same(rows[0].get(inner), value)


def _same(read: Any, value: Any) -> bool:
    """Typed again, the value gives itself: so it could have come from this question."""
    if isinstance(read, list):
        return isinstance(value, list | tuple) and list(value) == read
    return type(read) is type(value) and bool(read == value)
