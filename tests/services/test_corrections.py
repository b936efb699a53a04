"""Officers put answers right: both values stay, and nothing else moves."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy import select

from citizen_portal.domain.lifecycle import Action
from citizen_portal.models import AnswerCorrection, DossierEvent
from citizen_portal.services.errors import Forbidden, NotFound, NotPossibleNow, Stale, WrongInput
from citizen_portal.services.processing.corrections import (
    correct_answers,
    list_corrections,
    open_correction,
)
from tests.services.town import AN, BINH, DUNG, EM, GIANG, HAI, Town, typed_values


def _typed(town: Town, dossier_id: UUID, **changes: str) -> dict[str, list[str]]:
    """The whole form as it stands, with some answers changed."""
    page = open_correction(town.session, town.parts, town.person(DUNG), dossier_id).page
    typed: dict[str, list[str]] = {}
    for step in page.procedure.form:
        typed |= typed_values(step, page.answers)
    return {**typed, **{name: [value] for name, value in changes.items()}}


def _correct(
    town: Town, dossier_id: UUID, who: str = DUNG, reason: str = "Theo sổ gốc",
    revision: int | None = None, **changes: str,
) -> None:  # fmt: skip
    typed = _typed(town, dossier_id, **changes)
    correct_answers(town.session, town.parts, town.person(who), dossier_id, revision, typed, reason)


def test_both_values_the_reason_and_who_are_kept(town: Town) -> None:
    dossier_id = town.submitted()
    before = dict(town.dossier(dossier_id).answers)
    due = town.dossier(dossier_id).acceptance_due_at
    _correct(town, dossier_id, register_place="Phường Hồng Gai", book_number="02/1985")
    dossier = town.dossier(dossier_id)
    new = {"register_place": "Phường Hồng Gai", "book_number": "02/1985"}
    assert dossier.answers == {**before, **new}
    assert (dossier.fee_total, dossier.acceptance_due_at) == (8_000, due)
    rows = town.session.scalars(select(AnswerCorrection).order_by(AnswerCorrection.id)).all()
    assert {(one.name, one.before["value"], one.after["value"]) for one in rows} == {
        ("register_place", before["register_place"], "Phường Hồng Gai"),
        ("book_number", before["book_number"], "02/1985"),
    }
    assert {(one.step, one.reason, one.by_name) for one in rows} == {
        ("su-kien", "Theo sổ gốc", "Phạm Thị Dung")
    }
    event = town.session.scalars(
        select(DossierEvent).where(DossierEvent.action == Action.CORRECT.value)
    ).one()
    assert sorted(event.detail["corrected"]) == ["book_number", "register_place"]
    assert event.from_status == event.to_status


def test_owner_and_officers_read_what_was_corrected(town: Town) -> None:
    dossier_id = town.submitted()
    _correct(town, dossier_id, register_place="Phường Hồng Gai")
    for who in (AN, DUNG, GIANG):
        (one,) = list_corrections(town.session, town.parts, town.person(who), dossier_id)
        assert one.after.vi == "Phường Hồng Gai"
        assert one.label.vi.startswith("Nơi")
    for who in (BINH, HAI):
        with pytest.raises(NotFound):
            list_corrections(town.session, town.parts, town.person(who), dossier_id)


@pytest.mark.parametrize(
    ("changes", "reason", "wrong"),
    [
        ({}, "Theo sổ", {""}),
        ({"register_place": ""}, "Theo sổ", {"register_place"}),
        ({"register_place": "Nơi mới"}, "  ", {"ly_do"}),
        ({"copies": "rất nhiều"}, "", {"copies", "ly_do"}),
        ({"relation": "parent"}, "Theo sổ", {"subject_name", "subject_birth_date"}),
    ],
)
def test_it_follows_the_rules_of_the_form(
    town: Town, changes: dict[str, str], reason: str, wrong: set[str]
) -> None:
    dossier_id = town.submitted()
    before = town.dossier(dossier_id).revision
    with pytest.raises(WrongInput) as refused:
        _correct(town, dossier_id, reason=reason, **changes)
    assert set(refused.value.problems) >= wrong
    town.session.rollback()
    assert town.dossier(dossier_id).revision == before


def test_fee_and_papers_are_not_changed_silently(town: Town) -> None:
    dossier_id = town.submitted(case=1)
    with pytest.raises(NotPossibleNow, match="thay đổi phí"):
        _correct(town, dossier_id, copies="2")
    town.session.rollback()
    with pytest.raises(NotPossibleNow, match="Văn bản ủy quyền"):
        _correct(town, dossier_id, relation="authorised")


def test_not_once_it_waits_for_approval(town: Town) -> None:
    dossier_id = town.sent_for_approval()
    for who in (EM, DUNG):
        with pytest.raises((NotPossibleNow, Forbidden)):
            open_correction(town.session, town.parts, town.person(who), dossier_id)
    with pytest.raises(NotPossibleNow):
        open_correction(town.session, town.parts, town.person(DUNG), town.completed(BINH))


def test_whose_task_it_is(town: Town) -> None:
    dossier_id = town.submitted()
    typed = _typed(town, dossier_id, register_place="Nơi mới")
    for who, error in ((HAI, NotFound), (GIANG, Forbidden), (AN, Forbidden)):
        with pytest.raises(error):
            correct_answers(
                town.session, town.parts, town.person(who), dossier_id, None, typed, "Theo sổ"
            )
        town.session.rollback()
    own = town.submitted(DUNG)
    with pytest.raises(Forbidden):
        correct_answers(town.session, town.parts, town.person(DUNG), own, None, typed, "Theo sổ")


def test_of_two_officers_the_second_learns_who_was_first(town: Town) -> None:
    dossier_id = town.submitted()
    seen = town.dossier(dossier_id).revision
    _correct(town, dossier_id, revision=seen, register_place="Nơi một")
    with pytest.raises(Stale, match="Phạm Thị Dung"):
        _correct(town, dossier_id, revision=seen, register_place="Nơi hai")


def test_a_correction_that_hides_a_question_keeps_its_old_answer_on_record(town: Town) -> None:
    dossier_id = town.submitted(case=1)
    _correct(town, dossier_id, delivery="electronic")
    assert "delivery_address" not in town.dossier(dossier_id).answers
    corrections = list_corrections(town.session, town.parts, town.person(AN), dossier_id)
    dropped = next(one for one in corrections if one.question == "delivery_address")
    assert dropped.before.vi.startswith("Số 12")
    assert dropped.after.vi == ""
