"""What a plugin may offer: reviewed before anything of it is used, a sentence per problem."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from citizen_portal.procedures import conditions
from citizen_portal.procedures.containment.guard import MOST_INSIDE, Guard
from citizen_portal.procedures.containment.rules import contained, forms_of
from citizen_portal.procedures.declaration import problems_of
from citizen_portal.procedures.declared_types import type_problems
from citizen_portal.procedures.form import ProcedureForm
from citizen_portal.procedures.hookspecs import Simulator
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.procedures.refused import Refused

PROCEDURES: Final = "register_procedures"

OURS: Final = frozenset({"parts"})
"""Folders of the portal's own paper templates: no plugin's prefix."""

_PREFIX = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
_MOUNT = re.compile(r"/[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What came of one declaration: the contained procedure, or why there is none."""

    code: str
    procedure: Procedure | None
    sentences: tuple[str, ...]


def register_of(prefill: str) -> str:
    """The register's word in what ``prefill`` names, such as ``identity.full_name``."""
    return prefill.partition(".")[0]


def declared(step: type[ProcedureForm], prefill: str) -> bool:
    """Tell whether the manifest of the step's plugin names the register."""
    guard = step._guard
    return guard is None or register_of(prefill) in guard.requires.registers


def room_of(hooks: Iterable[str]) -> int:
    """Threads that may be inside a plugin at once.

    Rules of procedures take milliseconds, and two threads are plenty. A connector waits for
    somebody outside, within time limits of its own: people must not wait for each other there.
    """
    return MOST_INSIDE if set(hooks) <= {PROCEDURES} else 1000


def mount_problem(simulator: Simulator, taken: Collection[str]) -> str:
    """Why a simulator cannot be served at its path; empty when it can."""
    mount, name = simulator.mount, simulator.name
    if type(mount) is not str or not _MOUNT.fullmatch(mount):
        return f"the simulator's mount {mount!r} is not one lower-case word such as '/word'"
    if mount in taken:
        return f"the simulator's mount {mount!r} is taken by another one"
    if type(name) is not str or not callable(simulator.make_wsgi):
        return "the simulator needs a name and a function make_wsgi"
    return ""


def prefix_problem(word: str) -> str:
    """Why a plugin's templates cannot stand behind its word; empty when they can."""
    if _PREFIX.fullmatch(word) and word not in OURS:
        return ""
    return (
        f"its templates cannot stand behind {word!r}: "
        "give the plugin a name of lower-case letters, digits and underscores that is not 'parts'"
    )


def review_all(
    declared: list[Procedure | Refused], guard: Guard, templates: Path | None, done: list[Verdict]
) -> list[Verdict]:
    """Review each; ``done`` grows as it goes, in case one never ends."""
    for one in declared:
        done.append(refused(one) if isinstance(one, Refused) else _review(one, guard, templates))
    return done


def refused(one: Refused) -> Verdict:
    """What the plugin itself found wrong."""
    where = one.source or one.code
    said = tuple(f"{where}: {sentence}" for sentence in one.sentences)
    return Verdict(code=str(one.code), procedure=None, sentences=said)


def unreviewed(one: Procedure | Refused) -> Verdict:
    """The review did not end: it, or one before it, does not come back."""
    sentence = f"{one.code}: it was not reviewed in time"
    return Verdict(code=str(one.code), procedure=None, sentences=(sentence,))


def _review(procedure: Procedure, guard: Guard, templates: Path | None) -> Verdict:
    code = str(getattr(procedure, "code", ""))[:40]
    try:
        sentences = [*_problems(procedure, guard, templates)]
        made = None if sentences else contained(procedure, guard)
        if made is not None:
            problems_of(made)  # its cases are tried here first, where a sleep stops nobody
    except BaseException as error:  # a plugin may also raise SystemExit
        made, sentences = None, [f"it cannot be read: {type(error).__name__}: {error}"]
    said = tuple(f"{code}: {sentence}" for sentence in sentences)
    return Verdict(code=code, procedure=made, sentences=said)


def _problems(procedure: Procedure, guard: Guard, templates: Path | None) -> Iterator[str]:
    if type(procedure) is not Procedure:
        yield f"it is {type(procedure).__name__}, a subclass of Procedure, which would be lost"
        return
    wrong = tuple(type_problems(procedure))
    yield from wrong
    if not wrong:
        yield from _register_problems(procedure, guard)
        yield from _condition_problems(procedure)
        yield from _template_problems(procedure, templates)


def _register_problems(procedure: Procedure, guard: Guard) -> Iterator[str]:
    for step in forms_of(procedure):
        for name, question in step.questions().items():
            register = register_of(str(getattr(question, "prefill", "")))
            if register and register not in guard.requires.registers:
                yield (
                    f"question {name!r} is filled from {register!r}, "
                    "which requires.registers does not name"
                )


def _condition_problems(procedure: Procedure) -> Iterator[str]:
    """Conditions are read by the browser too; one of a kind of its own cannot be."""
    for step in forms_of(procedure):
        shown = [step.shown_when, *(one.shown_when for one in step.questions().values())]
        for condition in shown:
            if condition is not None and type(condition).__module__ != conditions.__name__:
                yield f"step {step.name!r} has a condition that is not made by when()"


def _template_problems(procedure: Procedure, templates: Path | None) -> Iterator[str]:
    name = procedure.result.template
    if not name:
        return
    inside = PurePosixPath(name)
    if inside.is_absolute() or ".." in inside.parts or "\\" in name:
        yield f"the template {name!r} is not a file of the plugin's own"
    elif templates is None or not (templates / name).is_file():
        yield f"the template {name!r} is not in the plugin's folder 'templates'"
