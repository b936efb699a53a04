"""A whole pack as a procedure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from citizen_portal.plugin_api import (
    Answers,
    BlankForm,
    Channel,
    Condition,
    Deadline,
    DocumentRequirement,
    Duration,
    DurationUnit,
    Elsewhere,
    FieldOfLaw,
    GovernmentLevel,
    InForce,
    LegalBasis,
    LifeEvent,
    Procedure,
    ProcessingStep,
    Retention,
    ServiceLevel,
    Subject,
)
from plugins.procedures.declared_packs.language.money import DeadlinePart, Term
from plugins.procedures.declared_packs.language.pack import Document, Pack, Paper
from plugins.procedures.declared_packs.making.cases import cases_of
from plugins.procedures.declared_packs.making.conditions import holds, need_of
from plugins.procedures.declared_packs.making.fees import fee_of
from plugins.procedures.declared_packs.making.questions import QuestionMaker, text_of
from plugins.procedures.declared_packs.making.result import result_of
from plugins.procedures.declared_packs.making.shown import Shown
from plugins.procedures.declared_packs.making.steps import step_form


def procedure_of(pack: Pack, file: Path) -> Procedure:
    """The procedure that a sound pack declares; ``file`` is where it stands."""
    law = {name: basis_of(one) for name, one in pack.law.items()}
    maker = QuestionMaker(law, pack.choices)
    steps = tuple(step_form(step, maker) for step in pack.steps)
    shown = Shown(steps)
    return Procedure(
        code=pack.code,
        version=pack.version,
        in_force=InForce(since=pack.in_force.since, until=pack.in_force.until),
        form=steps,
        documents=tuple(_paper(paper, pack, law) for paper in pack.papers),
        fee=fee_of(pack.fee, law, shown),
        deadline=_deadline(pack.deadline, law) if pack.deadline else None,
        acceptance_hours=_acceptance_hours(pack),
        immediate=pack.immediate,
        result=result_of(pack.result, steps, maker),
        legal_bases=tuple(basis for basis in law.values() if basis.verified),
        retention=Retention(years=pack.retention.years, legal_basis=law[pack.retention.legal_basis])
        if pack.retention
        else None,
        subject_of=_subject_of(pack, shown),
        cases=tuple(cases_of(pack.cases, steps)),
        source=str(file),
        **_described(pack),
        **_versioned(pack),
        **_elsewhere(pack, file.parent),
    )


def _acceptance_hours(pack: Pack) -> float | dict[Channel, float]:
    given = pack.acceptance_hours
    if isinstance(given, int):
        return given
    return {Channel[name.upper()]: hours for name, hours in given.items()}


def basis_of(one: Document) -> LegalBasis:
    """The citation of a document."""
    in_force = InForce(since=one.since, until=one.until) if one.since else None
    return LegalBasis(
        document=one.document, article=one.article, in_force=in_force, verified=one.verified
    )


def _described(pack: Pack) -> dict[str, Any]:
    return {
        "name": text_of(pack.name),
        "summary": text_of(pack.summary),
        "field_of_law": FieldOfLaw(
            code=pack.field_of_law.code, name=text_of(pack.field_of_law.name)
        ),
        "competent_level": GovernmentLevel[pack.competent_level.upper()],
        "authority": pack.authority,
        "subjects": tuple(Subject[one.upper()] for one in pack.subjects),
        "service_level": ServiceLevel[pack.service_level.upper()],
        "partial_reason": text_of(pack.partial_reason) if pack.partial_reason else None,
        "channels": tuple(Channel[one.upper()] for one in pack.channels),
        "keywords": tuple(pack.keywords),
        "life_events": tuple(LifeEvent[one.upper()] for one in pack.life_events),
        "requirements": tuple(map(text_of, pack.requirements)),
        "steps": tuple(
            ProcessingStep(name=one.name, title=text_of(one.title), hours=one.hours)
            for one in pack.desks
        ),
    }


def _versioned(pack: Pack) -> dict[str, Any]:
    def upgrade(answers: Answers) -> Mapping[str, Any]:
        """The answers under the names that this version gives them."""
        return {pack.renames.get(name, name): value for name, value in answers.items()}

    return {
        "follows": pack.follows,
        "changes": tuple(map(text_of, pack.changes)),
        "upgrade_answers": upgrade if pack.renames else None,
    }


def _elsewhere(pack: Pack, folder: Path) -> dict[str, Any]:
    return {
        "blank_forms": tuple(
            BlankForm(name=one.name, title=text_of(one.title), file=folder / one.file)
            for one in pack.blank_forms
        ),
        "elsewhere": Elsewhere(name=text_of(pack.elsewhere.name), address=pack.elsewhere.address)
        if pack.elsewhere
        else None,
        "statements": tuple((text_of(one.heading), text_of(one.text)) for one in pack.statements),
    }


def _paper(paper: Paper, pack: Pack, law: Mapping[str, LegalBasis]) -> DocumentRequirement:
    grounds = [
        need_of(exemption.when)
        for line in pack.fee.lines
        for exemption in line.exemptions
        if exemption.proof == paper.name
    ]
    return DocumentRequirement(
        name=paper.name,
        title=text_of(paper.title),
        hint=text_of(paper.hint),
        component_code=paper.component_code,
        needed_when=_one_of(grounds) if grounds else need_of(paper.needed_when),
        optional=paper.optional,
        most_files=paper.most_files,
        reusable=paper.reusable,
        legal_basis=law[paper.legal_basis] if paper.legal_basis else None,
    )


def _one_of(grounds: list[Any]) -> Condition | Callable[[Answers, date], bool]:
    """The need for the proof of any of these exemptions."""
    first, *others = grounds
    if all(isinstance(one, Condition) for one in grounds):
        for one in others:
            first |= one
        return first  # type: ignore[no-any-return]  # a condition, as just seen
    return lambda answers, on: any(
        one.holds(answers) if isinstance(one, Condition) else one(answers, on) for one in grounds
    )


def _deadline(
    part: DeadlinePart, law: Mapping[str, LegalBasis]
) -> Deadline | Callable[[Answers, Channel], Deadline]:
    usual = _term(part, law)
    if not part.cases:
        return usual
    terms = [(one.when, _term(one, law)) for one in part.cases]

    def deadline(answers: Answers, channel: Channel) -> Deadline:
        """The time of the first case that holds, or the usual one."""
        # No case looks at the day: the pack would have been refused.
        return next((term for rule, term in terms if holds(rule, answers, date.min)), usual)

    return deadline


def _term(part: Term, law: Mapping[str, LegalBasis]) -> Deadline:
    return Deadline(
        Duration(DurationUnit[part.unit.upper()], part.amount),
        legal_basis=law[part.legal_basis],
        same_day_before=part.same_day_before,
    )


def _subject_of(pack: Pack, shown: Shown) -> Callable[[Answers], str] | None:
    if not pack.subject:
        return None

    def subject(answers: Answers) -> str:
        """The first of the named answers that is given."""
        found = (shown.answer(name, answers).vi for name in pack.subject)
        return next(filter(None, found), "")

    return subject
