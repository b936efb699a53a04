"""The form: names, conditions, purposes, checks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from wtforms import Form

from citizen_portal.plugin_api import ProcedureForm
from plugins.procedures.declared_packs.flaws import Flaw, Place
from plugins.procedures.declared_packs.known import Known
from plugins.procedures.declared_packs.language.checks import (
    AmountCheck,
    BetweenCheck,
    Check,
    DayCheck,
    OrderCheck,
    PairCheck,
    PeriodsCheck,
    RefusedCheck,
    UniqueCheck,
    WithinCheck,
)
from plugins.procedures.declared_packs.language.pack import Pack, Step
from plugins.procedures.declared_packs.language.questions import (
    Asked,
    ChoiceQuestion,
    DateQuestion,
    GroupQuestion,
    NumberQuestion,
    Question,
)
from plugins.procedures.declared_packs.making.checks import TODAY
from plugins.procedures.declared_packs.soundness.rules import DAYS, NUMBERS, law_flaws, rule_flaws

MOST_QUESTIONS = 12
RESERVED = frozenset({*dir(ProcedureForm), "name", "title", TODAY})
RESERVED_IN_ROWS = frozenset({*dir(Form), "errors", "meta"})
_TEXTS = frozenset({"text", "long_text"})
_ORDERED = DAYS | NUMBERS


def flaws(pack: Pack) -> Iterator[Flaw]:
    """What is wrong with the steps, each seen with the questions before it."""
    yield from twice((step.name for step in pack.steps), ("steps",), "steps")
    known = Known()
    for index, step in enumerate(pack.steps):
        place: Place = ("steps", index)
        yield from rule_flaws(step.shown_when, known, (*place, "shown_when"))
        known.add_block(step)
        if not step.use and not step.questions:
            yield Flaw(place, "the step asks nothing; give it questions or take it away")
        yield from question_flaws(step.questions, pack, known, (*place, "questions"))
        if len(step.questions) + (6 if step.use else 0) > MOST_QUESTIONS:
            yield Flaw(place, f"a step asks at most {MOST_QUESTIONS} questions; make two of it")
        yield from _check_flaws(step, known, (*place, "checks"))


def twice(names: Iterable[str], place: Place, what: str) -> Iterator[Flaw]:
    """Names that are given more than once."""
    for name, times in Counter(names).items():
        if times > 1:
            yield Flaw(place, f"{times} {what} are called {name!r}; rename all but one")


def question_flaws(
    questions: Iterable[Question], pack: Pack, known: Known, place: Place
) -> Iterator[Flaw]:
    """What is wrong with questions; those that are fine become known."""
    for index, question in enumerate(questions):
        here = (*place, index)
        if question.name in RESERVED:
            yield Flaw((*here, "name"), f"{question.name!r} is reserved; take another name")
        if question.name in known.kinds:
            yield Flaw((*here, "name"), f"another question is called {question.name!r} already")
        yield from rule_flaws(question.shown_when, known, (*here, "shown_when"))
        yield from _one_flaws(question, pack, here)
        if isinstance(question, GroupQuestion):
            yield from _row_flaws(question, pack, (*here, "questions"))
        known.add(question, pack.choices)


def _row_flaws(group: GroupQuestion, pack: Pack, place: Place) -> Iterator[Flaw]:
    yield from twice((one.name for one in group.questions), place, "questions of a row")
    for index, question in enumerate(group.questions):
        here = (*place, index)
        if question.name in RESERVED_IN_ROWS:
            yield Flaw((*here, "name"), f"{question.name!r} is reserved; take another name")
        if question.shown_when:
            yield Flaw((*here, "shown_when"), "a question of rows has no condition; take it away")
        yield from _one_flaws(question, pack, here)


def _one_flaws(question: Asked, pack: Pack, place: Place) -> Iterator[Flaw]:
    named = [(question.legal_basis, (*place, "legal_basis"))]
    yield from law_flaws(named, pack, as_law=True)
    kind = getattr(question, "kind", "")
    personal = question.prefill or kind == "personal_number" or "birth_date" in question.name
    if personal and not question.personal:
        yield Flaw(place, "it asks for personal data; say in personal what for")
    if kind == "confirm" and not question.required:
        yield Flaw((*place, "required"), "a box to confirm is always required")
    if isinstance(question, NumberQuestion) and question.least > question.most:
        yield Flaw(place, "least is more than most")
    if isinstance(question, DateQuestion) and _ends_before(question):
        yield Flaw(place, "earliest comes after latest")
    if isinstance(question, ChoiceQuestion):
        yield from _choice_flaws(question, pack, (*place, "choices"))


def _ends_before(question: DateQuestion) -> bool:
    earliest, latest = question.earliest, question.latest
    return earliest is not None and latest is not None and earliest > latest


def _choice_flaws(question: ChoiceQuestion, pack: Pack, place: Place) -> Iterator[Flaw]:
    items = question.choices
    if not isinstance(items, str):
        yield from twice((item.value for item in items), place, "choices")
    elif items not in pack.choices:
        yield Flaw(place, f"the pack has no list {items!r} in [choices]")
    else:
        yield from twice((item.value for item in pack.choices[items]), place, "choices")


def _check_flaws(step: Step, known: Known, place: Place) -> Iterator[Flaw]:
    for index, check in enumerate(step.checks):
        here = (*place, index)
        for reference, kinds in _expected(check, known):
            yield from known.unfit(reference, kinds, here)
        if isinstance(check, RefusedCheck):
            yield from rule_flaws(check.rule, known, (*here, "rule"))


def _expected(check: Check, known: Known) -> Iterator[tuple[str, frozenset[str]]]:
    """The questions that a check names, with the kinds that they may have."""
    any_kind = frozenset(known.kinds.values())
    match check:
        case DayCheck():
            yield check.question, DAYS
        case OrderCheck():
            kind = known.kind(check.first)
            yield check.first, _ORDERED
            yield check.second, frozenset({kind}) & _ORDERED if kind else _ORDERED
        case WithinCheck():
            yield from ((one, DAYS) for one in (check.first, check.second) if one != TODAY)
        case BetweenCheck():
            yield check.question, NUMBERS
        case PairCheck():
            yield check.question, any_kind
            yield check.other, frozenset({known.kind(check.question)})
        case AmountCheck():
            yield check.question, _TEXTS
            yield check.amount, frozenset({"money"})
        case PeriodsCheck():
            yield from ((f"{check.group}.{one}", DAYS) for one in (check.start, check.end))
        case UniqueCheck():
            yield check.question, frozenset({known.kind(check.question)} - {"", "group"})
            if check.besides:
                yield check.besides, frozenset({known.kind(check.question)})
        case RefusedCheck():
            yield check.question, any_kind
