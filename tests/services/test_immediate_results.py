"""A result handed back while the applicant waits: nothing is handed over, no slip is needed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from citizen_portal.domain.lifecycle import Action, Status
from citizen_portal.models import DossierEvent
from citizen_portal.procedures.declaration import problems_of
from citizen_portal.services import reception
from citizen_portal.services.cash.taking import Counted, take_cash
from citizen_portal.services.dossiers.page import open_own_dossier
from citizen_portal.services.errors import Forbidden, NotPossibleNow
from citizen_portal.services.papers.reception_slip import slip_on_request
from citizen_portal.services.processing import approval
from citizen_portal.services.processing import steps as processing
from tests.services.acts import ACTS
from tests.services.town import AN, DUNG, EM, GIANG, Town, result_typed

COPIES = "2.000815"


def _send(town: Town, dossier_id: object) -> None:
    typed = result_typed(town, COPIES)
    processing.send_for_approval(
        town.session,
        town.parts,
        town.person(EM),
        dossier_id,
        None,
        typed,  # type: ignore[arg-type]
    )


def test_from_acceptance_to_the_hand_of_the_applicant_within_minutes(town: Town) -> None:
    dossier_id = town.submitted(code=COPIES)
    last = town.procedure(COPIES).steps[-1].name
    reception.accept_dossier(town.session, town.parts, town.person(DUNG), dossier_id, None)
    assert (town.dossier(dossier_id).status, town.dossier(dossier_id).step) == (2, last)
    _send(town, dossier_id)
    approval.send_back(town.session, town.parts, town.person(GIANG), dossier_id, None, "Sai số tờ")
    assert (town.dossier(dossier_id).status, town.dossier(dossier_id).step) == (2, last)
    _send(town, dossier_id)
    ACTS[Action.APPROVE](town, town.person(GIANG), dossier_id, None)
    assert town.dossier(dossier_id).status == Status.COMPLETED
    fee = Counted(amount=str(town.dossier(dossier_id).fee_total))
    take_cash(town.session, town.parts, town.person(DUNG), dossier_id, "0123456789ABCDEF", fee)
    town.make_papers(dossier_id, "result")
    ACTS[Action.RETURN_RESULT](town, town.person(DUNG), dossier_id, None)
    done = town.dossier(dossier_id)
    assert (done.status, done.payment_state) == (Status.RESULT_RETURNED, "paid")
    assert done.due_at is not None
    assert done.due_at.date() == town.clock().date()
    moves = town.session.scalars(
        select(DossierEvent.to_status)
        .where(
            DossierEvent.dossier_id == dossier_id,
            DossierEvent.from_status != DossierEvent.to_status,
        )
        .order_by(DossierEvent.sequence)
    ).all()
    assert moves == [1, 2, 9, 10]


def test_no_slip_unless_the_applicant_asks(town: Town) -> None:
    dossier_id = town.submitted(code=COPIES)
    with pytest.raises(NotPossibleNow, match="chưa được tiếp nhận"):
        slip_on_request(town.session, town.parts, town.person(DUNG), dossier_id)
    town.session.rollback()
    reception.accept_dossier(town.session, town.parts, town.person(DUNG), dossier_id, None)
    own = open_own_dossier(town.session, town.parts, town.person(AN), dossier_id)
    assert own.paper("reception_slip") is None
    assert "Không cần giấy tiếp nhận" in own.next.vi
    with pytest.raises(Forbidden):
        slip_on_request(town.session, town.parts, town.person(EM), dossier_id)
    town.session.rollback()
    for _ in range(2):
        slip_on_request(town.session, town.parts, town.person(DUNG), dossier_id)
    own = open_own_dossier(town.session, town.parts, town.person(AN), dossier_id)
    assert [one.kind for one in own.papers].count("reception_slip") == 1


def test_an_interlinked_procedure_has_no_immediate_result(town: Town) -> None:
    group = replace(town.procedure("2.000986"), immediate=True)
    assert any("immediate" in problem for problem in problems_of(group))
