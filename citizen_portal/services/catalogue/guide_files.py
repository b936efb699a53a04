"""Reading the questionnaires that lead to procedures; one that contradicts itself is refused."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from citizen_portal.domain.life_event import LifeEvent
from citizen_portal.domain.wording import Text

FOLDER = Path(__file__).parents[1] / "data" / "guides"
MOST_QUESTIONS = 12

Code = Annotated[str, StringConstraints(pattern=r"^[1-3]\.[0-9]{6}$")]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
Said = Annotated[str, StringConstraints(min_length=1, max_length=300)]


class GuideRefused(ValueError):
    """A questionnaire contradicts itself; ``reasons`` says how, a sentence each."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        self.reasons = reasons
        super().__init__("\n".join(reasons))


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Wording(_Part):
    """Words in both languages."""

    vi: Said
    en: Said

    @property
    def text(self) -> Text:
        """The words for pages."""
        return Text(self.vi, self.en)


class Lead(_Part):
    """A procedure that an answer leads to, and why."""

    code: Code
    why: Wording


class GuideChoice(_Part):
    """An answer: the procedures it leads to, and the question that follows, if any."""

    name: Name
    say: Wording
    leads: tuple[Lead, ...] = Field(default=(), strict=False)
    then: Name | None = None


class GuideQuestion(_Part):
    """One question of a questionnaire."""

    name: Name
    ask: Wording
    hint: Wording | None = None
    choice: tuple[GuideChoice, ...] = Field(max_length=8, strict=False)


class Guide(_Part):
    """A questionnaire for a life event; the first question comes first.

    ``otherwise`` is said when the answers lead to no procedure of the catalogue.
    """

    event: LifeEvent = Field(strict=False)
    title: Wording
    otherwise: Wording
    question: tuple[GuideQuestion, ...] = Field(max_length=MOST_QUESTIONS, strict=False)

    def asked(self, name: str) -> GuideQuestion:
        """The question of that name. Raises ``KeyError``."""
        return {one.name: one for one in self.question}[name]


def read_guide(text: str) -> Guide:
    """Read one questionnaire (TOML). Raises ``GuideRefused`` with all reasons."""
    try:
        guide = Guide.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise GuideRefused((f"it is not TOML: {error}",)) from None
    except ValidationError as error:
        raise GuideRefused(
            tuple(_reason(one["loc"], one["msg"]) for one in error.errors())
        ) from None
    reasons = tuple(_contradictions(guide))
    if reasons:
        raise GuideRefused(reasons)
    return guide


def read_guides(folder: Path = FOLDER) -> dict[LifeEvent, Guide]:
    """The questionnaires of a folder, one an event. Raises ``GuideRefused`` with all reasons."""
    guides: dict[LifeEvent, Guide] = {}
    reasons: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            guide = read_guide(path.read_text(encoding="utf-8"))
        except GuideRefused as error:
            reasons += [f"{path.name}: {reason}" for reason in error.reasons]
            continue
        if guide.event in guides:
            reasons.append(f"{path.name}: another file is about {guide.event.value!r} already")
        guides[guide.event] = guide
    if reasons:
        raise GuideRefused(tuple(reasons))
    return guides


def _reason(place: tuple[int | str, ...], message: str) -> str:
    where = re.sub(r"\.(\d+)", r"[\1]", ".".join(map(str, place)))
    return f"{where}: {message[:1].lower()}{message[1:]}"


def _contradictions(guide: Guide) -> Iterator[str]:
    if not guide.question:
        yield "it asks no question"
        return
    names = Counter(one.name for one in guide.question)
    yield from (f"two questions are called {name!r}" for name, times in names.items() if times > 1)
    for question in guide.question:
        if len(question.choice) < 2:
            yield f"{question.name!r} leaves no choice between two answers"
        choices = Counter(one.name for one in question.choice)
        yield from (
            f"{question.name!r} has two choices called {name!r}"
            for name, times in choices.items()
            if times > 1
        )
        for one in question.choice:
            if one.then is not None and one.then not in names:
                yield f"{question.name!r}, {one.name!r} leads to {one.then!r}, which is not asked"
    yield from _unreached(guide)
    for name in _in_circles(guide):
        yield f"{name!r} can be reached from itself"


def _following(guide: Guide) -> dict[str, set[str]]:
    return {
        question.name: {one.then for one in question.choice if one.then is not None}
        for question in guide.question
    }


def _unreached(guide: Guide) -> Iterator[str]:
    reached = _reached(_following(guide), {guide.question[0].name})
    for question in guide.question:
        if question.name not in reached:
            yield f"no answer leads to {question.name!r}"


def _in_circles(guide: Guide) -> list[str]:
    following = _following(guide)
    return [name for name, then in following.items() if name in _reached(following, then)]


def _reached(following: dict[str, set[str]], start: set[str]) -> set[str]:
    reached: set[str] = set()
    left = set(start)
    while left:
        name = left.pop()
        reached.add(name)
        left |= following.get(name, set()) - reached
    return reached
