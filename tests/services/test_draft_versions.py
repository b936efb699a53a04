"""A draft follows the version in force: what comes along, what its owner is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event

from citizen_portal.domain.lifecycle import Status
from citizen_portal.models import DossierEvent
from citizen_portal.plugin_api import (
    Channel,
    ChoiceField,
    InForce,
    NumberField,
    Procedure,
    Text,
    TextField,
)
from citizen_portal.procedures.catalogue import Catalogue, ProcedureSuspended
from citizen_portal.services import attachments, reception, submission
from citizen_portal.services.drafts import filling_in as drafts
from citizen_portal.services.drafts import review
from citizen_portal.services.drafts.draft import Draft
from citizen_portal.services.drafts.papers import open_draft_papers
from citizen_portal.services.errors import NotFound, NotPossibleNow, Stale
from tests.services.permit import ANSWERS, CODE, PERMIT, PermitFee, form_with, second
from tests.services.town import AN, BINH, DUNG, Town, typed_values

Open = Callable[..., Town]
CHANGED = Text("Diện tích nay không quá 50 m².", "The size is now at most 50 m².")


@pytest.fixture
def of(town: Town) -> Open:
    """A town that offers these versions of the permit."""

    def opened(*versions: Procedure) -> Town:
        catalogue = Catalogue([("permits", one) for one in versions])
        assert catalogue.problems == []
        return replace(town, parts=replace(town.parts, catalogue=catalogue))

    return opened


def _begun(town: Town, case: int = 0) -> UUID:
    """A draft begun on 20 November under version 1; then it is 1 December."""
    dossier_id = town.draft(AN, CODE, case)
    town.clock.move(days=11)  # type: ignore[attr-defined]
    return dossier_id


def _opened(town: Town, dossier_id: UUID) -> Draft:
    return drafts.open_draft(town.session, town.parts, town.person(AN), dossier_id)


def _save(
    town: Town, dossier_id: UUID, step: str, revision: int | None = None, **typed: str
) -> Any:
    values = {name: [value] for name, value in typed.items()}
    person = town.person(AN)
    return drafts.save_step(town.session, town.parts, person, dossier_id, step, values, revision)


def _submit(town: Town, dossier_id: UUID) -> str:
    return submission.submit_dossier(town.session, town.parts, town.person(AN), dossier_id)


SMALLER = {"size": NumberField("Diện tích", least=1, most=50)}


def test_before_the_day_nothing_moves(of: Open) -> None:
    town = of(PERMIT, second())
    dossier_id = town.draft(AN, CODE)
    draft = _opened(town, dossier_id)
    assert (draft.procedure.version, draft.moved, draft.closed) == ("1", None, None)
    assert town.dossier(dossier_id).moved_from == ""


def test_opening_moves_the_draft_and_tells_what_changed(of: Open) -> None:
    new = second(form=form_with(asker={"asker_phone": None}, request=SMALLER), changes=(CHANGED,))
    town = of(PERMIT, new)
    dossier_id = _begun(town)
    before = town.dossier(dossier_id).revision
    draft = _opened(town, dossier_id)
    assert draft.procedure is new
    assert draft.moved is not None
    assert draft.moved.since == date(2026, 12, 1)
    assert draft.moved.changes == (CHANGED,)
    assert draft.moved.again == (Text("Diện tích"),)
    assert draft.moved.gone == (Text("Điện thoại"),)
    row = town.dossier(dossier_id)
    assert (row.procedure_version, row.moved_from, row.revision) == ("2", "1", before + 1)
    assert "size" not in row.answers
    kept = {name: ANSWERS[name] for name in ANSWERS if name not in ("size", "asker_phone")}
    assert draft.answers == kept


def test_it_is_told_again_on_each_page_until_submitted(of: Open) -> None:
    town = of(PERMIT, second(form=form_with(request=SMALLER), changes=(CHANGED,)))
    dossier_id = _begun(town)
    person = town.person(AN)
    once = _opened(town, dossier_id)
    papers = open_draft_papers(town.session, town.parts, person, dossier_id).draft
    last = review.review_draft(town.session, town.parts, person, dossier_id).draft
    assert once.moved == papers.moved == last.moved
    assert once.moved is not None
    assert once.moved.again
    request = typed_values(once.step("noi-dung"), {**ANSWERS, "size": 40})
    drafts.save_step(town.session, town.parts, person, dossier_id, "noi-dung", request)
    answered = _opened(town, dossier_id)
    assert answered.moved is not None
    assert (answered.moved.again, answered.moved.changes) == ((), (CHANGED,))
    _submit(town, dossier_id)
    row = town.dossier(dossier_id)
    assert (row.status, row.moved_from, row.unfinished) == (Status.REGISTERED, "", {})
    told = town.session.query(DossierEvent).filter_by(dossier_id=dossier_id).one()
    assert told.detail == {"moved_from": "1"}


def test_two_moves_tell_the_changes_of_both(of: Open) -> None:
    middle = second(in_force=InForce(since=date(2026, 12, 1), until=date(2026, 12, 31)),
                    form=form_with(request={"capital": None}), changes=(Text("Hai"),))  # fmt: skip
    third = second(version="3", follows="2", in_force=InForce(since=date(2027, 1, 1)),
                   form=form_with(request={"capital": None, **SMALLER}),
                   changes=(Text("Ba"),))  # fmt: skip
    town = of(PERMIT, middle, third)
    dossier_id = _begun(town)
    _opened(town, dossier_id)
    town.clock.move(days=31)  # type: ignore[attr-defined]
    draft = _opened(town, dossier_id)
    assert draft.moved is not None
    assert draft.procedure.version == "3"
    assert [one.vi for one in draft.moved.changes] == ["Hai", "Ba"]
    assert [one.vi for one in draft.moved.again] == ["Diện tích"]
    assert [one.vi for one in draft.moved.gone] == ["Vốn"]
    assert town.dossier(dossier_id).moved_from == "1"


def test_versions_slept_through_are_told_too(of: Open) -> None:
    middle = second(in_force=InForce(since=date(2026, 12, 1), until=date(2026, 12, 5)),
                    changes=(Text("Hai"),))  # fmt: skip
    third = second(version="3", follows="2", in_force=InForce(since=date(2026, 12, 6)),
                   changes=(Text("Ba"),))  # fmt: skip
    town = of(PERMIT, middle, third)
    dossier_id = _begun(town)
    town.clock.move(days=10)  # type: ignore[attr-defined]
    draft = _opened(town, dossier_id)
    assert draft.moved is not None
    assert [one.vi for one in draft.moved.changes] == ["Hai", "Ba"]


def test_an_upgrade_of_the_author_is_used_also_on_half_a_draft(of: Open) -> None:
    def renamed(answers: Mapping[str, Any]) -> Mapping[str, Any]:
        rest = {name: value for name, value in answers.items() if name != "purpose"}
        return {**rest, "reason": answers.get("purpose")}

    form = form_with(request={"purpose": None, "reason": TextField("Lý do")})
    town = of(PERMIT, second(form=form, upgrade_answers=renamed))
    dossier_id = _begun(town)
    assert _opened(town, dossier_id).answers["reason"] == "Sửa mái hiên"


def test_a_version_that_names_no_predecessor_keeps_answers_of_the_same_name(of: Open) -> None:
    town = of(PERMIT, second(follows="", changes=(CHANGED,)))
    dossier_id = _begun(town)
    draft = _opened(town, dossier_id)
    assert draft.answers["purpose"] == "Sửa mái hiên"
    assert draft.moved is not None
    assert draft.moved.changes == (CHANGED,)


def test_a_step_sent_by_a_page_of_the_old_version_is_kept_and_not_saved(of: Open) -> None:
    town = of(PERMIT, second(form=form_with(request=SMALLER)))
    dossier_id = _begun(town)
    revision = town.dossier(dossier_id).revision
    with pytest.raises(Stale, match="vừa thay đổi"):
        _save(town, dossier_id, "noi-dung", revision, size="90", purpose="Xây thêm", ghost="x")
    draft = _opened(town, dossier_id)
    assert draft.procedure.version == "2"
    assert draft.typed == {"noi-dung": {"size": ["90"], "purpose": ["Xây thêm"]}}
    assert draft.answers["purpose"] == "Sửa mái hiên"


def test_typed_text_follows_its_question_into_another_step(of: Open) -> None:
    form = form_with(asker={"purpose": TextField("Mục đích")}, request={"purpose": None})
    town = of(PERMIT, second(form=form))
    dossier_id = _begun(town)
    with pytest.raises(Stale):
        _save(town, dossier_id, "noi-dung", size="90", purpose="Xây thêm")
    draft = _opened(town, dossier_id)
    assert draft.typed["noi-dung"] == {"size": ["90"]}
    assert draft.typed["nguoi-xin"]["purpose"] == ["Xây thêm"]
    assert draft.typed["nguoi-xin"]["asker_number"] == ["022085000011"]


def test_a_step_that_went_away_gives_its_text_to_those_who_still_ask(of: Open) -> None:
    asker = form_with(asker={"size": NumberField("Diện tích"), "poor": None})[0]
    town = of(PERMIT, second(form=(asker,), fee=PERMIT.fee, documents=(), cases=(
        replace(PERMIT.cases[0], answers=ANSWERS),)))  # fmt: skip
    dossier_id = _begun(town)
    _opened(town, dossier_id)
    with pytest.raises(Stale):
        _save(town, dossier_id, "noi-dung", size="90", purpose="Xây thêm")
    typed = _opened(town, dossier_id).typed
    assert typed["nguoi-xin"]["size"] == ["90"]
    assert "noi-dung" not in typed
    with pytest.raises(NotFound):
        _opened(town, dossier_id).step("noi-dung")


def test_more_rows_asked_on_an_old_page_are_kept_as_typed(of: Open) -> None:
    town = of(PERMIT, second())
    dossier_id = _begun(town)
    drafts.keep_typed(town.session, town.parts, town.person(AN), dossier_id, "noi-dung",
                      {"workers-0-worker_name": ["Lê Văn Hai"]})  # fmt: skip
    draft = _opened(town, dossier_id)
    assert draft.procedure.version == "2"
    assert draft.typed["noi-dung"] == {"workers-0-worker_name": ["Lê Văn Hai"]}


def test_text_that_was_typed_before_comes_along_as_far_as_it_is_asked(of: Open) -> None:
    town = of(PERMIT, second(form=form_with(request={"capital": None})))
    dossier_id = town.draft(AN, CODE)
    drafts.keep_typed(town.session, town.parts, town.person(AN), dossier_id, "noi-dung",
                      {"size": ["chín"], "capital": ["1"]})  # fmt: skip
    town.clock.move(days=11)  # type: ignore[attr-defined]
    assert _opened(town, dossier_id).typed == {"noi-dung": {"size": ["chín"]}}


def test_submitting_never_happens_under_rules_nobody_saw(of: Open) -> None:
    town = of(PERMIT, second(fee=PermitFee(charge=70_000), changes=(CHANGED,)))
    dossier_id = _begun(town)
    with pytest.raises(Stale, match="vừa thay đổi"):
        _submit(town, dossier_id)
    row = town.dossier(dossier_id)
    assert (row.status, row.code, row.procedure_version) == (Status.DRAFT, None, "2")
    _submit(town, dossier_id)
    assert town.dossier(dossier_id).fee_total == 70_000 + 80_000


def test_a_submitted_dossier_keeps_its_version_when_accepted_later(of: Open) -> None:
    town = of(PERMIT, second(fee=PermitFee(charge=70_000)))
    dossier_id = town.draft(AN, CODE)
    _submit(town, dossier_id)
    town.clock.move(days=11)  # type: ignore[attr-defined]
    reception.accept_dossier(town.session, town.parts, town.person(DUNG), dossier_id, None)
    row = town.dossier(dossier_id)
    assert (row.procedure_version, row.fee_total) == ("1", 50_000 + 80_000)


def test_papers_that_are_asked_no_more_stay_with_their_owner(of: Open) -> None:
    town = of(PERMIT, second(documents=PERMIT.documents[1:], cases=PERMIT.cases[:1]))
    dossier_id = _begun(town, case=1)
    person = town.person(AN)
    papers = open_draft_papers(town.session, town.parts, person, dossier_id)
    assert [one.requirement for one in papers.others] == [attachments.SUPPLEMENT_PAPERS]
    assert _submit(town, dossier_id)


@pytest.mark.parametrize(
    ("versions", "words"),
    [
        ((PERMIT,), "Từ ngày 01/12/2026"),
        ((PERMIT, second(channels=(Channel.COUNTER,), service_level=PERMIT.service_level.PARTIAL,
                         partial_reason=Text("Bản giấy"))), "không nộp trực tuyến"),
        ((PERMIT, second(authority="commune_police")), "cơ quan đã chọn"),
        ((replace(PERMIT, version="0", in_force=InForce(since=date(2025, 1, 1),
                                                        until=date(2025, 2, 1))),
          PERMIT), "Từ ngày 01/12/2026"),
    ],
)  # fmt: skip
def test_a_draft_that_cannot_be_submitted_any_more_can_be_read(
    of: Open, versions: tuple[Procedure, ...], words: str
) -> None:
    town = of(*versions)
    dossier_id = _begun(town, case=2)
    seen = review.review_draft(town.session, town.parts, town.person(AN), dossier_id)
    assert seen.draft.closed is not None
    assert words in seen.draft.closed.vi
    assert (seen.fee, seen.due, seen.problems) == (None, None, ())
    assert len(seen.steps) == 2
    with pytest.raises(NotPossibleNow, match=words):
        _submit(town, dossier_id)
    assert town.dossier(dossier_id).status == Status.DRAFT


def test_a_draft_of_a_procedure_whose_day_was_put_off_says_from_when(of: Open) -> None:
    town = of(PERMIT)
    dossier_id = town.draft(AN, CODE)
    later = of(replace(PERMIT, in_force=InForce(since=date(2027, 2, 1))))
    closed = _opened(later, dossier_id).closed
    assert closed is not None
    assert "từ ngày 01/02/2027" in closed.vi


def test_a_new_version_that_contradicts_itself_interrupts_and_does_not_close(town: Town) -> None:
    broken = second(legal_bases=())
    dossier_id = replace(town, parts=replace(town.parts, catalogue=Catalogue(
        [("permits", PERMIT)]))).draft(AN, CODE)  # fmt: skip
    town.clock.move(days=11)  # type: ignore[attr-defined]
    catalogue = Catalogue([("permits", PERMIT), ("permits", broken)])
    town = replace(town, parts=replace(town.parts, catalogue=catalogue))
    with pytest.raises(ProcedureSuspended):
        _opened(town, dossier_id)


def test_what_is_typed_in_a_closed_draft_is_kept(of: Open) -> None:
    town = of(PERMIT)
    dossier_id = _begun(town)
    typed = typed_values(PERMIT.form[1], {**ANSWERS, "size": 90})
    drafts.save_step(town.session, town.parts, town.person(AN), dossier_id, "noi-dung", typed)
    assert _opened(town, dossier_id).answers["size"] == 90


def test_others_cannot_move_ones_draft(of: Open) -> None:
    town = of(PERMIT, second())
    dossier_id = _begun(town)
    with pytest.raises(NotFound):
        drafts.open_draft(town.session, town.parts, town.person(BINH), dossier_id)
    assert town.dossier(dossier_id).procedure_version == "1"


def test_opening_a_draft_that_does_not_move_costs_one_statement(of: Open) -> None:
    town = of(PERMIT, second())
    dossier_id = _begun(town)
    _opened(town, dossier_id)
    engine, seen = town.session.get_bind(), list[str]()

    def count(_conn: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if "SAVEPOINT" not in statement:  # the test's own
            seen.append(statement)

    event.listen(engine, "before_cursor_execute", count)
    _opened(town, dossier_id)
    event.remove(engine, "before_cursor_execute", count)
    assert len(seen) == 1


def test_a_choice_that_is_offered_no_more_is_asked_again(of: Open) -> None:
    kind = ChoiceField("Loại việc", [("renewal", "Gia hạn"), ("copy", "Cấp lại")])
    cases = tuple(one for one in PERMIT.cases if one.answers["kind"] != "new")
    town = of(PERMIT, second(form=form_with(asker={"kind": kind}), cases=cases))
    dossier_id = _begun(town)
    seen = review.review_draft(town.session, town.parts, town.person(AN), dossier_id)
    assert [one.path for one in seen.problems][:1] == ["buoc/nguoi-xin#kind"]


def test_moving_what_has_moved_already_changes_nothing(of: Open) -> None:
    """Two pages opened at once: the second waits for the row, and finds it done."""
    town = of(PERMIT, second())
    dossier_id = _begun(town)
    draft = _opened(town, dossier_id)
    assert drafts.move_draft(town.session, town.parts, draft) is draft
    assert town.dossier(dossier_id).revision == draft.revision
