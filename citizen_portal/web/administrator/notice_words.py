"""The words of notices for all agencies."""

from __future__ import annotations

from typing import Any

from citizen_portal.services.notices.editing import WordsKey
from citizen_portal.web.administrator import administrator_pages
from citizen_portal.web.guards import administrator
from citizen_portal.web.notice_words import act_on_words, decide_on_words, words_list, words_page

BASE = "/quan-tri/mau-thong-bao"
ONE = BASE + "/<event>/<channel>/<notice_language>"


@administrator_pages.get(BASE)
@administrator
def notice_words() -> Any:
    """What applicants are told."""
    return words_list(BASE, None)


@administrator_pages.get(ONE)
@administrator
def edit_notice_words(event: str, channel: str, notice_language: str) -> Any:
    """The words of one notice."""
    return words_page(BASE, "", WordsKey.read(event, channel, notice_language, None))


@administrator_pages.post(ONE)
@administrator
def save_notice_words(event: str, channel: str, notice_language: str) -> Any:
    """Preview, save or revert."""
    return act_on_words(BASE, "", WordsKey.read(event, channel, notice_language, None))


save_notice_words.keeps_typed = True  # type: ignore[attr-defined]


@administrator_pages.post(f"{BASE}/<int:number>/quyet-dinh")
@administrator
def decide_notice_words(number: int) -> Any:
    """Put proposed words into force, or refuse them."""
    return decide_on_words(BASE, "", number)


decide_notice_words.comes_back_to = BASE  # type: ignore[attr-defined]
