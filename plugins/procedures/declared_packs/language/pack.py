"""A pack: one version of one procedure."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from plugins.procedures.declared_packs.language.checks import Check
from plugins.procedures.declared_packs.language.conditions import Condition, Rule
from plugins.procedures.declared_packs.language.money import ChannelName, DeadlinePart, FeePart
from plugins.procedures.declared_packs.language.questions import ChoiceItem, Question
from plugins.procedures.declared_packs.language.words import (
    Line,
    Name,
    Part,
    Pattern,
    Word,
    Words,
)

AcceptanceHours = Annotated[int, Field(ge=1, le=80)]
"""Working hours within which a dossier is accepted or answered."""


class Days(Part):
    """The days in which something applies; ``until`` is the last one."""

    since: date
    until: date | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Days:
        if self.until is not None and self.until < self.since:
            raise ValueError("until comes before since")
        return self


class Document(Part):
    """A document of the law. Nothing unverified is shown to citizens as law."""

    document: Line
    article: Annotated[str, Field(max_length=100)] = ""
    since: date | None = None
    until: date | None = None
    verified: bool

    @model_validator(mode="after")
    def _ordered(self) -> Document:
        if self.until is not None and (self.since is None or self.until < self.since):
            raise ValueError("until needs a day since which the document applies, before it")
        return self


class LawField(Part):
    """The field of law; its national code may be unknown."""

    code: Annotated[str, Field(max_length=20)] = ""
    name: Words


class Step(Part):
    """A step of the form. ``use`` takes up the block of questions about who asks."""

    name: Word
    title: Words
    explanation: Words | None = None
    shown_when: Condition | None = None
    use: Literal["requester"] | None = None
    questions: list[Question] = Field([], max_length=12)
    checks: list[Check] = Field([], max_length=30)


class Paper(Part):
    """A paper that the dossier needs."""

    name: Word
    title: Words
    hint: Words | None = None
    component_code: Annotated[str, Field(max_length=60)] = ""
    needed_when: Rule | None = None
    optional: bool = False
    most_files: int = Field(5, ge=1, le=20)
    reusable: bool = False
    legal_basis: Name | None = None


class Desk(Part):
    """One desk of the processing, with its time in working hours."""

    name: Word
    title: Words
    hours: int = Field(ge=1, le=1000)


class Suggestion(Part):
    """What is proposed to the officer: the first of these answers, today, or a text."""

    answer: list[Name] = Field([], max_length=5)
    today: bool = False
    text: Pattern | None = None

    @model_validator(mode="after")
    def _one(self) -> Suggestion:
        if len(self.model_fields_set) != 1:
            raise ValueError("propose in one way: answer, today or text")
        return self


class PrintedLine(Part):
    """A line of the paper; without any answer in it, it is left out.

    ``rows`` names a group: the line is printed for each of its rows.
    """

    label: Line
    text: Pattern
    rows: Name | None = None


class ResultPart(Part):
    """The paper handed back: what the officer enters, and what is printed."""

    name: Words
    code: Annotated[str, Field(max_length=60)] = ""
    number_symbol: Annotated[str, Field(max_length=40)] = ""
    validity: Words | None = None
    questions: list[Question] = Field([], max_length=12)
    suggest: dict[Name, Suggestion] = Field({}, max_length=12)
    lines: list[PrintedLine] = Field([], max_length=60)


class Keep(Part):
    """How long dossiers are kept; without ``years``, for good."""

    years: int | None = Field(None, ge=1, le=200)
    legal_basis: Name


class Example(Part):
    """A case: valid answers with the papers and the fee that follow.

    ``like`` names an earlier case whose answers it takes over, ``without`` some of them.
    """

    name: Word
    like: Word | None = None
    without: list[Name] = Field([], max_length=60)
    answers: dict[str, Any] = Field({}, max_length=200)
    papers: list[Word] = Field([], max_length=60)
    fee: int | None = Field(None, ge=0, le=10**12)


class Blank(Part):
    """A blank form to download: a PDF beside the pack."""

    name: Word
    title: Words
    file: Annotated[str, Field(min_length=1, max_length=120)]


class Place(Part):
    """Where the procedure is filed when not here."""

    name: Words
    address: Annotated[str, Field(max_length=300, pattern=r"^https://[!-~]+$")]


class Statement(Part):
    """A heading with a text, for procedures that are only described."""

    heading: Words
    text: Words


class Pack(Part):
    """One version of one procedure, declared without code.

    With ``immediate`` the result is handed back while the applicant waits.
    """

    pack: Literal[1]
    code: Annotated[str, Field(pattern=r"^[1-3]\.[0-9]{6}$")]
    version: Annotated[str, Field(min_length=1, max_length=20)]
    in_force: Days
    follows: Annotated[str, Field(max_length=20)] = ""
    changes: list[Words] = Field([], max_length=20)
    renames: dict[Name, Name] = Field({}, max_length=60)
    name: Words
    summary: Words
    field_of_law: LawField
    competent_level: Literal["ministry", "province", "commune"]
    authority: Name
    subjects: list[
        Literal[
            "citizen", "overseas_citizen", "foreigner", "enterprise", "foreign_enterprise",
            "cooperative", "organisation",
        ]
    ] = Field(min_length=1, max_length=7)  # fmt: skip
    service_level: Literal["full", "partial", "information"]
    partial_reason: Words | None = None
    channels: list[ChannelName] = Field(min_length=1, max_length=3)
    keywords: list[Line] = Field([], max_length=60)
    life_events: list[
        Literal[
            "child", "marriage", "home", "driving", "retirement", "death", "business", "work",
            "building",
        ]
    ] = Field([], max_length=9)  # fmt: skip
    requirements: list[Words] = Field([], max_length=30)
    subject: list[Name] = Field([], max_length=5)
    acceptance_hours: AcceptanceHours | dict[ChannelName, AcceptanceHours] = 8
    law: dict[Name, Document] = Field({}, max_length=40)
    choices: dict[Name, Annotated[list[ChoiceItem], Field(min_length=2, max_length=100)]] = Field(
        {}, max_length=30
    )
    immediate: bool = False
    steps: list[Step] = Field([], max_length=20)
    papers: list[Paper] = Field([], max_length=60)
    fee: FeePart
    deadline: DeadlinePart | None = None
    desks: list[Desk] = Field([], max_length=20)
    result: ResultPart
    retention: Keep | None = None
    cases: list[Example] = Field([], max_length=50)
    blank_forms: list[Blank] = Field([], max_length=20)
    elsewhere: Place | None = None
    statements: list[Statement] = Field([], max_length=30)

    @model_validator(mode="after")
    def _at_once(self) -> Pack:
        if self.immediate and (self.deadline is None or self.deadline.same_day_before is None):
            raise ValueError("an immediate result has a deadline with same_day_before")
        return self
