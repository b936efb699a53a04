"""Which parts of an interlinked dossier can be opened, where, and with which answers."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from citizen_portal.domain.wording import Text, as_text
from citizen_portal.procedures.conditions import Answers
from citizen_portal.procedures.containment.incident import Incident
from citizen_portal.procedures.form import (
    Problem,
    asked_answers,
    check_answers,
    visible_questions,
)
from citizen_portal.procedures.group import GroupField
from citizen_portal.procedures.procedure import InterlinkedPart, Procedure, needed
from citizen_portal.services.errors import NotPossibleNow, OutOfOrder
from citizen_portal.services.parts import Parts
from citizen_portal.services.reference import AgencyView

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What the parts are opened from: the group's procedure, answers and receiving agency.

    ``submitted_on`` is the day on which it was decided which parts are needed.
    """

    procedure: Procedure
    answers: Answers
    agency: AgencyView
    submitted_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPart:
    """A part that can be opened: everything about it is checked, nothing is written yet."""

    part: InterlinkedPart
    procedure: Procedure
    agency: AgencyView
    answers: Mapping[str, Any]
    subject: str


class PartNotOpened(NotPossibleNow):
    """A part cannot be opened. ``unanswered`` are the questions that lack an answer."""

    def __init__(self, sentence: Text, unanswered: tuple[Text, ...] = ()) -> None:
        self.unanswered = unanswered
        super().__init__(sentence)


def needed_parts(procedure: Procedure, answers: Answers, on: date) -> tuple[InterlinkedPart, ...]:
    """The parts that the group's answers call for. Raises ``OutOfOrder``."""
    try:
        return tuple(
            part for part in procedure.interlinked if needed(part.needed_when, answers, on)
        )
    except Exception as error:
        raise OutOfOrder() from error


def ready_parts(
    wanted: Collection[InterlinkedPart], opened: Collection[str], done: Collection[str]
) -> tuple[InterlinkedPart, ...]:
    """The parts not opened yet whose predecessors are completed; who is not needed delays none."""
    names = {part.name for part in wanted}
    return tuple(
        part
        for part in wanted
        if part.name not in opened and all(one in done for one in part.after if one in names)
    )


def plan_first_parts(
    parts: Parts, procedure: Procedure, answers: Answers, agency: AgencyView
) -> tuple[PlannedPart, ...]:
    """The parts to open when a group is submitted; none for any other procedure.

    Every part must have an agency, also those that open later, and take what is known by now.
    Raises ``PartNotOpened``, ``OutOfOrder``.
    """
    if not procedure.interlinked:
        return ()
    today = parts.today()
    group = Group(procedure=procedure, answers=answers, agency=agency, submitted_on=today)
    wanted = needed_parts(procedure, answers, today)
    first = ready_parts(wanted, (), ())
    planned = tuple(plan_part(parts, group, part, {}) for part in first)
    foreseen = {one.part.name: _foreseen(one, today) for one in planned}
    for part in wanted:
        if part not in first:
            _rehearse(parts, group, part, foreseen)
    return planned


def _foreseen(planned: PlannedPart, on: date) -> Answers:
    """What the result of a part will begin with, as its procedure suggests it."""
    suggest = planned.procedure.result.suggest
    try:
        return suggest(planned.answers, on) if suggest else {}
    except Exception:
        return {}  # a suggestion only helps; the officer sees that it fails


def _rehearse(
    parts: Parts, group: Group, part: InterlinkedPart, results: Mapping[str, Answers]
) -> None:
    """Refuse now what a later part would refuse whatever the parts before it decide.

    What is not answered yet may still come with their results.
    """
    procedure = _procedure_of(parts, part)
    _agency_of(parts, part, procedure, group.agency)
    try:
        answers = part.answers(group.answers, results)
    except Exception:
        return  # it needs results that nobody can foresee
    asked, problems = _asked(procedure, answers, parts.today())
    certain = tuple(one for one in problems if asked.get(one.question) is not None)
    if certain:
        _note_refusal(parts, group, part, certain)
        raise _refused(part, procedure, asked, certain)


def seats_of_parts(
    parts: Parts, procedure: Procedure, answers: Answers, on: date, agency: AgencyView
) -> Mapping[str, AgencyView]:
    """Who handles each part that is needed when ``agency`` leads; ``on`` is the group's day.

    Raises ``PartNotOpened`` when one has nobody there, ``OutOfOrder``.
    """
    return {
        part.name: _agency_of(parts, part, _procedure_of(parts, part), agency)
        for part in needed_parts(procedure, answers, on)
    }


def plan_part(
    parts: Parts, group: Group, part: InterlinkedPart, results: Mapping[str, Answers]
) -> PlannedPart:
    """Check everything about a part. ``results`` are by part, as the plugin is handed them.

    Raises ``PartNotOpened``; what went wrong is noted without what anybody answered.
    """
    procedure = _procedure_of(parts, part)
    agency = _agency_of(parts, part, procedure, group.agency)
    answers, problems = _answers_of(part, procedure, group.answers, results, parts.today())
    if problems:
        _note_refusal(parts, group, part, problems)
        raise _refused(part, procedure, answers, problems)
    return PlannedPart(
        part=part,
        procedure=procedure,
        agency=agency,
        answers=answers,
        subject=_subject(part, procedure, answers),
    )


def _procedure_of(parts: Parts, part: InterlinkedPart) -> Procedure:
    try:
        procedure = parts.catalogue.get(part.code, parts.today())
        if procedure.interlinked or not procedure.steps:
            raise LookupError(f"{part.code} is itself a group, or not handled here")
        return procedure
    except LookupError as error:
        log.error("part %s: procedure %s is not in order", part.name, part.code)
        raise PartNotOpened(_out_of_order(part)) from error


def _agency_of(
    parts: Parts, part: InterlinkedPart, procedure: Procedure, receiving: AgencyView
) -> AgencyView:
    """The agency in the same commune, else the only one of its kind."""
    found = parts.reference.agencies(procedure.authority, parts.today())
    commune = receiving.commune_code
    here = [one for one in found if commune and one.commune_code == commune]
    if here:
        return here[0]
    if len(found) == 1:
        return found[0]
    title = as_text(part.title)
    log.error("part %s: no %s beside %s", part.name, procedure.authority, receiving.code)
    raise PartNotOpened(
        Text(
            f"Chưa có cơ quan giải quyết phần “{title.vi}” cho {receiving.name}. "
            f"Hãy chọn nơi nộp khác, hoặc hỏi {receiving.name}.",
            f"No agency handles the part “{title.en}” for {receiving.name}. "
            f"File at another place, or ask {receiving.name}.",
        )
    )


def _answers_of(
    part: InterlinkedPart,
    procedure: Procedure,
    answers: Answers,
    results: Mapping[str, Answers],
    on: date,
) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """The part's answers as its own form would have kept them, and what it objects to."""
    try:
        return _asked(procedure, part.answers(answers, results), on)
    except Exception as error:
        log.error("part %s: no answers for %s: %s", part.name, part.code, type(error).__name__)
        raise PartNotOpened(_out_of_order(part)) from error


def _asked(
    procedure: Procedure, answers: Answers, on: date
) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    asked = asked_answers(procedure.form, answers)
    steps = procedure.shown_steps(asked)
    for step in steps:
        for name, question in visible_questions(step, asked):
            if not isinstance(question, GroupField):
                asked.setdefault(name, None)  # a form keeps what was left empty
    return asked, tuple(one for step in steps for one in check_answers(step, asked, on))


def _note_refusal(
    parts: Parts, group: Group, part: InterlinkedPart, problems: Sequence[Problem]
) -> None:
    """A group that tells its part what this refuses is the fault of its declaration."""
    names = ", ".join(problem.question or "(step)" for problem in problems)
    parts.incidents.note(
        Incident(
            plugin=parts.catalogue.plugin_of(group.procedure),
            procedure_code=group.procedure.code,
            what=f"part {part.name}",
            kind="error",
            sentence=f"{part.code} refuses the answers to {names}",
        )
    )


def _subject(part: InterlinkedPart, procedure: Procedure, answers: Answers) -> str:
    try:
        return procedure.subject_of(answers)[:200] if procedure.subject_of else ""
    except Exception as error:
        raise PartNotOpened(_out_of_order(part)) from error


def _refused(
    part: InterlinkedPart,
    procedure: Procedure,
    answers: Answers,
    problems: tuple[Problem, ...],
) -> PartNotOpened:
    questions = {name: one for step in procedure.form for name, one in step.questions().items()}
    title, first = as_text(part.title), problems[0].sentence
    lacking = tuple(
        questions[one.question].wording
        for one in problems
        if one.question in questions and answers.get(one.question) is None
    )
    sentence = Text(
        f"Phần “{title.vi}” chưa nhận được nội dung đã khai. {first.vi} "
        "Hãy xem lại nội dung; nếu vẫn không được, hãy hỏi cơ quan nhận hồ sơ.",
        f"The part “{title.en or title.vi}” cannot take what was stated. {first.en or first.vi} "
        "Check the answers; if it still fails, ask the agency that receives the dossier.",
    )
    return PartNotOpened(sentence, lacking)


def _out_of_order(part: InterlinkedPart) -> Text:
    title = as_text(part.title)
    return Text(
        f"Phần “{title.vi}” của hồ sơ liên thông tạm thời gián đoạn. "
        "Nội dung đã khai vẫn được giữ; hãy thử lại sau.",
        f"The part “{title.en}” of the interlinked dossier is interrupted for now. "
        "What was stated is kept; try again later.",
    )
