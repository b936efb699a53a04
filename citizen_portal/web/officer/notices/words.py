"""The words of notices of one's own agency."""

from __future__ import annotations

from typing import Any

from flask import request

from citizen_portal.domain.roles import Duty
from citizen_portal.services.actor import require_duty
from citizen_portal.services.notices.editing import WordsKey
from citizen_portal.web import context
from citizen_portal.web.guards import officer
from citizen_portal.web.notice_words import act_on_words, decide_on_words, words_list, words_page
from citizen_portal.web.officer import officer_pages

BASE = "/can-bo/mau-thong-bao"
ONE = BASE + "/<event>/<channel>/<notice_language>"


@officer_pages.get(BASE)
@officer
def notice_words() -> Any:
    """What applicants are told."""
    agency_id, query = _agency()
    return words_list(BASE, agency_id, query)


@officer_pages.get(ONE)
@officer
def edit_notice_words(event: str, channel: str, notice_language: str) -> Any:
    """The words of one notice."""
    agency_id, query = _agency()
    return words_page(BASE, query, WordsKey.read(event, channel, notice_language, agency_id))


@officer_pages.post(ONE)
@officer
def save_notice_words(event: str, channel: str, notice_language: str) -> Any:
    """Preview, save or revert."""
    agency_id, query = _agency()
    return act_on_words(BASE, query, WordsKey.read(event, channel, notice_language, agency_id))


save_notice_words.keeps_typed = True  # type: ignore[attr-defined]


@officer_pages.post(f"{BASE}/<int:number>/quyet-dinh")
@officer
def decide_notice_words(number: int) -> Any:
    """Put proposed words into force, or refuse them."""
    return decide_on_words(BASE, _agency()[1], number)


decide_notice_words.comes_back_to = BASE  # type: ignore[attr-defined]


def _agency() -> tuple[int, str]:
    """Which of the administrator's agencies, and the query that says so; else the first."""
    actor = require_duty(context.actor(), Duty.CONFIGURE)
    given = request.args.get("co_quan", type=int)
    if given is None:
        return actor.agencies_for(Duty.CONFIGURE)[0], ""
    return given, f"?co_quan={given}"
