"""``portal check-procedures``: reviewing every declaration without running the site."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from citizen_portal.commands import CommandError

HELP = "review the declarations of procedures, without running the site"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What may be given."""
    parser.add_argument(
        "codes", nargs="*", metavar="CODE", help="only these procedures (default: all)"
    )
    parser.add_argument("--json", action="store_true", help="print JSON for machines")
    parser.epilog = "The exit code is 1 when there are errors, 0 when there is advice or nothing."


def run(options: argparse.Namespace) -> int:
    """Print a line for each finding. Raises ``CommandError`` for an unknown code."""
    from datetime import UTC, datetime

    from citizen_portal.domain.moment import day_in_vietnam
    from citizen_portal.procedures.manager import load_plugins
    from citizen_portal.procedures.review import Severity, review

    settings = {name: value for name, value in os.environ.items() if name.startswith("PORTAL_")}
    plugins = load_plugins(settings)
    declared = plugins.procedures
    unknown = sorted(set(options.codes) - {one.code for _, one in declared})
    if unknown:
        raise CommandError(f"No plugin declares {', '.join(unknown)}.")
    found = review(declared, day_in_vietnam(datetime.now(UTC)), plugins.problems)
    if options.codes:
        found = tuple(one for one in found if one.code in options.codes)
    if options.json:
        print(json.dumps({"findings": [_plain(one.to_json()) for one in found]}, indent=1))
    else:
        for one in found:
            print(str(one).replace(one.file, _near(one.file), 1) if one.file else one)
        _say_sum(len(declared), [one.severity is Severity.ERROR for one in found])
    return 1 if any(one.severity is Severity.ERROR for one in found) else 0


def _plain(finding: dict[str, object]) -> dict[str, object]:
    return {**finding, "file": _near(str(finding["file"]))}


def _near(file: str) -> str:
    """The path as seen from here, when that is shorter."""
    try:
        return str(Path(file).relative_to(Path.cwd()))
    except ValueError:
        return file


def _say_sum(procedures: int, errors: list[bool]) -> None:
    print(
        f"{procedures} declarations, {sum(errors)} errors, {len(errors) - sum(errors)} pieces of "
        "advice.",
        file=sys.stderr,
    )
