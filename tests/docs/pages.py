"""Reading the project's Markdown: its pages, headings, links and samples."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]

_FENCE = re.compile(r"^```(\w*)[ ]*(?:title=\"([^\"]+)\")?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]*`")
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^(#{1,6}) (.+?)\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A fenced block: its language, the file it stands for, if any, and its text."""

    language: str
    title: str
    text: str


@cache
def project_files() -> tuple[Path, ...]:
    """Every file that belongs to the repository, committed or not yet."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT,
        check=True,
        capture_output=True,
        text=True,
    )
    paths = (PROJECT / name for name in listed.stdout.split("\0") if name)
    return tuple(path for path in paths if path.is_file())


def markdown() -> tuple[Path, ...]:
    """Every page written in Markdown."""
    return tuple(path for path in project_files() if path.suffix == ".md")


def name_of(path: Path) -> str:
    """How a page is called in a message."""
    return path.relative_to(PROJECT).as_posix()


def samples(path: Path) -> Iterator[Sample]:
    """The fenced blocks of a page, in order."""
    for language, title, text in _FENCE.findall(path.read_text(encoding="utf-8")):
        yield Sample(language=language, title=title, text=text)


def prose(path: Path) -> str:
    """A page without its fenced blocks."""
    return _FENCE.sub("", path.read_text(encoding="utf-8"))


def links(path: Path) -> Iterator[str]:
    """Where the links and pictures of a page lead."""
    yield from _LINK.findall(_CODE.sub("", prose(path)))


def headings(path: Path) -> list[tuple[int, str]]:
    """The headings of a page with their depth."""
    return [(len(marks), text) for marks, text in _HEADING.findall(prose(path))]


def anchors(path: Path) -> set[str]:
    """The words by which a link may point into a page, as GitHub makes them."""
    plain = (re.sub(r"[^\w\- ]", "", text.lower()) for _, text in headings(path))
    return {text.replace(" ", "-") for text in plain}
