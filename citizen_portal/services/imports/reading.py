"""What was understood of an entry of the national catalogue: plain values that can be stored."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedThing:
    """Something with a code and a name: a field of law, a result, a legal document."""

    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeSaid:
    """A fee as the source says it; ``value`` in đồng, None where it gives none.

    ``key`` names it across imports: the channel, and the words beside the amount.
    """

    key: str
    path: str
    kind: str
    value: int | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodSaid:
    """One way of filing: channel, time and fees as the source says them."""

    path: str
    channel: str
    amount: float | None
    unit: str
    note: str
    fees: tuple[FeeSaid, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSaid:
    """A case (trường hợp) with the time that the source gives it."""

    path: str
    code: str
    name: str
    amount: float | None
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSaid:
    """A component of the dossier; ``is_note`` where it is guidance and no paper.

    ``cases`` are the cases that ask for it; ``forms`` the names of blank forms in the source.
    """

    key: str
    path: str
    code: str
    title: str
    originals: int
    copies: int
    is_note: bool
    cases: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An entry of the national catalogue as far as it was understood.

    ``code`` is the national base code, ``given_code`` what the source says (with the suffix
    of an agency in a local form). ``not_understood`` are the paths of what stayed behind in
    the source; ``same_name`` the codes of other entries with this name.
    """

    code: str
    given_code: str
    name: str
    summary: str = ""
    field_of_law: NamedThing = NamedThing(code="", name="")
    issued_by: str = ""
    agencies: tuple[str, ...] = ()
    level: str = ""
    level_guessed: bool = False
    subjects: tuple[str, ...] = ()
    other_subjects: tuple[str, ...] = ()
    methods: tuple[MethodSaid, ...] = ()
    cases: tuple[CaseSaid, ...] = ()
    papers: tuple[PaperSaid, ...] = ()
    results: tuple[NamedThing, ...] = ()
    legal: tuple[NamedThing, ...] = ()
    requirements: str = ""
    steps: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    full_process: bool = False
    offline_only: bool = False
    non_territorial: bool = False
    not_understood: tuple[str, ...] = ()
    same_name: tuple[str, ...] = field(default=())

    def to_json(self) -> dict[str, Any]:
        """Plain values for storage, see ``from_json``."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Reading:
        """Read what ``to_json`` wrote."""
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in stored.items()
        }
        values["field_of_law"] = NamedThing(**stored["field_of_law"])
        values["methods"] = tuple(_method(one) for one in stored["methods"])
        values["cases"] = tuple(CaseSaid(**one) for one in stored["cases"])
        values["papers"] = tuple(_paper(one) for one in stored["papers"])
        values["results"] = tuple(NamedThing(**one) for one in stored["results"])
        values["legal"] = tuple(NamedThing(**one) for one in stored["legal"])
        return cls(**values)


def _method(stored: dict[str, Any]) -> MethodSaid:
    return MethodSaid(**{**stored, "fees": tuple(FeeSaid(**fee) for fee in stored["fees"])})


def _paper(stored: dict[str, Any]) -> PaperSaid:
    return PaperSaid(**{**stored, "cases": tuple(stored["cases"]), "forms": tuple(stored["forms"])})
