"""Dossiers are found by their words, typed in any way, by those who may see them only."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, text

from citizen_portal.models import DossierText
from citizen_portal.services.finding.index import index_dossier, index_next
from citizen_portal.services.finding.words import agency_word, question_of, words_of
from citizen_portal.services.queues.lines import list_queue
from tests.services.town import AN, BAI_CHAY, BINH, DUNG, HAI, LAM, SANG, Town

KEY = b"a key of tests"


def found(town: Town, typed: str, number: str = DUNG) -> list[str]:
    lines = list_queue(town.session, town.parts, town.person(number), "can-tra", find=typed)
    return [line.code for line in lines.lines]


def indexed(town: Town, number: str = AN, commune: str = "06688") -> str:
    dossier_id = town.submitted(number, commune=commune)
    index_dossier(town.session, town.parts, dossier_id)
    return str(town.dossier(dossier_id).code)


@pytest.mark.parametrize(
    "typed",
    [
        "Nguyễn Văn An", "nguyen van an", "NGUYEN an", "van ngu", "trích lục", "TRICH LUC ho",
        AN, "022 085 000 011", "2.000635", "an nguyễn  trích",
    ],
)  # fmt: skip
def test_many_ways_to_find_the_same(town: Town, typed: str) -> None:
    code = indexed(town)
    indexed(town, SANG)
    assert code in found(town, typed)


@pytest.mark.parametrize(
    "typed", ["nguyen thi", "022085000012", "022085", "%", "_", "'; --", "đ!x"]
)
def test_what_does_not_fit_is_not_found(town: Town, typed: str) -> None:
    indexed(town)
    assert found(town, typed) == []


def test_a_whole_code_is_found_before_the_index_knows_it(town: Town) -> None:
    code = str(town.dossier(town.submitted()).code)
    assert found(town, f"  {code.lower()} ") == [code]
    assert found(town, code, HAI) == []


def test_the_beginning_of_a_code_is_found(town: Town) -> None:
    code = indexed(town)
    assert code in found(town, code[:9])
    assert code in found(town, code[-4:])


def test_what_is_typed_in_the_form_is_found(town: Town) -> None:
    dossier_id = town.submitted()
    index_dossier(town.session, town.parts, dossier_id)
    stored = town.dossier(dossier_id).answers
    named = next(value for value in stored.values() if isinstance(value, str) and " " in value)
    assert str(town.dossier(dossier_id).code) in found(town, named)


def test_search_stays_within_the_agencies(town: Town) -> None:
    here, there = indexed(town), indexed(town, BINH, BAI_CHAY)
    assert found(town, "trich luc") == [here]
    assert found(town, "trich luc", HAI) == [there]
    assert found(town, "trich luc", LAM) == []


def test_an_index_that_lags_behind_shows_nothing_to_strangers(town: Town) -> None:
    """And nobody opens a door by typing an agency's word into a form."""
    code = indexed(town)
    (foreign,) = town.person(HAI).agency_ids
    town.session.execute(
        text("UPDATE dossier_text SET words = words || array_to_tsvector(ARRAY[:word])"),
        {"word": agency_word(foreign)},
    )
    assert found(town, "trich luc", HAI) == []
    assert found(town, "trich luc") == [code]
    assert agency_word(foreign) not in words_of([agency_word(foreign)], KEY)


def test_drafts_are_not_found(town: Town) -> None:
    town.draft()
    assert index_next(town.session, town.parts) is None
    assert found(town, "nguyen van an") == []


def test_numbers_of_persons_are_not_readable_in_the_index(town: Town) -> None:
    indexed(town)
    stored = str(town.session.scalar(select(DossierText.words)))
    assert AN not in stored
    assert "#" in stored
    assert words_of([AN], KEY) != words_of([AN], b"another key")


def test_everything_is_indexed_anew(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    from citizen_portal.services.finding import index

    monkeypatch.setattr(index, "AT_ONCE", 2)
    made = {str(town.dossier(town.submitted()).code) for _ in range(5)}
    last: UUID | None = index_next(town.session, town.parts)
    while last is not None:
        last = index_next(town.session, town.parts, last)
    assert set(found(town, "trich luc")) == made


def test_submitting_asks_for_indexing(town: Town) -> None:
    dossier_id = town.submitted()
    asked = text("SELECT args ->> 'dossier_id' FROM procrastinate_jobs"
                 " WHERE task_name = 'index_dossier'")  # fmt: skip
    assert town.session.scalars(asked).all() == [str(dossier_id)]


@given(st.text(max_size=80))
def test_any_text_is_a_question_or_none(typed: str) -> None:
    question = question_of(typed, (3, 1), KEY)
    assert question == "" or question.startswith("('@1' | '@3') & '")
    assert "\\" not in question
    assert question.count("'") % 2 == 0


def test_a_single_letter_is_a_word_not_a_beginning(town: Town) -> None:
    an, a_sang = indexed(town), indexed(town, SANG)
    assert found(town, "a") == [a_sang], "Lý A Sáng, not Nguyễn Văn An"
    assert an in found(town, "tr")


def test_marks_and_case_do_not_count() -> None:
    assert words_of(["Đường TRẦN Hưng Đạo"], KEY) == words_of(["duong tran hung dao"], KEY)
    assert words_of(["+84912345678"], KEY) == words_of(["0912345678"], KEY)
    assert question_of("a b", (), KEY) == ""
