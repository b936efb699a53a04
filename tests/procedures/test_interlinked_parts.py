"""Groups of the catalogue: whatever case is filed, each part's own procedure takes its answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from citizen_portal.domain.wording import Text
from citizen_portal.procedures.catalogue import Catalogue
from citizen_portal.procedures.declaration import problems_of
from citizen_portal.procedures.form import asked_answers, check_answers
from citizen_portal.procedures.manager import load_plugins
from citizen_portal.procedures.procedure import Case, InterlinkedPart, Procedure, needed

ON = date(2026, 11, 20)

# What the officers of the parts decide, in words of the parts' result forms.
DECIDED: Mapping[str, Mapping[str, Mapping[str, Any]]] = {
    "2.000986": {
        "khai-sinh": {
            "child_personal_number": "022325000019",
            "registration_number": "45",
            "registration_book": "01/2026",
            "registration_date": date(2026, 11, 20),
        }
    }
}
# Papers that a part would ask for if it were filed by itself, and why the group need not.
TOLD_OTHERWISE = {
    "quan-he-nhan-than": "the birth certificate of the first part says who the parents are",
    "y-kien-cha-me": "a parent who files the group consents by filing it",
}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue.of(load_plugins({}, ["plugins.procedures"], entry_points=False))


def _groups(catalogue: Catalogue) -> list[Procedure]:
    return [one for one in catalogue.on_offer(ON) if one.interlinked]


def _filed(group: Procedure) -> list[tuple[Case, InterlinkedPart]]:
    return [
        (case, part)
        for case in group.cases
        for part in group.interlinked
        if needed(part.needed_when, case.answers, ON)
    ]


def test_there_is_a_group(catalogue: Catalogue) -> None:
    assert {group.code for group in _groups(catalogue)} == set(DECIDED)


def test_parts_are_named_once_and_follow_parts_before_them(catalogue: Catalogue) -> None:
    for group in _groups(catalogue):
        names = [part.name for part in group.interlinked]
        assert len(names) == len(set(names))
        for place, part in enumerate(group.interlinked):
            assert set(part.after) <= set(names[:place])


def test_what_is_decided_fits_the_parts_result_forms(catalogue: Catalogue) -> None:
    for group in _groups(catalogue):
        for part in group.interlinked:
            decided = DECIDED[group.code].get(part.name)
            form = catalogue.get(part.code, ON).result.form
            assert decided is None or (form and check_answers(form, decided, ON) == ())


def test_each_part_takes_its_answers(catalogue: Catalogue) -> None:
    for group in _groups(catalogue):
        for case, part in _filed(group):
            procedure = catalogue.get(part.code, ON)
            results = {name: DECIDED[group.code][name] for name in part.after}
            answers = asked_answers(procedure.form, part.answers(case.answers, results))
            problems = [
                (problem.question, problem.sentence.vi)
                for step in procedure.shown_steps(answers)
                for problem in check_answers(step, answers, ON)
            ]
            assert (case.name, part.name, problems) == (case.name, part.name, [])


def test_each_part_lacks_what_only_a_result_can_tell(catalogue: Catalogue) -> None:
    """Were nothing taken from the results, the order of the parts would mean nothing."""
    for group in _groups(catalogue):
        for case, part in _filed(group):
            if part.after:
                procedure = catalogue.get(part.code, ON)
                answers = asked_answers(procedure.form, part.answers(case.answers, {}))
                assert any(
                    check_answers(step, answers, ON) for step in procedure.shown_steps(answers)
                )


def test_the_papers_of_each_part_are_among_those_of_the_group(catalogue: Catalogue) -> None:
    for group in _groups(catalogue):
        for case, part in _filed(group):
            procedure = catalogue.get(part.code, ON)
            results = {name: DECIDED[group.code][name] for name in part.after}
            answers = asked_answers(procedure.form, part.answers(case.answers, results))
            asked = {
                one.name for one in procedure.needed_documents(answers, ON) if not one.optional
            }
            assert asked - set(case.papers) <= TOLD_OTHERWISE.keys(), (case.name, part.name)


def test_a_part_of_a_group_names_a_group_that_opens_it(catalogue: Catalogue) -> None:
    for group in _groups(catalogue):
        for part in group.interlinked:
            procedure = catalogue.get(part.code, ON)
            assert procedure.part_of in ("", group.code)
    found = {one.code for one in catalogue.search("bảo hiểm y tế trẻ em", ON)}
    assert "2.000986-BHYT" not in found
    assert "2.000986" in found


def _linked(name: str, code: str = "1.000002", after: tuple[str, ...] = ()) -> InterlinkedPart:
    return InterlinkedPart(
        name=name, title=Text(name), code=code, answers=lambda answers, results: {}, after=after
    )


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ((_linked("Khai sinh"),), "not lower-case words"),
        ((_linked("mot"), _linked("mot")), "two parts are called 'mot'"),
        ((_linked("mot", code="1.000001"),), "names the group itself"),
        ((_linked("mot", after=("hai",)), _linked("hai")), "waits for 'hai'"),
        ((_linked("mot", after=("mot",)),), "waits for 'mot'"),
    ],
)
def test_a_group_that_contradicts_itself_is_named(
    make: Callable[..., Procedure], parts: tuple[InterlinkedPart, ...], sentence: str
) -> None:
    (problem,) = problems_of(make(interlinked=parts))
    assert sentence in problem
    assert problems_of(make(interlinked=(_linked("mot"), _linked("hai", after=("mot",))))) == ()
