"""Signing: PAdES baseline B signatures, added to a PDF without touching its bytes."""

from __future__ import annotations

from collections.abc import Coroutine
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from typing import Any, TypeVar

from asn1crypto import x509
from asn1crypto.algos import SignedDigestAlgorithm
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko_certvalidator.registry import SimpleCertificateStore

from citizen_portal.domain.moment import in_vietnam
from citizen_portal.procedures.connectors import Signatory, Signer

# Room for the signature's own structure beside the certificates, in bytes.
_ROOM = 1536
_DRY_SIGNATURE = {"ecdsa_sha256": 72, "rsa_sha256": 512}
_MECHANISM = {"ecdsa_sha256": "sha256_ecdsa", "rsa_sha256": "sha256_rsa"}

_Answer = TypeVar("_Answer")


class _KeyElsewhere(signers.Signer):
    """Asks a ``Signer`` of the portal for each signature; the key never comes here."""

    def __init__(self, signer: Signer, signatory: Signatory) -> None:
        own, *others = _certificates(tuple(signer.certificates(signatory)))
        store = SimpleCertificateStore()
        store.register_multiple(others)
        super().__init__(
            signing_cert=own,
            cert_registry=store,
            signature_mechanism=SignedDigestAlgorithm({"algorithm": _MECHANISM[signer.algorithm]}),
            embed_roots=False,
        )
        self._signer = signer
        self._signatory = signatory

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        """Sign the signed attributes; a dry run only asks how long a signature is."""
        if dry_run:
            return bytes(_DRY_SIGNATURE[self._signer.algorithm])
        return self._signer.sign(self._signatory, data)


def sign_pdf(
    pdf: bytes, signer: Signer, signatory: Signatory, *, reason: str, at: datetime
) -> bytes:
    """Add one invisible signature in the name of ``signatory``; ``at`` is its time (aware).

    The given bytes stay the beginning of the result, so that several may sign in turn.
    Raises ``LookupError`` when the signatory has no certificate and ``ConnectorUnavailable``
    when the signer does not answer.
    """
    moment = in_vietnam(at)
    hand = _KeyElsewhere(signer, signatory)
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    count = sum(1 for _ in writer.prev.embedded_signatures)
    metadata = signers.PdfSignatureMetadata(
        field_name=f"Signature{count + 1}",
        md_algorithm="sha256",
        name=signatory.name,
        reason=reason,
        subfilter=SigSeedSubFilter.PADES,
    )
    session = signers.PdfSigner(metadata, hand).init_signing_session(writer)
    session.system_time = moment
    room = _ROOM + sum(map(len, signer.certificates(signatory)))
    document = session.prepare_tbs_document(validation_info=None, bytes_reserved=2 * room)
    prepared, output = document.digest_tbs_document()
    _run(
        document.perform_signature(
            document_digest=prepared.document_digest,
            pdf_cms_signed_attrs=PdfCMSSignedAttributes(signing_time=moment),
        )
    )
    _run(prepared_output(output))
    signed: bytes = output.getvalue()
    return signed


@lru_cache(maxsize=512)
def _certificates(chain: tuple[bytes, ...]) -> tuple[x509.Certificate, ...]:
    return tuple(x509.Certificate.load(der) for der in chain)


def _run(work: Coroutine[Any, Any, _Answer]) -> _Answer:
    """Finish a coroutine that waits for nothing, without an event loop of its own.

    The worker has one running already, and starting another is refused there.
    """
    try:
        work.send(None)
    except StopIteration as finished:
        answer: _Answer = finished.value
        return answer
    work.close()
    raise RuntimeError("signing waited for something")
