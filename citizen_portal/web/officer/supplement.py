"""Asking the applicant for more, from the dossier itself: questions, papers, or in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import redirect

from citizen_portal.domain.lifecycle import Action
from citizen_portal.domain.moment import format_day, in_vietnam
from citizen_portal.domain.supplement_reasons import ItemKind, reasons_for
from citizen_portal.domain.wording import Text
from citizen_portal.services.errors import NotPossibleNow, Stale, WrongInput
from citizen_portal.services.supplements import ask_for_supplement
from citizen_portal.services.supplements.composing import (
    BASIS,
    CHOSEN,
    NOTE,
    OTHERS,
    REASON,
    UNTIL,
    VAULT,
    WHY,
)
from citizen_portal.services.supplements.request_page import (
    AskableGroup,
    AskableLine,
    RequestPage,
    open_request_page,
)
from citizen_portal.web import context
from citizen_portal.web.guards import officer
from citizen_portal.web.language import words
from citizen_portal.web.officer import officer_pages
from citizen_portal.web.officer.dossier_view import address_of
from citizen_portal.web.officer.refused import changed_page, refused_page
from citizen_portal.web.pages import page
from citizen_portal.web.typed import Typed, seen_revision, typed_form

ADDRESS = f"/can-bo/ho-so/<uuid:dossier_id>/{Action.REQUEST_SUPPLEMENT}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """One thing that can be ticked, with what was typed for it."""

    key: str
    title: Text
    value: Text
    vault: str
    ticked: bool
    reason: str
    note: str
    vault_reason: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView:
    """The things of one step, or the papers; open when one of them is ticked or wrong."""

    title: Text
    lines: tuple[LineView, ...]
    open: bool


@officer_pages.get(ADDRESS)
@officer
def compose_request(dossier_id: UUID) -> Any:
    """Everything that can be asked for."""
    return _page(dossier_id, {})


compose_request.comes_back_to = "/can-bo/ho-so/{dossier_id}"  # type: ignore[attr-defined]


@officer_pages.post(ADDRESS)
@officer
def send_request(dossier_id: UUID) -> Any:
    """Ask; what cannot be asked so is said all at once, and stays as typed."""
    typed = typed_form()
    try:
        ask_for_supplement(
            context.db(), context.parts(), context.actor(), dossier_id, seen_revision(), typed
        )
    except Stale:
        return changed_page(dossier_id, Action.REQUEST_SUPPLEMENT)
    except NotPossibleNow as error:
        return refused_page(dossier_id, Action.REQUEST_SUPPLEMENT, error)
    except WrongInput as error:
        context.db().rollback()
        return _page(dossier_id, typed, error.problems, 422)
    return redirect(address_of(dossier_id), 303)


send_request.comes_back_to = "/can-bo/ho-so/{dossier_id}"  # type: ignore[attr-defined]


def _page(
    dossier_id: UUID,
    typed: Typed,
    problems: Mapping[str, Text] | None = None,
    status: int = 200,
) -> Any:
    asked = open_request_page(context.db(), context.parts(), context.actor(), dossier_id)
    found = problems or {}
    return page(
        "officer/supplement.html",
        status,
        dossier=asked.page,
        address=address_of(dossier_id),
        groups=[_group(one, typed, found) for one in asked.groups],
        late=asked.late,
        again=asked.again,
        last_moment=asked.last_moment,
        typed={
            "others": _first(typed, OTHERS),
            "reason": _first(typed, WHY),
            "basis": _first(typed, BASIS),
            "until": _first(typed, UNTIL) if UNTIL in typed else _proposed(asked),
        },
        problems={name: words(sentence) for name, sentence in found.items()},
        errors=[(name, words(sentence)) for name, sentence in found.items()],
    )


def _proposed(asked: RequestPage) -> str:
    return format_day(in_vietnam(asked.answer_by).date())


def _group(group: AskableGroup, typed: Typed, problems: Mapping[str, Text]) -> GroupView:
    lines = tuple(_line(one, typed) for one in group.lines)
    wrong = any(name.endswith(one.key) for one in lines for name in problems)
    return GroupView(
        title=group.title,
        lines=lines,
        open=wrong or any(one.ticked or one.note for one in lines),
    )


def _line(line: AskableLine, typed: Typed) -> LineView:
    return LineView(
        key=line.key,
        title=line.title,
        value=line.value,
        vault=line.vault,
        ticked=line.key in typed.get(CHOSEN, ()),
        reason=_first(typed, REASON + line.key),
        note=_first(typed, NOTE + line.key),
        vault_reason=_first(typed, VAULT + line.key),
        options=_options(line.kind),
    )


def _options(kind: ItemKind) -> tuple[tuple[str, str], ...]:
    return tuple((one.code, words(one.label)) for one in reasons_for(kind))


def _first(typed: Typed, name: str) -> str:
    return next(iter(typed.get(name, ())), "")
