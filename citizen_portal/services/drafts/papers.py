"""The papers of a draft: what the answers call for, and what is there already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from citizen_portal.domain.wording import Text
from citizen_portal.services.actor import SUBMIT_LEVEL, Actor, require_person
from citizen_portal.services.attachments import AttachmentView, attachments_of
from citizen_portal.services.drafts.draft import Draft
from citizen_portal.services.drafts.filling_in import open_draft
from citizen_portal.services.drafts.way import is_answered, needed_papers
from citizen_portal.services.errors import OutOfOrder
from citizen_portal.services.parts import Parts
from citizen_portal.services.vault.items import VaultView, component_of, usable_items
from citizen_portal.services.vault.reuse import reusable


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperNeeded:
    """A paper that the answers call for, with the files received for it.

    ``stored`` lies in the applicant's electronic store and could be used.
    """

    name: str
    title: Text
    hint: Text
    optional: bool
    files: tuple[AttachmentView, ...]
    room: bool
    stored: VaultView | None = None

    @property
    def missing(self) -> bool:
        """Tell whether the dossier cannot be submitted without another file."""
        return not self.optional and not any(one.scan_state == "clean" for one in self.files)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPapers:
    """A draft with its papers; ``others`` were attached before an answer changed.

    ``undecided``: an answer that tells which papers are needed is still to come.
    """

    draft: Draft
    needed: tuple[PaperNeeded, ...]
    others: tuple[AttachmentView, ...]
    undecided: bool = False


def open_draft_papers(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID
) -> DraftPapers:
    """The papers of a draft that is the actor's to fill in. Raises what ``open_draft`` raises."""
    person = require_person(actor)
    draft = open_draft(session, parts, person, dossier_id)
    papers = papers_of_draft(draft, attachments_of(session, dossier_id), draft.on)
    return papers if person.level < SUBMIT_LEVEL else _with_stored(session, parts, papers)


def _with_stored(session: Session, parts: Parts, papers: DraftPapers) -> DraftPapers:
    """Put to each paper that may come from the store what lies there and is not used yet."""
    draft = papers.draft
    components = {one.name: component_of(draft.procedure, one) for one in reusable(draft.procedure)}
    asked = {components[one.name] for one in papers.needed if one.name in components}
    found = usable_items(session, draft.applicant_id, asked, parts.today())
    return replace(
        papers,
        needed=tuple(
            replace(one, stored=_unused(one, found.get(components.get(one.name, ""))))
            for one in papers.needed
        ),
    )


def _unused(paper: PaperNeeded, item: VaultView | None) -> VaultView | None:
    used = item is not None and any(file.vault_item_id == item.id for file in paper.files)
    return None if used or not paper.room else item


def papers_of_draft(draft: Draft, files: Sequence[AttachmentView], on: date) -> DraftPapers:
    """Put each file to the paper it was received for."""
    try:
        called_for = needed_papers(draft, on)
    except OutOfOrder:
        if is_answered(draft):
            raise
        return DraftPapers(draft=draft, needed=(), others=(), undecided=True)
    needed = tuple(
        PaperNeeded(
            name=one.name,
            title=one.title,
            hint=one.hint,
            optional=one.optional,
            files=(mine := tuple(file for file in files if file.requirement == one.name)),
            room=len(mine) < one.most_files,
        )
        for one in called_for
    )
    names = {one.name for one in needed}
    others = tuple(file for file in files if file.requirement not in names)
    return DraftPapers(draft=draft, needed=needed, others=others)
