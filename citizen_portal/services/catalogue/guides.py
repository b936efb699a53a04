"""A few questions that lead a person to the procedures of a life event."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from citizen_portal.domain.life_event import LifeEvent
from citizen_portal.domain.wording import Text
from citizen_portal.procedures.catalogue import ProcedureSuspended
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.services.catalogue.guide_files import (
    Guide,
    GuideChoice,
    GuideQuestion,
    Lead,
    read_guides,
)
from citizen_portal.services.errors import NotFound
from citizen_portal.services.parts import Parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A question that was answered, and with what."""

    question: GuideQuestion
    choice: GuideChoice


@dataclass(frozen=True, slots=True, kw_only=True)
class Advised:
    """A procedure of the result and why; ``interrupted`` when it is out of order for now."""

    procedure: Procedure
    why: Text
    interrupted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidePage:
    """Where a person stands: what was answered, and the next question or the result."""

    guide: Guide
    answered: tuple[Answered, ...]
    question: GuideQuestion | None
    advised: tuple[Advised, ...]


@cache
def guides() -> Mapping[LifeEvent, Guide]:
    """The questionnaires, read once. Raises ``GuideRefused`` when one contradicts itself."""
    return read_guides()


def guide_page(parts: Parts, event: str, answers: Mapping[str, str]) -> GuidePage:
    """How far the answers lead; what they do not answer is asked. Raises ``NotFound``."""
    guide = next((one for key, one in guides().items() if key.value == event), None)
    if guide is None:
        raise NotFound()
    answered, question = walk(guide, answers)
    advised = () if question else tuple(_advised(parts, answered))
    return GuidePage(guide=guide, answered=answered, question=question, advised=advised)


def walk(
    guide: Guide, answers: Mapping[str, str]
) -> tuple[tuple[Answered, ...], GuideQuestion | None]:
    """Follow the answers from the first question; return those that count and what is left.

    An answer that the question does not offer counts as none.
    """
    answered: list[Answered] = []
    question: GuideQuestion | None = guide.question[0]
    while question is not None:
        given = answers.get(question.name, "")
        choice = next((one for one in question.choice if one.name == given), None)
        if choice is None:
            return tuple(answered), question
        answered.append(Answered(question=question, choice=choice))
        question = guide.asked(choice.then) if choice.then else None
    return tuple(answered), None


def _advised(parts: Parts, answered: tuple[Answered, ...]) -> Iterator[Advised]:
    """The procedures in the order of the answers, each once; unknown codes are left out."""
    leads: dict[str, Lead] = {}
    for one in answered:
        for lead in one.choice.leads:
            leads.setdefault(lead.code, lead)
    for code, lead in leads.items():
        try:
            procedure = parts.catalogue.get(code, parts.today())
        except ProcedureSuspended:
            for procedure in parts.catalogue.versions(code)[-1:]:
                yield Advised(procedure=procedure, why=lead.why.text, interrupted=True)
        except LookupError:
            continue
        else:
            yield Advised(procedure=procedure, why=lead.why.text, interrupted=False)
