"""Cases and generated answers run through a procedure once, watched, for all who ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cache
from typing import Any

from citizen_portal.testing.examined import Examined
from citizen_portal.testing.run_through import RuleFailed, run_through
from citizen_portal.testing.tracing import Line, Outcome, Tracer


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What was reached, and the first answers that failed, with the failure."""

    lines: frozenset[Line]
    outcomes: frozenset[Outcome]
    failure: tuple[Mapping[str, Any], RuleFailed] | None


@cache
def run_of_cases(examined: Examined) -> Run:
    """The author's cases."""
    return _run(examined, [case.answers for case in examined.cases])


@cache
def run_of_generated(examined: Examined) -> Run:
    """The generated answers."""
    return _run(examined, examined.generated)


def _run(examined: Examined, some: Iterable[Mapping[str, Any]]) -> Run:
    folder = examined.folder if examined.measured else None
    tracer = Tracer(folder) if folder is not None else None
    failure = None
    with tracer or nullcontext():
        for answers in some:
            try:
                run_through(examined, answers)
            except RuleFailed as failed:
                failure = failure or (answers, failed)
    return Run(
        lines=frozenset(tracer.lines if tracer else ()),
        outcomes=frozenset(tracer.outcomes if tracer else ()),
        failure=failure,
    )
