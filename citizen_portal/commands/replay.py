"""``portal replay``: whom a new version of a procedure would touch, before it is published."""

from __future__ import annotations

import argparse
import json
import os
import sys
from typing import TYPE_CHECKING

from citizen_portal.commands import CommandError

if TYPE_CHECKING:
    from citizen_portal.procedures.procedure import Procedure
    from citizen_portal.services.replay.differences import Comparison
    from citizen_portal.services.replay.sources import Tally

HELP = "run a new version over cases, made-up answers and past dossiers, changing nothing"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What may be given."""
    parser.add_argument("code", metavar="CODE", help="the procedure, such as 2.000635")
    parser.add_argument("--from", dest="old", required=True, metavar="V1", help="its old version")
    parser.add_argument("--to", dest="new", required=True, metavar="V2", help="its new version")
    parser.add_argument(
        "--sample", type=_count, metavar="N", help="look at N past dossiers only (default: all)"
    )
    parser.add_argument(
        "--without-dossiers",
        action="store_true",
        help="look at cases and made-up answers only; no settings and no database are needed",
    )
    parser.add_argument("--json", action="store_true", help="print JSON for machines")
    parser.epilog = (
        "Nothing is changed, and no answer of anybody is printed. The exit code is 0 whatever"
        " is found."
    )


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 10**9):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of dossiers: give 1 or more")
    return int(text)


def run(options: argparse.Namespace) -> int:
    """Print what differs. Raises ``CommandError``, ``SettingsError``."""
    from citizen_portal.commands.replay_report import plain, told
    from citizen_portal.services.replay.declared import declared_changes

    if options.without_dossiers and options.sample:
        raise CommandError("--sample counts past dossiers: leave it out with --without-dossiers.")
    database_url = "" if options.without_dossiers else _database_url()
    versions = _versions(options)
    by_name = {one.version: one for one in versions}
    tallies, drafts = _replayed(versions, options, database_url)
    report = {
        "code": options.code, "from": options.old, "to": options.new, "drafts": drafts,
        "declared": list(declared_changes(by_name[options.old], by_name[options.new])),
        **plain(tallies),
    }  # fmt: skip
    print(json.dumps(report, ensure_ascii=False, indent=1) if options.json else told(report))
    return 0


def _database_url() -> str:
    from citizen_portal.settings import load_settings

    return load_settings().database_url


def _replayed(
    versions: tuple[Procedure, ...], options: argparse.Namespace, database_url: str
) -> tuple[list[Tally], int]:
    """Every source, and the number of drafts that will move."""
    from citizen_portal.services.replay.differences import Comparison
    from citizen_portal.services.replay.sources import bundled_calendar

    if not database_url:
        compared = Comparison(versions, options.old, options.new, bundled_calendar())
        return _without_dossiers(compared), 0
    from citizen_portal.commands.replay_processes import calendar_in_use, replay_past

    compared = Comparison(versions, options.old, options.new, calendar_in_use(database_url))
    tallies = _without_dossiers(compared)
    past, drafts = replay_past(database_url, compared, options.sample)
    return [*tallies, past], drafts


def _versions(options: argparse.Namespace) -> tuple[Procedure, ...]:
    """Every version that a plugin declares. Raises ``CommandError`` when one is not there."""
    from citizen_portal.procedures.manager import load_plugins

    environ = {name: value for name, value in os.environ.items() if name.startswith("PORTAL_")}
    plugins = load_plugins(environ)
    declared = [one for _, one in plugins.procedures if one.code == options.code]
    for problem in plugins.problems:
        if options.code in str(problem):
            print(problem, file=sys.stderr)
    if not declared:
        raise CommandError(f"No plugin declares {options.code}: look up the code in the catalogue.")
    if options.old == options.new:
        raise CommandError("--from and --to are the same version: name two.")
    known = {one.version for one in declared}
    for asked in (options.old, options.new):
        if asked not in known:
            named = ", ".join(sorted(known))
            raise CommandError(f"{options.code} has no version {asked!r}; it has: {named}.")
    return tuple(sorted(declared, key=lambda one: one.in_force.since))


def _without_dossiers(compared: Comparison) -> list[Tally]:
    from citizen_portal.commands.replay_report import Bar
    from citizen_portal.services.replay.sources import made_up_answers, replay_cases, replay_made_up

    with Bar("made-up answers", None) as bar:
        answers = made_up_answers(compared.old, compared.new)
        return [replay_cases(compared), replay_made_up(compared, answers, bar.more)]
