"""The questions of forms whose choices depend on the agency, as the form components draw them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from citizen_portal.domain.wording import Text
from citizen_portal.procedures.description import FieldView, SectionView
from citizen_portal.web.language import words
from citizen_portal.web.typed import typed_form, typed_text

Choices = Sequence[tuple[str, Text]]

DAY = Text(
    "Nhập ngày theo dạng ngày/tháng/năm, ví dụ 31/12/2026.",
    "Enter the date as day/month/year, such as 31/12/2026.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question; ``known`` is what stands in it before anything is typed."""

    name: str
    label: Text
    kind: str = "text"
    hint: Text = Text("")  # noqa: RUF009 - frozen
    choices: Choices = ()
    required: bool = True
    width: int = 0
    known: str = ""


def sections(
    asked: Iterable[Asked], problems: Mapping[str, Text] | None = None
) -> tuple[SectionView, ...]:
    """The questions, with what was typed when something was wrong with it."""
    typed = typed_form() if problems is not None else {}
    fields = tuple(_view(one, typed.get(one.name), problems or {}) for one in asked)
    return (SectionView(title="", fields=fields),)


def _view(one: Asked, typed: list[str] | None, problems: Mapping[str, Text]) -> FieldView:
    return FieldView(
        name=one.name,
        kind=one.kind,
        label=words(one.label),
        hint=words(one.hint),
        value=(typed[0] if typed else one.known),
        options=tuple((value, words(text)) for value, text in one.choices),
        error=words(problems.get(one.name, Text(""))),
        required=one.required,
        width=one.width,
    )


def error_lines(problems: Mapping[str, Text] | None) -> list[tuple[str, str]]:
    """The summary of what is wrong, each line a link into its field."""
    return [(name, words(sentence)) for name, sentence in (problems or {}).items()]


def typed_number(name: str) -> int | None:
    """A whole number from a form, or None."""
    given = typed_text(name, 20).strip()
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else None


def typed_id(name: str) -> UUID | None:
    """An id from a form's list, or None."""
    return read_id(typed_text(name, 50))


def read_id(given: str) -> UUID | None:
    """An id, or None."""
    try:
        return UUID(given)
    except ValueError:
        return None


def read_day(given: str) -> date | None:
    """A day written as day/month/year, or None."""
    try:
        return datetime.strptime(given.strip(), "%d/%m/%Y").date()
    except ValueError:
        return None
