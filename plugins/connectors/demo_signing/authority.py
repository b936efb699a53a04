"""The demo authority: one CA and one EC P-256 key per signatory, kept in a folder."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID

from citizen_portal.plugin_api import Signatory

AUTHORITY_NAME = "Cơ quan chứng thực MẪU / DEMO"
VALID_SINCE = datetime(2020, 1, 1, tzinfo=UTC)
VALID_UNTIL = datetime(2049, 12, 31, tzinfo=UTC)

_LONGEST_NAME = 64  # bytes of a common name (RFC 5280, ub-common-name)
_AUTHORITY = "authority"


@dataclass(frozen=True, slots=True)
class _Identity:
    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)


class DemoSigner:
    """Signs with keys of its own making: for demonstrations and tests, never for citizens."""

    name = "demo"
    algorithm = "ecdsa_sha256"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: dict[str, _Identity] = {}
        self._lock = threading.Lock()

    def enrol(self, signatories: Sequence[Signatory]) -> None:
        """Make the authority and each signatory's key, where they do not exist yet."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self._load(_AUTHORITY) is None:
            key = ec.generate_private_key(ec.SECP256R1())
            self._keep(_AUTHORITY, _Identity(key, _authority_certificate(key)))
        for signatory in signatories:
            if self._load(_file_name(signatory)) is None:
                key = ec.generate_private_key(ec.SECP256R1())
                certificate = _certificate(signatory, key, self._identity(_AUTHORITY))
                self._keep(_file_name(signatory), _Identity(key, certificate))

    def certificates(self, signatory: Signatory) -> tuple[bytes, ...]:
        """The signatory's certificate and the authority's. Raises ``LookupError``."""
        return self._identity(_file_name(signatory)).der, self._identity(_AUTHORITY).der

    def sign(self, signatory: Signatory, content: bytes) -> bytes:
        """ECDSA over SHA-256 of ``content``. Raises ``LookupError`` when not enrolled."""
        key = self._identity(_file_name(signatory)).key
        return key.sign(content, ec.ECDSA(hashes.SHA256()))

    def trust_anchors(self) -> tuple[bytes, ...]:
        """The authority's certificate; none before the first enrolment."""
        authority = self._load(_AUTHORITY)
        return (authority.der,) if authority else ()

    def _identity(self, file_name: str) -> _Identity:
        identity = self._load(file_name)
        if identity is None:
            raise LookupError(f"nobody is enrolled as {file_name}; run the demo's set-up first")
        return identity

    def _load(self, file_name: str) -> _Identity | None:
        """Read a key once and hold it: parsing it for each signature costs more than signing."""
        with self._lock:
            path = self._folder / f"{file_name}.pem"
            if file_name not in self._held and path.exists():
                pem = path.read_bytes()
                key = load_pem_private_key(pem, password=None)
                if not isinstance(key, ec.EllipticCurvePrivateKey):
                    raise LookupError(f"{file_name} does not hold an EC key")
                self._held[file_name] = _Identity(key, x509.load_pem_x509_certificate(pem))
            return self._held.get(file_name)

    def _keep(self, file_name: str, identity: _Identity) -> None:
        """Write key and certificate as one file, readable by the owner only, never over one."""
        key = identity.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        pem = key + identity.certificate.public_bytes(Encoding.PEM)
        draft = self._folder / f"{file_name}.{os.getpid()}.draft"
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(pem)
        try:
            os.link(draft, self._folder / f"{file_name}.pem")
        except FileExistsError:
            pass
        finally:
            draft.unlink()


def _file_name(signatory: Signatory) -> str:
    """A file name from kind and key; the digest keeps strange keys apart and harmless."""
    digest = hashlib.sha256(f"{signatory.kind}\0{signatory.key}".encode()).hexdigest()
    return f"{signatory.kind if signatory.kind.isalpha() else 'other'}-{digest[:24]}"


def _shortened(name: str) -> str:
    """Fit a name into a certificate by dropping whole words from its end."""
    words = name.split()
    while len(words) > 1 and len(" ".join(words).encode()) > _LONGEST_NAME:
        words = [*words[:-2], "…"] if words[-1] == "…" else [*words[:-1], "…"]
    return " ".join(words).encode()[:_LONGEST_NAME].decode(errors="ignore")


def _subject(name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "MẪU / DEMO"),
            x509.NameAttribute(NameOID.COMMON_NAME, _shortened(name)),
        ]
    )


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(VALID_SINCE)
        .not_valid_after(VALID_UNTIL)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _usage(*, signs_papers: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signs_papers,
        content_commitment=signs_papers,
        key_cert_sign=not signs_papers,
        crl_sign=not signs_papers,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _authority_certificate(key: ec.EllipticCurvePrivateKey) -> x509.Certificate:
    name = _subject(AUTHORITY_NAME)
    return (
        _builder(name, name, key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_papers=False), critical=True)
        .sign(key, hashes.SHA256())
    )


def _certificate(
    signatory: Signatory, key: ec.EllipticCurvePrivateKey, authority: _Identity
) -> x509.Certificate:
    issuer_key = authority.key.public_key()
    return (
        _builder(_subject(signatory.name), authority.certificate.subject, key.public_key())
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_papers=True), critical=True)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key), critical=False
        )
        .sign(authority.key, hashes.SHA256())
    )
