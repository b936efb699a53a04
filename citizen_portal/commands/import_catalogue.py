"""Importing the national catalogue from a file: everything lands unreviewed, or nothing does."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from citizen_portal.commands import CommandError

if TYPE_CHECKING:
    from citizen_portal.services.imports.importing import ImportSummary

HELP = "read the national catalogue from a JSON file; an administrator then reviews it"

LARGEST_FILE = 1024**3
MOST_SENTENCES = 200
_BAR = 40


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the file with the catalogue")
    parser.add_argument(
        "--skip-refused",
        action="store_true",
        help="leave out entries that make no sense instead of refusing the whole file",
    )


def run(options: argparse.Namespace) -> int:
    """Import the file and say what came of it. Raises ``CommandError``."""
    from citizen_portal.settings import load_settings

    size = _size(options.file)
    settings = load_settings()
    progress = Progress(size, sys.stderr)
    try:
        summary = _import(settings.database_url, options.file, options.skip_refused, progress)
    finally:
        progress.close()
    _tell(summary)
    return 0


def _size(path: Path) -> int:
    try:
        if not path.is_file():
            raise CommandError(f"There is no file {path}: give the file with the catalogue.")
        size = path.stat().st_size
    except OSError as error:
        raise CommandError(f"The file {path} cannot be read ({error.strerror}).") from None
    if size > LARGEST_FILE:
        raise CommandError(f"The file {path} is larger than 1 GiB: import it in parts.")
    return size


def _import(
    database_url: str, path: Path, skip_refused: bool, on_read: Callable[[int], None]
) -> ImportSummary:
    from sqlalchemy.exc import OperationalError, ProgrammingError

    from citizen_portal.app import open_engine
    from citizen_portal.models.session import new_session
    from citizen_portal.services.imports.importing import ImportRefused, import_catalogue

    engine = open_engine(database_url)
    try:
        with path.open("rb") as file, new_session(engine) as session:
            return import_catalogue(
                session, file, now=datetime.now(UTC), skip_refused=skip_refused, on_read=on_read
            )
    except ImportRefused as error:
        raise CommandError(_sentences(path, error.sentences)) from None
    except OSError as error:
        raise CommandError(f"The file {path} cannot be read ({error.strerror}).") from None
    except OperationalError:
        raise CommandError(
            "The database does not answer: check PORTAL_DATABASE_URL, then try again.", code=1
        ) from None
    except ProgrammingError:
        raise CommandError(
            "The database has no tables for this: run portal migrate first.", code=1
        ) from None
    finally:
        engine.dispose()


def _sentences(path: Path, sentences: list[str]) -> str:
    """One line for each problem, and that nothing was written."""
    lines = [f"{path.name}: {one}" for one in sentences[:MOST_SENTENCES]]
    if len(sentences) > MOST_SENTENCES:
        lines.append(f"{path.name}: {len(sentences) - MOST_SENTENCES:,} more problems like these")
    return "\n".join(lines)


def _tell(summary: ImportSummary) -> None:
    print(f"new: {summary.new} ({summary.marked} with marks)")
    print(f"unchanged: {summary.unchanged}")
    print(f"changed, to review: {summary.changed}")
    print(f"refused: {len(summary.refused)}")
    for sentence in summary.refused:
        print(f"  {sentence}")


class Progress:
    """A bar on a terminal; silent anywhere else."""

    def __init__(self, whole: int, stream: TextIO) -> None:
        self._whole = max(whole, 1)
        self._stream = stream
        self._shown = stream.isatty()
        self._done = 0
        self._percent = -1

    def __call__(self, more: int) -> None:
        """Note that so much more was read."""
        self._done += more
        percent = min(100, 100 * self._done // self._whole)
        if self._shown and percent != self._percent:
            self._percent = percent
            filled = _BAR * percent // 100
            bar = "#" * filled + " " * (_BAR - filled)
            self._stream.write(f"\r[{bar}] {percent:3} %")
            self._stream.flush()

    def close(self) -> None:
        """Leave the line of the bar."""
        if self._shown and self._percent >= 0:
            self._stream.write("\n")
            self._stream.flush()
