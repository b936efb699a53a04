"""Signing: PAdES baseline B signatures, added to a PDF without touching its bytes."""

from __future__ import annotations

from collections.abc import Coroutine
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from typing import Any, TypeVar

from asn1crypto import cms, core, x509
from asn1crypto.algos import SignedDigestAlgorithm
from pyhanko.pdf_utils.generic import DictionaryObject, pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import as_signing_certificate_v2
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.stamp import BaseStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from citizen_portal.domain.moment import in_vietnam
from citizen_portal.procedures.connectors import Signatory, Signer

# Room for the signature's own structure beside the certificates, in bytes.
_ROOM = 1536
_DRY_SIGNATURE = {"ecdsa_sha256": 72, "rsa_sha256": 512}
_MECHANISM = {"ecdsa_sha256": "sha256_ecdsa", "rsa_sha256": "sha256_rsa"}

_Answer = TypeVar("_Answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What a signature shows: ``drawing``, a PDF of one page, laid into ``box`` of a page.

    ``page`` counts from 0; ``box`` is left, bottom, right, top in points. ``words`` say what
    it is to who cannot see it.
    """

    page: int
    box: tuple[float, float, float, float]
    drawing: bytes
    words: str


class _Appender(IncrementalPdfFileWriter):
    """Appends a signature and nothing else: the paper keeps the dates of its issue."""

    def _update_meta(self) -> None:
        pass


class _KeyElsewhere(signers.Signer):
    """Asks a ``Signer`` of the portal for each signature; the key never comes here."""

    def __init__(self, signer: Signer, signatory: Signatory) -> None:
        self.chain = tuple(signer.certificates(signatory))
        own, *others = (_certificate(der) for der in self.chain)
        store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
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

    async def signed_attrs(  # type: ignore[override]  # the settings name what B does not use
        self, data_digest: bytes, digest_algorithm: str, **_settings: Any
    ) -> cms.CMSAttributes:
        """What PAdES baseline B signs: the digest, bound to this very certificate.

        pyHanko's own gathering wants a running event loop for these three values.
        """
        kind, certificate = _fixed_attributes(self.chain[0])
        digest = _attribute("message_digest", data_digest)
        written = sorted((kind, certificate, digest))
        return cms.CMSAttributes.load(core.SetOf(contents=b"".join(written)).dump())

    async def unsigned_attrs(self, *_arguments: Any, **_settings: Any) -> None:
        """Baseline B carries no time stamp."""


class _Drawn(BaseStampStyle):
    """Shows a stamp as it was drawn, with the fonts it brings along.

    pyHanko's own way of using a page names it at random and would change the bytes.
    """

    def __init__(self, stamp: Stamp) -> None:
        super().__init__()
        object.__setattr__(self, "stamp", stamp)

    def create_stamp(self, writer: Any, _box: Any, _text_params: Any) -> Any:
        """The appearance of the signature's field."""
        page = PdfFileReader(BytesIO(self.stamp.drawing))  # type: ignore[attr-defined]
        return _Appearance(writer.import_page_as_xobject(page))


class _Appearance:
    """The drawing, ready to be shown by a field."""

    def __init__(self, drawing: Any) -> None:
        self._drawing = drawing

    def apply_appearance(self, field: Any) -> None:
        """Let the field show it."""
        shown = DictionaryObject({pdf_name("/N"): self._drawing})  # type: ignore[no-untyped-call]
        field[pdf_name("/AP")] = shown


def sign_pdf(
    pdf: bytes,
    signer: Signer,
    signatory: Signatory,
    *,
    reason: str,
    at: datetime,
    stamp: Stamp | None = None,
) -> bytes:
    """Add one signature in the name of ``signatory``; ``at`` is its time (aware).

    It is invisible without a ``stamp``. The given bytes stay the beginning of the result, so
    that several may sign in turn. Raises ``LookupError`` when the signatory has no certificate
    and ``ConnectorUnavailable`` when the signer does not answer.
    """
    moment = in_vietnam(at)
    hand = _KeyElsewhere(signer, signatory)
    writer = _Appender(BytesIO(pdf))
    metadata = _metadata(writer, signatory.name, reason)
    session = _pdf_signer(metadata, hand, stamp).init_signing_session(writer)
    session.system_time = moment
    room = _ROOM + sum(map(len, hand.chain))
    document = session.prepare_tbs_document(validation_info=None, bytes_reserved=2 * room)
    output = BytesIO()
    prepared, _ = document.digest_tbs_document(output=output)
    _run(
        document.perform_signature(
            document_digest=prepared.document_digest,
            pdf_cms_signed_attrs=PdfCMSSignedAttributes(),
        )
    )
    return output.getvalue()


def _pdf_signer(
    metadata: signers.PdfSignatureMetadata, hand: _KeyElsewhere, stamp: Stamp | None
) -> signers.PdfSigner:
    if stamp is None:
        return signers.PdfSigner(metadata, hand)
    field = SigFieldSpec(
        str(metadata.field_name),
        on_page=stamp.page,
        box=stamp.box,  # type: ignore[arg-type]  # pyHanko rounds points itself
        readable_field_name=stamp.words,
    )
    return signers.PdfSigner(metadata, hand, stamp_style=_Drawn(stamp), new_field_spec=field)


def _metadata(
    writer: IncrementalPdfFileWriter, name: str, reason: str
) -> signers.PdfSignatureMetadata:
    count = sum(1 for _ in writer.prev.embedded_signatures)
    return signers.PdfSignatureMetadata(
        field_name=f"Signature{count + 1}",
        md_algorithm="sha256",
        name=name,
        reason=reason,
        subfilter=SigSeedSubFilter.PADES,
    )


@lru_cache(maxsize=512)
def _certificate(der: bytes) -> x509.Certificate:
    return x509.Certificate.load(der)


@lru_cache(maxsize=512)
def _fixed_attributes(der: bytes) -> tuple[bytes, bytes]:
    """The signed attributes that do not change from paper to paper, written once."""
    certificate = as_signing_certificate_v2(_certificate(der))
    return (
        _attribute("content_type", "data"),
        _attribute("signing_certificate_v2", certificate),
    )


def _attribute(name: str, value: object) -> bytes:
    attribute = cms.CMSAttribute({"type": cms.CMSAttributeType(name), "values": (value,)})
    written: bytes = attribute.dump()
    return written


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
