"""The last look before submitting: answers, papers, cost, time, and what is still wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from citizen_portal.domain.deadline import DueDate
from citizen_portal.domain.fees import FeeAssessment
from citizen_portal.domain.service_level import Channel
from citizen_portal.domain.wording import Text
from citizen_portal.services.actor import SUBMIT_LEVEL, Actor, require_person
from citizen_portal.services.answer_lines import AnsweredStep, answered_steps
from citizen_portal.services.assessment import assess_due, assess_fee
from citizen_portal.services.attachments import attachments_of
from citizen_portal.services.drafts.draft import Draft
from citizen_portal.services.drafts.filling_in import open_draft
from citizen_portal.services.drafts.papers import DraftPapers, papers_of_draft
from citizen_portal.services.errors import InvalidAnswers
from citizen_portal.services.parts import Parts
from citizen_portal.services.submission import settled_answers


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewProblem:
    """What keeps the draft from being submitted; ``path`` is where it can be put right."""

    path: str
    sentence: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The draft as its owner checks it; ``fee`` and ``due`` are None while answers are wrong.

    With papers still to come by post no due date is foretold.
    """

    draft: Draft
    steps: tuple[AnsweredStep, ...]
    papers: DraftPapers
    problems: tuple[ReviewProblem, ...]
    fee: FeeAssessment | None
    due: DueDate | None
    level_reached: bool


def review_draft(session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID) -> Review:
    """Check a draft that is the actor's to fill in, as submitting would.

    Raises what ``open_draft`` raises.
    """
    person = require_person(actor)
    draft = open_draft(session, parts, person, dossier_id)
    papers = papers_of_draft(draft, attachments_of(session, dossier_id), draft.on)
    answers: Mapping[str, Any] = draft.answers
    problems: list[ReviewProblem] = []
    by_post = draft.channel is Channel.POST and not draft.assisted
    fee, due = None, None
    try:
        answers = settled_answers(draft, draft.on)
        if draft.closed is None:
            fee = assess_fee(draft.procedure, answers, draft.channel, draft.on)
            if not by_post:
                due = assess_due(
                    parts, draft.procedure, answers, draft.channel, parts.clock(), draft.agency.id
                )
    except InvalidAnswers as error:
        problems += _of_answers(error)
    if not by_post:
        problems += _of_papers(papers)
    return Review(
        draft=draft,
        steps=answered_steps(draft.procedure, answers),
        papers=papers,
        problems=tuple(problems),
        fee=fee,
        due=due,
        level_reached=person.level >= SUBMIT_LEVEL,
    )


def _of_papers(papers: DraftPapers) -> Iterator[ReviewProblem]:
    for one in papers.needed:
        if one.missing:
            yield ReviewProblem(path=f"giay-to#tep-{one.name}", sentence=_missing(one.title))


def _of_answers(error: InvalidAnswers) -> list[ReviewProblem]:
    return [
        ReviewProblem(
            path=f"buoc/{step}#{problem.question}" if problem.question else f"buoc/{step}",
            sentence=problem.sentence,
        )
        for step, problems in error.problems.items()
        for problem in problems
    ]


def _missing(title: Text) -> Text:
    return Text(f"Còn thiếu giấy tờ: {title.vi}.", f"A paper is missing: {title.en or title.vi}.")
