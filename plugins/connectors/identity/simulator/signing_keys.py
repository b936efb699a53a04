"""The simulator's own keys, kept in a folder so that a restart leaves its tokens valid."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import Any

from joserfc.jwk import ECKey, KeySet, RSAKey

ALGORITHMS = ("RS256", "PS256", "ES256")


class SigningKeys:
    """One RSA key (RS256, PS256) and one on P-256 (ES256)."""

    def __init__(self, folder: Path | None) -> None:
        """Load the keys of ``folder``, or make them; without a folder they last as we do."""
        self._file = folder / "signing-keys.json" if folder else None
        if self._file and self._file.exists():
            stored = json.loads(self._file.read_text(encoding="utf-8"))
            self._rsa = RSAKey.import_key(stored["rsa"])
            self._ec = ECKey.import_key(stored["ec"])
        else:
            self.rotate()

    def rotate(self) -> None:
        """Make new keys; tokens signed with the old ones can no longer be verified."""
        self._rsa = RSAKey.generate_key(2048, {"use": "sig"}, auto_kid=True)
        self._ec = ECKey.generate_key("P-256", {"use": "sig", "alg": "ES256"}, auto_kid=True)
        if self._file:
            stored = {
                "rsa": self._rsa.as_dict(private=True),
                "ec": self._ec.as_dict(private=True),
            }
            write_private(self._file, json.dumps(stored))

    def for_algorithm(self, algorithm: str) -> RSAKey | ECKey:
        """Return the private key for one of ``ALGORITHMS``."""
        return self._ec if algorithm == "ES256" else self._rsa

    def public(self) -> dict[str, Any]:
        """Return the key set that clients may see."""
        return dict(self.key_set.as_dict(private=False))

    @property
    def key_set(self) -> KeySet:
        """Both keys, to verify what was signed here."""
        return KeySet([self._rsa, self._ec])


def write_private(file: Path, text: str) -> None:
    """Replace a file at once, readable by its owner only."""
    file.parent.mkdir(parents=True, exist_ok=True)
    # mkstemp makes the file with mode 0600.
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(text)
    Path(name).replace(file)
