"""``bench/run NAME``: run one benchmark, or list them."""

from __future__ import annotations

import importlib
import sys

BENCHMARKS = {
    "dossier": "one whole dossier by HTTP: CPU-seconds, SQL statements, dossiers a second",
    "submit": "submitting alone, beside a bare Flask and SQLAlchemy view",
    "form_page": "a form page of 25 fields, beside a bare Flask-WTF view",
    "receipt": "printing a submission receipt, beside WeasyPrint alone; signing",
    "memory": "memory of one web process over 10,000 requests",
    "replay": "a new version over 10,000 past dossiers, beside one process alone",
    "cold_start": "from the command to the first page, set-up done",
    "catalogue": "starting, searching and listing with 6,000 more procedures",
    "import_catalogue": "importing 6,000 procedures, and starting with all of them published",
    "office": "every queue, filter, order and search of the desk among 200,000 dossiers",
}


def main(arguments: list[str]) -> int:
    """Run the named benchmark with the other arguments; ``all`` runs each in turn."""
    name = arguments[0] if arguments else ""
    wanted = list(BENCHMARKS) if name == "all" else [name]
    if not set(wanted) <= set(BENCHMARKS):
        lines = [f"  {one:<16} {what}" for one, what in BENCHMARKS.items()]
        print("usage: bench/run NAME [options], with NAME one of these, or all:", *lines, sep="\n")
        return 2
    for one in wanted:
        importlib.import_module(f"bench.{one}").main(arguments[1:])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
