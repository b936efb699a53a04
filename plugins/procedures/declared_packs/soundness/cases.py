"""The examples: they answer questions that are asked, each with what fits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from plugins.procedures.declared_packs.flaws import Flaw, Place
from plugins.procedures.declared_packs.known import Known
from plugins.procedures.declared_packs.language.pack import Pack
from plugins.procedures.declared_packs.soundness.form import twice

_FITTING: Mapping[str, type] = {
    "number": int,
    "money": int,
    "date": date,
    "yes_no": bool,
    "confirm": bool,
    "several": list,
    "group": list,
}


def flaws(pack: Pack, known: Known) -> Iterator[Flaw]:
    """What is wrong with the examples, and with the names that the new version gives."""
    yield from twice((case.name for case in pack.cases), ("cases",), "cases")
    papers = {paper.name for paper in pack.papers}
    earlier: set[str] = set()
    for index, case in enumerate(pack.cases):
        place: Place = ("cases", index)
        if case.like and case.like not in earlier:
            yield Flaw((*place, "like"), f"no earlier case is called {case.like!r}")
        for name in case.papers:
            if name not in papers:
                yield Flaw((*place, "papers"), f"no paper is called {name!r}")
        yield from _answer_flaws(case.answers, known, (*place, "answers"))
        earlier.add(case.name)
    for name in pack.renames.values():
        if name not in known.kinds:
            yield Flaw(("renames",), f"no question is called {name!r}")
    if pack.renames and not pack.follows:
        yield Flaw(("renames",), "say in follows which version had the old names")


def _answer_flaws(answers: Mapping[str, Any], known: Known, place: Place) -> Iterator[Flaw]:
    for name, value in answers.items():
        here = (*place, name)
        kind = known.kinds.get(name, "")
        if not kind:
            yield Flaw(here, f"no question is called {name!r}")
        elif not _fits(value, kind):
            yield Flaw(here, f"this is no answer to a question of the kind {kind}")
        elif kind == "group":
            for index, row in enumerate(value):
                if isinstance(row, dict):
                    yield from _answer_flaws(row, known.rows[name], (*here, index))
                else:
                    yield Flaw((*here, index), "a row is a table of answers")
        elif name in known.values:
            for one in value if isinstance(value, list) else [value]:
                if one not in known.values[name]:
                    yield Flaw(here, f"{one!r} is no choice of {name!r}")


def _fits(value: Any, kind: str) -> bool:
    wanted = _FITTING.get(kind, str)
    if wanted is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, wanted) and not isinstance(value, datetime)
