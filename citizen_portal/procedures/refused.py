"""A declaration that its own plugin refuses, while it goes on with the others."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """What a plugin read but does not offer, for a plugin that declares many procedures.

    ``code`` is the procedure's, or empty when it could not be read: with it, the procedure's
    page says that it is interrupted. ``sentences`` tell the administrator what to correct;
    ``source`` is the file.
    """

    code: str
    sentences: tuple[str, ...]
    source: str
