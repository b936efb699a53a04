"""Where a rule comes from and when it applies.

Every amount, hour and rule of the law is data with its source and its dates
(facts change; see the validity timeline in the explanation pages).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """A span of days in which something applies; ``until`` is its last day."""

    since: date
    until: date | None = None

    def covers(self, on: date) -> bool:
        """Tell whether ``on`` lies within the span, both ends included."""
        return self.since <= on and (self.until is None or on <= self.until)

    def overlaps(self, other: InForce) -> bool:
        """Tell whether the two spans share a day."""
        starts_in_time = other.until is None or self.since <= other.until
        return starts_in_time and (self.until is None or other.since <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalBasis:
    """A citation: the document, the article in it, and the days it is in force.

    ``verified`` is False while nobody has checked the rule against the text of the
    law: such a basis is shown to citizens as a setting of the portal, not as law.
    """

    document: str
    article: str = ""
    in_force: InForce | None = None
    verified: bool = True

    def __str__(self) -> str:
        return f"{self.article} {self.document}".strip()
