"""Adding and dropping rows of a repeated group, by plain buttons named ``them`` and ``bo``."""

from __future__ import annotations

import re

from citizen_portal.procedures.group import typed_rows
from citizen_portal.web.typed import Typed

_GROUP = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,60}", re.ASCII)
_ROW = re.compile(rf"({_GROUP.pattern})-(\d{{1,3}})", re.ASCII)


def change_rows(typed: Typed) -> tuple[Typed, str] | None:
    """What was typed with a row more or less, and the id of the place to show.

    None when neither button was pressed.
    """
    rest = {name: values for name, values in typed.items() if name not in ("them", "bo")}
    added = _GROUP.fullmatch(next(iter(typed.get("them", [])), ""))
    dropped = _ROW.fullmatch(next(iter(typed.get("bo", [])), ""))
    if added:
        return _add(rest, added[0])
    if dropped:
        start = f"{dropped[1]}-{int(dropped[2])}"
        kept = {
            name: values
            for name, values in rest.items()
            if name != start and not name.startswith(f"{start}-")
        }
        return kept, dropped[1]
    return None


def _add(typed: Typed, group: str) -> tuple[Typed, str]:
    rows = typed_rows(group, typed) or [0]  # the page always shows a first row
    marks = {f"{group}-{row}": [""] for row in (rows[0], rows[-1] + 1)}
    return {**marks, **typed}, f"{group}-{len(rows)}"
