"""The table of figures: ratios, goals, what is kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench import figures
from bench.figures import Figure, Spread, table, tell


@pytest.mark.parametrize(
    ("figure", "ratio", "met"),
    [
        (Figure(name="a", value=3), None, None),
        (Figure(name="a", value=3, reference=2), 1.5, None),
        (Figure(name="a", value=3, goal=("<=", 3)), None, True),
        (Figure(name="a", value=3, goal=(">=", 3.1)), None, False),
        (Figure(name="a", value=6, reference=3, goal=(">=", 2), goal_is_ratio=True), 2.0, True),
        (Figure(name="a", value=3, reference=2, goal=("<=", 1.25), goal_is_ratio=True), 1.5, False),
        (Figure(name="a", value=3, goal=("<=", 9), goal_is_ratio=True), None, False),
    ],
)
def test_goals(figure: Figure, ratio: float | None, met: bool | None) -> None:
    assert figure.ratio == ratio
    assert figure.met is met


def test_a_ratio_of_the_goal_is_not_mistaken_for_a_value() -> None:
    text = table(
        [Figure(name="rate", value=10, unit="/s", reference=4, goal=(">=", 2), goal_is_ratio=True)]
    )
    assert text.splitlines()[1].split() == [
        "rate",
        "10",
        "/s",
        "4",
        "/s",
        "2.50",
        ">=",
        "2",
        "x",
        "met",
    ]


def test_spread() -> None:
    spread = Spread(list(range(1, 102)))
    assert (spread.middle, spread.slow) == (51, 96)


def test_everything_told_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(figures, "RESULTS", tmp_path / "results")
    machine = {
        "cores": 2,
        "load average": [0.1],
        "python": "3",
        "loop ms": 9,
        "versions": {"flask": "3"},
    }
    tell("small", machine, [Figure(name="a", value=1, goal=("<=", 2))], ["one client"])
    kept = json.loads((tmp_path / "results" / "small.json").read_text(encoding="utf-8"))
    assert kept["figures"][0]["met"] is True
    assert kept["machine"] == machine
    assert "one client" in capsys.readouterr().out
