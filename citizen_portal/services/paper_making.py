"""Making a paper that was issued: print it, sign it, store it. Done again, nothing changes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from citizen_portal.documents.signing import sign_pdf
from citizen_portal.models import Paper
from citizen_portal.procedures.connectors import Signatory
from citizen_portal.services.parts import Parts

Print = Callable[[str, Mapping[str, Any]], bytes]
"""Prints stored content of a kind as an unsigned PDF, within limits of time and memory."""

REASONS = {
    "submission_receipt": "Xác nhận nội dung hồ sơ đã nộp",
    "reception_slip": "Tiếp nhận hồ sơ",
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
    signed = unsigned
    for one in row.signatories["signatories"]:
        signed = sign_pdf(
            signed, parts.signer, Signatory(**one),
            reason=REASONS.get(row.kind, "Ban hành văn bản"), at=row.issued_at,
        )  # fmt: skip
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
    session.commit()
    return True
