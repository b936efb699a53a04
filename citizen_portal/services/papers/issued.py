"""Issuing papers: content is frozen when it is decided, the PDF is made by a job."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Select, Table, and_, bindparam, case, func, insert, select
from sqlalchemy.orm import Session

from citizen_portal.documents.papers import PaperContent
from citizen_portal.domain.lifecycle import Status
from citizen_portal.domain.wording import Text
from citizen_portal.models import Dossier, FeeReceipt, IssuedResult, Paper, ReceiptCancellation
from citizen_portal.procedures.connectors import Signatory
from citizen_portal.queue import enqueue
from citizen_portal.services import audit
from citizen_portal.services.actor import Actor, require_person
from citizen_portal.services.errors import NotFound
from citizen_portal.services.parts import Parts
from citizen_portal.services.reference import AgencyView
from citizen_portal.services.scope import agencies_of

TITLES = {
    "submission_receipt": Text("Xác nhận nộp hồ sơ", "Submission receipt"),
    "reception_slip": Text(
        "Giấy tiếp nhận hồ sơ và hẹn trả kết quả", "Reception slip with the due date"
    ),
    "supplement_request": Text(
        "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ", "Request for a supplement"
    ),
    "refusal": Text("Phiếu từ chối tiếp nhận giải quyết hồ sơ", "Notice of refusal"),
    "apology": Text("Văn bản xin lỗi và đề nghị gia hạn", "Apology with a new date"),
    "stop_notice": Text("Thông báo dừng giải quyết hồ sơ", "Notice of stopping"),
    "control_slip": Text("Phiếu kiểm soát quá trình giải quyết hồ sơ", "Control slip"),
    "fee_receipt": Text("Biên lai thu phí, lệ phí", "Fee receipt"),
    "result": Text("Kết quả giải quyết thủ tục", "Result"),
}

OF_THE_OFFICE = frozenset({"control_slip"})
"""Papers that stay with the dossier: the applicant is not shown them."""

ENDED = {
    "revoked": Text(" (đã bị thu hồi)", " (revoked)"),
    "replaced": Text(" (đã được thay thế)", " (replaced)"),
    "cancelled": Text(" (đã huỷ)", " (cancelled)"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperView:
    """An issued paper as pages show it; it can be fetched once ``ready``.

    ``standing`` of a result is in_force, revoked or replaced, of a receipt that no longer counts
    cancelled; empty for other papers.
    """

    kind: str
    number: int
    title: str
    document_number: str
    issued_at: datetime
    ready: bool
    size: int
    standing: str = ""

    @property
    def is_in_force(self) -> bool:
        """Tell whether it still counts: it was neither revoked nor replaced."""
        return self.standing in ("", "in_force")

    @property
    def words(self) -> Text:
        """The title printed on the paper; in English, what kind of paper it is.

        What no longer counts says so.
        """
        ended = ENDED.get(self.standing, Text(""))
        return Text(f"{self.title}{ended.vi}", f"{TITLES[self.kind].en}{ended.en}")


def agency_seal(agency: AgencyView) -> Signatory:
    """In whose name an agency's papers are signed."""
    return Signatory(kind="agency", key=agency.code, name=agency.name)


def officer_hand(officer: Actor) -> Signatory:
    """In whose name an officer signs what they write."""
    return Signatory(kind="person", key=officer.personal_number, name=officer.name)


def portal_seal(parts: Parts) -> Signatory:
    """In whose name the portal itself confirms what it received."""
    name = parts.reference.province_name(parts.province)
    return Signatory(kind="portal", key=parts.province, name=f"Cổng dịch vụ công {name}")


_INSERT = insert(cast(Table, Paper.__table__))


def issue_paper(
    session: Session,
    parts: Parts,
    dossier: Dossier,
    write: Callable[[str], PaperContent],
    *,
    signatories: Sequence[Signatory],
    issuer: str,
    first: bool = False,
) -> UUID:
    """Freeze a paper's content and let a job make the signed PDF, in this transaction.

    ``write`` makes the content, given the address that the paper's QR code carries.
    ``first`` spares the question how many papers of the kind the dossier has.
    """
    token = secrets.token_urlsafe(20)
    content = write(f"{parts.base_url}/xac-thuc/{token}")
    number = 1 if first else _next_of_kind(session, dossier.id, content.KIND)
    paper_id = parts.new_id()
    session.execute(
        _INSERT,
        {
            "id": paper_id,
            "dossier_id": dossier.id,
            "kind": content.KIND,
            "number": number,
            "document_number": content.number,
            "title": getattr(content, "title", "") or TITLES[content.KIND].vi,
            "template": content.template_name,
            "template_version": parts.templates.version(content.template_name),
            "content": content.to_json(),
            "token": token,
            "issuer_name": issuer,
            "signatories": {
                "signatories": [
                    {"kind": one.kind, "key": one.key, "name": one.name} for one in signatories
                ]
            },
            "issued_at": content.issued_at,
            "state": "queued",
        },
    )
    enqueue(session, "make_paper", paper_id=str(paper_id))
    return paper_id


def _next_of_kind(session: Session, dossier_id: UUID, kind: str) -> int:
    count = select(func.count()).where(Paper.dossier_id == dossier_id, Paper.kind == kind)
    return session.execute(count).scalar_one() + 1


def _list_statement() -> Select[Any]:
    paper, result = Paper.__table__.c, IssuedResult.__table__.c
    receipt, cancelled = FeeReceipt.__table__.c, ReceiptCancellation.__table__.c
    standing = case((cancelled.receipt_id.is_not(None), "cancelled"), else_=result.state)
    return (
        select(
            paper.kind, paper.number, paper.title, paper.document_number, paper.issued_at,
            (paper.state == "ready").label("ready"), paper.size,
            func.coalesce(standing, "").label("standing"),
        )
        .join_from(
            Paper.__table__, IssuedResult.__table__, result.paper_id == paper.id, isouter=True
        )
        .outerjoin(
            FeeReceipt.__table__,
            and_(receipt.dossier_id == paper.dossier_id, receipt.paper_id == paper.id),
        )
        .outerjoin(ReceiptCancellation.__table__, cancelled.receipt_id == receipt.id)
        .where(paper.dossier_id == bindparam("dossier_id"))
        .order_by(paper.issued_at, paper.kind)
    )  # fmt: skip


_LIST = _list_statement()


def papers_of(session: Session, dossier_id: UUID) -> list[PaperView]:
    """The papers of a dossier whose reader is already known, oldest first."""
    rows = session.execute(_LIST, {"dossier_id": dossier_id})
    return [PaperView(**row._mapping) for row in rows]


def _open_statement() -> Select[Any]:
    paper, dossier = Paper.__table__.c, Dossier.__table__.c
    return (
        select(
            paper.storage_key, paper.state, dossier.code, dossier.status, dossier.person_id,
            dossier.receiving_agency_id, dossier.competent_agency_id,
            dossier.handling_agency_id, dossier.return_agency_id,
        )
        .join_from(Paper.__table__, Dossier.__table__, dossier.id == paper.dossier_id)
        .where(
            paper.dossier_id == bindparam("dossier_id"),
            paper.kind == bindparam("kind"),
            paper.number == bindparam("number"),
        )
    )  # fmt: skip


_OPEN = _open_statement()


def open_paper(
    session: Session,
    parts: Parts,
    actor: Actor | None,
    dossier_id: UUID,
    kind: str,
    number: int = 1,
) -> tuple[str, bytes | None]:
    """A paper's file name and its signed bytes, None while the job still makes it.

    The owner gets the results once they are returned, and none that stay in the office;
    officers of the dossier's agencies get every paper. Raises ``NotFound``.
    """
    person = require_person(actor)
    row = session.execute(
        _OPEN, {"dossier_id": dossier_id, "kind": kind, "number": number}
    ).one_or_none()
    if row is None:
        raise NotFound()
    officers = bool(set(person.agency_ids).intersection(agencies_of(row)))
    owner = row.person_id == person.person_id
    if kind in OF_THE_OFFICE or (kind == "result" and row.status != Status.RESULT_RETURNED):
        owner = False
    if not owner and not officers:
        raise NotFound()
    if not owner:
        audit.record(session, at=parts.clock(), actor=person, act="open_paper",
                     object_id=dossier_id, kind=kind, number=number)  # fmt: skip
        session.commit()
    name = f"{row.code}-{kind.replace('_', '-')}-{number}.pdf"
    return name, parts.files.get(row.storage_key) if row.state == "ready" else None
