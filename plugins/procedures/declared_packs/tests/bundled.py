"""The bundled packs, read once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from citizen_portal.plugin_api import Procedure
from citizen_portal.procedures.form import check_answers
from plugins.procedures.declared_packs.folders import BUNDLED
from plugins.procedures.declared_packs.offering import read_pack

ON = date(2026, 11, 20)


@cache
def bundled(word: str) -> Procedure:
    """The procedure of a bundled pack."""
    found = read_pack(BUNDLED / word / "pack.toml")
    assert isinstance(found, Procedure)
    return found


def case(procedure: Procedure, name: str) -> Mapping[str, Any]:
    """The answers of a case."""
    return next(one.answers for one in procedure.cases if one.name == name)


def refused_at(procedure: Procedure, answers: Mapping[str, Any], **changes: Any) -> list[str]:
    """The questions at which changed answers are refused."""
    changed = {**answers, **changes}
    steps = procedure.shown_steps(changed)
    return [one.question for step in steps for one in check_answers(step, changed, ON)]


def papers(procedure: Procedure, **answers: Any) -> list[str]:
    """The papers that some answers call for."""
    return [one.name for one in procedure.needed_documents(answers, ON)]
