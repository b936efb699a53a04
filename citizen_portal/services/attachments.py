"""Papers received: attached to a draft or a supplement, never changed once sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from citizen_portal.domain.digitisation import CopyKind, Source, digitisation_state
from citizen_portal.domain.lifecycle import Action, ActorKind, Status
from citizen_portal.domain.side_states import DigitisationState
from citizen_portal.domain.wording import Text
from citizen_portal.files.scanning import ScanState
from citizen_portal.files.sniffing import ReceivedPaper, receive
from citizen_portal.models import Attachment, Dossier
from citizen_portal.procedures.conditions import Answers
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.services import audit
from citizen_portal.services.actor import Actor, require_person
from citizen_portal.services.counter.on_behalf import fills_in, lock_to_apply
from citizen_portal.services.errors import NotFound, NotPossibleNow, PapersMissing
from citizen_portal.services.parts import Parts
from citizen_portal.services.scope import sees

FROZEN = Text(
    "Giấy tờ đã nộp thì không thay đổi được nữa.",
    "Papers that have been sent cannot be changed any more.",
)
ENOUGH = Text(
    "Mục này đã đủ số tệp. Hãy xoá bớt một tệp trước khi thêm.",
    "This paper has as many files as it may. Remove one before adding another.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentView:
    """A paper received, as pages and papers show it; ``checked_at`` by an officer, if so."""

    id: UUID
    requirement: str
    file_name: str
    media_type: str
    size: int
    sha256: str
    scan_state: str
    uploaded_at: datetime
    frozen_at: datetime | None
    supplement_number: int
    source: str
    copy_kind: str
    checked_at: datetime | None
    vault_item_id: UUID | None


def attach(
    session: Session,
    parts: Parts,
    actor: Actor | None,
    dossier_id: UUID,
    requirement: str,
    data: bytes,
    file_name: str,
) -> None:
    """Check, store and note a paper for a requirement of the dossier; an officer's is a scan.

    The bytes are stored before the row that names them. Raises ``FileRefused`` with the
    sentence for the person, ``StorageUnavailable``, ``NotFound``, ``NotPossibleNow``.
    """
    person = require_person(actor)
    dossier, kind = lock_to_apply(session, person, dossier_id, Action.SUPPLEMENT)
    supplement = open_for_papers(dossier)
    procedure = parts.catalogue.version(dossier.procedure_code, dossier.procedure_version)
    present = require_room(session, dossier_id, procedure, requirement)
    paper = receive(data, file_name)
    if any(one.sha256 == paper.inspected.sha256 for one in present):
        session.rollback()  # the same file again: a second click, not a second paper
        return
    dossier.updated_at = parts.clock()
    session.execute(
        insert(Attachment).values(
            dossier_id=dossier_id,
            requirement=requirement,
            uploaded_by=person.person_id,
            supplement_number=supplement,
            **_how(kind),
            **_kept(parts, paper),
        )
    )
    session.commit()


def require_room(
    session: Session, dossier_id: UUID, procedure: Procedure, requirement: str
) -> list[AttachmentView]:
    """The files of a requirement that are there already; one more still fits.

    Raises ``NotFound`` for what the procedure does not ask, ``NotPossibleNow``.
    """
    most = _most_files(procedure, requirement)
    present = [
        one
        for one in attachments_of(session, dossier_id)
        if one.requirement == requirement and one.frozen_at is None
    ]
    if len(present) >= most:
        raise NotPossibleNow(ENOUGH)
    return present


def _how(kind: ActorKind) -> dict[str, str]:
    if kind is ActorKind.APPLICANT:
        return {"source": Source.UPLOAD.value, "copy_kind": CopyKind.ELECTRONIC.value}
    return {"source": Source.SCAN.value, "copy_kind": CopyKind.COPY.value}


def _kept(parts: Parts, paper: ReceivedPaper) -> dict[str, Any]:
    """Scan and store the bytes; what the row says of them."""
    known = paper.inspected
    verdict = parts.scanner.scan(paper.data)
    return {
        "id": parts.new_id(),
        "file_name": known.safe_name,
        "media_type": known.media_type,
        "size": known.size,
        "pages": known.pages,
        "sha256": known.sha256,
        "storage_key": parts.files.put(paper.data),
        "scan_state": _SCAN_STATES[verdict.state],
        "uploaded_at": parts.clock(),
    }


_SCAN_STATES = {
    ScanState.CLEAN: "clean",
    ScanState.INFECTED: "infected",
    ScanState.UNAVAILABLE: "pending",
}


def remove(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID, attachment_id: UUID
) -> None:
    """Take a paper away again, as long as it has not been sent."""
    person = require_person(actor)
    dossier, _ = lock_to_apply(session, person, dossier_id, Action.SUPPLEMENT)
    open_for_papers(dossier)
    removed = session.execute(
        delete(Attachment)
        .where(
            Attachment.id == attachment_id,
            Attachment.dossier_id == dossier_id,
            Attachment.frozen_at.is_(None),
        )
        .returning(Attachment.id)
    ).one_or_none()
    if removed is None:
        raise NotFound()
    dossier.updated_at = parts.clock()
    session.commit()


def _list_statement() -> Select[Any]:
    columns = Attachment.__table__.c
    return (
        select(*(columns[name] for name in AttachmentView.__dataclass_fields__))
        .where(columns.dossier_id == bindparam("dossier_id"))
        .order_by(columns.uploaded_at, columns.id)
    )


_LIST = _list_statement()


def attachments_of(session: Session, dossier_id: UUID) -> tuple[AttachmentView, ...]:
    """The papers of a dossier whose owner or officer is already known, oldest first."""
    rows = session.execute(_LIST, {"dossier_id": dossier_id})
    return tuple(AttachmentView(**row._mapping) for row in rows)


def open_attachment(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID, attachment_id: UUID
) -> tuple[AttachmentView, bytes]:
    """The stored bytes, for the owner or an officer of the dossier's agencies; what was not
    sent yet also for the officer who added it at the counter.

    A part of an interlinked dossier opens those of its group that its own procedure asks for.
    Raises ``NotFound``, ``NotPossibleNow`` while a paper is not known to be clean.
    """
    person = require_person(actor)
    row = session.execute(
        select(Attachment, Dossier)
        .join(Dossier, Attachment.dossier_id.in_((Dossier.id, Dossier.parent_id)))
        .where(Attachment.id == attachment_id, Dossier.id == dossier_id)
    ).one_or_none()
    if row is None or not _belongs(parts, *row):
        raise NotFound()
    attachment, dossier = row
    mine = dossier.person_id == person.person_id
    if not mine and not _opens_for_officer(session, person, dossier, attachment):
        raise NotFound()
    if attachment.scan_state != "clean":
        raise NotPossibleNow(_NOT_CLEAN)
    view = AttachmentView(
        **{name: getattr(attachment, name) for name in AttachmentView.__dataclass_fields__}
    )
    if not mine:
        audit.record(session, at=parts.clock(), actor=person, act="open_attachment",
                     object_id=dossier_id, attachment=str(attachment_id))  # fmt: skip
        session.commit()
    return view, parts.files.get(attachment.storage_key)


def _opens_for_officer(
    session: Session, officer: Actor, dossier: Dossier, attachment: Attachment
) -> bool:
    if dossier.status == Status.DRAFT:
        return fills_in(officer, dossier)
    known = attachment.frozen_at is not None or attachment.uploaded_by == officer.person_id
    return known and sees(session, officer, dossier)


def _belongs(parts: Parts, attachment: Attachment, dossier: Dossier) -> bool:
    """Tell whether a paper is the dossier's, or one of its group's that it asks for."""
    if attachment.dossier_id == dossier.id:
        return True
    procedure = parts.catalogue.version(dossier.procedure_code, dossier.procedure_version)
    return attachment.requirement in {one.name for one in procedure.documents}


_NOT_CLEAN = Text(
    "Tệp này chưa được xác nhận là an toàn nên chưa mở được. Hãy thử lại sau.",
    "This file is not yet known to be safe and cannot be opened. Try again later.",
)


def require_papers(
    procedure: Procedure, answers: Answers, papers: Sequence[AttachmentView], on: date
) -> None:
    """Every paper that the answers call for is there, and clean. Raises ``PapersMissing``."""
    clean = {one.requirement for one in papers if one.scan_state == "clean"}
    missing = {
        one.name: one.title
        for one in procedure.needed_documents(answers, on)
        if not one.optional and one.name not in clean
    }
    if missing:
        raise PapersMissing(missing)


def freeze(session: Session, dossier_id: UUID, at: datetime) -> None:
    """From now on the dossier's papers never change."""
    session.execute(
        update(Attachment)
        .where(Attachment.dossier_id == dossier_id, Attachment.frozen_at.is_(None))
        .values(frozen_at=at)
    )


def freeze_supplement(session: Session, dossier: Dossier, at: datetime) -> None:
    """The same for papers added to a submitted dossier: scans among them wait for their check."""
    freeze(session, dossier.id, at)
    dossier.digitisation_state = digitised(dossier, attachments_of(session, dossier.id))


def digitised(dossier: Dossier, papers: Sequence[AttachmentView]) -> str:
    """The dossier's state of digitisation, as its papers are."""
    known = [(one.source, one.vault_item_id is not None) for one in papers]
    return digitisation_state(DigitisationState(dossier.digitisation_state), known).value


def open_for_papers(dossier: Dossier) -> int:
    """The number of the supplement that papers belong to now; 0 for a draft.

    Raises ``NotPossibleNow``.
    """
    if dossier.status == Status.DRAFT:
        return 0
    if dossier.status == Status.SUPPLEMENT_REQUESTED:
        return dossier.supplements
    raise NotPossibleNow(FROZEN)


def _most_files(procedure: Procedure, requirement: str) -> int:
    if requirement == SUPPLEMENT_PAPERS:
        return 10
    try:
        return procedure.document(requirement).most_files
    except KeyError:
        raise NotFound() from None


SUPPLEMENT_PAPERS = "bo-sung"
"""Papers that answer a supplement request but none of the procedure's requirements."""
