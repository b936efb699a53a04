"""What is declared otherwise is told; what is the same, of whatever procedure, is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import islice

import pytest

from citizen_portal.plugin_api import (
    ChoiceField,
    InForce,
    NumberField,
    PhoneField,
    Procedure,
    ProcessingStep,
    ServiceLevel,
    Text,
    TextField,
    when,
)
from citizen_portal.procedures.manager import load_plugins
from citizen_portal.services.replay.declared import declared_changes
from citizen_portal.services.replay.differences import Comparison
from citizen_portal.services.replay.sources import (
    bundled_calendar,
    made_up_answers,
    replay_cases,
    replay_made_up,
)
from tests.services.permit import KINDS, PERMIT, form_with, second

BUNDLED = [one for _, one in load_plugins({}).procedures if one.form and one.cases]
DAY = date(2026, 12, 1)


def test_the_same_declares_nothing_otherwise() -> None:
    assert declared_changes(PERMIT, second()) == ()


def test_each_part_that_differs_is_a_line() -> None:
    new = second(
        form=form_with(
            asker={
                "asker_phone": PhoneField("Điện thoại"),
                "kind": ChoiceField("Loại việc", (*KINDS[1:], ("move", Text("Chuyển")))),
                "old_number": TextField(
                    "Số giấy cũ", max_length=9, shown_when=when("kind", "copy")
                ),
            },
            request={"size": NumberField("Diện tích", least=1, most=50), "capital": None,
                     "remark": TextField("Ghi chú", required=False)},
        ),
        service_level=ServiceLevel.PARTIAL,
        steps=(ProcessingStep(name="xu-ly", title=Text("Xử lý"), hours=9),
               ProcessingStep(name="ky", title=Text("Ký"), hours=1)),
        result=replace(PERMIT.result, name=Text("Giấy phép mới")),
    )  # fmt: skip
    assert declared_changes(PERMIT, new) == (
        "question asker_phone: required False → True",
        "question kind: without the choice new",
        "question kind: with the choice move",
        "question old_number: max_length 20 → 9",
        "question old_number: another condition",
        "question size: most 500 → 50",
        "question capital: no longer there",
        "question remark: new, optional",
        "service_level: FULL → PARTIAL",
        "result name: Giấy phép → Giấy phép mới",
        "desk xu-ly: 8 h → 9 h",
        "desk ky: none → 1 h",
    )


@pytest.mark.parametrize("old", BUNDLED, ids=lambda one: f"{one.code}-{one.version}")
def test_a_bundled_procedure_under_a_new_name_touches_nobody(old: Procedure) -> None:
    if not old.in_force.covers(DAY):
        return
    in_force = InForce(since=DAY, until=old.in_force.until)
    new = replace(old, version="next", follows=old.version, in_force=in_force)
    compared = Comparison((old, new), old.version, "next", bundled_calendar())
    found = replay_cases(compared)
    found.join(replay_made_up(compared, islice(made_up_answers(old, new), 40)))
    assert dict(found.differences) == {}
    assert found.seen > len(old.cases)
