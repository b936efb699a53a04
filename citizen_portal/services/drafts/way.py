"""The pages of a draft in order: the steps, the papers if any are asked for, the review."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from citizen_portal.domain.wording import Text, as_text
from citizen_portal.procedures.containment.guard import PluginFailed
from citizen_portal.procedures.form import ProcedureForm, asked_answers, visible_questions
from citizen_portal.procedures.procedure import DocumentRequirement
from citizen_portal.services.drafts.draft import Draft
from citizen_portal.services.errors import OutOfOrder

PAPERS = Text("Giấy tờ đính kèm", "Papers")
REVIEW = Text("Kiểm tra và nộp", "Check and submit")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One page of a draft; ``path`` is its address below the dossier's."""

    path: str
    title: Text
    done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftWay:
    """The pages in order."""

    places: tuple[Place, ...]

    def number(self, path: str) -> int:
        """The place in the row, from 1. Raises ``ValueError``."""
        return [place.path for place in self.places].index(path) + 1

    def after(self, path: str) -> Place:
        """The page after the one at ``path``; the last one follows itself."""
        return self.places[min(self.number(path), len(self.places) - 1)]

    def before(self, path: str) -> Place | None:
        """The page before the one at ``path``, if any."""
        number = self.number(path)
        return self.places[number - 2] if number > 1 else None

    @property
    def first_unfinished(self) -> Place:
        """Where to go on; the review when all is done."""
        return next((place for place in self.places if not place.done), self.places[-1])


def needed_papers(draft: Draft, on: date) -> tuple[DocumentRequirement, ...]:
    """The papers that the answers so far call for. Raises ``OutOfOrder`` when the rule fails."""
    answers = asked_answers(draft.procedure.form, draft.answers)
    try:
        return draft.procedure.needed_documents(answers, on)
    except PluginFailed:
        raise
    except Exception as error:
        raise OutOfOrder() from error


def way_of(draft: Draft, on: date) -> DraftWay:
    """The pages that the answers so far call for."""
    steps = [
        Place(path=f"buoc/{step.name}", title=as_text(step.title), done=_is_answered(draft, step))
        for step in draft.steps
    ]
    papers = [Place(path="giay-to", title=PAPERS, done=False)] if _asks_papers(draft, on) else []
    review = Place(path="kiem-tra", title=REVIEW, done=False)
    return DraftWay(places=(*steps, *papers, review))


def is_answered(draft: Draft) -> bool:
    """Tell whether every step has the answers that it asks for."""
    return all(_is_answered(draft, step) for step in draft.steps)


def _asks_papers(draft: Draft, on: date) -> bool:
    try:
        return bool(needed_papers(draft, on))
    except OutOfOrder:  # the rule looks at an answer that is still to come
        return True


def _is_answered(draft: Draft, step: type[ProcedureForm]) -> bool:
    if step.name in draft.typed:
        return False
    return all(name in draft.answers for name, _ in visible_questions(step, draft.answers))
