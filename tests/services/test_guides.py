"""Questionnaires: every path ends somewhere useful, and a contradiction is refused at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.domain.life_event import LifeEvent
from citizen_portal.procedures.manager import load_plugins
from citizen_portal.services.catalogue.guide_files import (
    Guide,
    GuideRefused,
    read_guide,
    read_guides,
)
from citizen_portal.services.catalogue.guides import guides, walk

SOUND = """
event = "ket-hon"
title = { vi = "Tên", en = "Title" }
otherwise = { vi = "Không có gì.", en = "Nothing." }

[[question]]
name = "mot"
ask = { vi = "Một?", en = "One?" }
choice = [
  { name = "co", say = { vi = "Có", en = "Yes" }, then = "hai" },
  { name = "khong", say = { vi = "Không", en = "No" } },
]

[[question]]
name = "hai"
ask = { vi = "Hai?", en = "Two?" }
choice = [
  { name = "co", say = { vi = "Có", en = "Yes" },
    leads = [{ code = "1.000894", why = { vi = "Vì thế.", en = "Because." } }] },
  { name = "khong", say = { vi = "Không", en = "No" } },
]
""".replace(",\n    leads", ", leads")


def paths(guide: Guide, given_: dict[str, str] | None = None) -> Iterator[dict[str, str]]:
    answers = given_ or {}
    _, question = walk(guide, answers)
    if question is None:
        yield answers
        return
    for one in question.choice:
        yield from paths(guide, {**answers, question.name: one.name})


def test_a_guide_for_at_least_three_life_events() -> None:
    assert {LifeEvent.CHILD, LifeEvent.HOME, LifeEvent.BUSINESS} <= set(guides())


@pytest.mark.parametrize("event", guides())
def test_every_path_ends_with_procedures_or_a_sentence(event: LifeEvent) -> None:
    guide = guides()[event]
    ended = 0
    for answers in paths(guide):
        answered, question = walk(guide, answers)
        leads = [lead for one in answered for lead in one.choice.leads]
        assert question is None
        assert leads or guide.otherwise.vi
        ended += bool(leads)
    assert ended >= 2


LEADS = {
    lead.code
    for guide in guides().values()
    for question in guide.question
    for choice in question.choice
    for lead in choice.leads
}


@pytest.mark.parametrize("code", sorted(LEADS))
def test_the_procedures_of_the_guides_are_in_the_catalogue(code: str) -> None:
    found = [one for _, one in load_plugins({}, entry_points=False).procedures if one.code == code]
    if not found:
        pytest.skip(f"{code} is not among the bundled procedures")
    assert not found[0].part_of


def test_answers_are_followed_from_the_first_question() -> None:
    guide = read_guide(SOUND)
    answered, question = walk(guide, {"hai": "co"})
    assert (len(answered), question and question.name) == (0, "mot")
    answered, question = walk(guide, {"mot": "co", "hai": "what"})
    assert (len(answered), question and question.name) == (1, "hai")
    answered, question = walk(guide, {"mot": "khong", "hai": "co"})
    assert ([one.choice.name for one in answered], question) == (["khong"], None)


@given(st.dictionaries(st.sampled_from(["mot", "hai", "ba"]), st.text(max_size=5)))
def test_no_answers_whatever_lead_astray(answers: dict[str, str]) -> None:
    answered, question = walk(read_guide(SOUND), answers)
    assert question is not None or answered


def refused(text: str) -> tuple[str, ...]:
    with pytest.raises(GuideRefused) as error:
        read_guide(text)
    return error.value.reasons


def test_all_contradictions_are_told_at_once() -> None:
    text = SOUND.replace('then = "hai"', 'then = "ba"').replace('"khong"', '"co"')
    assert refused(text) == (
        "'mot' has two choices called 'co'",
        "'mot', 'co' leads to 'ba', which is not asked",
        "'hai' has two choices called 'co'",
        "no answer leads to 'hai'",
    )


def test_questions_that_go_in_circles_are_refused() -> None:
    text = SOUND.replace(
        'leads = [{ code = "1.000894"', 'then = "mot", leads = [{ code = "1.000894"'
    )
    assert refused(text) == (
        "'mot' can be reached from itself",
        "'hai' can be reached from itself",
    )


def test_what_is_missing_or_unknown_is_told_by_its_place() -> None:
    text = SOUND.replace('"1.000894"', '"nonsense"').replace(', en = "Title"', "")
    reasons = refused(text.replace("otherwise", "other"))
    assert [one.partition(":")[0] for one in reasons] == [
        "title.en",
        "otherwise",
        "question[1].choice[0].leads[0].code",
        "other",
    ]
    said = SOUND.partition("[[question]]")[0]
    assert refused(f"{said}question = []") == ("it asks no question",)
    one = '{ name = "co", say = { vi = "Có", en = "Yes" } }'
    single = f'question = [{{ name = "mot", ask = {{ vi = "?", en = "?" }}, choice = [{one}] }}]'
    assert refused(said + single) == ("'mot' leaves no choice between two answers",)
    assert refused("event = ")[0].startswith("it is not TOML")
    assert refused(SOUND.replace("ket-hon", "no-event"))[0].startswith("event:")


def test_two_questions_of_one_name_are_refused() -> None:
    assert "two questions are called 'mot'" in refused(
        SOUND.replace('name = "hai"', 'name = "mot"')
    )


def test_a_folder_is_read_whole_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(SOUND, encoding="utf-8")
    assert list(read_guides(tmp_path)) == [LifeEvent.MARRIAGE]
    (tmp_path / "b.toml").write_text(SOUND, encoding="utf-8")
    (tmp_path / "c.toml").write_text("event = 1", encoding="utf-8")
    with pytest.raises(GuideRefused) as error:
        read_guides(tmp_path)
    assert error.value.reasons[0] == "b.toml: another file is about 'ket-hon' already"
    assert {one.partition(":")[0] for one in error.value.reasons} == {"b.toml", "c.toml"}
