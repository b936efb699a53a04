"""What a replay prints: a table, the rules that make the difference, a progress bar."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Any

from citizen_portal.services.replay.differences import Kind
from citizen_portal.services.replay.sources import Tally

WIDTH = 30


class Bar:
    """Progress on the error stream, for people only; ``total`` None when nobody knows."""

    def __init__(self, what: str, total: int | None) -> None:
        self._what, self._total, self._done = what, total, 0
        self._shown = sys.stderr.isatty()

    def __enter__(self) -> Bar:
        self.more(0)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._shown:
            print(file=sys.stderr)

    def more(self, done: int) -> None:
        """So many more are done."""
        self._done += done
        if not self._shown:
            return
        if self._total is None:
            line = f"{self._what}: {self._done}"
        else:
            part = self._done / self._total if self._total else 1.0
            filled = "█" * round(part * WIDTH)
            line = f"{self._what}: {filled:·<{WIDTH}} {self._done}/{self._total}"
        print(f"\r{line}", end="", file=sys.stderr, flush=True)


def plain(tallies: Sequence[Tally]) -> dict[str, Any]:
    """The tallies as plain values; differences with the largest first."""
    counts: dict[Any, dict[str, int]] = {}
    for tally in tallies:
        for difference, count in tally.differences.items():
            counts.setdefault(difference, {})[tally.source] = count
    weighty = [tally.source for tally in reversed(tallies)]
    ordered = sorted(
        counts.items(),
        key=lambda pair: (
            [-pair[1].get(source, 0) for source in weighty], pair[0].what, pair[0].how,
        ),
    )  # fmt: skip
    return {
        "sources": [
            {
                "source": one.source,
                "seen": one.seen,
                "touched": one.touched,
                **{kind.value: one.kinds[kind] for kind in Kind},
            }
            for one in tallies
        ],
        "differences": [
            {"kind": one.kind.value, "what": one.what, "how": one.how, "counts": by}
            for one, by in ordered
        ],
    }


def told(report: Mapping[str, Any]) -> str:
    """The report as a person reads it."""
    lines = [f"{report['code']}: version {report['from']} → version {report['to']}", ""]
    lines += _table(report["sources"])
    if report["drafts"]:
        lines += ["", f"Drafts in progress that will move, with notice: {report['drafts']}."]
    lines += ["", *_what_differs(report)]
    if report["declared"]:
        lines += ["", "Declared otherwise:", *(f"  {one}" for one in report["declared"])]
    return "\n".join(lines)


def _table(sources: Sequence[Mapping[str, Any]]) -> list[str]:
    columns = ("seen", "touched", *(kind.value for kind in Kind))
    head = " " * 18 + "".join(f"{one:>9}" for one in columns)
    return [
        head,
        *(
            f"{one['source']:<18}" + "".join(f"{one[column]:>9}" for column in columns)
            for one in sources
        ),
    ]


def _what_differs(report: Mapping[str, Any]) -> list[str]:
    if not report["differences"]:
        return ["Nothing differs."]
    lines = ["What makes the difference, the largest first:"]
    for one in report["differences"]:
        counts = ", ".join(f"{source} {count}" for source, count in one["counts"].items())
        lines.append(f"  {one['kind']:<8} {one['what']}: {one['how']}  ({counts})")
    return lines
