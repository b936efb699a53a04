"""Digitisation of paper received: which papers count, and how far a dossier is.

The five steps are those of the one-stop rules (already there?, scan, describe, check and sign,
store); a paper is done once its checked copy is in the electronic store.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from citizen_portal.domain.side_states import DigitisationState, moved
from citizen_portal.domain.wording import Text


class Source(StrEnum):
    """How an electronic copy came to the dossier."""

    UPLOAD = "upload"
    SCAN = "scan"
    VAULT = "vault"


class CopyKind(StrEnum):
    """What lay on the counter, or that nothing did."""

    ORIGINAL = "original"
    COPY = "copy"
    ELECTRONIC = "electronic"

    @property
    def label(self) -> Text:
        """The name people read."""
        return _COPY_LABELS[self]


_COPY_LABELS = {
    CopyKind.ORIGINAL: Text("Bản chính", "Original"),
    CopyKind.COPY: Text("Bản sao", "Copy"),
    CopyKind.ELECTRONIC: Text("Bản điện tử", "Electronic"),
}


def digitisation_state(
    now: DigitisationState, papers: Sequence[tuple[str, bool]]
) -> DigitisationState:
    """Where digitisation stands, from each paper's ``Source`` and whether it is stored.

    What was uploaded was electronic from the beginning and does not count.
    """
    stored = [is_stored for source, is_stored in papers if source != Source.UPLOAD]
    if not any(stored):
        return moved(now, DigitisationState.NONE)
    return moved(now, DigitisationState.COMPLETE if all(stored) else DigitisationState.PARTIAL)
