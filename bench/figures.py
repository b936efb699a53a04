"""What a benchmark tells: a table of figures, each with reference, ratio and goal."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from operator import ge, le
from pathlib import Path
from statistics import median, quantiles
from typing import Any, Literal

from bench.machine import machine_line

RESULTS = Path(__file__).parent / "results"
_SIGNS: dict[str, Callable[[float, float], bool]] = {"<=": le, ">=": ge}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured figure. The goal is for the figure, or for its ratio to the reference."""

    name: str
    value: float
    unit: str = ""
    reference: float | None = None
    goal: tuple[Literal["<=", ">="], float] | None = None
    goal_is_ratio: bool = False

    @property
    def ratio(self) -> float | None:
        """The figure divided by its reference."""
        return self.value / self.reference if self.reference else None

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None without a goal."""
        if self.goal is None:
            return None
        sign, limit = self.goal
        measured = self.ratio if self.goal_is_ratio else self.value
        return measured is not None and _SIGNS[sign](measured, limit)


@dataclass(frozen=True, slots=True)
class Spread:
    """Several measurements of one thing."""

    measured: Sequence[float] = field(default_factory=list)

    @property
    def middle(self) -> float:
        """The median."""
        return median(self.measured)

    @property
    def slow(self) -> float:
        """The value that 95 of 100 stay under."""
        return quantiles(self.measured, n=20, method="inclusive")[-1]


def table(figures: Sequence[Figure]) -> str:
    """The figures as lines of equal columns."""
    rows = [("figure", "measured", "reference", "ratio", "goal", "")]
    rows += [_row(one) for one in figures]
    widths = [max(len(row[column]) for row in rows) for column in range(6)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column in (0, 4, 5) else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def tell(
    name: str, machine: dict[str, Any], figures: Sequence[Figure], notes: Sequence[str] = ()
) -> None:
    """Print the table with the machine and what must be known; keep all of it as JSON."""
    print(f"\n== {name}\n{machine_line(machine)}\n\n{table(figures)}")
    for note in notes:
        print(f"  {note}")
    RESULTS.mkdir(exist_ok=True)
    kept = {
        "machine": machine,
        "figures": [{**asdict(one), "ratio": one.ratio, "met": one.met} for one in figures],
        "notes": list(notes),
    }
    text = json.dumps(kept, ensure_ascii=False, indent=2)
    (RESULTS / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def _row(one: Figure) -> tuple[str, str, str, str, str, str]:
    goal = ""
    if one.goal is not None:
        goal = f"{one.goal[0]} {_number(one.goal[1])}{' x' if one.goal_is_ratio else ''}"
    return (
        one.name,
        f"{_number(one.value)} {one.unit}".rstrip(),
        "" if one.reference is None else f"{_number(one.reference)} {one.unit}".rstrip(),
        "" if one.ratio is None else f"{one.ratio:.2f}",
        goal,
        {None: "", True: "met", False: "NOT met"}[one.met],
    )


def _number(value: float) -> str:
    if value == int(value) and abs(value) < 1e6:
        return str(int(value))
    places = 3 if abs(value) < 1 else 2 if abs(value) < 100 else 0
    return f"{value:.{places}f}"
