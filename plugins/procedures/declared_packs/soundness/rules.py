"""Conditions and rules: what they name is asked, and can be compared so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from plugins.procedures.declared_packs.flaws import Flaw, Place
from plugins.procedures.declared_packs.known import TRUTH, Known
from plugins.procedures.declared_packs.language.conditions import (
    DEEPEST,
    Answered,
    Compared,
    Condition,
    Rule,
    depth,
    leaves,
)
from plugins.procedures.declared_packs.language.pack import Pack

NUMBERS = frozenset({"number", "money"})
COUNTED = NUMBERS | {"group"}
DAYS = frozenset({"date"})
_OF_A_DAY = frozenset({"older_than_days", "under_years", "from_years"})


def rule_flaws(rule: Rule | Condition | None, known: Known, place: Place) -> Iterator[Flaw]:
    """What is wrong with a condition or rule where these questions are known."""
    if rule is None:
        return
    if depth(rule) > DEEPEST:
        yield Flaw(place, f"conditions stand at most {DEEPEST} deep within each other")
    for leaf in leaves(rule):
        if not known.kind(leaf.question):
            yield Flaw(place, f"no question {leaf.question!r} is asked up to here; correct it")
        elif isinstance(leaf, Answered):
            yield from _answer_flaws(leaf, known, place)
        else:
            yield from _comparison_flaws(leaf, known, place)


def looks_at_the_day(rule: Rule) -> bool:
    """Tell whether a rule compares with the day of the decision."""
    return any(
        isinstance(leaf, Compared) and leaf.model_fields_set & _OF_A_DAY for leaf in leaves(rule)
    )


def law_flaws(
    named: Iterable[tuple[str | None, Place]], pack: Pack, *, as_law: bool
) -> Iterator[Flaw]:
    """Names of documents that the pack does not give; ``as_law`` refuses unverified ones."""
    for name, place in named:
        if name is not None and name not in pack.law:
            yield Flaw(place, f"the pack has no [law.{name}]; add it or correct the name")
        elif name is not None and as_law and not pack.law[name].verified:
            yield Flaw(
                place, f"{name!r} is not verified, and would be shown as law here; take it away"
            )


def _answer_flaws(leaf: Answered, known: Known, place: Place) -> Iterator[Flaw]:
    kind = known.kind(leaf.question)
    if kind in TRUTH and not all(isinstance(one, bool) for one in leaf.one_of):
        yield Flaw(place, f"{leaf.question!r} is answered with true or false")
    for one in leaf.one_of:
        if leaf.question in known.values and one not in known.values[leaf.question]:
            yield Flaw(place, f"{one!r} is no choice of {leaf.question!r}; correct it")
    if kind not in TRUTH | NUMBERS | known.values.keys() and leaf.question not in known.values:
        yield Flaw(place, f"{leaf.question!r} is of the kind {kind}; conditions name choices")


def _comparison_flaws(leaf: Compared, known: Known, place: Place) -> Iterator[Flaw]:
    (way,) = leaf.model_fields_set - {"question"}
    if way in {"at_least", "at_most"}:
        yield from known.unfit(leaf.question, COUNTED, place)
    if way in _OF_A_DAY:
        yield from known.unfit(leaf.question, DAYS, place)
    if leaf.same_as is not None and known.kind(leaf.same_as) != known.kind(leaf.question):
        yield Flaw(place, f"{leaf.same_as!r} is not of the same kind as {leaf.question!r}")
