"""The life of a dossier by use cases, from the draft to the returned result."""

from __future__ import annotations

from sqlalchemy import select

from citizen_portal.domain.lifecycle import Status
from citizen_portal.models import DossierEvent, FeeReceipt, Paper
from citizen_portal.services.audit import first_broken_entry
from citizen_portal.services.dossiers.page import open_agency_dossier, open_own_dossier
from tests.services.town import AN, DUNG, Town


def test_a_dossier_lives_from_draft_to_returned_result(town: Town) -> None:
    dossier_id = town.returned()
    dossier = town.dossier(dossier_id)
    assert dossier.status == Status.RESULT_RETURNED
    assert dossier.code == "000.07.21.H49-261120-0001"
    assert dossier.payment_state == "paid"
    story = town.session.execute(
        select(DossierEvent.sequence, DossierEvent.action, DossierEvent.from_status,
               DossierEvent.to_status)
        .where(DossierEvent.dossier_id == dossier_id).order_by(DossierEvent.sequence)
    ).all()  # fmt: skip
    assert [tuple(row) for row in story] == [
        (1, "nop", 0, 1),
        (2, "tiep-nhan", 1, 2),
        (3, "chuyen-xu-ly", 2, 4),
        (4, "chuyen-buoc", 4, 4),
        (5, "trinh-duyet", 4, 4),
        (6, "phe-duyet", 4, 4),
        (7, "ban-hanh", 4, 9),
        (8, "xac-nhan-thanh-toan", 9, 9),
        (9, "tra-ket-qua", 9, 10),
    ]
    assert first_broken_entry(town.session) is None


def test_each_decision_leaves_its_paper_and_its_job(town: Town) -> None:
    dossier_id = town.approved()
    town.pay(dossier_id)
    papers = town.session.execute(
        select(Paper.kind, Paper.number, Paper.document_number, Paper.state)
        .where(Paper.dossier_id == dossier_id)
    ).all()  # fmt: skip
    assert {tuple(row) for row in papers} == {
        ("submission_receipt", 1, "", "queued"),
        ("reception_slip", 1, "01/GTN", "queued"),
        ("result", 1, "01/TLHT-BS", "queued"),
        ("fee_receipt", 1, "00000001", "queued"),
    }
    receipt = town.session.scalars(select(FeeReceipt)).one()
    assert (receipt.number, receipt.amount, receipt.year) == (1, 8_000, 2026)


def test_owner_and_officer_see_the_same_dossier_each_in_their_way(town: Town) -> None:
    dossier_id = town.approved()
    mine = open_own_dossier(town.session, town.parts, town.person(AN), dossier_id)
    theirs = open_agency_dossier(town.session, town.parts, town.person(DUNG), dossier_id)
    assert mine.status is theirs.status is Status.COMPLETED
    assert mine.paper("result") is None, "the result is the citizen's once it is returned"
    assert theirs.paper("result") is not None
    assert all("Vũ Thị Giang" not in event.who.vi for event in mine.events)
    assert any("Vũ Thị Giang" in event.who.vi for event in theirs.events)


def test_a_result_sent_back_is_drafted_again(town: Town) -> None:
    from tests.services.acts import ACTS, Action
    from tests.services.town import EM, GIANG

    dossier_id = town.sent_for_approval()
    ACTS[Action.SEND_BACK](town, town.person(GIANG), dossier_id, None)
    assert town.dossier(dossier_id).step == town.procedure().steps[-1].name
    ACTS[Action.SEND_FOR_APPROVAL](town, town.person(EM), dossier_id, None)
    ACTS[Action.APPROVE](town, town.person(GIANG), dossier_id, None)
    assert town.dossier(dossier_id).status == Status.COMPLETED


def test_the_due_date_of_an_accepted_dossier_is_explained(town: Town) -> None:
    dossier_id = town.accepted()
    page = open_agency_dossier(town.session, town.parts, town.person(DUNG), dossier_id)
    assert page.due is not None
    assert page.due.at == page.due_at
    assert page.due.steps
