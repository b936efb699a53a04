"""Papers as lists on pages show them: those received, and those issued."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from citizen_portal.domain.wording import Text
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.services.attachments import SUPPLEMENT_PAPERS, AttachmentView
from citizen_portal.services.papers.issued import PaperView
from citizen_portal.web.issued_papers import paper_address

CHECKING = Text("Đang kiểm tra", "Being checked")
UNSAFE = Text("Không an toàn, hãy thay tệp khác", "Not safe, replace this file")
SIGNING = Text("Đang được ký số", "Being signed")
OTHER_PAPERS = Text("Giấy tờ bổ sung khác", "Other papers added")
_STATES = {"clean": (Text(""), ""), "pending": (CHECKING, "yellow"), "infected": (UNSAFE, "red")}


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """One paper in a list; ``state`` is empty when there is nothing to say about it."""

    id: str
    label: Text
    file_name: str
    size: int
    href: str
    state: str | Text = ""
    tone: str = ""
    note: str | Text = ""


def received(
    dossier_id: UUID, procedure: Procedure, files: Iterable[AttachmentView]
) -> tuple[PaperLine, ...]:
    """The papers received, each under the name of what it was asked for."""
    return tuple(
        PaperLine(
            id=str(one.id),
            label=_title(procedure, one.requirement),
            file_name=one.file_name,
            size=one.size,
            href=f"/ho-so/{dossier_id}/giay-to/{one.id}" if one.scan_state == "clean" else "",
            state=_STATES[one.scan_state][0] if one.scan_state != "clean" else "",
            tone=_STATES[one.scan_state][1],
        )
        for one in files
    )


def _title(procedure: Procedure, requirement: str) -> Text:
    if requirement == SUPPLEMENT_PAPERS:
        return OTHER_PAPERS
    return procedure.document(requirement).title


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedLine:
    """One issued paper in a list."""

    title: Text
    document_number: str
    href: str
    ready: bool


def issued(dossier_id: UUID, papers: Iterable[PaperView]) -> tuple[IssuedLine, ...]:
    """The papers issued, with where they are fetched."""
    return tuple(
        IssuedLine(
            title=one.words,
            document_number=one.document_number,
            href=address(dossier_id, one.kind, one.number),
            ready=one.ready,
        )
        for one in papers
    )


def address(dossier_id: UUID, kind: str, number: int = 1) -> str:
    """Where the applicant fetches a paper of a dossier."""
    return paper_address(f"/ho-so/{dossier_id}", kind, number)
