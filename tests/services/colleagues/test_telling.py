"""Presence, notes and relatives: what colleagues know of one another."""

from __future__ import annotations

from uuid import UUID

import pytest

from citizen_portal.domain.lifecycle import Action
from citizen_portal.models import DeclaredRelative, Presence
from citizen_portal.services.colleagues import notes, relatives
from citizen_portal.services.colleagues.opinions import ask_opinion
from citizen_portal.services.colleagues.possible import colleague_actions
from citizen_portal.services.colleagues.presence import Present, note_presence, sweep_presence
from citizen_portal.services.dossiers.page import open_agency_dossier, open_own_dossier
from citizen_portal.services.dossiers.possible_actions import possible_actions
from citizen_portal.services.errors import Forbidden, NotFound, WrongInput
from tests.services.acts import ACTS
from tests.services.colleagues.office import AUDITOR, EN, case_officer, relative_of
from tests.services.town import AN, BINH, DUNG, EM, GIANG, HAI, HOA, Town


def _look(town: Town, number: str, dossier_id: UUID) -> tuple[Present, ...]:
    actor = town.person(number)
    page = open_agency_dossier(town.session, town.parts, actor, dossier_id)
    return note_presence(town.session, town.parts, actor, page)


def test_who_has_it_open_is_a_hint_for_three_minutes(town: Town) -> None:
    dossier_id, second = town.accepted(), case_officer(town, EN)
    assert _look(town, EM, dossier_id) == ()
    assert _look(town, second, dossier_id) == (Present(name="Hoàng Văn Em", minutes=0),)
    town.clock.move(minutes=2)  # type: ignore[attr-defined]
    assert _look(town, second, dossier_id) == (Present(name="Hoàng Văn Em", minutes=2),)
    town.clock.move(minutes=1)  # type: ignore[attr-defined]
    assert _look(town, second, dossier_id) == (), "Em has left"
    assert _look(town, EM, dossier_id) == (Present(name="Vi Thị Én", minutes=0),)


def test_it_is_written_at_most_once_a_minute_and_swept(town: Town) -> None:
    dossier_id = town.accepted()
    _look(town, EM, dossier_id)
    first = town.clock()
    town.clock.move(seconds=59)  # type: ignore[attr-defined]
    _look(town, EM, dossier_id)
    assert town.session.query(Presence).one().seen_at == first
    town.clock.move(seconds=1)  # type: ignore[attr-defined]
    _look(town, EM, dossier_id)
    town.session.expire_all()
    assert town.session.query(Presence).one().seen_at == town.clock()
    town.clock.move(hours=25)  # type: ignore[attr-defined]
    assert sweep_presence(town.session, town.clock()) == 1


def test_who_can_do_nothing_is_not_noted(town: Town) -> None:
    dossier_id = town.returned()
    _look(town, EM, dossier_id)
    assert town.session.query(Presence).count() == 0


def test_notes_are_for_the_dossiers_agencies(town: Town) -> None:
    dossier_id = town.accepted()
    notes.add_note(town.session, town.parts, town.person(DUNG), dossier_id, " Đã gọi điện. ")
    town.clock.move(minutes=5)  # type: ignore[attr-defined]
    notes.add_note(town.session, town.parts, town.person(EM), dossier_id, "Sổ ở kho.")
    seen = notes.list_notes(town.session, town.parts, town.person(GIANG), dossier_id)
    assert [(one.name, one.body) for one in seen] == [
        ("Hoàng Văn Em", "Sổ ở kho."), ("Phạm Thị Dung", "Đã gọi điện."),
    ]  # fmt: skip
    with pytest.raises(NotFound):
        notes.list_notes(town.session, town.parts, town.person(HAI), dossier_id)
    with pytest.raises(Forbidden):
        notes.list_notes(town.session, town.parts, town.person(AN), dossier_id)
    page = open_agency_dossier(town.session, town.parts, town.person(GIANG), dossier_id)
    assert notes.notes_on(town.session, town.parts, town.person(GIANG), page) == seen
    with pytest.raises(Forbidden):
        notes.notes_on(town.session, town.parts, town.person(HAI), page)
    own = open_own_dossier(town.session, town.parts, town.person(AN), dossier_id)
    assert "Sổ ở kho" not in repr(own)


def test_an_agency_that_is_only_asked_reads_no_notes(town: Town) -> None:
    dossier_id, hoa = town.accepted(), town.person(HOA)
    ask_opinion(town.session, town.parts, town.person(EM), dossier_id,
                agency_id=hoa.posts[0].agency_id, question="Đã nộp thuế chưa?", days=2)  # fmt: skip
    assert open_agency_dossier(town.session, town.parts, hoa, dossier_id)
    with pytest.raises(Forbidden):
        notes.list_notes(town.session, town.parts, hoa, dossier_id)
    with pytest.raises(Forbidden):
        notes.add_note(town.session, town.parts, hoa, dossier_id, "Xin chào")


@pytest.mark.parametrize("body", ["", " \n ", "x" * 2001])
def test_an_odd_note_is_refused(town: Town, body: str) -> None:
    dossier_id = town.accepted()
    with pytest.raises(WrongInput) as refused:
        notes.add_note(town.session, town.parts, town.person(EM), dossier_id, body)
    assert set(refused.value.problems) == {"ghi_chu"}


def test_an_officer_reads_no_notes_about_themselves(town: Town) -> None:
    dossier_id = town.submitted(EM)
    notes.add_note(town.session, town.parts, town.person(GIANG), dossier_id, "Kiểm tra kỹ.")
    with pytest.raises(Forbidden):
        notes.list_notes(town.session, town.parts, town.person(EM), dossier_id)


@pytest.mark.parametrize("action", list(ACTS), ids=lambda one: one.value)
def test_nobody_works_on_a_relatives_dossier(town: Town, action: Action) -> None:
    for number in (DUNG, EM, GIANG):
        relative_of(town, number, AN)
    dossier_id = town.submitted()
    for number in (DUNG, EM, GIANG):
        actor = town.person(number)
        page = open_agency_dossier(town.session, town.parts, actor, dossier_id)
        assert possible_actions(actor, page) == colleague_actions(actor, page) == ()
        with pytest.raises(Forbidden):
            ACTS[action](town, actor, dossier_id, None)
        town.session.rollback()


def test_relatives_are_named_corrected_and_taken_off(town: Town) -> None:
    em = town.person(EM)
    for relation in ("sibling", "spouse"):
        relatives.declare_relative(town.session, town.parts, em, f" {BINH} ", relation)
    (one,) = relatives.list_relatives(town.session, town.parts, em)
    assert (one.personal_number, one.relation.vi) == (BINH, "Vợ, chồng")
    assert relatives.list_relatives(town.session, town.parts, town.person(GIANG)) == ()
    with pytest.raises(NotFound):
        relatives.withdraw_relative(town.session, town.parts, town.person(GIANG), one.id)
    relatives.withdraw_relative(town.session, town.parts, em, one.id)
    assert relatives.list_relatives(town.session, town.parts, em) == ()


def test_odd_relatives_are_refused_with_every_reason(town: Town) -> None:
    em = town.person(EM)
    for number, relation, fields in (
        ("123", "friend", {"so_dinh_danh", "quan_he"}),
        (EM, "child", {"so_dinh_danh"}),
    ):
        with pytest.raises(WrongInput) as refused:
            relatives.declare_relative(town.session, town.parts, em, number, relation)
        assert set(refused.value.problems) == fields
    assert town.session.query(DeclaredRelative).count() == 0


def test_only_auditors_read_all_lists(town: Town) -> None:
    relative_of(town, EM, BINH)
    page, more = relatives.relatives_of_all(town.session, town.parts, town.person(AUDITOR))
    assert [(one.officer, one.personal_number) for one in page] == [("Hoàng Văn Em", BINH)]
    assert more == 0
    for number in (EM, GIANG, EN):
        with pytest.raises(Forbidden):
            relatives.relatives_of_all(town.session, town.parts, town.person(number))
