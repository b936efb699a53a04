"""Two languages: Vietnamese in the templates, English from the message catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po
from flask import g, request

from citizen_portal.domain.wording import LANGUAGES, Text

COOKIE = "ngon-ngu"
CATALOGUES = Path(__file__).parent / "translations"


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
    known: str | None = g.get("language")  # asked for each sentence of a page: one look
    if known is None:
        chosen = request.cookies.get(COOKIE, "vi")
        known = g.language = chosen if chosen in LANGUAGES else "vi"
    return known


def gettext(message: str, **values: object) -> str:
    """The sentence in the language of this request; ``%(name)s`` places are filled."""
    current = language()
    said = messages(current).get(message, message) if current != "vi" else message
    return said % values if values else said


def words(text: Text | str) -> str:
    """A bilingual text in the language of this request."""
    return text.in_language(language()) if isinstance(text, Text) else text
