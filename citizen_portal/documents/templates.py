"""The templates of papers: ours, and those of plugins behind a prefix of their own."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateNotFound,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment

from citizen_portal.documents.dotted import DOTTED_DAY, DOTTED_MOMENT, unless_dotted
from citizen_portal.domain.moment import (
    format_day,
    format_legal_day,
    format_legal_moment,
    format_moment,
    in_vietnam,
)
from citizen_portal.domain.money import amount_in_words, format_vnd
from citizen_portal.places import TEMPLATES

OWN_FOLDER = TEMPLATES / "documents"
LARGEST_PAGE = 512 * 1024

_VERSION = re.compile(r"\{#-? version (\d+)[:. ]")
_COMMITTEE = "ỦY BAN NHÂN DÂN"
_PREFIX = re.compile(r"[a-z][a-z0-9_]*")
# What XML cannot carry, and marks that reorder text so that a name reads as another.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


class PaperTooLarge(ValueError):
    """The content fills more than a paper may hold."""


class PaperTemplates:
    """Prints content as XHTML; ``extra`` maps a plugin's prefix to its template folder.

    ``<prefix>/name.html`` is the plugin's; names of ours never come from a plugin. Raises
    ``ValueError`` for a prefix that would shadow a folder of ours.
    """

    def __init__(self, extra: Mapping[str, Path] | None = None) -> None:
        self.extra = dict(extra or {})
        for prefix in self.extra:
            if not _PREFIX.fullmatch(prefix) or (OWN_FOLDER / prefix).exists():
                raise ValueError(f"{prefix!r} cannot be a prefix of paper templates")
        loaders: dict[str, BaseLoader] = {
            prefix: FileSystemLoader(folder) for prefix, folder in self.extra.items()
        }
        self._loader = ChoiceLoader([FileSystemLoader(OWN_FOLDER), PrefixLoader(loaders)])
        self._environment = ImmutableSandboxedEnvironment(
            loader=self._loader,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._environment.filters.update(FILTERS)
        # What most papers do not say: a form of the official list, another day than its issue.
        self._environment.globals.update(official_form=None, dated=None)

    def page(self, template: str, content: Mapping[str, object]) -> str:
        """Fill a template. Raises ``LookupError`` when there is none, ``PaperTooLarge``."""
        try:
            chunks = self._environment.get_template(template).generate(content)
        except TemplateNotFound as missing:
            raise LookupError(f"no paper template {template!r}") from missing
        printed: list[str] = []
        size = 0
        for chunk in chunks:
            size += len(chunk)
            if size > LARGEST_PAGE:
                raise PaperTooLarge(f"{template} with this content is larger than a paper may be")
            printed.append(chunk)
        return _UNPRINTABLE.sub("", "".join(printed))

    def version(self, template: str) -> str:
        """The version named by the template's first line, ``{# version N: … #}``."""
        source, _, _ = self._loader.get_source(self._environment, template)
        found = _VERSION.match(source)
        if found is None:
            raise ValueError(f"{template} does not name its version in its first line")
        return found[1]


def _stored_moment(moment: datetime | str) -> datetime:
    return datetime.fromisoformat(moment) if isinstance(moment, str) else moment


def _stored_day(day: date | str) -> date:
    if not isinstance(day, str):
        return day
    return date.fromisoformat(day) if len(day) == 10 else datetime.fromisoformat(day)


def _signing_time(moment: datetime | str) -> str:
    """As beside a digital signature: 20-11-2026 10:05:00 +07:00 (NĐ 30/2020, Phụ lục I)."""
    local = in_vietnam(_stored_moment(moment))
    return f"{local:%d-%m-%Y %H:%M:%S} +07:00"


def _file_size(size: int) -> str:
    """Bytes as people say them: 471 KB, 1,1 MB."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / 1024 / 1024:.1f} MB".replace(".", ",")


def _keep_end(words: str) -> str:
    """Keep the last two words on one line: a place name is not torn apart."""
    return "\u00a0".join(words.rsplit(" ", 1))


def _heading(name: str) -> str:
    """A name at the head of a paper: what kind of committee, then of which place."""
    kind, found, place = name.partition(_COMMITTEE)
    if found and not kind and place.strip():
        return f"{found}\n{place.strip()}"
    return _keep_end(name)


FILTERS: Mapping[str, Callable[..., str]] = {
    "vnd": unless_dotted(format_vnd),
    "vnd_words": lambda amount: amount_in_words(amount, capital=True),
    "day": unless_dotted(lambda day: format_day(_stored_day(day)), "……/……/………"),
    "moment": lambda moment: format_moment(_stored_moment(moment)),
    "written": unless_dotted(str, ""),
    "two_digits": unless_dotted(lambda number: f"{number:02d}", "……"),
    "legal_day": unless_dotted(lambda day: format_legal_day(_stored_day(day)), DOTTED_DAY),
    "legal_moment": unless_dotted(
        lambda moment: _keep_end(format_legal_moment(_stored_moment(moment))), DOTTED_MOMENT
    ),
    "keep_end": _keep_end,
    "heading": _heading,
    "file_size": _file_size,
    "signing_time": _signing_time,
    "iso": lambda moment: in_vietnam(_stored_moment(moment)).isoformat(timespec="seconds"),
}

OWN_TEMPLATES = PaperTemplates()
