"""To whom a dossier is given by rule: a named case officer, or whoever has least in hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

_NEVER: Final = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A case officer; ``stand_in`` is whoever does their work while they are away.

    ``in_hand`` is the number of open dossiers, ``last_given`` when the newest of them came.
    """

    person_id: UUID
    in_hand: int = 0
    last_given: datetime | None = None
    stand_in: UUID | None = None


def whom_to_give(candidates: Sequence[Candidate], named: UUID | None) -> UUID | None:
    """Return who gets the dossier, or None when nobody who may is there.

    ``named`` asks for one person; if they are away, for who stands in. Without a name it is
    who has the least in hand; of those, who was given something longest ago.
    """
    present = {one.person_id: one for one in candidates if one.stand_in is None}
    if named is not None:
        away = {one.person_id: one.stand_in for one in candidates}
        wanted = away.get(named) or named
        return wanted if wanted in present else None
    if not present:
        return None
    return min(present.values(), key=_burden).person_id


def _burden(one: Candidate) -> tuple[int, datetime, int]:
    return one.in_hand, one.last_given or _NEVER, one.person_id.int
