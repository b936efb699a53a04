"""What a pack may hold: each flaw is told with its place and line, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from citizen_portal.plugin_api import Channel
from citizen_portal.procedures.declaration import problems_of
from citizen_portal.procedures.form import check_answers
from plugins.procedures.declared_packs.language.checks import _MODELS as CHECKS
from plugins.procedures.declared_packs.making.questions import KINDS
from plugins.procedures.declared_packs.tests.small_pack import SMALL, changed, refused, sound

RATE = """since = 2026-01-01
amount = 20_000"""
SHOWN = 'shown_when = { question = "occasion", is = ["feast"] }'
NEEDED = 'needed_when = { question = "music", is = [true] }'


def test_the_small_pack_is_sound(tmp_path: Path) -> None:
    procedure = sound(tmp_path, SMALL)
    assert problems_of(procedure) == ()
    assert procedure.source.endswith("pack.toml")
    (case,) = procedure.cases
    on = procedure.in_force.since
    assert all(check_answers(step, case.answers, on) == () for step in procedure.form)
    assert procedure.fee.assess(case.answers, Channel.ONLINE, on).total == 60_000


def test_every_kind_of_question_is_there() -> None:
    assert len(KINDS) == 15


ONE_FLAW = [
    ("kind", ('kind = "number"', 'kind = "digits"'), "steps[1].questions[1].kind: the kinds"),
    ("missing", ('label = { vi = "Số giờ", en = "Hours" }\n', ""), "questions[1].label: it is mis"),
    ("one-language", (', en = "Hours" }', " }"), "steps[1].questions[1].label.en: it is missing"),
    ("unknown-key", ("least = 1", "pattern = 1"), "questions[1].pattern: packs have no such key"),
    ("wrong-type", ("hours = 4", 'hours = "4"'), "desks[0].hours: write a whole number"),
    ("wrong-word", ('"full"', '"level4"'), "service_level: write 'full', 'partial' or"),
    ("wrong-code", ("3.980001", "9.980001"), "code: "),
    ("no-date", ("{ since = 2026-01-01 }", '{ since = "today" }'), "in_force.since: write a day"),
    ("bad-name", ('name = "hours"', 'name = "Số giờ"'), "questions[1].name: write lower-case"),
    ("negative", ("amount = 20_000", "amount = -1"), "rates[0].amount: write a number from 0"),
    ("twice", ('name = "hours"', 'name = "occasion"'), "another question is called 'occasion'"),
    ("reserved", ('name = "music"', 'name = "validate"'), "'validate' is reserved"),
    ("of-the-block", ('name = "hours"', 'name = "requester_name"'), "is called 'requester_name'"),
    ("asked-later", (SHOWN, 'shown_when = { question = "day", is = ["x"] }'), "no question 'day'"),
    ("no-choice", ('is = ["feast"]', 'is = ["party"]'), "'party' is no choice of 'occasion'"),
    ("truth", ("is = [true] }", 'is = ["yes"] }'), "'music' is answered with true or false"),
    ("law", ('amount = 20_000\nlegal_basis = "rules"', 'amount = 1\nlegal_basis = "x"'), "[law.x]"),
    ("no-rate", (RATE, RATE.replace("01-01", "02-01")), "the channel online has 0 rates"),
    ("two-ways", (NEEDED, NEEDED.replace("is = [true]", "at_least = 1, at_most = 2")), "one way"),
    ("unfit", (NEEDED, 'needed_when = { question = "day", at_least = 1 }'), "is of the kind date"),
    ("place", ("{lent_date}", "{lent_day}"), "no question 'lent_day' is asked"),
    ("braces", ("{lent_date}", "{lent_date!r}"), "braces hold the name of a question"),
    ("case", ("music = true", "musik = true"), "no question is called 'musik'"),
    ("case-type", ("hours = 3", 'hours = "3"'), "no answer to a question of the kind number"),
    ("case-paper", ('papers = ["y-kien-hang-xom"]', 'papers = ["x"]'), "no paper is called 'x'"),
    ("suggest", ('answer = ["day"]', 'answer = ["hours"]'), "'hours' is of the kind number"),
    ("at-once", ('version = "1"', 'version = "1"\nimmediate = true'), "same_day_before"),
    ("same-day", ("amount = 2\n", "amount = 2\nsame_day_before = 15:00:00\n"), "same day takes no"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "said"), [one[1:] for one in ONE_FLAW], ids=[o[0] for o in ONE_FLAW]
)
def test_a_flaw_is_told_with_its_place(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    found = refused(tmp_path, changed(change))
    assert any(said in sentence for sentence in found.sentences), found.sentences
    assert found.code == ("3.980001" if change[0] != "3.980001" else "")


def test_all_flaws_come_at_once_with_their_lines(tmp_path: Path) -> None:
    text = changed(
        ("hours = 4", "hours = 0"), ("years = 1", "years = 0"), ("most = 12", 'most = ""')
    )
    sentences = refused(tmp_path, text).sentences
    lines = text.splitlines()
    expected = {f"line {lines.index(one) + 1}, " for one in ("hours = 0", "years = 0", 'most = ""')}
    assert {sentence[: sentence.index(", ") + 2] for sentence in sentences} == expected


def test_personal_data_need_a_purpose(tmp_path: Path) -> None:
    text = changed(('name = "hours"\nkind = "number"', 'name = "mother"\nkind = "personal_number"'))
    assert "personal" in " ".join(
        refused(tmp_path, text.replace("least = 1\nmost = 12\n", "")).sentences
    )


def test_what_is_not_verified_is_not_cited_for_a_paper(tmp_path: Path) -> None:
    text = changed((NEEDED, NEEDED + '\nlegal_basis = "habit"'))
    (sentence,) = refused(tmp_path, text).sentences
    assert "would be shown as law" in sentence


def test_conditions_stand_only_so_deep(tmp_path: Path) -> None:
    deep = 'question = "occasion", is = ["feast"]'
    for _ in range(5):
        deep = f"not = {{ {deep} }}"
    text = changed((SHOWN, f"shown_when = {{ {deep} }}"))
    (sentence,) = refused(tmp_path, text).sentences
    assert "at most 5 deep" in sentence
    assert len(CHECKS) == 11


def test_too_many_flaws_are_cut(tmp_path: Path) -> None:
    text = SMALL + "".join(f"unknown_{number} = 1\n" for number in range(99))
    sentences = refused(tmp_path, text).sentences
    assert len(sentences) == 41
    assert sentences[-1].startswith("59 more problems")
