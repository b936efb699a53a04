"""The files of a new procedure: all of them are written, or none."""

from __future__ import annotations

import importlib.metadata
import json
import tempfile
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Template

from citizen_portal.commands import CommandError
from citizen_portal.commands.new_procedure import Wish

FILES = Path(__file__).parent / "new_procedure_files"
ENDING = ".txt"

_WIDTH = 86
_AUTHORITIES = {
    "commune": "commune_peoples_committee",
    "province": "department_of_finance",
    "ministry": "ministry",
}


def write(wish: Wish) -> list[Path]:
    """Write the files and return them. Raises ``CommandError`` when the place is not writable."""
    texts = dict(_texts(wish))
    parent = wish.folder.resolve().parent
    try:
        with tempfile.TemporaryDirectory(dir=parent, prefix=".new-procedure-") as made:
            whole = Path(made) / wish.folder.name
            for place, text in texts.items():
                (whole / place).parent.mkdir(parents=True, exist_ok=True)
                (whole / place).write_text(text, encoding="utf-8")
            whole.rename(parent / wish.folder.name)
    except OSError as error:
        raise CommandError(f"{wish.folder} cannot be written: {error.strerror}.", code=1) from error
    return [wish.folder / place for place in texts]


def _texts(wish: Wish) -> Iterator[tuple[str, str]]:
    words = _words(wish)
    plugin = _read(FILES / "plugin", words)
    if not wish.as_package:
        yield from plugin.items()
        return
    package = _read(FILES / "package", words)
    for place, text in plugin.items():
        outside = place == "README.md" or place.startswith("tests/")
        yield (place if outside else f"src/{wish.name}/{place}"), _standing_alone(text, wish.name)
    for place, text in package.items():
        yield place, plugin[place] + text if place in plugin else text


def _read(folder: Path, words: Mapping[str, str]) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix().removesuffix(ENDING).replace("NAME", words["name"]): (
            Template(path.read_text(encoding="utf-8")).substitute(words)
        )
        for path in sorted(folder.rglob(f"*{ENDING}"))
    }


def _standing_alone(text: str, name: str) -> str:
    """For a package the portal is a library as others are, and its own modules come after."""
    beside = text.replace("import pytest\n\nfrom citizen", "import pytest\nfrom citizen")
    return beside.replace(f"\nfrom {name}", f"\n\nfrom {name}", 1)


def _words(wish: Wish) -> dict[str, str]:
    english = wish.name.replace("_", " ").capitalize()
    return {
        "name": wish.name,
        "package": wish.name if wish.as_package else f"plugins.procedures.{wish.name}",
        "camel": wish.name.title().replace("_", ""),
        "distribution": wish.name.replace("_", "-"),
        "portal": importlib.metadata.version("citizen-portal"),
        "code": wish.code,
        "title": wish.title,
        "title_literal": _literal(wish.title),
        "english": english,
        "english_literal": _literal(english),
        "description_literal": json.dumps(wish.title, ensure_ascii=False),
        "level": wish.level.upper(),
        "authority": _AUTHORITIES[wish.level],
    }


def _literal(text: str) -> str:
    """The text as Python source; a long one in several lines."""
    lines = textwrap.wrap(text, _WIDTH, drop_whitespace=False, break_on_hyphens=False)
    return "\n        ".join(
        repr(line) if '"' in line else json.dumps(line, ensure_ascii=False) for line in lines
    )
