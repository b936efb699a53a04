"""What the simulated server was given: one file for each letter, and the testers' switches."""

from __future__ import annotations

import json
import os
import re
import secrets
import time
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

MOST_KEPT = 500
_NAME = re.compile(r"[0-9]{20}-[0-9a-f]{8}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter as it came, with the recipient of its envelope."""

    name: str
    recipient: str
    source: bytes

    @property
    def message(self) -> EmailMessage:
        """The letter, read."""
        return message_from_bytes(self.source, policy=default)

    @property
    def text(self) -> str:
        """Its words."""
        part = self.message.get_body(("plain",))
        return str(part.get_content()) if part is not None else ""


class Mailbox:
    """All letters in one folder, newest last by name; a file appears whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def keep(self, recipient: str, source: bytes) -> None:
        """Store a letter; the oldest beyond the most that are kept go."""
        name = f"{time.time_ns():020d}-{secrets.token_hex(4)}"
        half = self._folder / f"{name}.half"
        half.write_bytes(json.dumps(recipient).encode() + b"\n" + source)
        os.replace(half, self._folder / f"{name}.eml")
        for old in sorted(self._folder.glob("*.eml"))[:-MOST_KEPT]:
            old.unlink(missing_ok=True)

    def letters(self, most: int = 100) -> list[Letter]:
        """The newest letters, newest first."""
        names = sorted((one.stem for one in self._folder.glob("*.eml")), reverse=True)
        return [self.find(name) for name in names[:most]]

    def find(self, name: str) -> Letter:
        """One letter. Raises ``LookupError``."""
        file = self._folder / f"{name}.eml"
        if not _NAME.fullmatch(name) or not file.is_file():
            raise LookupError(name)
        recipient, _, source = file.read_bytes().partition(b"\n")
        return Letter(name=name, recipient=json.loads(recipient), source=source)

    @property
    def down(self) -> bool:
        """Tell whether the server pretends to be out of order."""
        return (self._folder / "down").exists()

    @down.setter
    def down(self, yes: bool) -> None:
        mark = self._folder / "down"
        if yes:
            mark.touch()
        else:
            mark.unlink(missing_ok=True)
