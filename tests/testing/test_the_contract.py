"""The contract passes what is sound, and each broken procedure fails the right sentences only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from citizen_portal.plugin_api import (
    Answers,
    Case,
    Channel,
    ChoiceField,
    DateField,
    Deadline,
    DocumentRequirement,
    Duration,
    DurationUnit,
    FeeAssessment,
    FeeRate,
    InForce,
    LegalBasis,
    NoFee,
    Problem,
    Procedure,
    ProcedureForm,
    ResultPaper,
    ServiceLevel,
    Text,
    TextField,
    when,
)
from citizen_portal.testing import ProcedureContract
from tests.testing.boats import OWN, RENTED, SOUND
from tests.testing.boats.form import Boat, Owner
from tests.testing.boats.result import RESULT, RULES, BerthFee, content

BOATS = "tests.testing.boats"
FEW = 12
SHOWN = "test_what_the_cases_reach_is_shown"


def failing(contract: type[ProcedureContract]) -> dict[str, str]:
    """The sentences of the contract that fail, without the word test, with what they say."""
    found = {}
    for name in dir(contract):
        if name.startswith("test_") and name != SHOWN:
            try:
                getattr(contract(), name)()
            except (pytest.fail.Exception, AssertionError) as failure:
                found[name.removeprefix("test_")] = str(failure)
    return found


def contract_of(procedure: Procedure | str, **given: Any) -> type[ProcedureContract]:
    settings = {
        "procedure": procedure,
        "plugin": BOATS,
        "examples": FEW,
        "measured": False,
        **given,
    }
    return type("Contract", (ProcedureContract,), settings)


class TestBoats(ProcedureContract):
    """As an author writes it."""

    procedure = "3.999009"
    plugin = BOATS


class TestAnswersOfTheTest(ProcedureContract):
    """With a procedure in the hand, a day, and answers of the test's own."""

    procedure = replace(SOUND, cases=())
    plugin = BOATS
    on = date(2026, 11, 20)
    answers = (OWN.answers, RENTED.answers)

    def test_the_declaration_has_no_problem(self) -> None:
        with pytest.raises(pytest.fail.Exception, match="it gives no case"):
            super().test_the_declaration_has_no_problem()


def changed(procedure: Procedure = SOUND, **fields: Any) -> Procedure:
    return replace(procedure, **fields)


def asking(step: type[ProcedureForm], **attributes: Any) -> Procedure:
    """The sound procedure with another form step in the place of one of its own."""
    other = type("Other", (step,), attributes)
    return replace(SOUND, form=tuple(other if one is step else one for one in SOUND.form))


def with_case(case: Case, **fields: Any) -> Procedure:
    return replace(SOUND, cases=(replace(case, **fields), RENTED))


def answered(**answers: Any) -> Procedure:
    return with_case(OWN, answers={**OWN.answers, **answers}, fee=None)


class BillWith(BerthFee):
    """The sound bill with something else in its line."""

    def __init__(self, **fields: Any) -> None:
        super().__init__()
        self.fields = fields

    def assess(self, answers: Answers, channel: Channel, on: date) -> FeeAssessment:
        (line,) = super().assess(answers, channel, on).lines
        return FeeAssessment(lines=(replace(line, **self.fields),))


def price_by_kind(answers: Answers, channel: Channel, on: date) -> FeeAssessment:
    factor = {"own": 1, "rented": 1}[answers["kind"]]
    return BerthFee().assess({**answers, "length": answers["length"] * factor}, channel, on)


def any_fee(assess: Any) -> Any:
    return type("Fee", (), {"assess": staticmethod(assess)})()


def check_with(problem: Any) -> Any:
    """A ``check`` that goes on with the sound one."""

    def check(cls: type[ProcedureForm], answers: Answers, on: date) -> Iterable[Problem]:
        yield from Boat.check(answers, on) if issubclass(cls, Boat) else ()
        yield from problem(answers)

    return classmethod(check)


def paper(**fields: Any) -> Procedure:
    made = DocumentRequirement(name="to-khai", title=Text("Giấy", "Paper"), **fields)
    return replace(SOUND, documents=(*SOUND.documents, made))


def handing_back(**fields: Any) -> Procedure:
    return replace(SOUND, result=replace(RESULT, **fields))


def following(**fields: Any) -> Procedure:
    """A second version that follows the sound one."""
    return replace(
        SOUND,
        version="2",
        in_force=InForce(since=date(2027, 1, 1)),
        **{"follows": "1", "changes": (Text("Khác", "Different"),), **fields},
    )


class Loose(TextField):
    def empty(self) -> bool:
        return False


class Forgetful(DateField):
    def from_json(self, stored: Any) -> Any:
        return stored


class Unstorable(DateField):
    def to_json(self, value: Any) -> Any:
        return value


class Shouting(TextField):
    def typed(self, value: Any) -> str:
        return str(value or "").upper()


class Silent(TextField):
    def shown(self, value: Any) -> Text:
        return Text(value["vi"])


def no_phone(answers: Answers) -> Iterable[Problem]:
    if not answers["owner_phone"]:
        yield Problem("owner_phone", Text("Hãy cho số.", "Give a number."))


def complains_of_the_hidden(answers: Answers) -> Iterable[Problem]:
    if answers["length"] == 40:
        yield Problem("kind_explained", Text("Hãy nêu rõ.", "Explain."))


def only_vietnamese(answers: Answers) -> Iterable[Problem]:
    if answers["length"] == 40:
        yield Problem("length", Text("Thuyền quá dài."))


def fails_at_the_longest(answers: Answers) -> Iterable[Problem]:
    if 1 / (40 - answers["length"]) > 2:
        yield Problem("length", Text("Thuyền quá dài.", "Too long."))


def phone_in_the_paper(answers: Answers, decided: Answers) -> Mapping[str, Any]:
    return {**content(answers, decided), "note": answers["owner_phone"].replace("+84", "0")}


def note_as_decided(answers: Answers, decided: Answers) -> Mapping[str, Any]:
    return {**content(answers, decided), "note": decided["berth_note"]}


def no_upgrade(answers: Answers) -> Mapping[str, Any]:
    return {"owner_name": answers["owner"]}


UNCHECKED = LegalBasis(document="Quy chế chưa đối chiếu", verified=False)
ENDED = LegalBasis(
    document="Quy chế cũ", in_force=InForce(since=date(2026, 1, 1), until=date(2026, 12, 31))
)
LONG = Duration(DurationUnit.WORKING_DAY, 9)

DECLARED = "the_declaration_has_no_problem"
PASS = "valid_answers_pass"
SAID = "each_case_has_the_papers_and_the_fee_it_says"
REQUIRED = "each_required_question_is_required"
OPTIONAL = "each_optional_question_may_stay_empty"
HIDDEN = "hidden_questions_are_neither_asked_nor_kept"
STORED = "answers_survive_storage_with_their_types"
PAGES = "pages_give_back_the_answers_they_show"
FEE = "each_line_of_the_fee_is_explained"
TIME = "each_step_of_the_deadline_is_explained"
PAPERS = "conditional_papers_react"
UPGRADE = "answers_of_every_earlier_version_upgrade"
PRINT = "papers_print"
WORDS = "words_are_there_in_both_languages"
IMPORTS = "nothing_but_the_plugin_api_is_imported"
ORDER = "steps_opened_out_of_order_do_not_fail"
CRASH = "generated_answers_never_fail"

BROKEN: dict[str, tuple[Procedure, tuple[str, ...], str]] = {
    "a code that is none": (changed(code="9.1"), (DECLARED,), "not a national procedure code"),
    "a full level by post only": (
        changed(channels=(Channel.POST,)),
        (DECLARED,),
        "not offered online",
    ),
    "a case with a wrong answer": (answered(length=41), (PASS,), "is refused at 'length'"),
    "a case that answers what is hidden": (
        answered(kind_explained="x"),
        (PASS,),
        "which it is not asked",
    ),
    "a case that leaves a question out": (
        with_case(OWN, answers={k: v for k, v in OWN.answers.items() if k != "value"}),
        (PASS,),
        "leaves out 'value'",
    ),
    "a case with another fee": (with_case(OWN, fee=1), (SAID,), "the rule gives 120000"),
    "a case with another paper": (
        with_case(OWN, papers=("ho-ngheo",)),
        (SAID,),
        "the rules ask for ()",
    ),
    "a required question that may stay empty": (
        asking(Owner, kind_explained=Loose(Text("Rõ", "So"), shown_when=when("kind", "other"))),
        (REQUIRED,),
        "'kind_explained' is required, but the form passes without it",
    ),
    "an optional question that may not": (
        asking(Owner, check=check_with(no_phone)),
        (OPTIONAL,),
        "'owner_phone' is optional, but refused whenever it is empty",
    ),
    "a complaint about what is not asked": (
        asking(Boat, check=check_with(complains_of_the_hidden)),
        (HIDDEN,),
        "complains about 'kind_explained' where it does not ask it",
    ),
    "a date that comes back as text": (
        asking(Boat, moored_from=Forgetful(Text("Từ", "From"), latest=date(2030, 12, 31))),
        (STORED,),
        "'moored_from' of the case 'own-boat' does not survive storage",
    ),
    "a date that is no JSON": (
        asking(Boat, moored_from=Unstorable(Text("Từ", "From"), latest=date(2030, 12, 31))),
        (STORED, CRASH),
        "does not survive storage",
    ),
    "a page that changes what was typed": (
        asking(Owner, owner_name=Shouting(Text("Tên", "Name"), max_length=80)),
        (PAGES,),
        "shows the answer to 'owner_name'",
    ),
    "an answer that cannot be shown": (
        asking(Boat, notes=Silent(Text("Ghi chú", "Notes"), required=False)),
        (CRASH,),
        "showing the answer to 'notes' fails: TypeError",
    ),
    "a fee without its law": (changed(fee=BillWith(legal_basis="")), (FEE,), "no legal basis"),
    "a fee that cites what nobody checked": (
        changed(fee=BillWith(legal_basis=str(UNCHECKED)), legal_bases=(RULES, UNCHECKED)),
        (FEE,),
        "which nobody has verified",
    ),
    "a fee that is nothing without a ground": (
        changed(fee=BillWith(amount=0, exemption=None), cases=(replace(OWN, fee=0), RENTED)),
        (FEE,),
        "name the ground in 'exemption'",
    ),
    "a fee explained in one language": (
        changed(fee=BillWith(reason=Text("6 mét"))),
        (FEE,),
        "its reason lacks words",
    ),
    "no fee and no reason": (
        changed(fee=NoFee(), cases=(replace(OWN, fee=0), RENTED)),
        (FEE,),
        "nobody says why",
    ),
    "a rate that ends before the procedure": (
        changed(
            fee=BerthFee((FeeRate(unit_price=20_000, legal_basis=ENDED),)),
            in_force=InForce(since=date(2026, 1, 1), until=date(2027, 6, 30)),
        ),
        (FEE,),
        "no rate is in force on 2027-06-30",
    ),
    "a fee that forgets a choice": (
        changed(fee=any_fee(price_by_kind)),
        (CRASH,),
        "the fee (online) fails: KeyError: 'other'",
    ),
    "a fee of another type": (
        changed(fee=any_fee(lambda *given: None), cases=()),
        (DECLARED, CRASH),
        "the fee (online) gives NoneType, not FeeAssessment",
    ),
    "a deadline without its law": (
        changed(deadline=Deadline(LONG)),
        (TIME,),
        "the time of 9 ngày làm việc has no legal basis",
    ),
    "a deadline that forgets a choice": (
        changed(deadline=lambda a, c: {"own": Deadline(LONG, RULES)}.get(a["kind"])),
        (CRASH,),
        "the deadline (online) gives NoneType, not Deadline",
    ),
    "a paper that nobody is asked for": (
        paper(needed_when=when("kind", "own") & when("kind", "rented")),
        (PAPERS,),
        "'to-khai' is asked of nobody",
    ),
    "a paper with a condition for everybody": (
        paper(needed_when=lambda answers, on: True, optional=True),
        (PAPERS,),
        "'to-khai' has a condition, yet is asked of everybody",
    ),
    "a paper that fails before it is answered": (
        paper(needed_when=lambda answers, on: answers["length"] > 20, optional=True),
        (ORDER,),
        "deciding on the paper 'to-khai' fails: KeyError",
    ),
    "a subject that fails before it is answered": (
        changed(subject_of=lambda answers: str(answers["owner_name"])),
        (ORDER,),
        "subject_of fails: KeyError",
    ),
    "a subject that is no text": (
        changed(subject_of=lambda answers: answers.get("owner_email")),
        (CRASH,),
        "subject_of gives NoneType, not str",
    ),
    "a rule that fails at the edge": (
        asking(Boat, check=check_with(fails_at_the_longest)),
        (CRASH,),
        "checking the step 'thuyen' fails: ZeroDivisionError",
    ),
    "a template with an undefined name": (
        handing_back(template="unknown_name.html"),
        (PRINT, CRASH),
        "has no attribute 'pier'",
    ),
    "a paper that prints None": (
        handing_back(content=note_as_decided),
        (PRINT,),
        "prints “None”",
    ),
    "a paper that needs an optional answer": (
        handing_back(content=phone_in_the_paper),
        (CRASH,),
        "the result paper fails: AttributeError",
    ),
    "a suggestion that nobody asks for": (
        handing_back(suggest=lambda answers, on: {"pier": "A"}),
        (PRINT,),
        "suggest() proposes 'pier', which the result's form does not ask",
    ),
    "a suggestion that the officer's form refuses": (
        handing_back(suggest=lambda answers, on: {"berth": "A" * 21}),
        (PRINT,),
        "suggest() proposes an answer to 'berth' that its question refuses",
    ),
    "a choice without English": (
        asking(
            Boat,
            night=ChoiceField(
                Text("Ngủ?", "Nights?"),
                ((1, Text("Một")), (2, Text("Hai", "Two"))),
                shown_when=when("kind", "own") & ~when("uses", "fish"),
            ),
        ),
        (WORDS,),
        "the choice 1 of 'night' has no English",
    ),
    "a sentence without English": (
        asking(Boat, check=check_with(only_vietnamese)),
        (WORDS,),
        "the sentence “Thuyền quá dài.” about 'length' has no English",
    ),
    "a version that follows nobody": (
        changed(follows="0", changes=(Text("Khác", "Other"),)),
        (UPGRADE,),
        "follows version '0', which nobody declares",
    ),
    "a version that tells nobody": (
        following(changes=()),
        (UPGRADE,),
        "says nothing in 'changes'",
    ),
    "an upgrade that fails": (
        following(upgrade_answers=no_upgrade),
        (UPGRADE,),
        "upgrade_answers fails for the case 'own-boat' of version 1",
    ),
    "an upgrade that gives what nobody asks": (
        following(upgrade_answers=lambda answers: {**answers, "colour": "red"}),
        (UPGRADE,),
        "upgrade_answers gives 'colour', which version 2 never asks",
    ),
    "a new question that cannot read the old answer": (
        following(
            form=(Owner, type("Feet", (Boat,), {"length": TextField(Text("Dài", "Length"))})),
            fee=NoFee(RULES),
            cases=(replace(OWN, answers={**OWN.answers, "length": "20 bộ"}, fee=0),),
        ),
        (UPGRADE,),
        "the answer to 'length' of the case 'own-boat' of version 1 is lost",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_fails_the_right_sentences_only(name: str) -> None:
    procedure, expected, said = BROKEN[name]
    found = failing(contract_of(procedure))
    assert set(found) == set(expected), found
    assert said in found[expected[0] if said in found[expected[0]] else expected[-1]]


def test_a_procedure_that_only_informs_owes_little() -> None:
    information = replace(
        SOUND,
        service_level=ServiceLevel.INFORMATION,
        channels=(Channel.COUNTER,),
        form=(),
        cases=(),
        documents=(),
        fee=NoFee(),
        deadline=None,
        result=ResultPaper.named(RESULT.name),
    )
    assert failing(contract_of(information)) == {}


def test_there_are_many_and_no_sentence_is_left_untried() -> None:
    tried = {sentence for _, expected, _ in BROKEN.values() for sentence in expected}
    sentences = {name.removeprefix("test_") for name in dir(ProcedureContract) if "test_" in name}
    assert sentences - tried == {SHOWN.removeprefix("test_"), IMPORTS}
    assert len(BROKEN) >= 30


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("from citizen_portal.domain.money import format_vnd", "citizen_portal.domain.money"),
        ("import citizen_portal.models", "citizen_portal.models"),
        ("from citizen_portal import services", "citizen_portal.services"),
        ("from plugins.procedures import household_business", "plugins.procedures"),
        ("import importlib\nimportlib.import_module('citizen_portal.web')", "citizen_portal.web"),
    ],
)
def test_imports(line: str, named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = f"boats_{abs(hash(line))}"
    (tmp_path / package / "tests").mkdir(parents=True)
    (tmp_path / package / "__init__.py").write_text("from tests.testing.boats import *\n")
    (tmp_path / package / "law.py").write_text(
        f"def later():\n    {line}".replace("\nimp", "\n    imp")
    )
    (tmp_path / package / "tests" / "test_it.py").write_text("import citizen_portal.models\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    found = failing(contract_of(SOUND, plugin=package))
    assert IMPORTS in found
    assert f"law.py:{line.count(chr(10)) + 2} imports {named}" in found[IMPORTS]
    assert "test_it.py" not in found[IMPORTS]


def test_a_procedure_whose_package_nobody_names() -> None:
    found = failing(contract_of(SOUND, plugin=""))
    assert 'add plugin = "the_package"' in found[IMPORTS]


def test_a_code_that_nobody_declares() -> None:
    for contract in (contract_of("1.999999", plugin=""), contract_of("1.999999")):
        found = failing(contract)
        assert len(found) == 17
        assert all("1.999999; correct" in said for said in found.values())
    assert "version 7 of 3.999009" in failing(contract_of("3.999009", version="7"))[PASS]
