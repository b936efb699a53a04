"""What a rule says when it cannot read what a person typed."""

from __future__ import annotations

from citizen_portal.domain.wording import Text


class Unreadable(ValueError):
    """Typed text that a rule cannot read; ``text`` tells the person what to type."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.vi)
        self.text = text
