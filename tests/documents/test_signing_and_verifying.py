from __future__ import annotations

import asyncio
import io
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from citizen_portal.documents.papers import PaperContent
from citizen_portal.documents.rendering import render
from citizen_portal.documents.signing import sign_pdf
from citizen_portal.documents.verifying import (
    ALTERED,
    GENUINE,
    LARGEST_FILE,
    NOT_A_PDF,
    TOO_LARGE,
    UNKNOWN_SIGNER,
    UNSIGNED,
    Verdict,
    verify_pdf,
)
from citizen_portal.procedures.connectors import Signatory, Signer
from plugins.connectors.demo_signing import DemoSigner

AT = datetime(2026, 11, 20, 3, 5, 9, tzinfo=UTC)
AGENCY = Signatory(kind="agency", key="H49.12", name="Ủy ban nhân dân phường Hạ Long")
OFFICER = Signatory(kind="person", key="022175000077", name="Vũ Thị Giang")


class RsaSigner:
    """Signs with RSA, as a service outside may; its one certificate is its own anchor."""

    name = "rsa"
    algorithm = "rsa_sha256"

    def __init__(self) -> None:
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Sở Tài chính")])
        certificate = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(self._key.public_key())
            .serial_number(7)
            .not_valid_before(AT - timedelta(days=1))
            .not_valid_after(AT + timedelta(days=1))
            .add_extension(
                x509.KeyUsage(True, True, False, False, False, False, False, False, False), True
            )
            .sign(self._key, hashes.SHA256())
        )
        self._der = certificate.public_bytes(serialization.Encoding.DER)

    def enrol(self, signatories: object) -> None:
        """Everybody signs with the one key."""

    def certificates(self, signatory: Signatory) -> tuple[bytes, ...]:
        return (self._der,)

    def sign(self, signatory: Signatory, content: bytes) -> bytes:
        return self._key.sign(content, padding.PKCS1v15(), hashes.SHA256())

    def trust_anchors(self) -> tuple[bytes, ...]:
        return (self._der,)


@pytest.fixture(scope="module")
def signer(tmp_path_factory: pytest.TempPathFactory) -> DemoSigner:
    made = DemoSigner(tmp_path_factory.mktemp("keys"))
    made.enrol([AGENCY, OFFICER])
    return made


@pytest.fixture(scope="module")
def paper(papers: Mapping[str, PaperContent]) -> bytes:
    return render("result", papers["result"].to_json())


@pytest.fixture(scope="module")
def signed(paper: bytes, signer: DemoSigner) -> bytes:
    return sign_pdf(paper, signer, AGENCY, reason="Cấp kết quả", at=AT)


def judge(data: bytes, signer: Signer) -> Verdict:
    return verify_pdf(data, signer.trust_anchors(), at=AT)


def test_a_signed_paper_is_genuine(paper: bytes, signed: bytes, signer: DemoSigner) -> None:
    assert signed.startswith(paper)
    verdict = judge(signed, signer)
    assert verdict.genuine
    assert not verdict.altered
    assert verdict.reason == GENUINE
    (view,) = verdict.signatures
    assert (view.name, view.at, view.trusted) == (AGENCY.name, AT, True)


def test_the_signature_is_pades_baseline_b(signed: bytes) -> None:
    (signature,) = PdfFileReader(io.BytesIO(signed)).embedded_signatures
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert str(signature.sig_object["/Reason"]) == "Cấp kết quả"
    attributes = {entry["type"].native for entry in signature.signer_info["signed_attrs"]}
    assert attributes == {"content_type", "message_digest", "signing_certificate_v2"}
    assert signature.self_reported_timestamp.utcoffset() == timedelta(hours=7)


def test_signing_keeps_the_dates_and_the_tags(signed: bytes) -> None:
    with pikepdf.open(io.BytesIO(signed)) as pdf:
        assert "/ModDate" in pdf.docinfo
        assert str(pdf.docinfo.ModDate) == str(pdf.docinfo.CreationDate)
        assert pdf.Root.MarkInfo.Marked
        field = pdf.Root.AcroForm.Fields[0]
        assert [int(edge) for edge in field.Rect] == [0, 0, 0, 0]


def test_several_sign_in_turn(signed: bytes, signer: DemoSigner) -> None:
    twice = sign_pdf(signed, signer, OFFICER, reason="Phê duyệt", at=AT)
    thrice = sign_pdf(twice, signer, AGENCY, reason="Đóng dấu", at=AT)
    verdict = judge(thrice, signer)
    assert verdict.genuine
    assert [view.name for view in verdict.signatures] == [AGENCY.name, OFFICER.name, AGENCY.name]


def test_an_rsa_service_signs_too(paper: bytes) -> None:
    service = RsaSigner()
    made = sign_pdf(paper, service, AGENCY, reason="x", at=AT)
    assert judge(made, service).genuine


def test_signing_works_where_an_event_loop_runs(paper: bytes, signer: DemoSigner) -> None:
    async def job() -> bytes:
        return sign_pdf(paper, signer, AGENCY, reason="x", at=AT)

    assert judge(asyncio.run(job()), signer).genuine


def test_the_time_is_shown_in_vietnam(paper: bytes, signer: DemoSigner) -> None:
    elsewhere = AT.astimezone(timezone(timedelta(hours=-8)))
    made = sign_pdf(paper, signer, AGENCY, reason="x", at=elsewhere)
    (signature,) = PdfFileReader(io.BytesIO(made)).embedded_signatures
    assert str(signature.sig_object["/M"]).startswith("D:20261120100509+07")
    with pytest.raises(ValueError, match="time zone"):
        sign_pdf(paper, signer, AGENCY, reason="x", at=AT.replace(tzinfo=None))


def test_who_is_not_enrolled_cannot_sign(paper: bytes, signer: DemoSigner) -> None:
    stranger = Signatory(kind="agency", key="none", name="Ai đó")
    with pytest.raises(LookupError, match="enrolled"):
        sign_pdf(paper, signer, stranger, reason="x", at=AT)


def test_without_a_signature_nothing_is_genuine(paper: bytes, signer: DemoSigner) -> None:
    verdict = judge(paper, signer)
    assert not verdict.genuine
    assert not verdict.altered
    assert verdict.reason == UNSIGNED


def test_a_removed_signature_is_noticed(signed: bytes, signer: DemoSigner) -> None:
    with pikepdf.open(io.BytesIO(signed)) as pdf:
        del pdf.Root.AcroForm
        for page in pdf.pages:
            if "/Annots" in page:
                del page.Annots
        stripped = io.BytesIO()
        pdf.save(stripped)
    assert judge(stripped.getvalue(), signer).reason == UNSIGNED


def test_another_authority_is_not_trusted(
    signed: bytes, paper: bytes, tmp_path: Path, signer: DemoSigner
) -> None:
    other = DemoSigner(tmp_path)
    other.enrol([AGENCY])
    forged = sign_pdf(paper, other, AGENCY, reason="x", at=AT)
    verdict = judge(forged, signer)
    assert not verdict.genuine
    assert not verdict.altered
    assert verdict.reason == UNKNOWN_SIGNER
    assert not verdict.signatures[0].trusted
    assert not verify_pdf(signed, (), at=AT).genuine


def test_one_signature_of_a_stranger_spoils_the_paper(
    signed: bytes, tmp_path: Path, signer: DemoSigner
) -> None:
    other = DemoSigner(tmp_path)
    other.enrol([OFFICER])
    mixed = sign_pdf(signed, other, OFFICER, reason="x", at=AT)
    assert not judge(mixed, signer).genuine


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_one_flipped_bit_is_noticed(
    place: float, bit: int, signed: bytes, signer: DemoSigner
) -> None:
    changed = bytearray(signed)
    changed[int(place * len(signed))] ^= 1 << bit
    verdict = judge(bytes(changed), signer)
    assert not verdict.genuine
    assert verdict.reason in (ALTERED, NOT_A_PDF, UNKNOWN_SIGNER, UNSIGNED)


def test_one_flipped_bit_of_what_wraps_the_signature_is_noticed(
    signed: bytes, signer: DemoSigner
) -> None:
    """No signature covers its own wrapping: lengths, versions, how the certificate is named."""
    begin = signed.index(b"/Contents <") + len(b"/Contents <")
    issuer = b"DEMO".hex().upper().encode()
    named = signed.rindex(issuer)
    places = [*range(begin, begin + 90), *range(named, named + len(issuer))]
    for place in places:
        for bit in (0, 1):
            changed = bytearray(signed)
            changed[place] ^= 1 << bit
            assert not judge(bytes(changed), signer).genuine, (place - begin, bit)


def test_a_flipped_byte_of_the_page_is_called_altered(signed: bytes, signer: DemoSigner) -> None:
    changed = bytearray(signed)
    changed[signed.index(b"stream\n") + 40] ^= 1
    verdict = judge(bytes(changed), signer)
    assert verdict.altered
    assert verdict.reason == ALTERED


def test_an_incremental_change_of_the_page_is_noticed(signed: bytes, signer: DemoSigner) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    stream = writer.find_page_for_modification(0)[0].get_object()["/Contents"]  # type: ignore[no-untyped-call]
    stream._data = stream.data.replace(b"rg", b"RG", 1) + b"\n0 0 100 100 re f\n"
    stream._encoded_data = None
    writer.update_container(stream)
    changed = io.BytesIO()
    writer.write(changed)  # type: ignore[no-untyped-call]
    verdict = judge(changed.getvalue(), signer)
    assert changed.getvalue().startswith(signed)
    assert verdict.altered
    assert verdict.reason == ALTERED


@pytest.mark.parametrize("tail", [b"\n%\n", b" ", b"\0" * 10, b"%%EOF\n"])
def test_bytes_behind_the_signed_file_are_noticed(
    signed: bytes, signer: DemoSigner, tail: bytes
) -> None:
    assert not judge(signed + tail, signer).genuine


def test_a_signature_moved_to_another_paper_is_noticed(
    papers: Mapping[str, PaperContent], paper: bytes, signed: bytes, signer: DemoSigner
) -> None:
    other = render("stop_notice", papers["stop_notice"].to_json())
    assert not judge(other + signed[len(paper) :], signer).genuine


@pytest.mark.parametrize(
    "data",
    [b"", b"%PDF-", b"hello", b"\0" * 5000, b"%PDF-1.7\n" + b"[" * 200_000, b"PK\x03\x04zip"],
    ids=["empty", "head", "text", "zeros", "deep", "zip"],
)
def test_garbage_gets_a_verdict(data: bytes, signer: DemoSigner) -> None:
    verdict = judge(data, signer)
    assert not verdict.genuine
    assert verdict.reason == NOT_A_PDF


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(cut=st.floats(0, 0.999), noise=st.binary(max_size=200))
def test_torn_files_get_a_verdict(
    cut: float, noise: bytes, signed: bytes, signer: DemoSigner
) -> None:
    assert not judge(signed[: int(len(signed) * cut)] + noise, signer).genuine


def test_too_large_a_file_is_not_opened(signer: DemoSigner) -> None:
    verdict = judge(bytes(LARGEST_FILE + 1), signer)
    assert not verdict.genuine
    assert verdict.reason == TOO_LARGE


def test_an_expired_certificate_is_not_trusted(signed: bytes, signer: DemoSigner) -> None:
    later = datetime(2060, 1, 1, tzinfo=UTC)
    assert not verify_pdf(signed, signer.trust_anchors(), at=later).genuine
