"""Times and fees of the national catalogue, channel by channel and case by case."""

from __future__ import annotations

import hashlib
from collections import Counter

from citizen_portal.domain.folding import fold
from citizen_portal.services.imports.reading import CaseSaid, FeeSaid, MethodSaid
from citizen_portal.services.imports.source import SourceObject


def short_key(*words: str) -> str:
    """A short name for something that the source does not number: made from its words."""
    return hashlib.sha256("\n".join(fold(word) for word in words).encode()).hexdigest()[:12]


def read_methods(source: SourceObject) -> tuple[MethodSaid, ...]:
    """The ways of filing, each with its time and fees."""
    found = []
    seen: Counter[str] = Counter()
    for one in source.objects("executionMethods"):
        channel = one.text("submissionMethod").upper() or "?"
        found.append(
            MethodSaid(
                path=one.path,
                channel=channel,
                amount=one.number("processingTime"),
                unit=one.text("processingTimeUnit").upper(),
                note=one.text("description"),
                fees=tuple(_fee(fee, channel, seen) for fee in one.objects("fees")),
            )
        )
        one.rest("id", "name")
    return tuple(found)


def _fee(source: SourceObject, channel: str, seen: Counter[str]) -> FeeSaid:
    kind, note = source.text("type").upper(), source.text("description")
    value = source.number("value")
    key = f"{channel.lower()}-{short_key(kind, note)}"
    seen[key] += 1
    source.rest("id", "currencyId", "currencyName", "attachment")
    return FeeSaid(
        key=key if seen[key] == 1 else f"{key}-{seen[key]}",
        path=source.at("value"),
        kind=kind,
        value=None if value is None else round(value),
        note=note,
    )


def read_cases(source: SourceObject) -> tuple[CaseSaid, ...]:
    """The cases with their times; one that stands there twice counts once."""
    found: dict[tuple[str, str, float | None, str], CaseSaid] = {}
    for one in source.objects("cases"):
        if isinstance(one.value.get("processingDay"), dict):
            time = one.object("processingDay")
            amount, unit = time.number("qty"), time.text("type").upper()
            time.rest()
        else:
            amount, unit = one.number("processingDay"), "DAY"
        code, name = one.text("code"), one.text("name")
        said = CaseSaid(path=one.at("processingDay"), code=code, name=name, amount=amount,
                        unit=unit)  # fmt: skip
        found.setdefault((code, name, amount, unit), said)
        one.rest("id", "profileComponents")
    return tuple(found.values())
