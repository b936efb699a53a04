"""Queues show an agency's own dossiers; the possible actions are those that are carried out."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from citizen_portal.domain.lifecycle import Action
from citizen_portal.services.batches.bundle import PackedPaper, papers_to_pack
from citizen_portal.services.dossiers.page import open_agency_dossier
from citizen_portal.services.dossiers.possible_actions import (
    possible_actions,
)
from citizen_portal.services.errors import Forbidden, NotFound, NotPossibleNow, PortalError
from citizen_portal.services.papers.issued import open_paper
from citizen_portal.services.results.drafts import open_result_draft
from tests.services.acts import ACTS
from tests.services.town import (
    AN,
    DUNG,
    EM,
    GIANG,
    HAI,
    KHOA,
    LAM,
    RESIDENCE,
    SANG,
    Town,
)

LIVES: dict[str, Callable[[Town], UUID]] = {
    "submitted": Town.submitted,
    "accepted": Town.accepted,
    "at the last step": Town.at_last_step,
    "sent for approval": Town.sent_for_approval,
    "approved": Town.approved,
    "completed": Town.completed,
    "returned": Town.returned,
    "waiting at the desk": Town.waiting_for_supplement,
    "waiting in processing": lambda town: town.waiting_for_supplement(accepted=True),
}


@pytest.mark.parametrize("life", list(LIVES))
@pytest.mark.parametrize("who", [DUNG, EM, GIANG], ids=["one-stop", "case", "approver"])
def test_possible_actions_are_carried_out_and_others_refused(
    town: Town, life: str, who: str
) -> None:
    dossier_id, actor = LIVES[life](town), town.person(who)
    page = open_agency_dossier(town.session, town.parts, actor, dossier_id)
    possible = possible_actions(actor, page)
    for action in ACTS.keys() - set(possible):
        with pytest.raises((Forbidden, NotPossibleNow)):
            ACTS[action](town, actor, dossier_id, page.revision)
        town.session.rollback()
    for action in possible:
        another = LIVES[life](town)
        ACTS[action](town, actor, another, town.dossier(another).revision)


def test_nothing_is_possible_with_ones_own_dossier(town: Town) -> None:
    dossier_id = town.submitted(DUNG)
    page = open_agency_dossier(town.session, town.parts, town.person(DUNG), dossier_id)
    assert possible_actions(town.person(DUNG), page) == ()


def test_an_officer_with_two_roles_has_the_actions_of_both(town: Town) -> None:
    lam = town.person(LAM)
    dossier_id = town.submitted(AN, RESIDENCE)
    page = open_agency_dossier(town.session, town.parts, lam, dossier_id)
    assert Action.ACCEPT in possible_actions(lam, page)
    ACTS[Action.ACCEPT](town, lam, dossier_id, None)
    page = open_agency_dossier(town.session, town.parts, lam, dossier_id)
    assert {Action.ADVANCE, Action.APOLOGISE} <= set(possible_actions(lam, page))


def _results(town: Town, who: str, chosen: list[UUID]) -> tuple[PackedPaper, ...]:
    return papers_to_pack(town.session, town.parts, town.person(who), chosen, {"result"}).papers


def test_results_are_packed_for_their_agency_only(town: Town) -> None:
    ready, second, unsigned = town.completed(), town.returned(), town.approved()
    chosen = [second, unsigned, ready, UUID(int=1)]
    files = _results(town, DUNG, chosen)
    codes = sorted(str(town.dossier(one).code) for one in (ready, second))
    assert [file.name for file in files] == [f"{code}-ket-qua-1.pdf" for code in codes]
    for stranger in (HAI, LAM):
        with pytest.raises(NotPossibleNow):
            _results(town, stranger, chosen)


@pytest.mark.parametrize("kind", ["submission_receipt", "reception_slip", "result", "fee_receipt"])
def test_papers_open_for_owner_and_agency_only(town: Town, kind: str) -> None:
    dossier_id = town.completed()
    town.make_papers(dossier_id, kind)

    def opens(number: str) -> bool:
        try:
            name, data = open_paper(town.session, town.parts, town.person(number), dossier_id, kind)
        except NotFound:
            return False
        return bool(data) and name.endswith(".pdf")

    assert opens(DUNG)
    assert opens(GIANG)
    assert opens(AN) is (kind != "result"), "the result is the citizen's once it is returned"
    assert not any(opens(one) for one in (SANG, HAI, LAM, KHOA))
    ACTS[Action.RETURN_RESULT](town, town.person(DUNG), dossier_id, None)
    assert opens(AN)


def test_the_draft_of_a_result_begins_with_what_was_drafted_before(town: Town) -> None:
    dossier_id = town.sent_for_approval()
    ACTS[Action.SEND_BACK](town, town.person(GIANG), dossier_id, None)
    draft = open_result_draft(town.session, town.parts, town.person(EM), dossier_id)
    assert draft.answers["entry_name"] == "Nguyễn Văn An"


@pytest.mark.parametrize("who", [DUNG, GIANG, HAI])
def test_only_the_case_officer_drafts(town: Town, who: str) -> None:
    dossier_id = town.at_last_step()
    with pytest.raises(PortalError) as refused:
        open_result_draft(town.session, town.parts, town.person(who), dossier_id)
    assert isinstance(refused.value, NotFound if who == HAI else Forbidden)
