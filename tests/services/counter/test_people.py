"""Who sits at the counter: found, written down, and known again when they log in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import select

from citizen_portal.models import AuditEntry, Person
from citizen_portal.services import login
from citizen_portal.services.actor import Actor
from citizen_portal.services.counter.correcting import correct_person
from citizen_portal.services.counter.people import find_people, open_person, register_person
from citizen_portal.services.dossiers.page import open_own_dossier
from citizen_portal.services.drafts.filling_in import open_draft
from citizen_portal.services.errors import Forbidden, NotFound, NotPossibleNow, WrongInput
from tests.services.counter.walk_ins import GAM, begun, received, written_down
from tests.services.town import AN, BINH, DUNG, EM, GIANG, HAI, KHOA, NAMES, Town, identity_of


def _acts(town: Town) -> list[str]:
    return list(town.session.scalars(select(AuditEntry.record).order_by(AuditEntry.sequence)))


@pytest.mark.parametrize("typed", ["022190000399", "022 190 000 399", "0912000399", "+84912000399",
                                   "0912.000.399"])  # fmt: skip
def test_a_person_is_found_by_the_whole_number_or_phone(town: Town, typed: str) -> None:
    person_id = written_down(town)
    (found,) = find_people(town.session, town.parts, town.person(DUNG), typed)
    assert found.id == person_id
    assert found.full_name == "Đoàn Thị Gấm"
    assert found.number == "0221******99"
    assert GAM.number not in repr(found)
    assert GAM.phone not in repr(found)
    assert not found.has_logged_in


@pytest.mark.parametrize("typed", ["", "Gấm", "022190000", "09120003", "%", "0912000399' OR 1"])
def test_a_part_of_a_number_or_a_name_finds_nobody(town: Town, typed: str) -> None:
    written_down(town)
    with pytest.raises(WrongInput) as refused:
        find_people(town.session, town.parts, town.person(DUNG), typed)
    assert set(refused.value.problems) == {"tim"}


def test_looking_for_somebody_is_written_down_with_its_purpose(town: Town) -> None:
    find_people(town.session, town.parts, town.person(DUNG), "022199999999")
    person_id = written_down(town)
    find_people(town.session, town.parts, town.person(DUNG), GAM.number)
    open_person(town.session, town.parts, town.person(DUNG), person_id)
    missed, _, searched, opened = _acts(town)[-4:]
    assert '"act":"find_person"' in missed
    assert '"object":"-"' in missed
    assert '"act":"find_person"' in searched
    assert '"act":"open_person"' in opened
    for entry in (searched, opened):
        assert str(person_id) in entry
        assert '"purpose":"counter"' in entry
        assert GAM.number not in entry


@pytest.mark.parametrize("number", [AN, EM, GIANG, KHOA], ids=lambda one: NAMES[one])
def test_only_who_receives_looks_for_people(town: Town, number: str) -> None:
    person_id = written_down(town)
    actor = town.person(number)
    with pytest.raises(Forbidden):
        find_people(town.session, town.parts, actor, GAM.number)
    with pytest.raises(Forbidden):
        open_person(town.session, town.parts, actor, person_id)
    with pytest.raises(Forbidden):
        register_person(town.session, town.parts, actor, GAM)


def test_nobody_is_found_by_an_unknown_id(town: Town) -> None:
    with pytest.raises(NotFound):
        open_person(town.session, town.parts, town.person(DUNG), uuid4())


def test_writing_down_the_same_person_twice_makes_one(town: Town) -> None:
    assert written_down(town) == written_down(town, HAI)
    binh = town.person(BINH).person_id
    known = replace(GAM, number=BINH, full_name="trần thị bình", phone="+84912000388")
    assert written_down(town, new=known) == binh
    seen = town.session.get_one(Person, binh)
    assert (seen.full_name, seen.phone) != (known.full_name, known.phone), "theirs stays"


def test_a_number_known_under_another_name_opens_nobody(town: Town) -> None:
    written_down(town)
    with pytest.raises(WrongInput) as refused:
        written_down(town, HAI, replace(GAM, full_name="Người Khác"))
    assert set(refused.value.problems) == {"so_dinh_danh"}
    assert '"another name"' in _acts(town)[-1]


def test_what_was_written_down_wrong_is_put_right(town: Town) -> None:
    person_id, hai = written_down(town), town.person(HAI)
    right = replace(GAM, full_name="Đoàn Thị Gầm", birth_date=date(1990, 9, 6), phone="")
    correct_person(town.session, town.parts, hai, person_id, right)
    row = town.session.get_one(Person, person_id)
    assert (row.full_name, row.birth_date) == ("Đoàn Thị Gầm", date(1990, 9, 6))
    assert row.phone == GAM.phone, "what is left empty stays"
    assert '"changed":["full_name","birth_date"]' in _acts(town)[-1]
    assert GAM.number not in _acts(town)[-1]
    with pytest.raises(WrongInput) as refused:
        correct_person(town.session, town.parts, hai, person_id, replace(right, number=BINH))
    assert set(refused.value.problems) == {"so_dinh_danh"}


def test_who_logged_in_and_who_works_here_is_not_corrected(town: Town) -> None:
    for number in (BINH, GIANG):
        whom, theirs = town.person(number).person_id, replace(GAM, number=number)
        with pytest.raises(NotPossibleNow):
            correct_person(town.session, town.parts, town.person(DUNG), whom, theirs)
        town.session.rollback()
        with pytest.raises(Forbidden):
            correct_person(town.session, town.parts, town.person(EM), whom, theirs)


def test_what_is_wrong_is_said_by_field(town: Town) -> None:
    with pytest.raises(WrongInput) as refused:
        written_down(town, new=replace(GAM, number="12", full_name="  "))
    assert set(refused.value.problems) == {"so_dinh_danh", "ho_ten"}


def test_what_the_number_does_not_match_is_a_warning(town: Town) -> None:
    person_id = written_down(town, new=replace(GAM, gender="male"))
    seen = open_person(town.session, town.parts, town.person(DUNG), person_id)
    assert len(seen.warnings) == 1


def _logs_in(town: Town, level: int = 2) -> Actor:
    identity = identity_of(AN, town.clock(), level)
    identity = replace(
        identity, subject="subject-gam", personal_number=GAM.number, full_name=GAM.full_name
    )
    opened = login.find_session(
        town.session, login.sign_in(town.session, town.parts, identity, None, {}),
        town.clock(), town.parts.today(),
    )  # fmt: skip
    assert opened is not None
    assert opened.actor is not None
    return opened.actor


def test_the_first_login_takes_over_what_was_filed_at_the_counter(town: Town) -> None:
    person_id = written_down(town)
    dossier_id, draft_id = received(town, person_id), begun(town, person_id)
    gam = _logs_in(town)
    assert gam.person_id == person_id
    page = open_own_dossier(town.session, town.parts, gam, dossier_id)
    assert page.assisted_by == NAMES[DUNG]
    assert open_draft(town.session, town.parts, gam, draft_id).assisted


def test_a_login_that_proves_no_number_takes_nothing_over(town: Town) -> None:
    dossier_id = received(town, written_down(town))
    weak = _logs_in(town, level=1)
    with pytest.raises(NotFound):
        open_own_dossier(town.session, town.parts, weak, dossier_id)


def test_who_was_known_by_a_weak_login_gets_the_dossiers_with_a_strong_one(town: Town) -> None:
    identity = replace(
        identity_of(AN, town.clock(), 1), subject="subject-gam", personal_number="", phone=""
    )
    login.sign_in(town.session, town.parts, identity, None, {})
    dossier_id = received(town, written_down(town))
    gam = _logs_in(town)
    assert open_own_dossier(town.session, town.parts, gam, dossier_id).assisted_by
