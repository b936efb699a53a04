"""Writes the reference pages from the code, so that they cannot say anything else."""

from __future__ import annotations

import argparse
import inspect
import io
import sys
from collections.abc import Callable, Mapping
from contextlib import redirect_stdout
from functools import partial
from pathlib import Path
from typing import Any, get_origin

from citizen_portal import plugin_api
from citizen_portal.domain.lifecycle import TRANSITIONS, Status, Transition, is_terminal
from citizen_portal.procedures import hookspecs
from citizen_portal.procedures.review import RULES

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import api_pages  # noqa: E402  # stands beside this script

MADE = "<!-- Made by script/reference from the code; edit the code, not this page. -->\n\n"


def hooks() -> str:
    """Every hook with its exact arguments."""
    lines = ["# Hooks", "", "A plugin implements those it needs, marked with `@hookimpl`.", ""]
    for name, hook in vars(hookspecs).items():
        if hasattr(hook, "citizen_portal_spec"):
            signature = str(inspect.signature(hook)).replace("'", "")
            lines += [f"## `{name}{signature}`", ""]
            lines += [inspect.getdoc(hook) or "", ""]
    return "\n".join(lines)


def api() -> str:
    """Every name that a plugin may import, each with a page of its own."""
    lines = ["# Plugin API", "", "`citizen_portal.plugin_api` is the one module to import.", ""]
    lines += [
        f"This is version {plugin_api.CONTRACT_VERSION} of the contract;",
        "[what is promised](../explanation/plugin-contract.md) tells what a version means.",
        "",
    ]
    lines += ["| name | what it is |", "|---|---|"]
    for name, part in api_pages.names():
        lines.append(f"| [`{name}`](plugin-api/{name}.md) | {_said_of(part)} |")
    return "\n".join([*lines, ""])


def _said_of(part: object) -> str:
    """The first paragraph of its docstring; of a value or an alias, what it is."""
    if get_origin(part):
        kind = str(part).replace("collections.abc.", "").replace("typing.", "")
        return f"Another name for `{kind}`."
    if not callable(part):
        return f"A value, of `{type(part).__name__}`."
    said = (inspect.getdoc(part) or "").split("\n\n")[0]
    return " ".join(said.split()).replace("|", "/")


def statuses() -> str:
    """The statuses of a dossier, the table of transitions, and the drawing of both."""
    lines = ["# Statuses", "", "| number | Vietnamese | English | tag |", "|---|---|---|---|"]
    lines += [f"| {s.value} | {s.label.vi} | {s.label.en} | {s.tone} |" for s in Status]
    lines += ["", "## The life of a dossier", "", *_diagram(), ""]
    lines += ["## Transitions", ""]
    lines += [
        "*At* is which of the dossier's four agencies the officers sit at; *back to* limits a row",
        "to dossiers that wait to go back to that status.",
        "",
    ]
    lines += ["| action | from | to | by | at | clock | reason | back to |"]
    lines += ["|---|---|---|---|---|---|---|---|"]
    lines += [_transition_row(row) for row in TRANSITIONS]
    return "\n".join([*lines, ""])


def _transition_row(row: Transition) -> str:
    origin = ", ".join(str(s.value) for s in sorted(row.from_statuses))
    target = "same" if row.to_status is None else str(row.to_status.value)
    by = ", ".join(sorted(kind.value for kind in row.actor_kinds))
    back = "" if row.asked_from is None else str(row.asked_from.value)
    return (
        f"| `{row.action.value}` {row.action.label.en} | {origin} | {target} | {by} "
        f"| {row.seat.value} | {row.clock.value} | {'yes' if row.needs_reason else ''} | {back} |"
    )


def _diagram() -> list[str]:
    """The table as a state diagram; actions between the same two statuses share an arrow."""
    arrows: dict[tuple[Status, Status], list[str]] = {}
    for row in TRANSITIONS:
        for origin in row.from_statuses:
            target = row.target(origin)
            if target is not origin:
                arrows.setdefault((origin, target), []).append(row.action.label.en)
    ends = [status for status in Status if is_terminal(status)]
    return [
        "```mermaid",
        "stateDiagram-v2",
        *(f"  s{one.value} : {one.value} {one.label.en}" for one in Status),
        f"  [*] --> s{Status.DRAFT.value}",
        *(
            f"  s{origin.value} --> s{target.value} : {', '.join(dict.fromkeys(names))}"
            for (origin, target), names in arrows.items()
        ),
        *(f"  s{one.value} --> [*]" for one in ends),
        "```",
    ]


def http_api() -> str:
    """Every resource of the HTTP API with the fields of its answer."""
    from citizen_portal.web.api.describing import PREFIX as API_PREFIX
    from citizen_portal.web.api.openapi import RESOURCES, schemas

    lines = ["# HTTP API", "", "For other systems; everything here is open to everybody.", ""]
    lines += [
        "`/api/v1/openapi.json` describes the same for programs. An answer carries an `ETag`: who",
        "sends it back as `If-None-Match` gets 304 while nothing has changed. Where there is no",
        "answer (404, 405, 406 for a caller that does not read JSON, 503), the body is a `Problem`",
        "of the type `application/problem+json`.",
        "",
        "| address | what it tells | shape |",
        "|---|---|---|",
    ]
    for one in RESOURCES:
        shape = "OpenAPI 3.1" if one.answer is None else _linked(one.answer.__name__)
        lines.append(f"| `GET {API_PREFIX}{one.path}` | {one.summary} | {shape} |")
    for name, schema in schemas().items():
        lines += ["", f"## {name}", "", schema["description"], "", *_fields(schema)]
    return "\n".join([*lines, ""])


def _fields(schema: dict[str, Any]) -> list[str]:
    """The fields of an object, or the words that a value may be."""
    if "enum" in schema:
        return [", ".join(f"`{word}`" for word in schema["enum"])]
    rows = [
        f"| `{name}` | {_kind(field)} | {field.get('description', '')} |"
        for name, field in schema["properties"].items()
    ]
    return ["| field | type | meaning |", "|---|---|---|", *rows]


def _kind(field: dict[str, Any]) -> str:
    if "$ref" in field:
        return _linked(field["$ref"].rsplit("/", 1)[-1])
    if "anyOf" in field:
        return " or ".join(_kind(each) for each in field["anyOf"])
    if field["type"] == "array":
        return f"list of {_kind(field['items'])}"
    return str(field["type"])


def _linked(name: str) -> str:
    return f"[{name}](#{name.lower()})"


def settings() -> str:
    """The settings with their defaults outside production."""
    from citizen_portal.settings import Settings

    lines = ["# Settings", "", "Read from the environment.", ""]
    lines += ["| setting | type |", "|---|---|"]
    for name, field in Settings.model_fields.items():
        if name != "of_plugins":
            kind = getattr(field.annotation, "__name__", str(field.annotation))
            lines.append(f"| `PORTAL_{name.upper()}` | {kind.replace('|', '/')} |")
    return "\n".join([*lines, ""])


def commands() -> str:
    """The commands with their help."""
    from citizen_portal.cli import main

    overview = _help(main, [])
    lines = ["# Commands", "", "```", overview, "```", ""]
    for name in _names(overview):
        lines += [f"## `portal {name}`", "", "```", _help(main, [name]), "```", ""]
    return "\n".join(lines)


def _names(overview: str) -> list[str]:
    return [
        line.split()[0]
        for line in overview.splitlines()
        if line.startswith("    ") and not line.startswith("     ") and line.strip()
    ]


def _help(main: Callable[[list[str]], int], command: list[str]) -> str:
    said = io.StringIO()
    try:
        with redirect_stdout(said):
            main([*command, "--help"])
    except SystemExit:
        pass
    return said.getvalue().strip()


def findings() -> str:
    """The rules of ``portal check-procedures``."""
    lines = ["# Findings", "", "What `portal check-procedures` looks for.", ""]
    lines += ["| rule | severity | what it means |", "|---|---|---|"]
    lines += [
        f"| `{rule}` | {severity.value} | {meaning} |"
        for rule, (severity, meaning) in sorted(RULES.items())
    ]
    return "\n".join([*lines, ""])


def pack_schema() -> str:
    """The JSON Schema of declared packs."""
    from plugins.procedures.declared_packs.schema import schema_text

    return schema_text()


PAGES: Mapping[str, Callable[[], str]] = {
    "hooks.md": hooks,
    "plugin-api.md": api,
    "statuses.md": statuses,
    "http-api.md": http_api,
    "settings.md": settings,
    "commands.md": commands,
    "findings.md": findings,
    "pack-schema.json": pack_schema,
}


PAGES_OF_NAMES = {
    f"plugin-api/{name}.md": partial(api_pages.page, name, part) for name, part in api_pages.names()
}


def all_pages() -> Mapping[str, Callable[[], str]]:
    """What is written: the pages, and one for each name of the plugin API."""
    return {**PAGES, **PAGES_OF_NAMES}


def left_behind() -> list[Path]:
    """Pages of names that are gone."""
    return [
        path
        for path in (HERE / "plugin-api").glob("*.md")
        if f"plugin-api/{path.name}" not in PAGES_OF_NAMES
    ]


def text_of(name: str, write: Callable[[], str]) -> str:
    """What a page must say; the schema is plain JSON, without a word of ours above it."""
    return ("" if name.endswith(".json") else MADE) + write()


def stale_pages() -> list[str]:
    """The pages that say something else than the code."""
    changed = [
        name
        for name, write in all_pages().items()
        if not (HERE / name).exists()
        or (HERE / name).read_text(encoding="utf-8") != text_of(name, write)
    ]
    return [*changed, *(f"plugin-api/{path.name}" for path in left_behind())]


def main() -> int:
    """Write the pages, or check them."""
    parser = argparse.ArgumentParser(description="Write docs/reference from the code.")
    parser.add_argument("--check", action="store_true", help="fail when a page is out of date")
    if parser.parse_args().check:
        stale = stale_pages()
        for name in stale:
            print(f"docs/reference/{name} is out of date: run script/reference", file=sys.stderr)
        return 1 if stale else 0
    for path in left_behind():
        path.unlink()
    (HERE / "plugin-api").mkdir(exist_ok=True)
    for name, write in all_pages().items():
        (HERE / name).write_text(text_of(name, write), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
