"""Where packs are: those of this plugin, and those of the office's own folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

BUNDLED = Path(__file__).parent / "packs"
SETTING = "PORTAL_PACKS"


def pack_files(settings: Mapping[str, str]) -> Iterator[Path]:
    """Every ``<word>/pack.toml`` and ``<word>/pack-….toml``, in order of their words.

    A word of the office's folder replaces the bundled packs of that word. Raises ``OSError``
    when the folder that ``PORTAL_PACKS`` names cannot be listed.
    """
    folders = _words_in(BUNDLED)
    own = settings.get(SETTING, "")
    if own:
        folders |= _words_in(Path(own))
    for word in sorted(folders):
        yield from sorted(folders[word].glob("pack.toml"))
        yield from sorted(folders[word].glob("pack-*.toml"))


def _words_in(folder: Path) -> dict[str, Path]:
    return {one.name: one for one in folder.iterdir() if one.is_dir() and one.name[0] not in "._"}
