"""What every procedure in this repository must fulfil, whoever wrote it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date, datetime
from functools import cache
from typing import Any
from xml.etree import ElementTree

import pytest

from citizen_portal.documents.papers.letterhead import Letterhead
from citizen_portal.documents.papers.result import ResultContent
from citizen_portal.documents.templates import PaperTemplates
from citizen_portal.domain.moment import VIETNAM
from citizen_portal.domain.service_level import Channel
from citizen_portal.procedures.catalogue import Catalogue
from citizen_portal.procedures.describing import describe_step
from citizen_portal.procedures.form import (
    ProcedureForm,
    answers_from_json,
    answers_to_json,
    asked_answers,
    check_answers,
    read_step,
    visible_questions,
)
from citizen_portal.procedures.group import GroupField, row_questions
from citizen_portal.procedures.manager import load_plugins
from citizen_portal.procedures.procedure import Case, Procedure

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


@cache
def offered() -> tuple[Procedure, ...]:
    plugins = load_plugins({}, ["plugins.procedures"], entry_points=False)
    return Catalogue.of(plugins).on_offer(ON)


procedures = pytest.mark.parametrize("procedure", offered(), ids=lambda one: one.code)
cases = pytest.mark.parametrize(
    ("procedure", "case"),
    [
        pytest.param(procedure, case, id=f"{procedure.code}-{case.name}")
        for procedure in offered()
        for case in procedure.cases
    ],
)


def all_questions(step: type[ProcedureForm]) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for name, question in step.questions().items():
        found.append((name, question))
        if isinstance(question, GroupField):
            found += row_questions(question).items()
    return found


def test_the_three_first_ones_are_there() -> None:
    assert {one.code for one in offered()} >= {"2.000635", "1.001612", "1.004222"}


@cases
def test_a_case_is_valid(procedure: Procedure, case: Case) -> None:
    for step in procedure.shown_steps(case.answers):
        assert check_answers(step, case.answers, ON) == ()
    assert asked_answers(procedure.form, case.answers) == case.answers


@cases
def test_a_case_survives_storage(procedure: Procedure, case: Case) -> None:
    stored = json.loads(json.dumps(answers_to_json(procedure.form, case.answers)))
    assert answers_from_json(procedure.form, stored) == case.answers


@cases
def test_a_case_has_the_papers_and_the_fee_it_says(procedure: Procedure, case: Case) -> None:
    needed = procedure.needed_documents(case.answers, ON)
    assert tuple(one.name for one in needed if not one.optional) == case.papers
    bill = procedure.fee.assess(case.answers, Channel.ONLINE, ON)
    assert bill.total == case.fee
    assert all(line.reason.vi and line.reason.en for line in bill.lines)


@cases
def test_every_required_question_is_required(procedure: Procedure, case: Case) -> None:
    asked = 0
    for step in procedure.shown_steps(case.answers):
        for name, question in visible_questions(step, case.answers):
            without = {key: value for key, value in case.answers.items() if key != name}
            missing = [one.question for one in check_answers(step, without, ON)]
            assert (name in missing) is question.required, name
            asked += question.required
    assert asked >= 5


@cases
def test_the_result_is_filled_from_the_case(procedure: Procedure, case: Case) -> None:
    result = procedure.result
    assert result.form is not None
    assert result.suggest is not None
    suggested = result.suggest(case.answers, ON)
    assert suggested.keys() <= result.form.questions().keys()
    entry = _entry(procedure, case)
    assert check_answers(result.form, entry, ON) == ()
    content = result.content(case.answers, entry)
    assert json.loads(json.dumps(content)) == content
    assert procedure.subject_of is not None
    assert procedure.subject_of(case.answers)


@cases
def test_the_result_is_printed(procedure: Procedure, case: Case) -> None:
    plugins = load_plugins({}, ["plugins.procedures"], entry_points=False)
    plugin = Catalogue.of(plugins).plugin_of(procedure)
    paper = ResultContent(
        issued_at=datetime(2026, 11, 20, 10, 5, tzinfo=VIETNAM),
        letterhead=Letterhead(agency="ỦY BAN NHÂN DÂN PHƯỜNG MẪU"),
        dossier_code="000.00.01.H49-261120-0001",
        title=procedure.result.name.vi,
        template=f"{plugin}/{procedure.result.template}",
        body=procedure.result.content(case.answers, _entry(procedure, case)),
    )
    templates = PaperTemplates(plugins.template_folders())
    assert templates.version(paper.template) == "1"
    values = {entry.name: getattr(paper, entry.name) for entry in fields(paper)}
    page = templates.page(paper.template_name, values)
    printed = " ".join(" ".join(ElementTree.fromstring(page).itertext()).split())  # noqa: S314  # our own page
    assert procedure.result.name.vi.upper() in printed
    assert "None" not in printed
    missing = [line for line in _flat(paper.body) if str(line).lower() not in printed.lower()]
    assert missing == []


def _flat(value: Any) -> Iterator[Any]:
    """The single values in a paper's content."""
    if isinstance(value, Mapping):
        value = value.values()
    elif not isinstance(value, list | tuple):
        yield value
        return
    for one in value:
        yield from _flat(one)


def _entry(procedure: Procedure, case: Case) -> dict[str, Any]:
    form, suggest = procedure.result.form, procedure.result.suggest
    suggested = suggest(case.answers, ON) if suggest else {}
    return {
        name: suggested.get(name) or (_found(name) if question.required else None)
        for name, question in (form.questions() if form else {}).items()
    }


def _found(question: str) -> Any:
    """What an officer finds elsewhere than in the dossier."""
    return ON if question.endswith("date") else "12"


@procedures
def test_a_step_opened_out_of_order_does_not_fail(procedure: Procedure) -> None:
    for case in procedure.cases:
        for step in procedure.form:
            mine = {name: case.answers[name] for name in step.questions() if name in case.answers}
            check_answers(step, mine, ON)
            read_step(step, {}, {}, ON)
            assert describe_step(step, {}, "en")
    for paper in procedure.documents:
        paper.is_needed({}, ON)
    assert procedure.subject_of is not None
    assert isinstance(procedure.subject_of({}), str)


@procedures
def test_words_in_both_languages(procedure: Procedure) -> None:
    steps = [*procedure.form, *([procedure.result.form] if procedure.result.form else [])]
    for step in steps:
        assert step.title.vi  # type: ignore[union-attr]
        assert step.title.en  # type: ignore[union-attr]
        for name, question in all_questions(step):
            assert question.wording.vi, name
            assert question.wording.en, name
            assert bool(question.hint.vi) is bool(question.hint.en), name
            for _, words in getattr(question, "choices", ()):
                assert words.vi, name
                assert words.en, name
    for paper in procedure.documents:
        assert paper.title.en
        assert bool(paper.hint.vi) is bool(paper.hint.en)


@procedures
def test_steps_are_short_and_personal_data_have_a_purpose(procedure: Procedure) -> None:
    for step in procedure.form:
        assert 1 <= len(step.questions()) <= 12, step.name
        for name, question in all_questions(step):
            assert not question.prefill or question.prefill in SOURCES, name
            assert question.personal or not question.prefill, name
            if question.__class__.__name__ == "PersonalNumberField" or "birth_date" in name:
                assert question.personal, name


@procedures
def test_what_nobody_checked_is_not_cited_as_law(procedure: Procedure) -> None:
    assert all(basis.verified for basis in procedure.all_bases())
    for case in procedure.cases:
        for channel in procedure.channels:
            for line in procedure.fee.assess(case.answers, channel, ON).lines:
                assert "Nghị quyết" not in line.legal_basis


@procedures
def test_each_has_three_cases_and_a_full_level(procedure: Procedure) -> None:
    assert len(procedure.cases) >= 3
    assert len({case.name for case in procedure.cases}) == len(procedure.cases)
    assert Channel.ONLINE in procedure.channels
