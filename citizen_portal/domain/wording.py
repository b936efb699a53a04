"""Words shown to people, in Vietnamese and English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

LANGUAGES = ("vi", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence or label in both languages of the portal.

    Vietnamese is the text that counts; English falls back to it when empty.
    """

    vi: str
    en: str = ""

    def in_language(self, language: str) -> str:
        """Return the wording for ``language`` (``"vi"`` or ``"en"``)."""
        return self.en if language == "en" and self.en else self.vi

    def format(self, **values: object) -> Text:
        """Fill ``{name}`` places in both languages."""
        return Text(self.vi.format(**values), self.en.format(**values) if self.en else "")

    def __str__(self) -> str:
        return self.vi


Words: TypeAlias = "str | Text"


def as_text(words: Words) -> Text:
    """Accept a plain Vietnamese string where a ``Text`` is expected."""
    return words if isinstance(words, Text) else Text(words)
