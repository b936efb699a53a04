"""Collects the sentences of templates and code into the English catalogue."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

HERE = Path(__file__).parent
PROJECT = HERE.parents[2]
CATALOGUE = HERE / "en.po"

_SOURCES = (
    (PROJECT / "templates", [("**.html", "jinja2")]),
    (PROJECT / "citizen_portal" / "web", [("**.py", "python")]),
)
_JINJA = {"**.html": {"trim_blocks": "true", "lstrip_blocks": "true"}}


def sentences() -> Iterator[tuple[str, str]]:
    """Each sentence that a page may show, with the file it stands in."""
    for folder, methods in _SOURCES:
        found = extract_from_dir(
            folder, methods, _JINJA, keywords={"_": None, "gettext": None}, comment_tags=()
        )
        for name, _line, message, _comments, _context in found:
            if isinstance(message, str) and message and not name.startswith("documents/"):
                yield message, name


def current() -> Catalog:
    """The catalogue as it stands."""
    if not CATALOGUE.exists():
        return Catalog(locale="en")
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def untranslated() -> list[str]:
    """The sentences without English."""
    known = current()
    wanted = dict.fromkeys(message for message, _ in sentences())
    return [message for message in wanted if not getattr(known.get(message), "string", "")]


def collect() -> None:
    """Write the catalogue anew: all sentences of today, with the English they have."""
    known = current()
    renewed = Catalog(locale="en", fuzzy=False, header_comment="# English for the portal's pages.")
    for message, _name in sorted(set(sentences())):
        if message not in renewed:
            renewed.add(message, getattr(known.get(message), "string", "") or "")
    with CATALOGUE.open("wb") as file:
        write_po(file, renewed, width=0, no_location=True, omit_header=True, sort_output=True)


def main() -> int:
    """Collect, or check."""
    parser = argparse.ArgumentParser(description="Collect the sentences of pages for translation.")
    parser.add_argument("--check", action="store_true", help="fail when one has no English")
    if not parser.parse_args().check:
        collect()
    missing = untranslated()
    for message in missing:
        print(f"no English for: {message}", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
