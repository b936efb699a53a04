"""The plain description of a form that pages draw: values only, no WTForms object."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """One question as a page shows it, in one language.

    ``kind`` is one of text, longtext, number, money, date, email, phone, select, radios,
    checkboxes, confirm (one box to tick), group (repeated rows).
    ``condition`` is the JSON of ``shown_when`` for the browser, or empty.
    """

    name: str
    kind: str
    label: str
    hint: str = ""
    value: str | tuple[str, ...] = ""
    options: tuple[tuple[str, str], ...] = ()
    error: str = ""
    required: bool = True
    autocomplete: str = ""
    width: int = 0
    suffix: str = ""
    max_length: int = 0
    condition: str = ""
    source: str = ""
    rows: tuple[tuple[FieldView, ...], ...] = field(default=())
    row_label: str = ""
    most_rows: int = 0

    @property
    def id(self) -> str:
        """The HTML id, the same as the name: labels and error links point to it."""
        return self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    """A titled run of questions within a step."""

    title: str
    fields: tuple[FieldView, ...]
