"""The name a person gave a file: shown, never used to find or to trust the file."""

from __future__ import annotations

import re
import unicodedata

LONGEST_NAME = 120

EXTENSIONS = {
    "application/pdf": ("pdf",),
    "image/jpeg": ("jpg", "jpeg"),
    "image/png": ("png",),
}
_ACCEPTED = {extension for accepted in EXTENSIONS.values() for extension in accepted}
# Controls, formats (bidi overrides, zero-width characters), surrogates, private use,
# unassigned, line and paragraph separators: none of them is part of a name one can read.
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_WINDOWS_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE)


def clean_name(raw: str, media_type: str) -> str:
    """Return ``raw`` as a name of at most 120 characters that is safe to show and to send.

    Path parts, control and direction characters go; the text is in NFC; the extension
    is one that belongs to ``media_type``, which was told from the bytes.
    """
    stem = _visible(re.split(r"[/\\]", raw)[-1])
    stem = re.sub(r"^[A-Za-z]:", "", stem).strip(" .")
    stem, extension = _split(stem, EXTENSIONS[media_type])
    stem = stem[: LONGEST_NAME - len(extension) - 2].rstrip(" .") or "giay-to"
    prefix = "_" if _WINDOWS_DEVICE.match(stem) else ""
    return f"{prefix}{stem}.{extension}"


def _visible(text: str) -> str:
    normal = unicodedata.normalize("NFC", text)
    spaced = (" " if character in "\t\r\n" else character for character in normal)
    kept = "".join(c for c in spaced if unicodedata.category(c) not in _UNSEEN)
    return " ".join(kept.split())


def _split(name: str, right: tuple[str, ...]) -> tuple[str, str]:
    stem, dot, extension = name.rpartition(".")
    if dot and extension.lower() in right:
        return stem.rstrip(" ."), extension.lower()
    if dot and extension.lower() in _ACCEPTED:
        return stem.rstrip(" ."), right[0]
    return name, right[0]
