"""The applicant's own issued papers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from citizen_portal.web.applicant import applicant_pages
from citizen_portal.web.guards import applicant
from citizen_portal.web.issued_papers import NUMBERED, SINGLE, answer_with_paper, word_converter


@applicant_pages.get(f"/ho-so/<uuid:dossier_id>/<{word_converter(SINGLE)}:word>.pdf")
@applicant
def single_paper(dossier_id: UUID, word: str) -> Any:
    """A paper of which there is one."""
    return answer_with_paper(f"/ho-so/{dossier_id}", dossier_id, SINGLE[word])


@applicant_pages.get(f"/ho-so/<uuid:dossier_id>/<{word_converter(NUMBERED)}:word>/<int:number>.pdf")
@applicant
def numbered_paper(dossier_id: UUID, word: str, number: int) -> Any:
    """A paper of which there may be several."""
    return answer_with_paper(f"/ho-so/{dossier_id}", dossier_id, NUMBERED[word], number)
