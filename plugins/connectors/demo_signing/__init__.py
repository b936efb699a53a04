"""A signer for demonstrations: its keys lie in ``PORTAL_SIGNING_DIR``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from citizen_portal.plugin_api import Requires, Signer, hookimpl
from plugins.connectors.demo_signing.authority import DemoSigner

__all__ = ["DemoSigner", "register_signers", "requires"]

# Enrolling makes a key for every agency and approver of a province at once.
requires = Requires(hooks=("register_signers",), seconds=60.0)


@hookimpl
def register_signers(settings: Mapping[str, str]) -> list[Signer]:
    """Offer the demo signer where a folder for its keys is set, and never in production."""
    folder = settings.get("PORTAL_SIGNING_DIR", "")
    if not folder or settings.get("PORTAL_ENV") == "production":
        return []
    return [DemoSigner(Path(folder))]
