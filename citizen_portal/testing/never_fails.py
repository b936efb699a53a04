"""Whatever is answered and whatever is sent, nothing fails."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from hypothesis import Phase, given
from hypothesis import strategies as st

from citizen_portal.domain.wording import LANGUAGES
from citizen_portal.procedures.describing import describe_step
from citizen_portal.procedures.form import ProcedureForm, read_step
from citizen_portal.procedures.group import GroupField, row_questions
from citizen_portal.testing.answers import answers_for
from citizen_portal.testing.examined import Examined, drawing
from citizen_portal.testing.run_through import RuleFailed, attempt, run_through
from citizen_portal.testing.runs import run_of_cases, run_of_generated
from citizen_portal.testing.typed_texts import anything_typed

Typed: TypeAlias = Mapping[str, list[str]]


def run_everything(examined: Examined) -> None:
    """Cases, edges, generated answers, whatever a browser may send. Raises ``RuleFailed``."""
    for run in (run_of_cases(examined), run_of_generated(examined)):
        if run.failure is not None:
            answers, failed = run.failure
            _shrink(examined)
            raise RuleFailed(f"{failed}\nwith these answers: {answers}") from failed
    if examined.procedure.form:
        _send(examined)


def _shrink(examined: Examined) -> None:
    """Look for smaller answers that fail as well, and fail with them."""

    @drawing(examined.examples, Phase.generate, Phase.shrink)
    @given(answers_for(examined.procedure, examined.on, examined.cases))
    def smaller(answers: dict[str, Any]) -> None:
        run_through(examined, answers)

    if examined.procedure.form:
        smaller()


def _send(examined: Examined) -> None:
    @drawing(examined.examples, Phase.generate, Phase.shrink)
    @given(st.sampled_from(examined.procedure.form).flatmap(_sent_to))
    def send(step_and_typed: tuple[type[ProcedureForm], Typed]) -> None:
        step, typed = step_and_typed
        for earlier in ({}, *(case.answers for case in examined.cases[:1])):
            attempt(f"reading the step {step.name!r}", _read, step, typed, earlier, examined)

    send()


def _read(
    step: type[ProcedureForm], typed: Typed, earlier: Mapping[str, Any], examined: Examined
) -> None:
    others = {name: value for name, value in earlier.items() if name not in step.questions()}
    reading = read_step(step, typed, others, examined.on)
    for language in LANGUAGES:
        describe_step(step, others, language, typed=typed, problems=reading.problems)


def _sent_to(step: type[ProcedureForm]) -> st.SearchStrategy[tuple[type[ProcedureForm], Typed]]:
    """The step with something typed for some of its questions."""
    texts = st.lists(anything_typed, max_size=2)
    return st.tuples(st.just(step), st.dictionaries(st.sampled_from(_names(step)), texts))


def _names(step: type[ProcedureForm]) -> list[str]:
    names: list[str] = ["unheard_of"]
    for name, question in step.questions().items():
        inner = row_questions(question) if isinstance(question, GroupField) else {}
        names += [f"{name}-{index}-{one}" for one in inner for index in (0, 7)] or [name]
    return names
