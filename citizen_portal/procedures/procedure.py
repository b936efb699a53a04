"""What a procedure is: a frozen value that a plugin declares."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Protocol, TypeAlias

from citizen_portal.domain.data.one_stop_limits import ACCEPTANCE_HOURS
from citizen_portal.domain.deadline import Deadline
from citizen_portal.domain.fees import NO_FEE, FeeAssessment
from citizen_portal.domain.legal import InForce, LegalBasis
from citizen_portal.domain.life_event import LifeEvent
from citizen_portal.domain.service_level import (
    Channel,
    GovernmentLevel,
    ServiceLevel,
    Subject,
)
from citizen_portal.domain.wording import Text
from citizen_portal.procedures.conditions import Answers, Condition
from citizen_portal.procedures.form import ProcedureForm, step_is_shown

Need: TypeAlias = "Condition | Callable[[Answers, date], bool] | None"
"""When something is needed: a condition, a function of answers and day, or always (None)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldOfLaw:
    """A field of law (lĩnh vực) with its national code, such as ``G15-TP07``."""

    code: str
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRequirement:
    """A paper that the dossier needs (thành phần hồ sơ).

    ``name`` identifies it within the procedure; ``component_code`` is the national one.
    ``needed_when`` tells for which answers it is asked; ``optional`` papers may stay away.
    """

    name: str
    title: Text
    hint: Text = field(default=Text(""))
    component_code: str = ""
    needed_when: Need = None
    optional: bool = False
    most_files: int = 5
    reusable: bool = False
    legal_basis: LegalBasis | None = None

    def is_needed(self, answers: Answers, on: date) -> bool:
        """Tell whether the answers call for this paper."""
        return needed(self.needed_when, answers, on)


def needed(need: Need, answers: Answers, on: date) -> bool:
    """Decide a ``Need``."""
    if need is None:
        return True
    if isinstance(need, Condition):
        return need.holds(answers)
    return bool(need(answers, on))


class FeeSchedule(Protocol):
    """The rule that turns answers into a bill."""

    def assess(self, answers: Answers, channel: Channel, on: date) -> FeeAssessment:
        """Assess the fee in đồng. Raises ``LookupError`` when no rate is in force."""


@dataclass(frozen=True, slots=True)
class NoFee:
    """A procedure that costs nothing; ``legal_basis`` says why."""

    legal_basis: LegalBasis | None = None

    def assess(self, answers: Answers, channel: Channel, on: date) -> FeeAssessment:
        """Always the empty bill."""
        return NO_FEE


DeadlineRule: TypeAlias = "Deadline | Callable[[Answers, Channel], Deadline]"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessingStep:
    """One desk inside processing; ``hours`` is its budget in working hours."""

    name: str
    title: Text
    hours: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultPaper:
    """The decision paper handed back.

    ``form`` are the questions the case officer answers for it; ``suggest`` proposes them
    from the citizen's answers. ``content`` turns both into the plain values of ``template``.
    """

    name: Text
    template: str
    content: Callable[[Answers, Answers], Mapping[str, Any]]
    form: type[ProcedureForm] | None = None
    suggest: Callable[[Answers, date], Mapping[str, Any]] | None = None
    code: str = ""
    number_symbol: str = ""
    validity: Text | None = None

    @classmethod
    def named(cls, name: Text) -> ResultPaper:
        """The result of a procedure that is only described here: its name, no paper of ours."""
        return cls(name=name, template="", content=lambda answers, decided: {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """How long what is kept; ``years`` None means permanently."""

    years: int | None
    legal_basis: LegalBasis


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankForm:
    """A form to download, fill in by hand and bring along; ``file`` is a PDF of the plugin's.

    ``name`` is its word in the address: lower-case words joined by hyphens.
    """

    name: str
    title: Text
    file: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """Where a procedure is filed when not here: who runs that place, and its https address."""

    name: Text
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InterlinkedPart:
    """One of the procedures that an interlinked group (liên thông) sets in motion.

    ``code`` names the procedure; its dossier is opened with ``answers``, computed from the
    group's answers and from what the parts before it decided (part name to the answers of
    their result forms). ``after`` names the parts that must be completed first.
    """

    name: str
    title: Text
    code: str
    answers: Callable[[Answers, Mapping[str, Answers]], Mapping[str, Any]]
    after: tuple[str, ...] = ()
    needed_when: Need = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A named set of valid answers, given by the author: examples and tests alike."""

    name: str
    answers: Mapping[str, Any]
    papers: tuple[str, ...] = ()
    fee: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """An administrative procedure (thủ tục hành chính), one version of it.

    ``authority`` names the kind of agency that is competent, such as
    ``"commune_peoples_committee"``.

    A version that replaces another names it in ``follows``; ``upgrade_answers`` turns the
    answers of that version into answers of this one (without it, answers of the same name
    are kept), and ``changes`` tells a person with a draft what is different.

    At the level ``INFORMATION`` nothing is filed here: form, steps, deadline and retention
    may stay away; ``blank_forms``, ``elsewhere`` and ``statements`` (heading and text, in
    the source's own words) say what the portal can offer.

    ``acceptance_hours`` are working hours, the same for all or by channel. With ``immediate``
    the result is handed back while the applicant waits: an accepted dossier is not handed over
    but drafted, approved and issued at its last step.

    ``interlinked`` makes a group: one form, one payment, a dossier of its own for each part.
    ``part_of`` names the group of a procedure that is never filed by itself. ``source`` is
    the file that declares it, when that is not a Python module.
    """

    code: str
    version: str
    in_force: InForce
    name: Text
    summary: Text
    field_of_law: FieldOfLaw
    competent_level: GovernmentLevel
    authority: str
    subjects: tuple[Subject, ...]
    service_level: ServiceLevel
    partial_reason: Text | None = None
    channels: tuple[Channel, ...]
    form: tuple[type[ProcedureForm], ...] = ()
    documents: tuple[DocumentRequirement, ...] = ()
    fee: FeeSchedule
    deadline: DeadlineRule | None = None
    acceptance_hours: float | Mapping[Channel, float] = ACCEPTANCE_HOURS
    steps: tuple[ProcessingStep, ...] = ()
    immediate: bool = False
    result: ResultPaper
    legal_bases: tuple[LegalBasis, ...]
    retention: Retention | None = None
    keywords: tuple[str, ...] = ()
    life_events: tuple[LifeEvent, ...] = ()
    requirements: tuple[Text, ...] = ()
    subject_of: Callable[[Answers], str] | None = None
    cases: tuple[Case, ...] = ()
    follows: str = ""
    upgrade_answers: Callable[[Answers], Mapping[str, Any]] | None = None
    changes: tuple[Text, ...] = ()
    blank_forms: tuple[BlankForm, ...] = ()
    elsewhere: Elsewhere | None = None
    statements: tuple[tuple[Text, Text], ...] = ()
    interlinked: tuple[InterlinkedPart, ...] = ()
    part_of: str = ""
    source: str = ""

    def shown_steps(self, answers: Answers) -> tuple[type[ProcedureForm], ...]:
        """The steps that the answers call for."""
        return tuple(step for step in self.form if step_is_shown(step, answers))

    def step(self, name: str) -> type[ProcedureForm]:
        """The step of that name. Raises ``KeyError``."""
        for step in self.form:
            if step.name == name:
                return step
        raise KeyError(name)

    def needed_documents(self, answers: Answers, on: date) -> tuple[DocumentRequirement, ...]:
        """The papers that the answers call for."""
        return tuple(one for one in self.documents if one.is_needed(answers, on))

    def document(self, name: str) -> DocumentRequirement:
        """The requirement of that name. Raises ``KeyError``."""
        for one in self.documents:
            if one.name == name:
                return one
        raise KeyError(name)

    def deadline_for(self, answers: Answers, channel: Channel) -> Deadline:
        """The time that the law gives. Raises ``LookupError`` when none is declared."""
        if self.deadline is None:
            raise LookupError(f"{self.code} has no deadline")
        if isinstance(self.deadline, Deadline):
            return self.deadline
        return self.deadline(answers, channel)

    def acceptance_hours_for(self, channel: Channel) -> float:
        """Working hours within which a dossier of that channel is accepted or answered."""
        if isinstance(self.acceptance_hours, Mapping):
            return self.acceptance_hours.get(channel, ACCEPTANCE_HOURS)
        return self.acceptance_hours

    def all_bases(self) -> Iterable[LegalBasis]:
        """Every legal basis that the declaration names, for its page."""
        yield from self.legal_bases
        yield from (one.legal_basis for one in self.documents if one.legal_basis)
