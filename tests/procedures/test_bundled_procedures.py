"""What every procedure in this repository must fulfil, whoever wrote it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest

from citizen_portal.domain.service_level import Channel, ServiceLevel
from citizen_portal.procedures.form import ProcedureForm, check_answers
from citizen_portal.procedures.group import GroupField, row_questions
from citizen_portal.procedures.manager import load_plugins
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.testing import ProcedureContract
from citizen_portal.testing.printed_papers import decisions, printed

ON = date(2026, 11, 20)
SOURCES = {
    "identity.full_name",
    "identity.personal_number",
    "identity.birth_date",
    "identity.gender",
    "identity.phone",
    "identity.email",
    "identity.address",
}


class Bundled(ProcedureContract):
    """The contract, and what this repository asks of its own beyond it."""

    def test_each_case_asks_five_questions_and_prints_what_it_decides(self) -> None:
        examined = self.examined()
        result = examined.procedure.result
        for case in examined.cases:
            steps = examined.procedure.shown_steps(case.answers)
            required = [one for step in steps for one in step.questions().values() if one.required]
            assert len(required) >= 5
            if result.template and not examined.procedure.source:
                full = decisions(examined, case.answers)[0]
                page = printed(examined, case.answers, full, "vi").lower()
                assert result.name.vi.lower() in page
                body = result.content(case.answers, full)
                assert [one for one in _flat(body) if str(one).lower() not in page] == []

    def test_the_form_takes_what_is_suggested_and_found(self) -> None:
        examined = self.examined()
        form = examined.procedure.result.form
        for case in examined.cases if form is not None else ():
            assert form is not None
            problems = check_answers(form, {**_found(form), **_suggested(self, case.answers)}, ON)
            assert problems == ()

    def test_steps_are_short_and_personal_data_have_a_purpose(self) -> None:
        for step in self.examined().procedure.form:
            assert 1 <= len(step.questions()) <= 12, step.name
            for name, question in _all_questions(step):
                assert not question.prefill or question.prefill in SOURCES, name
                assert question.personal or not question.prefill, name
                if type(question).__name__ == "PersonalNumberField" or "birth_date" in name:
                    assert question.personal, name

    def test_it_has_three_cases_by_different_names(self) -> None:
        procedure = self.examined().procedure
        filed = procedure.service_level is not ServiceLevel.INFORMATION and not procedure.part_of
        assert len(procedure.cases) >= (3 if filed else 0)
        assert len({case.name for case in procedure.cases}) == len(procedure.cases)
        assert Channel.ONLINE in procedure.channels or not filed

    def test_no_resolution_that_nobody_read_is_cited(self) -> None:
        procedure = self.examined().procedure
        for case in procedure.cases:
            for channel in procedure.channels:
                for line in procedure.fee.assess(case.answers, channel, ON).lines:
                    assert "Nghị quyết" not in line.legal_basis


def _all_questions(step: type[ProcedureForm]) -> Iterator[tuple[str, Any]]:
    for name, question in step.questions().items():
        yield name, question
        if isinstance(question, GroupField):
            yield from row_questions(question).items()


def _suggested(contract: ProcedureContract, answers: Mapping[str, Any]) -> dict[str, Any]:
    suggest = contract.examined().procedure.result.suggest
    given = suggest(answers, ON) if suggest is not None else {}
    return {name: value for name, value in given.items() if value is not None}


def _found(form: type[ProcedureForm]) -> dict[str, Any]:
    """What an officer finds elsewhere than in the dossier."""
    kinds = {"DateField": ON, "PersonalNumberField": "022085000011"}
    return {
        name: kinds.get(type(question).__name__, "12")
        for name, question in form.questions().items()
        if question.required
    }


def _flat(value: Any) -> Iterator[Any]:
    """The single values in a paper's content."""
    if isinstance(value, Mapping):
        value = value.values()
    elif not isinstance(value, list | tuple):
        yield value
        return
    for one in value:
        yield from _flat(one)


def _contract_of(procedure: Procedure) -> type[Bundled]:
    settings = {"procedure": procedure.code, "version": procedure.version}
    day = {"on": ON} if procedure.in_force.covers(ON) else {}
    return type("Contract", (Bundled,), {**settings, **day})


PLUGINS = load_plugins({}, ["plugins.procedures"], entry_points=False)
DECLARED = tuple(procedure for _, procedure in PLUGINS.procedures)
for _one in DECLARED:
    _word = f"{_one.code}_v{_one.version}".replace(".", "_").replace("-", "_")
    globals()[f"Test_{_word}"] = _contract_of(_one)


def test_they_are_there_and_nothing_is_wrong_with_them() -> None:
    assert {one.code for one in DECLARED} >= {"2.000635", "1.001612", "1.004222"}
    assert PLUGINS.problems == []


def test_each_has_its_contract() -> None:
    contracts = [one for name, one in globals().items() if name.startswith("Test_")]
    assert len(contracts) == len(DECLARED)
    with pytest.raises(AttributeError):
        _ = Bundled.procedure
