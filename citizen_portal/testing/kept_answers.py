"""Answers that are stored, and that pages give back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from citizen_portal.procedures.form import (
    answers_from_json,
    answers_to_json,
    read_step,
    visible_questions,
)
from citizen_portal.testing.examined import Examined
from citizen_portal.testing.posted import posted


def lost_in_storage(examined: Examined) -> Iterator[str]:
    """Answers that come back from JSON as something else."""
    said: set[str] = set()
    for sample in examined.samples:
        for name in set(_changed_in_storage(examined, sample.answers)) - said:
            said.add(name)
            yield (
                f"the answer to {name!r} of {sample.name} does not survive storage: let the "
                "question's to_json give plain JSON, and from_json the same value with its type"
            )


def _changed_in_storage(examined: Examined, answers: Mapping[str, Any]) -> Iterator[str]:
    form = examined.procedure.form
    for name, value in answers.items():
        try:
            stored = json.loads(json.dumps(answers_to_json(form, {name: value})))
            back = answers_from_json(form, stored)
        except Exception:
            yield name
            continue
        if name in back and not _same(back[name], value):
            yield name


def _same(one: Any, other: Any) -> bool:
    """Equal, and of equal types throughout: True is not 1."""
    if type(one) is not type(other):
        return False
    if isinstance(one, Mapping):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(_same, one, other))
    return bool(one == other)


def lost_on_pages(examined: Examined) -> Iterator[str]:
    """Answers that a page shows and then does not read back."""
    said: set[str] = set()
    for sample, step in examined.shown_steps():
        others = {
            name: value for name, value in sample.answers.items() if name not in step.questions()
        }
        try:
            reading = read_step(step, posted(step, sample.answers), others, examined.on)
        except Exception as error:
            yield f"the page {step.name!r} cannot be sent back: {type(error).__name__}: {error}"
            continue
        for name, question in visible_questions(step, sample.answers):
            given, back = sample.answers.get(name), reading.answers.get(name)
            nothing = given in (None, "", []) and back in (None, "", [])
            if not (nothing or _same(given, back)) and name not in said:
                said.add(name)
                yield (
                    f"the page shows the answer to {name!r} of {sample.name} and reads back "
                    f"something else: let typed() of {type(question).__name__} give what read() "
                    "understands"
                )
