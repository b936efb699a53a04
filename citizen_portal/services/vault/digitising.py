"""Digitisation at the counter: what each scan says, that it was checked, that it is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from citizen_portal.domain.digitisation import CopyKind, Source
from citizen_portal.domain.lifecycle import Status
from citizen_portal.domain.roles import Duty
from citizen_portal.domain.side_states import DigitisationState
from citizen_portal.domain.wording import Text
from citizen_portal.models import Attachment, Dossier, Person, VaultItem
from citizen_portal.queue import enqueue
from citizen_portal.services import audit
from citizen_portal.services.actor import Actor, require_officer, whose_task
from citizen_portal.services.attachments import AttachmentView
from citizen_portal.services.change import lock_dossier
from citizen_portal.services.errors import Forbidden, NotFound, NotPossibleNow, WrongInput
from citizen_portal.services.parts import Parts
from citizen_portal.services.scope import refuse_own, sees
from citizen_portal.services.vault.items import VaultView, as_view, usable_items
from citizen_portal.services.vault.store import component_code, paper_title

NO_NUMBER = Text(
    "Người nộp chưa có số định danh cá nhân nên chưa lưu kho được. Hãy tiếp tục xử lý bằng bản "
    "quét trong hồ sơ.",
    "The applicant has no personal identification number, so nothing can be stored. Go on with "
    "the scan in the dossier.",
)
DONE = Text(
    "Giấy tờ này đã được đối chiếu nên thông tin không đổi được nữa.",
    "This paper has been checked, so what it says cannot be changed any more.",
)
NOT_CLEAN = Text(
    "Tệp này chưa được xác nhận là an toàn. Hãy thử lại sau khi kiểm tra xong.",
    "This file is not yet known to be safe. Try again once it is checked.",
)
ENDS_BEFORE = Text("Ngày hết hiệu lực phải sau ngày cấp.", "It cannot expire before it was issued.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperDetails:
    """What a paper itself says; ``valid_until`` None when it does not expire."""

    number: str = ""
    issued_on: date | None = None
    signer: str = ""
    issuer: str = ""
    valid_until: date | None = None

    def refuse_contradiction(self) -> None:
        """Raises ``WrongInput`` when it would expire before it was issued."""
        if self.issued_on and self.valid_until and self.valid_until < self.issued_on:
            raise WrongInput({"valid_until": ENDS_BEFORE})

    def to_json(self) -> dict[str, Any]:
        """Plain values; days as ISO text."""
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in asdict(self).items()
            if value
        }

    @classmethod
    def from_json(cls, details: Mapping[str, Any]) -> PaperDetails:
        """Read what ``to_json`` wrote, and what an item of the store says of itself."""
        return cls(
            number=details.get("number", ""),
            issued_on=_day(details.get("issued_on")),
            signer=details.get("signer", ""),
            issuer=details.get("issuer", ""),
            valid_until=_day(details.get("valid_until")),
        )


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if text else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScannedPaper:
    """One scan with how far it is: ``stored`` is its item, ``known`` what the store has already."""

    file: AttachmentView
    title: Text
    details: Mapping[str, Any]
    stored: VaultView | None
    known: VaultView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DigitisationPage:
    """The papers of a dossier that came as paper, and how far digitisation is."""

    id: UUID
    code: str
    applicant_name: str
    state: DigitisationState
    papers: tuple[ScannedPaper, ...]


def open_digitisation(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID
) -> DigitisationPage:
    """The scans of a dossier of the officer's counter; the look is written down.

    Raises ``NotFound``, ``Forbidden``.
    """
    officer = require_officer(actor)
    dossier = _at_counter(session, officer, session.get(Dossier, dossier_id))
    page = DigitisationPage(
        id=dossier.id,
        code=dossier.code or "",
        applicant_name=dossier.applicant_name,
        state=DigitisationState(dossier.digitisation_state),
        papers=_scanned(session, parts, dossier),
    )
    audit.record(session, at=parts.clock(), actor=officer, act="open_digitisation",
                 object_id=dossier_id, purpose="digitisation")  # fmt: skip
    session.commit()
    return page


def _scanned(session: Session, parts: Parts, dossier: Dossier) -> tuple[ScannedPaper, ...]:
    procedure = parts.catalogue.version(dossier.procedure_code, dossier.procedure_version)
    rows = session.execute(
        select(Attachment, VaultItem)
        .outerjoin(VaultItem, VaultItem.id == Attachment.vault_item_id)
        .where(
            Attachment.dossier_id == dossier.id,
            Attachment.source != Source.UPLOAD.value,
            Attachment.frozen_at.is_not(None),
        )
        .order_by(Attachment.uploaded_at, Attachment.id)
    ).all()
    components = {component_code(procedure, paper.requirement) for paper, _ in rows}
    known = usable_items(session, dossier.person_id, components, parts.today())
    return tuple(
        ScannedPaper(
            file=_file(paper),
            title=paper_title(procedure, paper.requirement),
            details=paper.details,
            stored=as_view(item) if item else None,
            known=known.get(component_code(procedure, paper.requirement)),
        )
        for paper, item in rows
    )


def _file(paper: Attachment) -> AttachmentView:
    return AttachmentView(
        **{name: getattr(paper, name) for name in AttachmentView.__dataclass_fields__}
    )


def digitise(
    session: Session,
    parts: Parts,
    actor: Actor | None,
    dossier_id: UUID,
    attachment_id: UUID,
    details: PaperDetails,
    copy_kind: CopyKind,
    *,
    checked: bool,
) -> None:
    """Write down what a scan says; ``checked`` also confirms it against the paper, and a job
    then signs and stores it.

    Raises ``NotFound``, ``Forbidden``, ``WrongInput``, ``NotPossibleNow``.
    """
    officer = require_officer(actor)
    dossier = _at_counter(session, officer, lock_dossier(session, dossier_id))
    paper = _scan_of(session, dossier_id, attachment_id)
    _refuse_unready(session, dossier, paper, checked=checked)
    details.refuse_contradiction()
    paper.details = details.to_json()
    paper.copy_kind = copy_kind.value
    now = parts.clock()
    if checked:
        paper.checked_at, paper.checked_by_id = now, officer.person_id
        session.flush()
        enqueue(session, "store_copy", attachment_id=str(attachment_id))
    audit.record(session, at=now, actor=officer, act="digitise", object_id=dossier_id,
                 attachment=str(attachment_id), checked=checked)  # fmt: skip
    session.commit()


def _scan_of(session: Session, dossier_id: UUID, attachment_id: UUID) -> Attachment:
    """A scan that was sent with the dossier. Raises ``NotFound``."""
    paper = session.get(Attachment, attachment_id)
    if paper is None or paper.dossier_id != dossier_id:
        raise NotFound()
    if paper.source != Source.SCAN or paper.frozen_at is None:
        raise NotFound()
    return paper


def _at_counter(session: Session, officer: Actor, dossier: Dossier | None) -> Dossier:
    """The dossier, if the officer receives at its counter. Raises ``NotFound``, ``Forbidden``."""
    if dossier is None or dossier.status == Status.DRAFT or not sees(session, officer, dossier):
        raise NotFound()
    if dossier.receiving_agency_id not in officer.agencies_for(Duty.RECEIVE):
        raise Forbidden(whose_task(Duty.RECEIVE.holders))
    refuse_own(session, officer, dossier)
    return dossier


def _refuse_unready(
    session: Session, dossier: Dossier, paper: Attachment, *, checked: bool
) -> None:
    if paper.checked_at is not None:
        raise NotPossibleNow(DONE)
    if paper.scan_state != "clean":
        raise NotPossibleNow(NOT_CLEAN)
    number = select(Person.personal_number).where(Person.id == dossier.person_id)
    if checked and not session.execute(number).scalar_one():
        raise NotPossibleNow(NO_NUMBER)
