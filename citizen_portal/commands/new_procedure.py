"""``portal new-procedure``: a plugin to begin with, whose tests pass as it is written."""

from __future__ import annotations

import argparse
import importlib.util
import keyword
import os
import re
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from citizen_portal.commands import CommandError

HELP = "write a procedure to begin with: declaration, form, fee, result, cases, tests"
PLUGINS = Path("plugins") / "procedures"

_NAME = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*", re.ASCII)
_CODE = re.compile(r"[1-3]\.\d{6}", re.ASCII)
_LONGEST_NAME, _LONGEST_TITLE = 40, 250
_LEVELS = ("commune", "province", "ministry")
_RESERVED = frozenset({"citizen_portal", "plugins", "procedures", "connectors", "tests", "test"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the new procedure is to be; ``folder`` is where it goes."""

    name: str
    code: str
    title: str
    level: str
    folder: Path
    as_package: bool


def arguments(parser: argparse.ArgumentParser) -> None:
    """What may be given."""
    parser.add_argument("name", metavar="NAME", help="the plugin's word, such as boat_mooring")
    parser.add_argument("--code", help="the national code, such as 1.234567")
    parser.add_argument("--title", help="the procedure's name in Vietnamese")
    parser.add_argument("--level", choices=_LEVELS, help="who decides (default: commune)")
    parser.add_argument(
        "--package",
        type=Path,
        metavar="DIR",
        help="write an installable package into this new folder, not into plugins/procedures",
    )
    parser.add_argument("--yes", action="store_true", help="ask nothing, take what is proposed")
    parser.epilog = "On a terminal, what is not given is asked."


def run(options: argparse.Namespace) -> int:
    """Write the plugin. Raises ``CommandError``, a sentence a line, before anything is written."""
    from citizen_portal.commands.new_procedure_writing import write

    taken_names, taken_codes = _taken()
    folder = options.package or PLUGINS / options.name
    wish = Wish(
        name=options.name,
        code=options.code or "",
        title=(options.title or "").strip(),
        level=options.level or "",
        folder=folder,
        as_package=options.package is not None,
    )
    _refuse(
        [
            *_name_problems(wish, taken_names),
            *_folder_problems(wish),
            *_answer_problems(wish, taken_codes),
        ]
    )
    wish = _completed(wish, taken_codes, asks=not options.yes)
    _refuse(_answer_problems(wish, taken_codes))
    written = write(wish)
    _say(wish, written)
    return 0


def _refuse(problems: list[str]) -> None:
    if problems:
        raise CommandError("\n".join(problems))


def _taken() -> tuple[set[str], set[str]]:
    """The words and the codes of the plugins that are there."""
    from citizen_portal.procedures.manager import load_plugins, short_name

    settings = {name: value for name, value in os.environ.items() if name.startswith("PORTAL_")}
    plugins = load_plugins({**settings, "PORTAL_PLUGINS": ""})
    names = {short_name(name) for name, _ in plugins.manager.list_name_plugin()}
    return names, {procedure.code for _, procedure in plugins.procedures}


def _name_problems(wish: Wish, taken: set[str]) -> list[str]:
    from citizen_portal.places import TEMPLATES

    name = wish.name
    if not _NAME.fullmatch(name) or len(name) > _LONGEST_NAME:
        return [
            f"{name!r} cannot be a plugin's word: give lower-case English words joined by "
            f"underscores, such as boat_mooring, of at most {_LONGEST_NAME} letters."
        ]
    if keyword.iskeyword(name) or name in _RESERVED or (TEMPLATES / "documents" / name).exists():
        return [f"{name!r} means something else already; choose another word."]
    if name in taken or (wish.as_package and importlib.util.find_spec(name) is not None):
        return [f"There is a plugin or package {name!r} already; choose another word."]
    return []


def _folder_problems(wish: Wish) -> list[str]:
    if not wish.as_package and not (PLUGINS / "__init__.py").is_file():
        return [
            f"There is no folder {PLUGINS} here: run this in the project's folder, or give "
            "--package DIR."
        ]
    if wish.folder.exists() or wish.folder.is_symlink():
        return [f"{wish.folder} is there already; give another place or remove it."]
    if not wish.folder.resolve().parent.is_dir():
        return [f"There is no folder {wish.folder.parent} to put {wish.folder.name} into."]
    return []


def _completed(wish: Wish, taken: set[str], *, asks: bool) -> Wish:
    """Fill in what was not given: by asking on a terminal, else with proposals."""
    words = wish.name.replace("_", " ")
    code = next(one for one in (f"3.{999_001 + n:06d}" for n in range(999)) if one not in taken)
    proposed = {"code": code, "title": f"Thủ tục mẫu: {words}", "level": "commune"}
    missing = [name for name in proposed if not getattr(wish, name)]
    terminal = sys.stdin.isatty()
    if asks and not terminal and {"code", "title"} & set(missing):
        raise CommandError("Give --code and --title, or --yes to take what is proposed.")
    asked = {
        "code": "National code of the procedure",
        "title": "Its name in Vietnamese",
        "level": f"Who decides ({', '.join(_LEVELS)})",
    }
    answers = {
        name: _ask(asked[name], proposed[name]) if asks and terminal else proposed[name]
        for name in missing
    }
    filled = {**{name: getattr(wish, name) for name in proposed}, **answers}
    return replace(wish, code=filled["code"], title=filled["title"], level=filled["level"])


def _ask(question: str, proposed: str) -> str:
    try:
        return input(f"{question} [{proposed}]: ").strip() or proposed
    except (EOFError, KeyboardInterrupt):
        raise CommandError("\nNothing was written.") from None


def _answer_problems(wish: Wish, taken: set[str]) -> list[str]:
    """What is wrong with what was given or asked so far."""
    problems = []
    if wish.code and not _CODE.fullmatch(wish.code):
        problems.append(f"{wish.code!r} is not a national code: give one such as 1.234567.")
    elif wish.code in taken:
        problems.append(f"A plugin declares {wish.code} already; give another code.")
    if not wish.title.isprintable() or len(wish.title) > _LONGEST_TITLE:
        problems.append(f"The title must be one line of at most {_LONGEST_TITLE} characters.")
    if wish.level and wish.level not in _LEVELS:
        problems.append(f"{wish.level!r} is not one of {', '.join(_LEVELS)}.")
    return problems


def _say(wish: Wish, written: list[Path]) -> None:
    print(f"{wish.code} {wish.title}: {len(written)} files in {wish.folder}")
    if wish.as_package:
        print(f"Test it: cd {wish.folder} && python -m pytest")
        print("Offer it: pip install it beside the portal.")
    else:
        print(f"Test it: .venv/bin/python -m pytest {wish.folder}")
        print(f"Link {wish.folder}/README.md from docs/README.md, then see it: script/server")
    print("Replace what law.py invents; until then nothing is shown as law.")
