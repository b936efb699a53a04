"""Verifying a paper: is it genuine, by whom, when, and what does it say."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from citizen_portal.domain.wording import Text
from citizen_portal.models import Dossier, FeeReceipt, IssuedResult, Paper, ReceiptCancellation
from citizen_portal.services.errors import NotFound
from citizen_portal.services.parts import Parts
from citizen_portal.services.results.registry import printed_number, standing_of

HIDDEN_NAME = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Whether a paper still counts: in_force, expired, revoked, replaced, cancelled; since when.

    ``replaced_by`` and ``replaces`` are the numbers of the papers on either side.
    """

    state: str
    ended_at: datetime | None
    valid_until: date | None
    replaced_by: str
    replaces: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GenuinePaper:
    """What the public page says of a paper that the portal issued."""

    token: str
    title: str
    document_number: str
    issuer: str
    signed_by: tuple[str, ...]
    issued_at: datetime
    dossier_code: str
    procedure_name: Text
    applicant: str
    sha256: str
    ready: bool
    standing: Standing | None = None


class Comparison(StrEnum):
    """What an uploaded file is, beside the paper of the token."""

    SAME = "same"
    ALTERED = "altered"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileVerdict:
    """The comparison, and who signed the uploaded file as far as its signatures hold."""

    comparison: Comparison
    signed_by: tuple[str, ...]


def find_paper(session: Session, parts: Parts, token: str) -> GenuinePaper:
    """The paper whose QR code carries this token. Whoever holds the paper may ask.

    Raises ``NotFound``: no such paper was ever issued.
    """
    row = session.execute(
        select(
            Paper.token, Paper.title, Paper.document_number, Paper.issuer_name, Paper.signatories,
            Paper.id, Paper.issued_at, Paper.sha256, Paper.state, Dossier.code,
            Dossier.procedure_code, Dossier.procedure_version, Dossier.applicant_name,
        )
        .join(Dossier, Dossier.id == Paper.dossier_id)
        .where(Paper.token == token)
    ).one_or_none()  # fmt: skip
    if row is None:
        raise NotFound()
    procedure = parts.catalogue.version(row.procedure_code, row.procedure_version)
    return GenuinePaper(
        token=row.token,
        title=row.title,
        document_number=row.document_number,
        issuer=row.issuer_name,
        signed_by=tuple(one["name"] for one in row.signatories["signatories"]),
        issued_at=row.issued_at,
        dossier_code=row.code or "",
        procedure_name=procedure.name,
        applicant=shorten_name(row.applicant_name),
        sha256=row.sha256,
        ready=row.state == "ready",
        standing=_standing(session, row.id, parts.today()),
    )


def _standing(session: Session, paper_id: UUID, today: date) -> Standing | None:
    """What the registry says of a result, or that a receipt was cancelled; else None."""
    before, later = aliased(IssuedResult), aliased(IssuedResult)
    row = session.execute(
        select(
            IssuedResult.state, IssuedResult.ended_at, IssuedResult.valid_until,
            before.number.label("before"), before.symbol.label("before_symbol"),
            later.number.label("later"), later.symbol.label("later_symbol"),
        )
        .join(before, before.id == IssuedResult.replaces_id, isouter=True)
        .join(later, later.replaces_id == IssuedResult.id, isouter=True)
        .where(IssuedResult.paper_id == paper_id)
    ).one_or_none()  # fmt: skip
    if row is None:
        return _cancelled(session, paper_id)
    return Standing(
        state=standing_of(row.state, row.valid_until, today),
        ended_at=row.ended_at,
        valid_until=row.valid_until,
        replaces=printed_number(row.before, row.before_symbol),
        replaced_by=printed_number(row.later, row.later_symbol),
    )


def _cancelled(session: Session, paper_id: UUID) -> Standing | None:
    """A receipt that no longer counts, and the number of the one in its place."""
    later = aliased(FeeReceipt)
    row = session.execute(
        select(ReceiptCancellation.at, later.number)
        .join(FeeReceipt, FeeReceipt.id == ReceiptCancellation.receipt_id)
        .outerjoin(later, later.id == ReceiptCancellation.replaced_by_id)
        .join(Paper, Paper.id == FeeReceipt.paper_id)
        .where(Paper.id == paper_id, FeeReceipt.dossier_id == Paper.dossier_id)
    ).one_or_none()
    if row is None:
        return None
    number = "" if row.number is None else f"{row.number:08d}"
    return Standing(
        state="cancelled", ended_at=row.at, valid_until=None, replaced_by=number, replaces=""
    )


def compare_file(session: Session, parts: Parts, token: str, data: bytes) -> FileVerdict:
    """Compare an uploaded file with the paper of the token, byte for byte and by signature."""
    paper = find_paper(session, parts, token)
    if hashlib.sha256(data).hexdigest() == paper.sha256:
        return FileVerdict(comparison=Comparison.SAME, signed_by=paper.signed_by)
    verdict = parts.press.verify(data, parts.signer.trust_anchors())
    names = tuple(one.name for one in verdict.signatures)
    if verdict.genuine:
        return FileVerdict(comparison=Comparison.OTHER, signed_by=names)
    if verdict.signatures or _contains(data, paper):
        return FileVerdict(comparison=Comparison.ALTERED, signed_by=())
    return FileVerdict(comparison=Comparison.UNKNOWN, signed_by=())


def _contains(data: bytes, paper: GenuinePaper) -> bool:
    return paper.token.encode() in data


def shorten_name(name: str) -> str:
    """A name that its owner recognises and a stranger does not: Nguyễn V** A*."""
    words = name.split()
    return " ".join([*words[:1], *(word[0] + HIDDEN_NAME * (len(word) - 1) for word in words[1:])])
