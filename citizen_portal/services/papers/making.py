"""Making a paper that was issued: print it, sign it, store it. Done again, nothing changes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from citizen_portal.documents.papers.signature_stamp import PERSON
from citizen_portal.documents.signing import sign_pdf
from citizen_portal.documents.stamps import draw_stamps
from citizen_portal.models import Dossier, Paper
from citizen_portal.procedures.connectors import Signatory
from citizen_portal.services.parts import Parts
from citizen_portal.services.vault.store import store_result

Print = Callable[[str, Mapping[str, Any]], bytes]
"""Prints stored content of a kind as an unsigned PDF, within limits of time and memory."""

SEALED_ANYWAY = frozenset({"reception_slip", "supplement_request", "refusal", "stop_notice"})
"""Papers that the agency's seal alone carries when their officer holds no certificate."""

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
    signatories = _signatories(parts, row)
    signed = _sign(parts, print_paper, row, unsigned, signatories)
    key = parts.files.put(signed)
    session.execute(
        update(Paper)
        .where(Paper.id == paper_id, Paper.state != "ready")
        .values(
            state="ready",
            signatories={"signatories": [asdict(one) for one in signatories]},
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


def _signatories(parts: Parts, row: Any) -> list[Signatory]:
    """Who signs: a citizen's slip does not wait for the certificate of a new officer."""
    named = [Signatory(**one) for one in row.signatories["signatories"]]
    if row.kind not in SEALED_ANYWAY:
        return named
    return [one for one in named if one.kind != PERSON or _has_certificate(parts, one)]


def _has_certificate(parts: Parts, person: Signatory) -> bool:
    try:
        parts.signer.certificates(person)
    except LookupError:
        return False
    return True


def _sign(
    parts: Parts, print_paper: Print, row: Any, unsigned: bytes, signatories: Sequence[Signatory]
) -> bytes:
    """Sign in the order of the signatories, visibly where the paper leaves room for it."""
    demo = bool(row.content.get("demo"))
    stamps = draw_stamps(unsigned, signatories, print_paper, row.issued_at, demo)
    reason = REASONS.get(row.kind, "Ban hành văn bản")
    signed = unsigned
    for one, stamp in zip(signatories, stamps, strict=True):
        signed = sign_pdf(
            signed, parts.signer, one, reason=reason, at=row.issued_at, stamp=stamp
        )  # fmt: skip
    return signed
