"""Each rule finds what it is for, at the right line, and keeps quiet about what is sound."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from citizen_portal.procedures.manager import load_plugins
from citizen_portal.procedures.review import RULES, Finding, Severity, review
from tests.procedures.review.sound import SOURCE

ON = date(2026, 11, 20)
_numbers = count(1)


class Written:
    """Packages of plugins written for one test."""

    def __init__(self, folder: Path, root: str) -> None:
        self.folder, self.root = folder / root, root
        self.folder.mkdir()
        (self.folder / "__init__.py").touch()

    def plugin(self, name: str, source: str) -> Path:
        package = self.folder / name
        (package / "templates").mkdir(parents=True)
        (package / "templates" / "paper.html").write_text("{# version 1: a paper #}")
        (package / "__init__.py").write_text(source, encoding="utf-8")
        return package / "__init__.py"

    def reviewed(self, on: date = ON) -> tuple[Finding, ...]:
        plugins = load_plugins({}, [self.root], entry_points=False)
        return review(plugins.procedures, on, plugins.problems)


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Written]:
    root = f"reviewed_{next(_numbers)}"
    monkeypatch.syspath_prepend(tmp_path)
    yield Written(tmp_path, root)
    for name in [name for name in sys.modules if name.startswith(root)]:
        del sys.modules[name]


def _line(source: str, words: str) -> int:
    return next(number for number, line in enumerate(source.splitlines(), 1) if words in line)


def test_a_sound_declaration_gets_no_finding(written: Written) -> None:
    written.plugin("sound", SOURCE)
    assert written.reviewed() == ()


CODE = 'code="1.999999"'
NAME = 'NameField(Text("Họ tên", "Name"), personal="Xác định người hỏi")'
DETAIL = 'TextField(Text("Chi tiết", "Detail"), shown_when=when("kind", "two"))'
ONE_CASE = '        Case(name="two", answers={"asker_name": "An", "kind": "two", "detail": "x"}),\n'

CHANGES = [
    ("declaration", 'version="1",', 'version="1", partial_reason=Text("x", "x"),', CODE),
    ("unreachable-question", DETAIL, DETAIL.replace('"two"', '"three"'), "detail ="),
    ("condition-always-holds", DETAIL, DETAIL.replace('"two"', '"one", "two"'), "detail ="),
    ("contradictory-condition", 'needed_when=when("kind", "two")',
     'needed_when=when("kind", "one") & when("kind", "two")', "DocumentRequirement("),
    ("contradictory-condition", 'needed_when=when("kind", "two")',
     'needed_when=when("kind", "one") & when("detail", "x")', "DocumentRequirement("),
    ("condition-always-holds", 'needed_when=when("kind", "two")',
     'needed_when=when("kind", "one") | when("kind", "two")', "DocumentRequirement("),
    ("answer-never-used", 'answers.get("detail")', "answers.get('another')", "detail ="),
    ("question-without-legal-basis", "legal_bases=(BASIS,)", "legal_bases=()", "kind ="),
    ("legal-basis-unverified", 'BASIS = LegalBasis(document="Thông tư 1")',
     'BASIS = LegalBasis(document="Thông tư 1", verified=False)', "legal_bases="),
    ("fee-without-legal-basis", 'legal_basis="Thông tư 1"', 'legal_basis=""', "fee=Fee()"),
    ("fee-fails", "{Channel.ONLINE: 10_000, ", "{", "fee=Fee()"),
    ("fee-looks-wrong", "Channel.ONLINE: 10_000", "Channel.ONLINE: 100", "fee=Fee()"),
    ("fee-looks-wrong", "Channel.COUNTER: 20_000", "Channel.COUNTER: 1_000_000", "fee=Fee()"),
    ("fee-unusual", "Channel.ONLINE: 10_000", "Channel.ONLINE: 10_100", "fee=Fee()"),
    ("fee-unusual", "Channel.ONLINE: 10_000", "Channel.ONLINE: 30_000", "fee=Fee()"),
    ("fee-unusual", "Channel.COUNTER: 20_000", "Channel.COUNTER: 51_000_000", "fee=Fee()"),
    ("deadline-without-legal-basis", "WORKING_DAY, 3), BASIS)", "WORKING_DAY, 3))", "deadline="),
    ("personal-data-without-purpose", NAME, 'NameField(Text("Họ tên", "Name"))', "asker_name ="),
    ("personal-data-without-retention", "retention=Retention(years=5, legal_basis=BASIS)",
     "retention=None", CODE),
    ("missing-translation", 'Text("Hai", "Two")', 'Text("Hai")', "kind ="),
    ("missing-translation", 'summary=Text("Tóm tắt", "Summary")', 'summary=Text("Tóm tắt")',
     "summary="),
    ("missing-translation", 'Text("Giấy hai", "Paper two")', 'Text("Giấy hai")',
     "DocumentRequirement("),
    ("level-contradicted", 'Text("Giấy hai", "Paper two")',
     'Text("Giấy hai, đối chiếu bản chính", "Paper two, shown")', "service_level="),
    ("level-contradicted", 'template="paper.html"', 'template=""', "result="),
    ("level-contradicted",
     "service_level=ServiceLevel.FULL,\n    channels=(Channel.ONLINE, Channel.COUNTER)",
     "service_level=ServiceLevel.INFORMATION,\n    channels=(Channel.COUNTER,)", "form="),
    ("paper-a-register-holds", 'Text("Giấy hai", "Paper two")', 'Text("Thẻ căn cước", "Card")',
     "DocumentRequirement("),
    ("paper-a-register-holds", 'name="giay-hai"',
     'name="giay-hai", component_code="000.00.00.G15-KQ004946"', "DocumentRequirement("),
    ("defunct-words", 'Text("Giấy hai", "Paper two")', 'Text("Sổ hộ khẩu", "Household book")',
     "DocumentRequirement("),
    ("branch-without-case", ONE_CASE, "", "DocumentRequirement("),
    ("branch-without-case", ONE_CASE, "", "detail ="),
    ("ends-without-successor", "since=date(2026, 1, 1)",
     "since=date(2026, 1, 1), until=date(2027, 2, 28)", "in_force="),
    ("follows-unknown", 'version="1"', 'version="2", follows="1"', "version="),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "old", "new", "place"),
    [pytest.param(*one, id=f"{number}-{one[0]}") for number, one in enumerate(CHANGES)],
)
def test_one_change_is_found_where_it_stands(
    written: Written, rule: str, old: str, new: str, place: str
) -> None:
    assert SOURCE.count(old) == 1, "the change must hit one place"
    source = SOURCE.replace(old, new)
    file = written.plugin("changed", source)
    found = [one for one in written.reviewed() if one.rule == rule]
    assert (str(file), _line(source, place)) in {(one.file, one.line) for one in found}
    assert all(one.severity is RULES[rule][0] for one in found)


def test_every_rule_is_tried() -> None:
    elsewhere = {"plugin", "two-plugins-one-code", "days-without-a-version"}
    assert {one[0] for one in CHANGES} | elsewhere == set(RULES)


def test_a_plugin_that_claims_a_code_of_another_is_named(written: Written) -> None:
    written.plugin("one", SOURCE)
    other = written.plugin("other", SOURCE)
    (found,) = written.reviewed()
    assert found.rule == "two-plugins-one-code"
    assert (found.file, found.line) == (str(other), _line(SOURCE, CODE))
    assert f"{written.root}.one" in found.sentence


def test_two_declarations_for_the_same_days_are_named(written: Written) -> None:
    file = written.plugin("twice", _and_later("2026, 6, 1"))
    found = [one for one in written.reviewed() if one.rule == "two-plugins-one-code"]
    assert {one.file for one in found} == {str(file)}
    assert len({one.line for one in found}) == 2


def _until(day: str) -> str:
    since = "since=date(2026, 1, 1)"
    return SOURCE.replace(since, f"{since}, until=date({day})")


def _and_later(day: str, source: str = SOURCE) -> str:
    """A second version of the procedure from a day on, declared beside the first."""
    first, hook = source.split("\n\n@hookimpl")
    later = first[first.index("PROCEDURE = ") :].replace("PROCEDURE = ", "LATER = ")
    later = later.replace('version="1"', 'version="2", follows="1"')
    start = later.index("since=date(")
    later = f"{later[:start]}since=date({day})),\n{later[later.index('name=Text') - 4 :]}"
    return f"{first}\n{later}\n\n@hookimpl{hook.replace('[PROCEDURE]', '[PROCEDURE, LATER]')}"


def test_days_on_which_no_version_is_in_force(written: Written) -> None:
    file = written.plugin("gap", _and_later("2027, 1, 5", _until("2027, 1, 1")))
    (found,) = written.reviewed()
    assert (found.rule, found.file) == ("days-without-a-version", str(file))
    assert "from 2027-01-02 to 2027-01-04" in found.sentence


def test_versions_that_follow_one_another_are_sound(written: Written) -> None:
    written.plugin("whole", _and_later("2027, 1, 5", _until("2027, 1, 4")))
    assert written.reviewed() == ()


def test_a_plugin_that_cannot_be_imported_is_named(written: Written) -> None:
    written.plugin("sound", SOURCE)
    broken = written.plugin("broken", "import no_such_module\n")
    (found,) = written.reviewed()
    assert (found.rule, found.file, found.severity) == ("plugin", str(broken), Severity.ERROR)
    assert "no_such_module" in found.sentence


def test_a_far_end_is_not_mentioned_yet(written: Written) -> None:
    written.plugin(
        "far",
        SOURCE.replace("since=date(2026, 1, 1)", "since=date(2026, 1, 1), until=date(2029, 1, 1)"),
    )
    assert written.reviewed() == ()
