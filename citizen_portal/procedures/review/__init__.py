"""Reviewing declarations without running the site: what an author should know before publishing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from citizen_portal.procedures.declaration import overlaps_of, problems_of
from citizen_portal.procedures.manager import PluginProblem
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.procedures.review import fee_rules, form_rules, paper_rules, version_rules
from citizen_portal.procedures.review.finding import RULES, Finding, Severity
from citizen_portal.procedures.review.places import package_of, place_of_text
from citizen_portal.procedures.review.subject import Subject

__all__ = ["RULES", "Finding", "Severity", "review"]

_TAKEN = re.compile(r"(\S+): (the plugin \S+ declares it already)")

Rule = Callable[[Subject], Iterable[Finding]]

RULES_OF_A_PROCEDURE: tuple[Rule, ...] = (
    form_rules.reach,
    form_rules.papers_reach,
    form_rules.purpose,
    form_rules.use,
    form_rules.basis,
    fee_rules.fee,
    fee_rules.deadline,
    paper_rules.held,
    paper_rules.defunct,
    paper_rules.translation,
    paper_rules.branches,
    version_rules.level,
    version_rules.versions,
)


def review(
    declared: Sequence[tuple[str, Procedure]], on: date, problems: Iterable[PluginProblem] = ()
) -> tuple[Finding, ...]:
    """Everything that can be found about the declarations on a day, by file and line.

    ``declared`` are procedures with the names of their plugins, ``problems`` what went wrong
    while the plugins were loaded.
    """
    found = [*_of_plugins(problems), *_of_catalogue(declared, on)]
    versions: dict[str, list[Procedure]] = {}
    for _, procedure in declared:
        versions.setdefault(procedure.code, []).append(procedure)
    for plugin, procedure in declared:
        found += _of_procedure(Subject(procedure, plugin, on, tuple(versions[procedure.code])))
    return tuple(sorted(found, key=lambda one: (one.file, one.line, one.rule, one.sentence)))


def _of_plugins(problems: Iterable[PluginProblem]) -> Iterator[Finding]:
    for problem in problems:
        taken = _TAKEN.fullmatch(problem.sentence)
        rule = "two-plugins-one-code" if taken else "plugin"
        code, sentence = (taken[1], taken[2]) if taken else (problem.plugin, problem.sentence)
        file, line = place_of_text(package_of(problem.plugin), f'"{code}"')
        yield Finding(
            severity=Severity.ERROR, rule=rule, code=code, sentence=sentence, file=file, line=line
        )


def _of_catalogue(declared: Sequence[tuple[str, Procedure]], on: date) -> Iterator[Finding]:
    for sentence in overlaps_of(procedure for _, procedure in declared):
        code, _, said = sentence.partition(": ")
        for plugin, procedure in declared:
            if procedure.code == code:
                subject = Subject(procedure, plugin, on, ())
                yield subject.finding("two-plugins-one-code", said, subject.places.start())


def _of_procedure(subject: Subject) -> Iterator[Finding]:
    for sentence in problems_of(subject.procedure):
        said = sentence.removeprefix(f"{subject.procedure.code}: ")
        yield subject.finding("declaration", said, subject.places.start())
    for rule in RULES_OF_A_PROCEDURE:
        yield from rule(subject)
