"""Verifying: is this PDF, byte for byte, what somebody we trust has signed?"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from typing import Any

from asn1crypto import cms, x509
from asn1crypto.parser import peek
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from citizen_portal.documents.verdict import (
    ALTERED,
    GENUINE,
    LARGEST_FILE,
    NOT_A_PDF,
    TOO_LARGE,
    UNKNOWN_SIGNER,
    UNSIGNED,
    SignatureView,
    Verdict,
)
from citizen_portal.domain.wording import Text

MOST_SIGNATURES = 20


def verify_pdf(
    data: bytes, trust_anchors: Iterable[bytes], *, at: datetime | None = None
) -> Verdict:
    """Judge a file against DER certificates; whatever the file is, a verdict comes back.

    Genuine means: each signature is whole, valid and of a trusted authority, changes between
    two signatures are signatures only, and the last one covers the entire file. ``at`` is
    when the certificates must be valid, now if None.
    """
    if len(data) > LARGEST_FILE:
        return _not_genuine(TOO_LARGE)
    context_arguments = _context_arguments(trust_anchors, at)
    with _quiet():
        try:
            signatures = _signatures(data)
        except Exception:
            return _not_genuine(NOT_A_PDF)
        if not signatures:
            return _not_genuine(UNSIGNED)
        try:
            statuses = [_status(signature, context_arguments) for signature in signatures]
            views = tuple(map(_view, signatures, statuses))
            clean = all(
                _fills_its_place(signature, data) and _is_wrapped_plainly(signature)
                for signature in signatures
            )
        except Exception:
            return Verdict(genuine=False, altered=True, signatures=(), reason=ALTERED)
    return _judge(statuses, views, clean=clean)


def _judge(
    statuses: list[PdfSignatureStatus], views: tuple[SignatureView, ...], *, clean: bool
) -> Verdict:
    whole = (
        clean
        and statuses[-1].coverage == SignatureCoverageLevel.ENTIRE_FILE
        and all(status.intact and status.valid and status.docmdp_ok for status in statuses)
    )
    trusted = all(status.trusted for status in statuses)
    genuine = whole and trusted and all(status.bottom_line for status in statuses)
    broken = UNKNOWN_SIGNER if whole and not trusted else ALTERED
    reason = GENUINE if genuine else broken
    return Verdict(genuine=genuine, altered=not whole, signatures=views, reason=reason)


def _signatures(data: bytes) -> list[EmbeddedPdfSignature]:
    found = list(PdfFileReader(BytesIO(data), strict=True).embedded_signatures)
    if len(found) > MOST_SIGNATURES:
        raise ValueError("more signatures than a paper can have")
    return found


def _fills_its_place(signature: EmbeddedPdfSignature, data: bytes) -> bool:
    """Tell whether the one gap in the signed bytes holds the signature and zeros only."""
    start, length, resume, _ = (int(edge) for edge in signature.byte_range)
    content: bytes = signature.pkcs7_content
    padding = content[peek(content) :]
    written = content.hex().encode()
    gap = data[start + length : resume]
    return not padding.strip(b"\0") and gap[1:-1] in (written, written.upper())


def _is_wrapped_plainly(signature: EmbeddedPdfSignature) -> bool:
    """Tell whether the wrapping, which no signature covers, is the one way in which we write it.

    Lengths, versions, the names of digests and the way in which the signer's certificate is
    named can be written otherwise without spoiling what was signed.
    """
    wrapped, info, certificate = (
        signature.signed_data,
        signature.signer_info,
        signature.signer_cert,
    )
    digest = cms.DigestAlgorithm({"algorithm": info["digest_algorithm"]["algorithm"].native})
    named = cms.IssuerAndSerialNumber(
        {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
    )
    whole = cms.ContentInfo({"content_type": "signed_data", "content": wrapped.copy()})
    return (
        whole.dump(force=True) == signature.pkcs7_content[: peek(signature.pkcs7_content)]
        and (wrapped["version"].native, info["version"].native) == ("v1", "v1")
        and [one.dump() for one in wrapped["digest_algorithms"]] == [digest.dump()]
        and info["digest_algorithm"].dump() == digest.dump()
        and info["sid"].chosen.dump() == named.dump()
    )


def _status(
    signature: EmbeddedPdfSignature, context_arguments: dict[str, Any]
) -> PdfSignatureStatus:
    context = ValidationContext(**context_arguments)
    return validate_pdf_signature(signature, signer_validation_context=context)


def _context_arguments(anchors: Iterable[bytes], at: datetime | None) -> dict[str, Any]:
    roots = [x509.Certificate.load(anchor) for anchor in anchors]
    return {"trust_roots": roots, "allow_fetching": False, "moment": at}


def _view(signature: EmbeddedPdfSignature, status: PdfSignatureStatus) -> SignatureView:
    subject = signature.signer_cert.subject.native
    name = subject.get("common_name") or subject.get("organization_name") or ""
    return SignatureView(
        name=str(name), at=signature.self_reported_timestamp, trusted=bool(status.trusted)
    )


def _not_genuine(reason: Text) -> Verdict:
    return Verdict(genuine=False, altered=False, signatures=(), reason=reason)


@contextmanager
def _quiet() -> Iterator[None]:
    """A bad file is an answer here, not an incident: pyHanko logs each with its trace."""
    loggers = [logging.getLogger(name) for name in ("pyhanko", "pyhanko_certvalidator")]
    before = [logger.disabled for logger in loggers]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, disabled, level in zip(loggers, before, levels, strict=True):
            logger.disabled = disabled
            logger.setLevel(level)
