"""Two languages: Vietnamese in the templates, English from the message catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po
from flask import request

from citizen_portal.domain.wording import LANGUAGES, Text

COOKIE = "ngon-ngu"
CATALOGUES = Path(__file__).parent / "translations"

# Asked for a hundred times a page; Flask's g would take a twentieth of a page's time for it.
_LANGUAGE: ContextVar[str | None] = ContextVar("language", default=None)


@cache
def messages(language: str) -> Mapping[str, str]:
    """The translations of a language, by the Vietnamese sentence."""
    path = CATALOGUES / f"{language}.po"
    if not path.exists():
        return {}
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    return {str(one.id): str(one.string) for one in catalogue if one.id and one.string}


def language() -> str:
    """The language of this request."""
    known = _LANGUAGE.get()
    if known is None:
        chosen = request.cookies.get(COOKIE, "vi")
        known = chosen if chosen in LANGUAGES else "vi"
        _LANGUAGE.set(known)
    return known


def forget_language(_error: BaseException | None = None) -> None:
    """The request is over: the next one of this thread has a language of its own."""
    _LANGUAGE.set(None)


def gettext(message: str, **values: object) -> str:
    """The sentence in the language of this request; ``%(name)s`` places are filled."""
    current = language()
    said = messages(current).get(message, message) if current != "vi" else message
    return said % values if values else said


def words(text: Text | str) -> str:
    """A bilingual text in the language of this request."""
    return text.in_language(language()) if isinstance(text, Text) else text
