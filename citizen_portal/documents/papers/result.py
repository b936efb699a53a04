"""Result: the decision paper that a procedure's own template prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from citizen_portal.documents.papers.letterhead import PaperContent


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultContent(PaperContent):
    """``body`` are the plain values that ``template`` (``<plugin>/<file>``) prints.

    After storage the days and moments in ``body`` are ISO 8601 text, which the filters
    ``day`` and ``moment`` accept.
    """

    KIND: ClassVar[str] = "result"
    TEMPLATE: ClassVar[str] = "result.html"

    dossier_code: str
    title: str
    subject: str = ""
    template: str = TEMPLATE
    body: Mapping[str, Any] = field(default_factory=dict)
    copies_to: tuple[str, ...] = ()

    @property
    def template_name(self) -> str:
        """The procedure's own template, or the generic one."""
        return self.template
