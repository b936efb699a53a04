"""The listed procedures sorted by what people narrow them down by, counted by bit masks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from citizen_portal.domain.folding import fold
from citizen_portal.domain.life_event import LifeEvent
from citizen_portal.domain.service_level import GovernmentLevel, ServiceLevel, Subject
from citizen_portal.domain.wording import Text
from citizen_portal.procedures.procedure import Procedure


class Shelf(StrEnum):
    """By what procedures are sorted; the value stands in addresses."""

    EVENT = "su-kien"
    FIELD = "linh-vuc"
    AUTHORITY = "co-quan"
    LEVEL = "cap"
    SUBJECT = "doi-tuong"
    SERVICE = "muc-do"

    @property
    def label(self) -> Text:
        """The words for pages."""
        return _LABELS[self]


_LABELS = {
    Shelf.EVENT: Text("Sự kiện", "Life event"),
    Shelf.FIELD: Text("Lĩnh vực", "Field of law"),
    Shelf.AUTHORITY: Text("Cơ quan thực hiện", "Agency"),
    Shelf.LEVEL: Text("Cấp thực hiện", "Level of government"),
    Shelf.SUBJECT: Text("Đối tượng thực hiện", "For whom"),
    Shelf.SERVICE: Text("Mức độ trực tuyến", "How much online"),
}

Chosen = Mapping[Shelf, str]
"""What was chosen of some shelves."""

# The kinds of agencies that procedures name; another kind is shown as it is written.
_AUTHORITIES = {
    "commune_peoples_committee": Text("Ủy ban nhân dân cấp xã", "Commune People's Committee"),
    "commune_police": Text("Công an cấp xã", "Commune police"),
    "provincial_police": Text("Công an cấp tỉnh", "Provincial police"),
    "department_of_finance": Text("Sở Tài chính", "Department of Finance"),
    "social_insurance": Text("Bảo hiểm xã hội", "Social Insurance"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a shelf, and how many procedures would be left with it."""

    value: str
    label: Text
    count: int


@dataclass(frozen=True, slots=True)
class _Kept:
    label: Text
    mask: int


def members_of(mask: int, among: int) -> list[bool]:
    """For each of so many places, whether it is in the mask."""
    return [one == "1" for one in f"{mask:0{among}b}"[::-1]][:among]


def mask_of(places: Iterable[int], among: int) -> int:
    """The mask of these places, all below ``among``."""
    bits = bytearray(among // 8 + 1)
    for place in places:
        bits[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(bits, "little")


class Shelves:
    """For each shelf and value, the places of the procedures that stand there."""

    def __init__(self, procedures: Sequence[Procedure]) -> None:
        places: dict[Shelf, dict[str, list[int]]] = {shelf: {} for shelf in Shelf}
        first: dict[tuple[Shelf, str], Procedure] = {}
        for place, one in enumerate(procedures):
            for shelf, value in _standing(one):
                if value not in places[shelf]:
                    places[shelf][value] = []
                    first[shelf, value] = one
                places[shelf][value].append(place)
        self._kept = {
            shelf: {
                str(value): _Kept(
                    _label(shelf, value, first[shelf, value]), mask_of(each, len(procedures))
                )
                for value, each in values.items()
            }
            for shelf, values in places.items()
        }

    def known(self, chosen: Chosen) -> dict[Shelf, str]:
        """Of what was chosen, the part that exists."""
        return {shelf: value for shelf, value in chosen.items() if value in self._kept[shelf]}

    def narrow(self, mask: int, chosen: Chosen) -> int:
        """What is left of the mask with all that was chosen."""
        for shelf, value in chosen.items():
            mask &= self._kept[shelf][value].mask
        return mask

    def choices(self, mask: int, chosen: Chosen) -> dict[Shelf, tuple[Choice, ...]]:
        """For each shelf its values, with the count that is left if the value is chosen beside
        what was chosen of the other shelves; values that leave nothing only if they are chosen."""
        return {shelf: tuple(self._choices(shelf, mask, chosen)) for shelf in Shelf}

    def _choices(self, shelf: Shelf, mask: int, chosen: Chosen) -> Iterator[Choice]:
        others = {one: value for one, value in chosen.items() if one is not shelf}
        within = self.narrow(mask, others)
        counted = (
            Choice(value, kept.label, (kept.mask & within).bit_count())
            for value, kept in self._kept[shelf].items()
        )
        left = [one for one in counted if one.count or one.value == chosen.get(shelf)]
        yield from sorted(left, key=lambda one: (-one.count, fold(one.label.vi)))


def _standing(one: Procedure) -> Iterator[tuple[Shelf, str]]:
    yield Shelf.FIELD, one.field_of_law.code or one.field_of_law.name.vi
    if one.authority:
        yield Shelf.AUTHORITY, one.authority
    yield Shelf.LEVEL, one.competent_level
    yield Shelf.SERVICE, one.service_level
    for subject in one.subjects:
        yield Shelf.SUBJECT, subject
    for event in one.life_events:
        yield Shelf.EVENT, event


def _label(shelf: Shelf, value: str, one: Procedure) -> Text:
    """The words for a value, as a procedure that stands there has them."""
    if shelf is Shelf.FIELD:
        return one.field_of_law.name
    if isinstance(value, GovernmentLevel | ServiceLevel | Subject | LifeEvent):
        return value.label
    return _AUTHORITIES.get(value, Text(value))
