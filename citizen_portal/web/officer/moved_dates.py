"""Due dates that a changed calendar moves: confirm them, or keep what was promised."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import redirect, request

from citizen_portal.domain.wording import Text
from citizen_portal.services.calendars.moved_dates import (
    MOST_AT_ONCE,
    Decided,
    decide_moved_dates,
    list_moved_dates,
)
from citizen_portal.services.errors import NotPossibleNow, WrongInput
from citizen_portal.web import context
from citizen_portal.web.guards import officer
from citizen_portal.web.language import words
from citizen_portal.web.officer import officer_pages
from citizen_portal.web.pages import page
from citizen_portal.web.typed import typed_text

ADDRESS = "/can-bo/ngay-hen"
DECISIONS = {"xac-nhan": True, "giu": False}


@officer_pages.get(ADDRESS)
@officer
def moved_dates() -> Any:
    """The proposals that wait for this officer."""
    done = request.args.get("xong", "")
    return _page(done=int(done) if _is_number(done) else 0)


@officer_pages.post(ADDRESS)
@officer
def decide() -> Any:
    """Confirm or keep the chosen ones; what could not be done is told one by one."""
    wanted = typed_text("quyet_dinh")
    if wanted not in DECISIONS:
        raise WrongInput({"quyet_dinh": WrongInput.sentence})
    chosen = [int(one) for one in request.form.getlist("de_xuat")[:MOST_AT_ONCE] if _is_number(one)]
    try:
        decided = decide_moved_dates(
            context.db(), context.parts(), context.actor(), chosen, confirm=DECISIONS[wanted]
        )
    except NotPossibleNow as error:
        return _page(422, errors=(("de_xuat", error.sentence),))
    if decided.refused:
        return _page(done=decided.done, refused=decided)
    return redirect(f"{ADDRESS}?{urlencode({'xong': decided.done})}", 303)


decide.comes_back_to = ADDRESS  # type: ignore[attr-defined]


def _page(
    status: int = 200, *, done: int = 0, refused: Decided | None = None,
    errors: tuple[tuple[str, Text], ...] = (),
) -> Any:  # fmt: skip
    after = request.args.get("sau", "")
    seen = list_moved_dates(
        context.db(), context.parts(), context.actor(), int(after) if _is_number(after) else 0
    )
    return page(
        "officer/moved_dates.html", status, rows=seen.lines, done=done,
        refused=refused.refused if refused else (),
        errors=[(name if seen.lines else "", words(sentence)) for name, sentence in errors],
        older=f"{ADDRESS}?sau={seen.after}" if seen.after else "",
        first=ADDRESS if _is_number(after) else "", all_chosen="chon" in request.args,
        choose_all=f"{ADDRESS}?{urlencode({'sau': after, 'chon': 'tat-ca'})}",
    )  # fmt: skip


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10
