"""The table of roles agrees with the table of transitions, and is enforced."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from citizen_portal.domain.lifecycle import TRANSITIONS, Transition
from citizen_portal.domain.roles import DUTIES, ActorKind, Duty, Seat

PACKAGE = Path(__file__).resolve().parents[2] / "citizen_portal"
PAGE = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "roles.md"

K, D = ActorKind, Duty
SYSTEM = {K.SYSTEM}

# Whose task a transition is: one duty or several, and who does it besides, with the reason in
# docs/explanation/roles.md. A transition that is no duty is the system's alone.
WHOSE: dict[str, tuple[tuple[Duty, ...], set[ActorKind]]] = {
    "nop": ((D.APPLY,), set()),
    "tiep-nhan": ((D.RECEIVE,), set()),
    "tu-choi": ((D.RECEIVE,), SYSTEM),
    "yeu-cau-bo-sung": ((D.RECEIVE,), set()),
    "yeu-cau-bo-sung@4": ((D.PROCESS,), set()),
    "bo-sung": ((D.APPLY,), set()),
    "chuyen-xu-ly": ((), SYSTEM),
    "phan-cong": ((D.ASSIGN,), SYSTEM),
    "nhan-viec": ((D.PROCESS,), set()),
    "tra-viec": ((D.PROCESS,), set()),
    "chuyen-co-quan": ((D.RECEIVE, D.PROCESS, D.APPROVE), SYSTEM),
    "dinh-chinh": ((D.RECEIVE, D.PROCESS), set()),
    "chuyen-buoc": ((D.PROCESS,), set()),
    "trinh-duyet": ((D.PROCESS,), set()),
    "ky-nhay": ((D.INITIAL,), set()),
    "tra-lai": ((D.APPROVE, D.INITIAL), set()),
    "phe-duyet": ((D.APPROVE,), set()),
    "ban-hanh": ((D.ISSUE,), SYSTEM),
    "tam-dung": ((D.PROCESS, D.APPROVE), set()),
    "tiep-tuc": ((D.PROCESS, D.APPROVE), set()),
    "dung": ((D.PROCESS, D.APPROVE), set()),
    "dung@5": ((), SYSTEM),
    "tra-ket-qua": ((D.RETURN,), SYSTEM),
    "mo-lai": ((D.APPROVE,), set()),
    "thu-hoi": ((D.APPROVE,), set()),
    "cap-lai": ((D.APPROVE,), set()),
    "xin-loi": ((D.RECEIVE, D.PROCESS, D.APPROVE), set()),
    "doi-ngay-hen": ((D.PROCESS, D.APPROVE), set()),
    "rut": ((D.APPLY,), set()),
    "yeu-cau-thanh-toan": ((D.RECEIVE,), SYSTEM),
    "yeu-cau-thanh-toan@4": ((D.PROCESS,), SYSTEM),
    "xac-nhan-thanh-toan": ((D.COLLECT,), SYSTEM),
    "hoan-phi": ((D.COLLECT,), set()),
    "giay-to-den": ((D.RECEIVE,), SYSTEM),
    "mo-phan": ((), SYSTEM),
    "nhom-duoc-nhan": ((), SYSTEM),
    "hoan-thanh": ((), SYSTEM),
}


def _whose(row: Transition) -> tuple[tuple[Duty, ...], set[ActorKind]]:
    narrower = f"{row.action.value}@{int(row.from_statuses[0])}"
    return WHOSE.get(narrower) or WHOSE[row.action.value]


@pytest.mark.parametrize(
    "row", TRANSITIONS, ids=lambda row: f"{row.action.name}-{row.from_statuses[0].name}"
)
def test_a_transition_is_for_those_who_hold_its_duty(row: Transition) -> None:
    duties, besides = _whose(row)
    holders = {kind for duty in duties for kind in duty.holders}
    assert set(row.actor_kinds) == holders | besides
    if len(duties) == 1 and duties != (D.APPLY,):
        assert row.seat is DUTIES[duties[0]].seat


def test_only_the_table_says_who_holds_a_duty() -> None:
    assert list(DUTIES) == list(Duty)
    assert all(row.holders for row in DUTIES.values())
    assert ActorKind.SYSTEM not in {kind for row in DUTIES.values() for kind in row.holders}
    assert ActorKind.ADMINISTRATOR not in {kind for row in DUTIES.values() for kind in row.holders}


@pytest.mark.parametrize("duty", list(Duty), ids=lambda duty: duty.value)
def test_each_duty_is_enforced(duty: Duty) -> None:
    """By a use case that asks for it, or by a transition, which ``begin_act`` enforces."""
    asked = re.compile(rf"\bDuty\.{duty.name}\b")
    in_table = any(_whose(row)[0] == (duty,) for row in TRANSITIONS)
    in_services = any(
        asked.search(path.read_text(encoding="utf-8"))
        for path in (PACKAGE / "services").rglob("*.py")
    )
    assert in_table or in_services


def _rows_of_the_page() -> list[list[str]]:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    rows = [line.strip("|").split("|") for line in lines if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows]


def test_the_page_shows_the_table() -> None:
    heading, _, *rows = _rows_of_the_page()
    kinds = [kind for kind in ActorKind if any(kind in one.holders for one in DUTIES.values())]
    assert heading == ["Duty", "Where", *(kind.label.en for kind in kinds)]
    assert rows == [
        [one.label.en, one.seat.label.en, *("x" if kind in one.holders else "" for kind in kinds)]
        for one in DUTIES.values()
    ]


def test_every_seat_has_its_duties() -> None:
    assert {row.seat for row in DUTIES.values()} == set(Seat) - {Seat.COMPETENT}
