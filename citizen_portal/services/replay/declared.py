"""What two versions declare otherwise, whoever files: seen without running a rule."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from citizen_portal.domain.wording import Text
from citizen_portal.procedures.conditions import condition_json, typed_choice
from citizen_portal.procedures.group import GroupField, row_questions
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.procedures.questions import Question

_LIMITS = ("kind", "required", "max_length", "least", "most", "earliest", "latest")
_MOST_NAMED = 8


def declared_changes(old: Procedure, new: Procedure) -> tuple[str, ...]:
    """A line for each part that the new version declares otherwise, questions first."""
    return (*_questions(old, new), *_parts(old, new), *_desks(old, new))


def _questions(old: Procedure, new: Procedure) -> Iterator[str]:
    before, after = _by_name(old), _by_name(new)
    for name in dict.fromkeys((*before, *after)):
        if name not in after:
            yield f"question {name}: no longer there"
        elif name not in before:
            needed = "required" if after[name].required else "optional"
            yield f"question {name}: new, {needed}"
        else:
            yield from (f"question {name}: {how}" for how in _otherwise(before[name], after[name]))


def _by_name(procedure: Procedure) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for step in procedure.form:
        for name, question in step.questions().items():
            found[name] = question
            if isinstance(question, GroupField):
                rows = row_questions(question)
                found |= {f"{name}.{inner}": one for inner, one in rows.items()}
    return found


def _otherwise(old: Question, new: Question) -> Iterator[str]:
    for limit in _LIMITS:
        before, after = getattr(old, limit, None), getattr(new, limit, None)
        if before != after:
            yield f"{limit} {before} → {after}"
    choices = [
        {typed_choice(value) for value, _ in getattr(one, "choices", ())} for one in (old, new)
    ]
    for sign, gone in (("without", choices[0] - choices[1]), ("with", choices[1] - choices[0])):
        if gone:
            named = ", ".join(sorted(gone)[:_MOST_NAMED])
            more = f" and {len(gone) - _MOST_NAMED} more" if len(gone) > _MOST_NAMED else ""
            yield f"{sign} the choice {named}{more}"
    if condition_json(old.shown_when) != condition_json(new.shown_when):
        yield "another condition"


def _parts(old: Procedure, new: Procedure) -> Iterator[str]:
    for what in ("service_level", "competent_level", "authority", "channels", "subjects"):
        before, after = getattr(old, what), getattr(new, what)
        if before != after:
            yield f"{what}: {_plain(before)} → {_plain(after)}"
    for what in ("name", "number_symbol", "validity"):
        before, after = getattr(old.result, what), getattr(new.result, what)
        if before != after:
            yield f"result {what}: {_plain(before)} → {_plain(after)}"


def _desks(old: Procedure, new: Procedure) -> Iterator[str]:
    before = {one.name: one.hours for one in old.steps}
    after = {one.name: one.hours for one in new.steps}
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            hours = [f"{one[name]} h" if name in one else "none" for one in (before, after)]
            yield f"desk {name}: {hours[0]} → {hours[1]}"


def _plain(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(_plain(one) for one in value)
    if isinstance(value, Text):
        return value.vi
    return str(getattr(value, "name", value))
