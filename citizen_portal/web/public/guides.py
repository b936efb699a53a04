"""Procedures by life event, and the questions that lead to them; answers stand in the address."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import request

from citizen_portal.domain.wording import Text
from citizen_portal.procedures.description import FieldView
from citizen_portal.procedures.shelves import Shelf
from citizen_portal.services.catalogue.guide_files import GuideQuestion
from citizen_portal.services.catalogue.guides import GuidePage, guide_page, guides
from citizen_portal.services.catalogue.page import catalogue_page, life_event, life_events
from citizen_portal.web import context
from citizen_portal.web.guards import public
from citizen_portal.web.language import words
from citizen_portal.web.pages import page
from citizen_portal.web.public import public_pages
from citizen_portal.web.public.procedures import Addresses, page_asked_for

ASKED = "hoi"
LONGEST_ANSWER = 40
NO_ANSWER = Text(
    "Hãy chọn một câu trả lời rồi bấm Tiếp tục.", "Choose an answer, then press Continue."
)


@public_pages.get("/thu-tuc/su-kien")
@public
def events() -> Any:
    """The life events by which one may look for procedures."""
    return page("public/guide_events.html", events=life_events(context.parts()).events)


@public_pages.get("/thu-tuc/su-kien/<event>")
@public
def event(event: str) -> Any:
    """The procedures of one life event."""
    found = life_event(event)
    chosen = {Shelf.EVENT: found.value}
    view = catalogue_page(context.parts(), "", chosen, page_asked_for())
    empty = Shelf.EVENT not in view.chosen or not view.total
    return page("public/guide_event.html", event=found, view=view, empty=empty,
                guide=guides().get(found), address=Addresses(view))  # fmt: skip


@public_pages.get("/thu-tuc/huong-dan/<event>")
@public
def guide(event: str) -> Any:
    """The next question of a life event, or the procedures that the answers lead to."""
    given = {name: value[:LONGEST_ANSWER] for name, value in request.args.items()}
    view = guide_page(context.parts(), event, given)
    answers = [(one.question.name, one.choice.name) for one in view.answered]
    if view.question is None:
        return page("public/guide_result.html", view=view, rows=_rows(view, answers))
    missed = given.get(ASKED) == view.question.name
    field = _field(view.question, words(NO_ANSWER) if missed else "")
    errors = ((field.name, field.error),) if missed else ()
    return page("public/guide.html", 422 if missed else 200, view=view, field=field,
                answers=answers, rows=_rows(view, answers), errors=errors)  # fmt: skip


def _field(question: GuideQuestion, error: str) -> FieldView:
    return FieldView(
        name=question.name,
        kind="radios",
        label=words(question.ask.text),
        hint=words(question.hint.text) if question.hint else "",
        options=tuple((one.name, words(one.say.text)) for one in question.choice),
        error=error,
    )


def _rows(view: GuidePage, answers: list[tuple[str, str]]) -> list[dict[str, Any]]:
    """What was answered; each answer can be changed, those before it stay."""
    start = f"/thu-tuc/huong-dan/{view.guide.event.value}"
    return [
        {
            "label": one.question.ask.text,
            "value": words(one.choice.say.text),
            "href": f"{start}?{urlencode(answers[:number])}".rstrip("?"),
        }
        for number, one in enumerate(view.answered)
    ]
