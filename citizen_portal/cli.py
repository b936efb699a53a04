"""The command ``portal``. Each command imports what it needs when it runs: help is quick."""

from __future__ import annotations

import argparse
import importlib
import logging
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from citizen_portal.commands import CommandError
from citizen_portal.places import DEMO_DATA

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

# Each is a module of ``commands`` with HELP, ``arguments(parser)`` and ``run(options)``.
AUTHORING: tuple[str, ...] = (
    "check-procedures", "import-catalogue", "index-dossiers", "new-procedure", "replay",
)  # fmt: skip


class _Parser(argparse.ArgumentParser):
    """Answers bad input with one sentence and exit code 2."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}; '{self.prog} --help' explains it.\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code."""
    options = _parser().parse_args(arguments)
    try:
        code: int = options.run(options)
        return code
    except CommandError as error:
        return _complain(str(error), error.code)
    except Exception as error:
        code = _expected(error)
        if not code:
            raise
        return _complain(str(error), code)


def _expected(error: Exception) -> int:
    """Return the exit code of an error that speaks to people; 0 for a fault of ours."""
    from citizen_portal.embedded_programs import DatabaseError
    from citizen_portal.server import PortTaken
    from citizen_portal.settings import SettingsError

    codes = {SettingsError: 2, PortTaken: 2, DatabaseError: 1}
    return codes.get(type(error), 0)


def _complain(sentence: str, code: int) -> int:
    print(sentence, file=sys.stderr)
    return code


def _parser() -> _Parser:
    parser = _Parser(prog="portal", description="The citizen portal's commands.")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def add(name: str, run: object, text: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.")
        command.set_defaults(run=run)
        return command

    demo = add("demo", _demo, "run everything on this machine, with invented people")
    _listening(demo, 8000)
    demo.add_argument(
        "--data",
        type=Path,
        default=DEMO_DATA,
        metavar="DIR",
        help="keep the data here; an existing folder is resumed (default: .portal in the project)",
    )
    serve = add("serve", _serve, "serve the portal's pages, as the PORTAL_* settings say")
    _listening(serve, 8000)
    serve.add_argument(
        "--processes", type=_count, default=2, metavar="N", help="how many processes (default: 2)"
    )
    add("worker", _worker, "do what happens after commit: papers, notices, synchronisation")
    _listening(add("simulators", _simulators, "stand in for the national systems"), 8001)
    add("migrate", _migrate, "bring the database's tables up to date")
    add("seed-demo", _seed_demo, "put the invented people and agencies into the database")
    add("verify-audit", _verify_audit, "check that nobody changed the audit trail")
    add("doctor", _doctor, "say what is missing for the portal to run, and what to do")
    _authoring(add)
    return parser


def _authoring(add: Callable[[str, object, str], argparse.ArgumentParser]) -> None:
    for name in AUTHORING:
        module = importlib.import_module(f"citizen_portal.commands.{name.replace('-', '_')}")
        module.arguments(add(name, module.run, module.HELP))


def _listening(command: argparse.ArgumentParser, port: int) -> None:
    command.add_argument(
        "--host", default="127.0.0.1", help="address to listen at (default: 127.0.0.1)"
    )
    command.add_argument(
        "--port", type=_port, default=port, metavar="N", help=f"port to listen at (default: {port})"
    )


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65534):
        raise argparse.ArgumentTypeError(f"{text!r} is not a port: give a number from 1 to 65534")
    return int(text)


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 64):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to 64")
    return int(text)


def _demo(options: argparse.Namespace) -> int:
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    data_dir = options.data.expanduser().resolve()
    print(f"Portal demo; its data is in {data_dir}", flush=True)
    from citizen_portal.commands.demo import run_demo

    run_demo(host=options.host, port=options.port, data_dir=data_dir)
    return 0


def _serve(options: argparse.Namespace) -> int:
    from citizen_portal.settings import load_settings

    settings = load_settings()
    from citizen_portal.app import app_of, open_portal
    from citizen_portal.server import serve

    def make_app() -> WSGIApplication:
        portal = open_portal(settings)
        app = app_of(portal)
        portal.engine.dispose()  # a connection must not be shared by two processes
        return app

    _log_to_stderr()
    serve(
        make_app,
        host=options.host,
        port=options.port,
        processes=options.processes,
    )
    return 0


def _worker(_options: argparse.Namespace) -> int:
    from citizen_portal.settings import load_settings

    settings = load_settings()
    from citizen_portal.commands.work import work

    _log_to_stderr()
    work(settings)
    return 0


def _simulators(options: argparse.Namespace) -> int:
    from citizen_portal.commands.simulators import simulators_app
    from citizen_portal.server import serve
    from citizen_portal.settings import load_settings

    settings = load_settings()
    _log_to_stderr()
    serve(
        lambda: simulators_app(settings),
        host=options.host,
        port=options.port,
        processes=1,
        threads=8,
    )
    return 0


def _migrate(_options: argparse.Namespace) -> int:
    from citizen_portal.commands.migrations import migrate
    from citizen_portal.settings import load_settings

    print(f"The tables are at revision {migrate(load_settings().database_url)}.")
    return 0


def _seed_demo(_options: argparse.Namespace) -> int:
    from citizen_portal.commands.seeding import seed
    from citizen_portal.settings import load_settings

    seed(load_settings())
    return 0


def _verify_audit(_options: argparse.Namespace) -> int:
    from citizen_portal.commands.auditing import verify_audit
    from citizen_portal.settings import load_settings

    broken = verify_audit(load_settings())
    if broken is None:
        print("The audit trail is whole.")
        return 0
    return _complain(f"The audit trail does not hold from entry {broken} on.", 1)


def _doctor(_options: argparse.Namespace) -> int:
    from citizen_portal.commands.doctor import examine
    from citizen_portal.settings import load_settings

    found = examine(load_settings())
    for part, problem in found:
        print(f"{part}: {problem or 'well'}")
    return 1 if any(problem for _, problem in found) else 0


def _log_to_stderr() -> None:
    level = os.environ.get("PORTAL_LOG_LEVEL", "INFO").upper()
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")


if __name__ == "__main__":
    sys.exit(main())
