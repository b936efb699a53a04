"""Putting papers into the electronic store: checked scans, and results that were issued."""

from __future__ import annotations

import hashlib
import logging
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from citizen_portal.documents.signing import sign_pdf
from citizen_portal.domain.moment import day_in_vietnam
from citizen_portal.domain.wording import Text, as_text
from citizen_portal.models import (
    Attachment,
    Dossier,
    IssuedResult,
    Paper,
    Person,
    VaultItem,
)
from citizen_portal.procedures.connectors import ConnectorUnavailable
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.services import audit
from citizen_portal.services.attachments import attachments_of, digitised
from citizen_portal.services.change import lock_dossier
from citizen_portal.services.numbering import next_number
from citizen_portal.services.papers.issued import agency_seal
from citizen_portal.services.parts import Parts
from citizen_portal.services.reference import AgencyView
from citizen_portal.services.vault.items import RESULT, component_of

log = logging.getLogger(__name__)

PDF = "application/pdf"
REASON = "Xác nhận bản số hoá đúng với giấy tờ đã nhận"


def store_copy(session: Session, parts: Parts, attachment_id: UUID) -> bool:
    """Sign a checked scan with the agency's seal and store it; False when that was done.

    It is the worker's: the officer who checked gave the order. Raises
    ``ConnectorUnavailable`` when the signer does not answer; the job is tried again.
    """
    dossier_id = session.execute(
        select(Attachment.dossier_id).where(Attachment.id == attachment_id)
    ).scalar_one()
    dossier = lock_dossier(session, dossier_id)
    paper = session.get_one(Attachment, attachment_id, populate_existing=True)
    if paper.vault_item_id is not None or paper.checked_at is None:
        session.rollback()
        return False
    item = _keep_copy(session, parts, dossier, paper)
    paper.vault_item_id = item.id
    session.flush()
    dossier.digitisation_state = digitised(dossier, attachments_of(session, dossier_id))
    audit.record(session, at=item.stored_at, actor=None, act="store_copy", object_id=dossier_id,
                 attachment=str(attachment_id), code=item.code)  # fmt: skip
    session.commit()
    return True


def _keep_copy(session: Session, parts: Parts, dossier: Dossier, paper: Attachment) -> VaultItem:
    agency = parts.reference.agency(dossier.receiving_agency_id)
    procedure = parts.catalogue.version(dossier.procedure_code, dossier.procedure_version)
    data, signed_by = _signed(parts, agency, paper)
    return _add_item(
        session, parts, dossier, agency, parts.clock(),
        component_code=component_code(procedure, paper.requirement),
        title=paper_title(procedure, paper.requirement).vi,
        details=paper.details,
        media_type=paper.media_type,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        storage_key=parts.files.put(data) if signed_by else paper.storage_key,
        origin="scan",
        signed_by=signed_by,
        valid_until=_day(paper.details.get("valid_until")),
    )  # fmt: skip


def _signed(parts: Parts, agency: AgencyView, paper: Attachment) -> tuple[bytes, str]:
    """The bytes to keep and whose signature they carry; pictures, and PDFs that cannot take a
    signature, stay as they are, unsigned.
    """
    data = parts.files.get(paper.storage_key)
    if paper.media_type != PDF or paper.checked_at is None:
        return data, ""
    seal = agency_seal(agency)
    try:
        return sign_pdf(data, parts.signer, seal, reason=REASON, at=paper.checked_at), seal.name
    except ConnectorUnavailable:
        raise
    except Exception as error:
        log.warning("a scan cannot be signed: %s: %s", paper.id, type(error).__name__)
        return data, ""


def component_code(procedure: Procedure, requirement: str) -> str:
    """Under what a received paper is kept; one that answers no requirement, by its own word."""
    try:
        return component_of(procedure, procedure.document(requirement))
    except KeyError:
        return f"{procedure.code}:{requirement}"


def paper_title(procedure: Procedure, requirement: str) -> Text:
    """What a received paper is called; the store keeps the Vietnamese words."""
    try:
        return as_text(procedure.document(requirement).title)
    except KeyError:
        name = as_text(procedure.name)
        return Text(f"Giấy tờ bổ sung: {name.vi}", f"Supplement: {name.en or name.vi}")


def store_result(session: Session, parts: Parts, dossier: Dossier, paper: Paper) -> None:
    """Put an issued result, once its PDF is ready, into the applicant's store.

    It shows there when it is returned. The caller commits; done again, nothing changes. A
    person without a number has no store.
    """
    known = select(VaultItem.id).where(
        VaultItem.dossier_id == dossier.id, VaultItem.storage_key == paper.storage_key
    )
    if session.scalar(known.limit(1)) is not None or not _owner(session, dossier):
        return
    procedure = parts.catalogue.version(dossier.procedure_code, dossier.procedure_version)
    _add_item(
        session, parts, dossier, parts.reference.agency(dossier.handling_agency_id),
        parts.clock(),
        component_code=procedure.result.code or f"{procedure.code}:{RESULT}",
        title=paper.title,
        details={
            "number": paper.document_number,
            "issued_on": day_in_vietnam(paper.issued_at).isoformat(),
            "issuer": paper.issuer_name,
        },
        media_type=PDF,
        size=paper.size,
        sha256=paper.sha256,
        storage_key=paper.storage_key,
        origin=RESULT,
        signed_by=paper.issuer_name,
        valid_until=None,
        withdrawn_at=session.scalar(
            select(IssuedResult.ended_at).where(IssuedResult.paper_id == paper.id)
        ),
    )  # fmt: skip


def withdraw_result(session: Session, paper_id: UUID, at: datetime) -> None:
    """A result that is in force no more cannot be used from the store. The caller commits."""
    paper = Paper.__table__.c
    key = select(paper.storage_key).where(paper.id == paper_id).scalar_subquery()
    session.execute(
        update(VaultItem)
        .where(VaultItem.storage_key == key, VaultItem.withdrawn_at.is_(None))
        .where(VaultItem.dossier_id == select(paper.dossier_id).where(paper.id == paper_id)
               .scalar_subquery())
        .values(withdrawn_at=at)
        .execution_options(synchronize_session=False)
    )  # fmt: skip


def _add_item(
    session: Session, parts: Parts, dossier: Dossier, agency: AgencyView, at: datetime, **said: Any
) -> VaultItem:
    """Number and add the next version of a paper in its owner's store."""
    owner = _owner(session, dossier)
    year = str(day_in_vietnam(at).year)
    number = next_number(session, "vault", agency.code, year)
    before = select(func.coalesce(func.max(VaultItem.version), 0)).where(
        VaultItem.owner_number == owner, VaultItem.component_code == said["component_code"]
    )
    item = VaultItem(
        id=parts.new_id(),
        code=f"{agency.code}-{year}-{number:06d}",
        owner_number=owner,
        version=session.execute(before).scalar_one() + 1,
        dossier_id=dossier.id,
        stored_at=at,
        **said,
    )
    session.add(item)
    session.flush()
    return item


def _owner(session: Session, dossier: Dossier) -> str:
    number = select(Person.personal_number).where(Person.id == dossier.person_id)
    return session.execute(number).scalar_one()


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if text else None
