"""Results with their numbers: issued by the clerk, revoked, replaced, and found again."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy import select

from citizen_portal.domain.lifecycle import Action, Status
from citizen_portal.models import DossierEvent, IssuedResult, Paper
from citizen_portal.services.dossiers.page import open_agency_dossier, open_own_dossier
from citizen_portal.services.errors import Forbidden, InvalidAnswers, NotPossibleNow
from citizen_portal.services.papers.verification import find_paper
from citizen_portal.services.results.registry import list_results
from citizen_portal.services.results.reissuing import open_reissue, reissue_result
from tests.services import finance
from tests.services.acts import ACTS
from tests.services.town import AN, DUNG, EM, GIANG, HAI, Town, result_typed


def _act(town: Town, action: Action, who: str, dossier_id: UUID) -> None:
    ACTS[action](town, town.person(who), dossier_id, None)


def _results(town: Town, dossier_id: UUID) -> list[IssuedResult]:
    town.session.expire_all()
    query = select(IssuedResult).where(IssuedResult.dossier_id == dossier_id)
    return list(town.session.scalars(query.order_by(IssuedResult.id)))


def _papers(town: Town, dossier_id: UUID) -> list[Paper]:
    query = select(Paper).where(Paper.dossier_id == dossier_id, Paper.kind == "result")
    return list(town.session.scalars(query.order_by(Paper.number)))


def test_approval_leaves_a_full_agencys_result_to_its_clerk(town: Town) -> None:
    dossier_id = finance.approved(town)
    dossier = town.dossier(dossier_id)
    assert (dossier.status, dossier.step) == (Status.IN_PROCESSING, "ban-hanh")
    assert _papers(town, dossier_id) == []


def test_the_clerk_numbers_what_the_approver_signed(town: Town) -> None:
    dossier_id = finance.approved(town)
    _act(town, Action.ISSUE, finance.ANH, dossier_id)
    (entry,), (paper,) = _results(town, dossier_id), _papers(town, dossier_id)
    assert (entry.symbol, entry.year, entry.number) == ("GCN-DNTN", 2026, 1)
    assert paper.document_number == "01/GCN-DNTN"
    assert entry.approved_by_id == town.person(finance.YEN).person_id
    assert entry.issued_by_id == town.person(finance.ANH).person_id
    signers = [(one["kind"], one["name"]) for one in paper.signatories["signatories"]]
    assert signers == [("person", "Chu Văn Yên"), ("agency", "Sở Tài chính")]
    dossier = town.dossier(dossier_id)
    assert (dossier.status, dossier.step) == (Status.COMPLETED, "")
    assert dossier.completed_at == town.clock()


def test_numbers_run_on_within_the_agency(town: Town) -> None:
    first, second = finance.issued(town), finance.issued(town)
    assert [_results(town, one)[0].number for one in (first, second)] == [1, 2]


def test_an_unpaid_fee_holds_the_clerk_back(town: Town) -> None:
    dossier_id = finance.approved_unpaid(town)
    with pytest.raises(NotPossibleNow, match="phải nộp trước"):
        _act(town, Action.ISSUE, finance.ANH, dossier_id)
    town.session.rollback()
    assert _results(town, dossier_id) == []


def test_a_small_agency_issues_at_once_and_the_system_numbers(town: Town) -> None:
    dossier_id = town.approved()
    (entry,) = _results(town, dossier_id)
    assert entry.issued_by_id is None
    assert entry.owner_name == "Nguyễn Văn An"
    assert entry.approved_by_id == town.person(GIANG).person_id


def test_a_revoked_result_says_so_everywhere(town: Town) -> None:
    dossier_id = town.returned()
    _act(town, Action.REVOKE_RESULT, GIANG, dossier_id)
    (entry,), (paper,) = _results(town, dossier_id), _papers(town, dossier_id)
    assert (entry.state, entry.ended_reason) == ("revoked", "Cấp sai thẩm quyền")
    shown = find_paper(town.session, town.parts, paper.token)
    assert shown.standing is not None
    assert (shown.standing.state, shown.standing.ended_at) == ("revoked", town.clock())
    mine = open_own_dossier(town.session, town.parts, town.person(AN), dossier_id)
    assert "(đã bị thu hồi)" in next(one.words.vi for one in mine.papers if one.kind == "result")
    with pytest.raises(NotPossibleNow):
        _act(town, Action.REVOKE_RESULT, GIANG, dossier_id)


def test_a_revoked_result_is_not_handed_over(town: Town) -> None:
    dossier_id = town.completed()
    _act(town, Action.REVOKE_RESULT, GIANG, dossier_id)
    with pytest.raises(NotPossibleNow, match="thu hồi"):
        _act(town, Action.RETURN_RESULT, DUNG, dossier_id)


def test_a_result_issued_again_replaces_the_one_before(town: Town) -> None:
    dossier_id = town.returned()
    typed = {**result_typed(town), "entry_notes": ["Đã sửa năm sinh"]}
    reissue_result(
        town.session, town.parts, town.person(GIANG), dossier_id, None, typed, "Sai năm sinh"
    )
    before, after = _results(town, dossier_id)
    assert (before.state, after.state) == ("replaced", "in_force")
    assert after.replaces_id == before.id
    assert after.number == before.number + 1
    old, new = (
        find_paper(town.session, town.parts, one.token) for one in _papers(town, dossier_id)
    )
    assert old.standing is not None
    assert new.standing is not None
    assert old.standing.replaced_by == new.document_number
    assert new.standing.replaces == old.document_number
    assert town.dossier(dossier_id).status == Status.RESULT_RETURNED
    assert "Đã sửa năm sinh" in str(_papers(town, dossier_id)[1].content)


def test_a_revoked_result_stays_revoked_when_another_is_issued(town: Town) -> None:
    dossier_id = town.completed()
    _act(town, Action.REVOKE_RESULT, GIANG, dossier_id)
    _act(town, Action.REISSUE_RESULT, GIANG, dossier_id)
    assert [one.state for one in _results(town, dossier_id)] == ["revoked", "in_force"]
    with pytest.raises(NotPossibleNow, match="đang được ký số"):
        _act(town, Action.RETURN_RESULT, DUNG, dossier_id)
    town.session.rollback()
    town.make_papers(dossier_id, "result")
    _act(town, Action.RETURN_RESULT, DUNG, dossier_id)


def test_a_wrong_correction_issues_nothing(town: Town) -> None:
    dossier_id = town.completed()
    typed = {**result_typed(town), "entry_name": [""]}
    with pytest.raises(InvalidAnswers):
        reissue_result(
            town.session, town.parts, town.person(GIANG), dossier_id, None, typed, "Sai tên"
        )
    town.session.rollback()
    assert [one.state for one in _results(town, dossier_id)] == ["in_force"]


def test_only_who_may_issue_again_sees_its_page(town: Town) -> None:
    dossier_id = town.completed()
    page = open_reissue(town.session, town.parts, town.person(GIANG), dossier_id)
    assert page.answers["entry_name"]
    with pytest.raises(Forbidden, match="Chỉ lãnh đạo phê duyệt"):
        open_reissue(town.session, town.parts, town.person(EM), dossier_id)


def test_reopening_revokes_the_result_and_keeps_the_date(town: Town) -> None:
    dossier_id = town.completed()
    due = town.dossier(dossier_id).due_at
    _act(town, Action.REOPEN, GIANG, dossier_id)
    dossier = town.dossier(dossier_id)
    assert (dossier.status, dossier.completed_at) == (Status.IN_PROCESSING, None)
    assert dossier.step == town.procedure().steps[-1].name
    assert dossier.due_at == due
    assert [one.state for one in _results(town, dossier_id)] == ["revoked"]
    page = open_agency_dossier(town.session, town.parts, town.person(EM), dossier_id)
    assert page.due is not None
    assert "mở lại" in page.due.steps[-1].text.vi
    _act(town, Action.SEND_FOR_APPROVAL, EM, dossier_id)
    _act(town, Action.APPROVE, GIANG, dossier_id)
    assert [one.state for one in _results(town, dossier_id)] == ["revoked", "in_force"]


def test_the_event_of_each_act_names_the_paper(town: Town) -> None:
    dossier_id = town.returned()
    _act(town, Action.REISSUE_RESULT, GIANG, dossier_id)
    _act(town, Action.REVOKE_RESULT, GIANG, dossier_id)
    told = town.session.execute(
        select(DossierEvent.action, DossierEvent.detail)
        .where(DossierEvent.dossier_id == dossier_id, DossierEvent.paper_id.is_not(None))
        .order_by(DossierEvent.sequence)
    ).all()  # fmt: skip
    numbers = [(action, detail["number"]) for action, detail in told if "number" in detail]
    assert numbers == [
        ("ban-hanh", "01/TLHT-BS"), ("cap-lai", "02/TLHT-BS"), ("thu-hoi", "02/TLHT-BS"),
    ]  # fmt: skip


def _found(town: Town, who: str, **asked: str) -> list[tuple[str, str]]:
    lines = list_results(town.session, town.parts, town.person(who), **asked).lines
    return [(line.document_number, line.state) for line in lines]


def test_the_registry_is_searched_by_number_code_and_name(town: Town) -> None:
    dossier_id = town.returned()
    _act(town, Action.REISSUE_RESULT, GIANG, dossier_id)
    both = [("02/TLHT-BS", "in_force"), ("01/TLHT-BS", "replaced")]
    code = town.dossier(dossier_id).code or ""
    assert _found(town, DUNG) == both
    for find in (code, code[:12].lower(), "nguyễn văn", AN):
        assert _found(town, DUNG, find=find) == both, find
    assert _found(town, DUNG, find="2/TLHT-BS") == both[:1]
    assert _found(town, DUNG, state="replaced") == both[1:]
    assert _found(town, DUNG, find="100%") == []


def test_another_agency_sees_none_of_it(town: Town) -> None:
    town.returned()
    assert _found(town, HAI) == []


def test_the_registry_goes_on_page_by_page(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        town.approved()
    monkeypatch.setattr("citizen_portal.services.results.registry.PAGE", 2)
    first = list_results(town.session, town.parts, town.person(DUNG))
    second = list_results(town.session, town.parts, town.person(DUNG), after=first.older)
    assert [len(first.lines), len(second.lines), second.older] == [2, 1, ""]
    assert {one.document_number for one in first.lines}.isdisjoint(
        {one.document_number for one in second.lines}
    )
    for mark in ("x", "1_x", "9e99_1", "nan_1", "1_-1"):
        assert list_results(town.session, town.parts, town.person(DUNG), after=mark).lines
