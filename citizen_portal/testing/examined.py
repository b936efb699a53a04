"""The procedure that a contract examines, and what its checks share."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from types import ModuleType
from typing import Any, ParamSpec, TypeVar

import pluggy
from hypothesis import HealthCheck, Phase, find, given, settings

from citizen_portal.domain.service_level import Channel
from citizen_portal.procedures import hookspecs
from citizen_portal.procedures.form import Problem, ProcedureForm, check_answers
from citizen_portal.procedures.manager import ENTRY_POINTS, Plugins, load_plugins, short_name
from citizen_portal.procedures.procedure import Case, Procedure
from citizen_portal.testing.answers import answers_at_the_edges, answers_for, answers_to
from citizen_portal.testing.edges import NOTHING

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Answers that the procedure accepts; ``name`` says in a sentence where they come from."""

    name: str
    answers: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True, eq=False)
class Examined:
    """A procedure with all its versions, the package that declares it, and the day ``on``.

    ``package`` is empty when nobody said which one it is; ``word`` is the plugin's own word,
    the prefix of its templates. ``measured`` switches on what the cases reach.
    """

    procedure: Procedure
    versions: tuple[Procedure, ...]
    package: str
    word: str
    on: date
    cases: tuple[Case, ...]
    examples: int
    measured: bool

    @property
    def channel(self) -> Channel:
        """The channel of which cases tell the fee: online, or the first there is."""
        channels = self.procedure.channels
        return Channel.ONLINE if Channel.ONLINE in channels or not channels else channels[0]

    @property
    def folder(self) -> Path | None:
        """The folder of the declaring package."""
        file = getattr(sys.modules.get(self.package), "__file__", None)
        return Path(file).parent if file else None

    @cached_property
    def generated(self) -> tuple[Mapping[str, Any], ...]:
        """Answers at the edges of the form and drawn from it; a rule may refuse some."""
        drawn = generated(self)
        starts = [*(case.answers for case in self.cases), *drawn]
        return (*answers_at_the_edges(self.procedure, self.on, starts), *drawn)

    @cached_property
    def searched(self) -> tuple[Mapping[str, Any], ...]:
        """Many more generated answers, for what is rare."""
        return tuple(generated(self, 10 * self.examples))

    @cached_property
    def samples(self) -> tuple[Sample, ...]:
        """The cases, then the generated answers, as far as the procedure accepts them."""
        given = [
            Sample(name=f"the case {case.name!r}", answers=case.answers) for case in self.cases
        ]
        made = (
            Sample(name="generated answers", answers=answers)
            for answers, problems in zip(self.generated, self.problems_of_generated, strict=True)
            if problems == []
        )
        accepted = (one for one in given if quietly(self._problems, one.answers) == [])
        return (*accepted, *made)

    @cached_property
    def problems_of_generated(self) -> tuple[list[Problem] | None, ...]:
        """What the form has against each set of generated answers; None where a rule fails."""
        return tuple(quietly(self._problems, answers) for answers in self.generated)

    def _problems(self, answers: Mapping[str, Any]) -> list[Problem]:
        steps = self.procedure.shown_steps(answers)
        return [one for step in steps for one in check_answers(step, answers, self.on)]

    @cached_property
    def donors(self) -> Mapping[str, Any]:
        """For each question an answer that somebody gave, as somebody might send it by hand."""
        found: dict[str, Any] = {}
        for answers in (*(case.answers for case in self.cases), *self.generated):
            for name, value in answers.items():
                if value not in NOTHING:
                    found.setdefault(name, value)
        return found

    @cached_property
    def plain_decision(self) -> Mapping[str, Any]:
        """The plainest answer to each question of the result's form."""
        form, simplest = self.procedure.result.form, drawing(20, Phase.generate, Phase.shrink)
        return {
            name: find(
                answers_to(question, self.on),
                lambda answer: answer not in NOTHING,
                settings=simplest,
            )
            for name, question in (form.questions() if form is not None else {}).items()
        }

    def shown_steps(self) -> Iterator[tuple[Sample, type[ProcedureForm]]]:
        """Each sample with each step that it is shown."""
        for sample in self.samples:
            for step in self.procedure.shown_steps(sample.answers):
                yield sample, step


def quietly(work: Callable[P, T], *given: P.args, **named: P.kwargs) -> T | None:
    """Do it; None when it fails. Failures have a check of their own, which names them."""
    try:
        return work(*given, **named)
    except Exception:
        return None


def generated(examined: Examined, most: int = 0) -> list[dict[str, Any]]:
    """Draw sets of answers from the form; the same ones for the same procedure."""
    drawn: list[dict[str, Any]] = []

    @drawing(most or examined.examples, Phase.generate)
    @given(answers_for(examined.procedure, examined.on, examined.cases))
    def draw(answers: dict[str, Any]) -> None:
        drawn.append(answers)

    if examined.procedure.form:
        draw()
    return drawn


def drawing(examples: int, *phases: Phase) -> settings:
    """How the kit draws: without a clock, without a memory, always the same."""
    return settings(
        max_examples=examples,
        phases=phases,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )


def examine(
    procedure: str | Procedure,
    *,
    version: str = "",
    plugin: str = "",
    on: date | None = None,
    answers: Sequence[Mapping[str, Any]] = (),
    examples: int = 25,
    measured: bool = True,
) -> Examined:
    """Find what is to be examined. Raises ``LookupError`` with a sentence that says what to do."""
    if isinstance(procedure, Procedure):
        word, found, package = short_name(plugin) if plugin else "", procedure, plugin
        others = _declared_in(plugin) if plugin else ()
        same = (procedure.code, procedure.version)
        declared = (*(one for one in others if (one.code, one.version) != same), procedure)
    else:
        word, package, declared = _declaring(procedure, plugin)
        found = _version(procedure, declared, version, on)
    versions = sorted(
        (one for one in declared if one.code == found.code), key=lambda one: one.in_force.since
    )
    given = tuple(Case(name=f"answers {n}", answers=one) for n, one in enumerate(answers, 1))
    return Examined(
        procedure=found,
        versions=tuple(versions),
        package=package,
        word=word,
        on=on or found.in_force.since,
        cases=given or found.cases,
        examples=examples,
        measured=measured,
    )


def _version(code: str, declared: Iterable[Procedure], version: str, on: date | None) -> Procedure:
    found = [one for one in declared if one.code == code]
    if version:
        found = [one for one in found if one.version == version]
    elif on is not None and len(found) > 1:
        found = [one for one in found if one.in_force.covers(on)] or found
    if not found:
        raise LookupError(
            f"no plugin declares a version {version} of {code}; correct 'version' in the test"
        )
    return max(found, key=lambda one: one.in_force.since)


def _declaring(code: str, plugin: str) -> tuple[str, str, tuple[Procedure, ...]]:
    """The word, the package and the procedures of the plugin that declares ``code``."""
    if plugin:
        return short_name(plugin), plugin, _declared_in(plugin)
    plugins = _all_plugins()
    for name, procedure in plugins.procedures:
        if procedure.code == code:
            module = plugins.manager.get_plugin(name)
            package = module.__name__ if isinstance(module, ModuleType) else name
            # As the plugin itself declares it: the portal guards what it calls.
            return short_name(name), package, _declared_in(package)
    problems = "".join(f"\n  {problem}" for problem in plugins.problems)
    raise LookupError(
        f"no plugin declares {code}; correct 'procedure' in the test, or name the package "
        f'that declares it: plugin = "…"{problems}'
    )


@cache
def _all_plugins() -> Plugins:
    return load_plugins({})


@cache
def _declared_in(package: str) -> tuple[Procedure, ...]:
    manager = pluggy.PluginManager(ENTRY_POINTS)
    manager.add_hookspecs(hookspecs)
    manager.register(importlib.import_module(package))
    found = manager.hook.register_procedures(settings={})
    return tuple(procedure for some in found for procedure in some)
