"""Which questions a pack asks, of which kind, with which choices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from plugins.procedures.declared_packs.flaws import Flaw, Place
from plugins.procedures.declared_packs.language.pack import Pack, Step
from plugins.procedures.declared_packs.language.questions import (
    ChoiceItem,
    ChoiceQuestion,
    GroupQuestion,
    Question,
)
from plugins.procedures.declared_packs.making.questions import KINDS
from plugins.procedures.declared_packs.making.steps import BLOCKS

TRUTH = frozenset({"yes_no", "confirm"})
_KIND_OF = {made: kind for kind, made in KINDS.items()}


@dataclass(slots=True)
class Known:
    """The questions by name: their kinds, the values of their choices, those of rows."""

    kinds: dict[str, str] = field(default_factory=dict)
    values: dict[str, frozenset[str]] = field(default_factory=dict)
    rows: dict[str, Known] = field(default_factory=dict)

    def kind(self, reference: str) -> str:
        """The kind that a reference means, ``group.question`` included; empty when unknown."""
        group, _, inner = reference.partition(".")
        if not inner:
            return self.kinds.get(group, "")
        return self.rows[group].kinds.get(inner, "") if group in self.rows else ""

    def unfit(self, reference: str, kinds: frozenset[str], place: Place) -> Iterator[Flaw]:
        """A reference to a question that is unknown here, or of another kind."""
        kind = self.kind(reference)
        if not kind:
            yield Flaw(place, f"no question {reference!r} is asked up to here; correct the name")
        elif kind not in kinds:
            fit = ", ".join(sorted(kinds))
            yield Flaw(place, f"{reference!r} is of the kind {kind}; name one of the kind {fit}")

    def add_block(self, step: Step) -> None:
        """Take up the questions of the block that the step uses."""
        if step.use:
            for name, question in BLOCKS[step.use].questions().items():
                self.kinds[name] = _KIND_OF[type(question)]

    def add(self, question: Question, choices: Mapping[str, list[ChoiceItem]]) -> None:
        """Take up a question."""
        self.kinds[question.name] = question.kind
        if isinstance(question, ChoiceQuestion):
            items = question.choices
            listed = choices.get(items, []) if isinstance(items, str) else items
            self.values[question.name] = frozenset(item.value for item in listed)
        if isinstance(question, GroupQuestion):
            self.rows[question.name] = inner = Known()
            for one in question.questions:
                inner.add(one, choices)


def all_known(pack: Pack) -> Known:
    """All questions of the form."""
    known = Known()
    for step in pack.steps:
        known.add_block(step)
        for question in step.questions:
            known.add(question, pack.choices)
    return known


def with_result(pack: Pack) -> Known:
    """All questions of the form and those that the officer answers."""
    known = all_known(pack)
    for question in pack.result.questions:
        known.add(question, pack.choices)
    return known
