"""Procedures on shelves: what is left of a list, and what each choice would leave."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.domain.life_event import LifeEvent
from citizen_portal.domain.service_level import GovernmentLevel, Subject
from citizen_portal.plugin_api import Procedure
from citizen_portal.procedures.shelves import Shelf, Shelves, mask_of, members_of
from tests.procedures.conftest import SOUND

Make = Callable[..., Procedure]


@pytest.fixture
def three(make: Make) -> list[Procedure]:
    return [
        make(competent_level=GovernmentLevel.COMMUNE, life_events=(LifeEvent.CHILD,)),
        make(competent_level=GovernmentLevel.PROVINCE, life_events=(LifeEvent.CHILD,)),
        make(competent_level=GovernmentLevel.PROVINCE, authority="Sở Tư pháp"),
    ]


def counts(shelves: Shelves, mask: int, chosen: dict[Shelf, str], shelf: Shelf) -> dict[str, int]:
    return {one.value: one.count for one in shelves.choices(mask, chosen)[shelf]}


def test_choices_narrow_a_list_down(three: list[Procedure]) -> None:
    shelves = Shelves(three)
    assert shelves.narrow(0b111, {Shelf.LEVEL: "tinh"}) == 0b110
    assert shelves.narrow(0b111, {Shelf.LEVEL: "tinh", Shelf.EVENT: "co-con-nho"}) == 0b010
    assert shelves.narrow(0b101, {}) == 0b101


def test_each_choice_is_counted_beside_what_was_chosen_elsewhere(three: list[Procedure]) -> None:
    shelves = Shelves(three)
    chosen = {Shelf.EVENT: "co-con-nho"}
    assert counts(shelves, 0b111, chosen, Shelf.LEVEL) == {"tinh": 1, "xa": 1}
    assert counts(shelves, 0b111, {Shelf.LEVEL: "xa"}, Shelf.LEVEL) == {"tinh": 2, "xa": 1}


def test_what_was_chosen_stays_to_be_seen_when_it_leaves_nothing(three: list[Procedure]) -> None:
    shelves = Shelves(three)
    assert counts(shelves, 0b100, {Shelf.EVENT: "co-con-nho"}, Shelf.EVENT) == {"co-con-nho": 0}
    assert counts(shelves, 0b100, {}, Shelf.EVENT) == {}


def test_what_does_not_exist_cannot_be_chosen(three: list[Procedure]) -> None:
    shelves = Shelves(three)
    asked = {Shelf.LEVEL: "xa", Shelf.FIELD: "no-such", Shelf.SUBJECT: ""}
    assert shelves.known(asked) == {Shelf.LEVEL: "xa"}


def test_kinds_of_agencies_have_words_and_others_their_own(three: list[Procedure]) -> None:
    labels = {one.value: one.label.vi for one in Shelves(three).choices(0b111, {})[Shelf.AUTHORITY]}
    assert labels["commune_peoples_committee"] == "Ủy ban nhân dân cấp xã"
    assert labels["Sở Tư pháp"] == "Sở Tư pháp"


LEVELS = st.sampled_from(list(GovernmentLevel))
SUBJECTS = st.lists(st.sampled_from(list(Subject)), unique=True)


@given(st.lists(st.tuples(LEVELS, SUBJECTS), max_size=20), LEVELS, st.data())
def test_counts_are_what_counting_gives(
    given_: list[tuple[GovernmentLevel, list[Subject]]], level: GovernmentLevel, data: st.DataObject
) -> None:
    procedures = [
        replace(SOUND, competent_level=one, subjects=tuple(subjects)) for one, subjects in given_
    ]
    inside = data.draw(st.sets(st.integers(0, len(procedures) - 1))) if procedures else set()
    shelves = Shelves(procedures)
    chosen = shelves.known({Shelf.LEVEL: level.value})
    found = counts(shelves, mask_of(inside, len(procedures)), chosen, Shelf.SUBJECT)
    left = [
        procedures[at] for at in inside if not chosen or procedures[at].competent_level is level
    ]
    assert found == {
        subject.value: sum(subject in one.subjects for one in left)
        for subject in Subject
        if any(subject in one.subjects for one in left)
    }


@given(st.sets(st.integers(0, 99)))
def test_masks_keep_their_places(places: set[int]) -> None:
    flags = members_of(mask_of(places, 100), 100)
    assert {at for at, one in enumerate(flags) if one} == places
    assert len(flags) == 100


def test_a_procedure_without_a_kind_of_agency_stands_on_the_other_shelves(make: Make) -> None:
    choices = Shelves([make(authority="")]).choices(0b1, {})
    assert choices[Shelf.AUTHORITY] == ()
    assert [one.count for one in choices[Shelf.FIELD]] == [1]
