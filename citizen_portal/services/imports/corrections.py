"""What an administrator put right in a reading; it outlives newer sources."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import Any

from citizen_portal.services.imports.reading import MethodSaid, PaperSaid, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperCorrection:
    """Another title for a component, and whether it is guidance; None leaves as read."""

    title: str | None = None
    is_note: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeCorrection:
    """Another time for a channel."""

    amount: float
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """What differs from the reading, and what the source cannot know.

    Papers and fees are named by their keys, times by channel. ``keywords``, ``life_events``
    and where it is filed elsewhere are this portal's own.
    """

    name: str = ""
    summary: str = ""
    level: str = ""
    papers: dict[str, PaperCorrection] = field(default_factory=dict)
    fees: dict[str, int] = field(default_factory=dict)
    times: dict[str, TimeCorrection] = field(default_factory=dict)
    keywords: tuple[str, ...] = ()
    life_events: tuple[str, ...] = ()
    elsewhere_name: str = ""
    elsewhere_address: str = ""

    def to_json(self) -> dict[str, Any]:
        """Plain values for storage; only what is there."""
        return {name: value for name, value in asdict(self).items() if value}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Corrections:
        """Read what ``to_json`` wrote."""
        if not stored:
            return NO_CORRECTIONS
        values = dict(stored)
        for name in ("keywords", "life_events"):
            values[name] = tuple(stored.get(name, ()))
        papers, times = stored.get("papers", {}), stored.get("times", {})
        values["papers"] = {key: PaperCorrection(**one) for key, one in papers.items()}
        values["times"] = {key: TimeCorrection(**one) for key, one in times.items()}
        return cls(**values)


NO_CORRECTIONS = Corrections()


def corrected(reading: Reading, corrections: Corrections) -> Reading:
    """The reading with what was put right in it."""
    if corrections == NO_CORRECTIONS:
        return reading
    return replace(
        reading,
        name=corrections.name or reading.name,
        summary=corrections.summary or reading.summary,
        level=corrections.level or reading.level,
        level_guessed=reading.level_guessed and not corrections.level,
        papers=tuple(_paper(one, corrections) for one in reading.papers),
        methods=tuple(_method(one, corrections) for one in reading.methods),
        keywords=tuple(dict.fromkeys((*corrections.keywords, *reading.keywords))),
    )


def homeless(reading: Reading, corrections: Corrections) -> tuple[str, ...]:
    """Keys of corrections for which the reading has no paper, fee or channel any more."""
    known = {one.key for one in reading.papers}
    known |= {fee.key for method in reading.methods for fee in method.fees}
    known |= {method.channel for method in reading.methods}
    wanted = (*corrections.papers, *corrections.fees, *corrections.times)
    return tuple(key for key in wanted if key not in known)


def _paper(paper: PaperSaid, corrections: Corrections) -> PaperSaid:
    own = corrections.papers.get(paper.key)
    if own is None:
        return paper
    return replace(
        paper,
        title=paper.title if own.title is None else own.title,
        is_note=paper.is_note if own.is_note is None else own.is_note,
    )


def _method(method: MethodSaid, corrections: Corrections) -> MethodSaid:
    time = corrections.times.get(method.channel)
    return replace(
        method,
        amount=time.amount if time else method.amount,
        unit=time.unit if time else method.unit,
        fees=tuple(
            replace(fee, value=corrections.fees.get(fee.key, fee.value)) for fee in method.fees
        ),
    )
