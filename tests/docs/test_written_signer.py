"""The signer of the how-to signs papers that verify."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from citizen_portal.documents.signing import sign_pdf
from citizen_portal.documents.verifying import verify_pdf
from citizen_portal.plugin_api import Signatory
from plugins.connectors.demo_signing import DemoSigner
from tests.docs.pages import PROJECT, samples

HOW_TO = PROJECT / "docs" / "how-to" / "connect-a-signer.md"
SEAL = Signatory(kind="agency", key="H49.99", name="Cơ quan ví dụ")
AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


def written() -> ModuleType:
    """The plugin as the page prints it."""
    (sample,) = [one for one in samples(HOW_TO) if one.title]
    module = ModuleType("agency_keys")
    exec(compile(sample.text, sample.title, "exec"), vars(module))  # noqa: S102 - our own page
    return module


def register(settings: Mapping[str, str]) -> Any:
    return written().register_signers(settings)


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    """A key with its chain, as an authority hands it out."""
    demo = DemoSigner(tmp_path / "authority")
    demo.enrol([SEAL])
    (own,) = (tmp_path / "authority").glob("agency-*.pem")
    authority = (tmp_path / "authority" / "authority.pem").read_text(encoding="utf-8")
    certificate = authority[authority.index("-----BEGIN CERTIFICATE") :]
    folder = tmp_path / "keys"
    folder.mkdir()
    (folder / f"agency-{SEAL.key}.pem").write_text(own.read_text(encoding="utf-8") + certificate)
    return folder


def a_pdf() -> bytes:
    from io import BytesIO

    import pikepdf

    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        out = BytesIO()
        pdf.save(out)
    return out.getvalue()


def test_a_paper_verifies(keys: Path) -> None:
    (signer,) = register({"PORTAL_KEYS_DIR": str(keys)})
    signer.enrol([SEAL])
    signed = sign_pdf(a_pdf(), signer, SEAL, reason="Ví dụ", at=AT)
    verdict = verify_pdf(signed, signer.trust_anchors(), at=AT)
    assert verdict.genuine
    assert [one.name for one in verdict.signatures] == [SEAL.name]


def test_no_folder_no_signer() -> None:
    assert register({}) == []


def test_a_missing_key_is_named(keys: Path) -> None:
    (signer,) = register({"PORTAL_KEYS_DIR": str(keys)})
    with pytest.raises(LookupError, match="Ai đó"):
        signer.enrol([Signatory(kind="person", key="1", name="Ai đó")])
