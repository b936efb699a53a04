"""The examples of a pack, each with its answers whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from citizen_portal.plugin_api import Case, GroupField, ProcedureForm
from plugins.procedures.declared_packs.language.pack import Example


def cases_of(examples: list[Example], steps: tuple[type[ProcedureForm], ...]) -> Iterator[Case]:
    """The cases: each takes over the answers of the one that it is like."""
    stated: dict[str, Mapping[str, Any]] = {}
    for one in examples:
        taken = {**stated[one.like]} if one.like else {}
        kept = {name: value for name, value in taken.items() if name not in one.without}
        stated[one.name] = {**kept, **one.answers}
        answers = _whole(stated[one.name], steps)
        yield Case(name=one.name, answers=answers, papers=tuple(one.papers), fee=one.fee)


def _whole(stated: Mapping[str, Any], steps: tuple[type[ProcedureForm], ...]) -> dict[str, Any]:
    """With None where a question that is asked has no answer: so does a form read it."""
    whole: dict[str, Any] = dict(stated)
    for step in steps:
        if step.shown_when is None or step.shown_when.holds(whole):
            for name, question in step.questions().items():
                if question.shown_when is None or question.shown_when.holds(whole):
                    whole[name] = _answer(question, stated.get(name))
    return whole


def _answer(question: Any, value: Any) -> Any:
    if isinstance(question, GroupField):
        names = [field.short_name for field in question.row()]
        return [{name: row.get(name) for name in names} for row in value or ()]
    return value
