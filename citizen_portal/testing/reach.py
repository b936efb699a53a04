"""What the author's cases reach, in the plugin's code and in its form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from citizen_portal.procedures.form import visible_questions
from citizen_portal.testing.examined import Examined, quietly
from citizen_portal.testing.plugin_imports import plugin_files
from citizen_portal.testing.runs import run_of_cases, run_of_generated
from citizen_portal.testing.tracing import Line, lines_and_conditions


def told(examined: Examined) -> list[str]:
    """Lines for the end of a test run: what is reached, and what is not."""
    title = f"{examined.procedure.code} version {examined.procedure.version}: "
    counted = _code(examined) if examined.folder is not None else ["no code is measured"]
    return [title + counted[0], *(f"  {line}" for line in (*counted[1:], *_form(examined)))]


def _code(examined: Examined) -> list[str]:
    folder = examined.folder
    if folder is None or examined.procedure.source:
        return ["it is declared without code"]
    by_cases, by_generated = run_of_cases(examined), run_of_generated(examined)
    lines, conditions = lines_and_conditions(folder, plugin_files(folder))
    either = by_cases.outcomes | by_generated.outcomes
    one_way = [
        (one.file, one.line)
        for one in conditions
        if any(outcome in by_cases.outcomes for outcome in one.outcomes)
        and not all(outcome in by_cases.outcomes for outcome in one.outcomes)
    ]
    outcomes = {outcome for one in conditions for outcome in one.outcomes}
    nobody = lines - by_cases.lines - by_generated.lines
    return [
        f"the cases reach {len(lines & by_cases.lines)} of {len(lines)} lines and "
        f"{len(outcomes & by_cases.outcomes)} of {len(outcomes)} outcomes of conditions "
        f"(with generated answers {len(lines) - len(nobody)} and {len(outcomes & either)})",
        *_listed("not reached by a case", lines - by_cases.lines),
        *_listed("a condition with one outcome only", one_way),
        *_listed("not reached by generated answers either", nobody),
    ]


def _listed(what: str, places: Iterable[Line]) -> Iterator[str]:
    """One line: fee.py:28-30, 33; form.py:12."""
    said = [
        f"{file}:{', '.join(_runs(sorted({line for _, line in found})))}"
        for file, found in groupby(sorted(places), key=lambda place: place[0])
    ]
    if said:
        yield f"{what}: {'; '.join(said)}"


def _runs(lines: list[int]) -> Iterator[str]:
    for _, run in groupby(enumerate(lines), key=lambda pair: pair[1] - pair[0]):
        numbers = [line for _, line in run]
        yield str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}-{numbers[-1]}"


def _form(examined: Examined) -> Iterator[str]:
    """Conditions of the form and of papers that hold for all cases, or for none."""
    shown = [_shown(examined, case.answers) for case in examined.cases]
    asked = [_asked(examined, case.answers) for case in examined.cases]
    yield from _never("never shown by a case", _conditional(examined), shown, among=False)
    yield from _never("never hidden by a case", _conditional(examined), shown, among=True)
    papers = {one.name for one in examined.procedure.documents if one.needed_when is not None}
    yield from _never("papers that no case is asked for", papers, asked, among=False)
    yield from _never("papers that every case is asked for", papers, asked, among=True)


def _never(what: str, names: set[str], seen: Sequence[set[str]], *, among: bool) -> Iterator[str]:
    found = sorted(name for name in names if all((name in one) is among for one in seen))
    if found:
        yield f"{what}: {', '.join(found)}"


def _conditional(examined: Examined) -> set[str]:
    return {
        name
        for step in examined.procedure.form
        for name, question in step.questions().items()
        if step.shown_when is not None or question.shown_when is not None
    }


def _shown(examined: Examined, answers: Mapping[str, Any]) -> set[str]:
    steps = quietly(examined.procedure.shown_steps, answers) or ()
    return {name for step in steps for name, _ in visible_questions(step, answers)}


def _asked(examined: Examined, answers: Mapping[str, Any]) -> set[str]:
    needed = quietly(examined.procedure.needed_documents, answers, examined.on) or ()
    return {one.name for one in needed}
