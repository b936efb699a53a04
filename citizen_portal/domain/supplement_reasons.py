"""Why something is asked again: the catalogue of reasons, and the time given to answer.

The reasons are the office's own words; no official list is published. Where a rule stands
behind one it is cited; the citations have not been read article by article yet, hence
``verified=False``: citizens see them as what the agency relies on, not as law.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from citizen_portal.domain.legal import InForce, LegalBasis
from citizen_portal.domain.wording import Text

ANSWER_DAYS: Final = 30
"""Calendar days proposed for the answer: a policy of the agency, which it sets per request."""

MOST_ANSWER_DAYS: Final = 365
"""The longest time for an answer that a request may give, in calendar days."""


class ItemKind(StrEnum):
    """What is asked for: a question of the form, a paper, or something else."""

    FIELD = "field"
    PAPER = "paper"
    OTHER = "other"

    @property
    def label(self) -> Text:
        """The name of the kind."""
        return _KIND_LABELS[self]


_KIND_LABELS: Final[Mapping[ItemKind, Text]] = {
    ItemKind.FIELD: Text("Câu hỏi", "Question"),
    ItemKind.PAPER: Text("Giấy tờ", "Paper"),
    ItemKind.OTHER: Text("Nội dung khác", "Something else"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementReason:
    """One reason for asking, and for which kinds of things it can be given."""

    code: str
    label: Text
    kinds: frozenset[ItemKind]
    legal_basis: LegalBasis | None = None


_FIELD = frozenset({ItemKind.FIELD})
_PAPER = frozenset({ItemKind.PAPER})
_BOTH = _FIELD | _PAPER
_CERTIFIED = LegalBasis(
    document="Nghị định 23/2015/NĐ-CP", in_force=InForce(since=date(2015, 4, 10)), verified=False
)

OTHER_REASON: Final = "other"

_LIST: Final = (
    SupplementReason(code="missing", label=Text("Còn thiếu", "Missing"), kinds=_BOTH),
    SupplementReason(
        code="unreadable", label=Text("Không đọc được", "Cannot be read"), kinds=_BOTH
    ),
    SupplementReason(code="wrong_value", label=Text("Nội dung sai", "Wrong content"), kinds=_BOTH),
    SupplementReason(code="incomplete", label=Text("Chưa đầy đủ", "Not complete"), kinds=_BOTH),
    SupplementReason(
        code="expired", label=Text("Đã hết hiệu lực", "No longer valid"), kinds=_PAPER
    ),
    SupplementReason(
        code="not_matching_register",
        label=Text("Không khớp cơ sở dữ liệu", "Does not match the register"),
        kinds=_BOTH,
    ),
    SupplementReason(
        code="not_matching_papers",
        label=Text("Không khớp giấy tờ đã nộp", "Does not match the papers sent"),
        kinds=_FIELD,
    ),
    SupplementReason(
        code="wrong_form", label=Text("Không đúng mẫu", "Not the prescribed form"), kinds=_PAPER
    ),
    SupplementReason(
        code="not_certified",
        label=Text("Chưa được chứng thực", "Not certified"),
        kinds=_PAPER,
        legal_basis=_CERTIFIED,
    ),
    SupplementReason(
        code="needs_original",
        label=Text("Cần bản chính để đối chiếu", "The original is needed for comparison"),
        kinds=_PAPER,
    ),
    SupplementReason(
        code="not_signed",
        label=Text("Chưa ký, chưa đóng dấu", "Not signed or sealed"),
        kinds=_PAPER,
    ),
    SupplementReason(
        code=OTHER_REASON,
        label=Text("Lý do khác (ghi ở ghi chú)", "Another reason (see the note)"),
        kinds=frozenset(ItemKind),
    ),
)

REASONS: Final[Mapping[str, SupplementReason]] = MappingProxyType({one.code: one for one in _LIST})
"""The catalogue by code; codes are kept for ever, statistics count by them."""


def reasons_for(kind: ItemKind) -> tuple[SupplementReason, ...]:
    """The reasons that fit a kind of thing, in the order of the catalogue."""
    return tuple(one for one in REASONS.values() if kind in one.kinds)


def reason_words(code: str) -> Text:
    """The words for a code; the code itself when the catalogue no longer has it."""
    known = REASONS.get(code)
    return known.label if known else Text(code)
