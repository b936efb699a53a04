from __future__ import annotations

import stat
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from citizen_portal.plugin_api import Signatory, Signer
from plugins.connectors.demo_signing import DemoSigner, register_signers

WARD = Signatory(kind="agency", key="H49.12", name="Ủy ban nhân dân phường Hạ Long")
LONG = Signatory(kind="agency", key="long", name="Trung tâm Phục vụ hành chính công " * 3)
ODD = Signatory(kind="../../etc", key="../x", name="")


@pytest.fixture
def signer(tmp_path: Path) -> DemoSigner:
    made = DemoSigner(tmp_path / "keys")
    made.enrol([WARD, LONG])
    return made


def common_name(der: bytes) -> str:
    subject = x509.load_der_x509_certificate(der).subject
    return str(subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)


def test_it_is_a_signer(signer: DemoSigner) -> None:
    assert isinstance(signer, Signer)


def test_the_chain_names_the_signatory_and_says_that_it_is_a_demo(signer: DemoSigner) -> None:
    own, authority = signer.certificates(WARD)
    assert common_name(own) == WARD.name
    assert "MẪU / DEMO" in common_name(authority)
    assert signer.trust_anchors() == (authority,)
    x509.load_der_x509_certificate(own).verify_directly_issued_by(
        x509.load_der_x509_certificate(authority)
    )


def test_signatures_verify_with_the_certificate(signer: DemoSigner) -> None:
    key = x509.load_der_x509_certificate(signer.certificates(WARD)[0]).public_key()
    assert isinstance(key, ec.EllipticCurvePublicKey)
    key.verify(signer.sign(WARD, b"paper"), b"paper", ec.ECDSA(hashes.SHA256()))


def test_keys_outlive_a_restart_and_a_second_enrolment(tmp_path: Path) -> None:
    first = DemoSigner(tmp_path)
    first.enrol([WARD])
    second = DemoSigner(tmp_path)
    second.enrol([WARD, LONG])
    assert second.certificates(WARD) == first.certificates(WARD)
    assert first.certificates(LONG) == second.certificates(LONG)


def test_keys_are_readable_by_the_owner_only(signer: DemoSigner, tmp_path: Path) -> None:
    files = list((tmp_path / "keys").iterdir())
    assert len(files) == 3
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700


def test_strange_keys_stay_in_the_folder(tmp_path: Path) -> None:
    signer = DemoSigner(tmp_path / "keys")
    signer.enrol([Signatory(kind=ODD.kind, key=ODD.key, name="Lạ")])
    assert sorted(path.parent for path in tmp_path.rglob("*.pem")) == [tmp_path / "keys"] * 2


def test_long_names_lose_whole_words(signer: DemoSigner) -> None:
    name = common_name(signer.certificates(LONG)[0])
    assert len(name.encode()) <= 64
    assert name.endswith(" …")
    assert LONG.name.startswith(name.removesuffix(" …"))


def test_who_is_not_enrolled_is_unknown(tmp_path: Path, signer: DemoSigner) -> None:
    for ask in (signer.certificates, lambda who: signer.sign(who, b"x")):
        with pytest.raises(LookupError, match="enrolled"):
            ask(Signatory(kind="person", key="1", name="Ai"))
    assert DemoSigner(tmp_path / "none").trust_anchors() == ()


def test_settings_decide(tmp_path: Path) -> None:
    here = {"PORTAL_SIGNING_DIR": str(tmp_path)}
    (signer,) = register_signers(here)
    assert signer.name == "demo"
    assert register_signers({}) == []
    assert register_signers(here | {"PORTAL_ENV": "production"}) == []
