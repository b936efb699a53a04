"""Auditors read words: whatever the audit trail writes down has some."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from citizen_portal.web.officer.colleagues.log_words import ACTS, detail_words

SERVICES = Path(__file__).resolve().parents[2] / "citizen_portal" / "services"


def _recorded(argument: str) -> Iterator[str]:
    for path in SERVICES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            named = isinstance(node, ast.keyword) and node.arg == argument
            if named and isinstance(node.value, ast.Constant):
                yield str(node.value.value)


def test_every_act_of_the_audit_trail_has_words() -> None:
    recorded = set(_recorded("act"))
    assert len(recorded) > 40
    assert recorded - set(ACTS) == set()


def test_details_are_words_too() -> None:
    for purpose in set(_recorded("purpose")):
        (line,) = detail_words({"purpose": purpose})
        assert purpose not in line.vi
    many, kinds = detail_words({"dossiers": ["a", "b"], "kinds": ["result", "fee_receipt"]})
    assert many.vi == "Số hồ sơ: 2"
    assert kinds.en == "Kinds: Result; Fee receipt"
