"""Making a paper that was issued: print it, sign it, store it. Done again, nothing changes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from citizen_portal.documents.signing import sign_pdf
from citizen_portal.documents.stamps import draw_stamps
from citizen_portal.models import Dossier, Paper
from citizen_portal.procedures.connectors import Signatory
from citizen_portal.services.parts import Parts
from citizen_portal.services.vault.store import store_result

Print = Callable[[str, Mapping[str, Any]], bytes]
"""Prints stored content of a kind as an unsigned PDF, within limits of time and memory."""

REASONS = {
    "submission_receipt": "Xác nhận nội dung hồ sơ đã nộp",
    "reception_slip": "Tiếp nhận hồ sơ",
    "control_slip": "Xác nhận quá trình giải quyết hồ sơ",
    "fee_receipt": "Xác nhận thu phí, lệ phí",
    "result": "Ban hành kết quả",
}


def make_paper(session: Session, parts: Parts, print_paper: Print, paper_id: UUID) -> bool:
    """Make the signed PDF of an issued paper; False when it was there already.

    It is the worker's, which acts for nobody and changes no content. Raises what printing,
    signing or storing raises: the job is tried again.
    """
    row = session.execute(
        select(
            Paper.kind, Paper.content, Paper.signatories, Paper.issued_at, Paper.state
        ).where(Paper.id == paper_id)
    ).one()  # fmt: skip
    if row.state == "ready":
        return False
    unsigned = print_paper(row.kind, row.content)
    signed = _sign(parts, print_paper, row, unsigned)
    key = parts.files.put(signed)
    session.execute(
        update(Paper)
        .where(Paper.id == paper_id, Paper.state != "ready")
        .values(
            state="ready",
            storage_key=key,
            sha256=hashlib.sha256(signed).hexdigest(),
            unsigned_sha256=hashlib.sha256(unsigned).hexdigest(),
            size=len(signed),
            ready_at=parts.clock(),
        )
    )
    if row.kind == "result":
        paper = session.get_one(Paper, paper_id, populate_existing=True)
        store_result(session, parts, session.get_one(Dossier, paper.dossier_id), paper)
    session.commit()
    return True


def _sign(parts: Parts, print_paper: Print, row: Any, unsigned: bytes) -> bytes:
    """Sign in the order of the signatories; letters and results show it."""
    signatories = [Signatory(**one) for one in row.signatories["signatories"]]
    demo = bool(row.content.get("demo"))
    stamps = draw_stamps(unsigned, signatories, print_paper, row.issued_at, demo)
    reason = REASONS.get(row.kind, "Ban hành văn bản")
    signed = unsigned
    for one, stamp in zip(signatories, stamps, strict=True):
        signed = sign_pdf(
            signed, parts.signer, one, reason=reason, at=row.issued_at, stamp=stamp
        )  # fmt: skip
    return signed
