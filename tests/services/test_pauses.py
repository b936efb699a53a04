"""Suspension and payment: the clock pauses, goes on, and says why the date moved."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select

from citizen_portal.domain.lifecycle import Action, Status
from citizen_portal.models import DossierEvent, FeeReceipt, Paper
from citizen_portal.services.errors import NotPossibleNow, WrongInput
from citizen_portal.services.payments.fee_requests import AskedFee, request_payment
from citizen_portal.services.payments.orders import start_payment
from citizen_portal.services.processing.lapsing import PAYMENT_TERM, lapsed_dossiers, stop_lapsed
from tests.services.acts import ACTS
from tests.services.town import AN, DUNG, EM, GIANG, Town


def _act(town: Town, action: Action, who: str, dossier_id: UUID) -> None:
    ACTS[action](town, town.person(who), dossier_id, None)


def _stop_notices(town: Town, dossier_id: UUID) -> int:
    count = select(func.count()).where(Paper.dossier_id == dossier_id, Paper.kind == "stop_notice")
    return town.session.execute(count).scalar_one()


def test_a_suspension_is_not_counted(town: Town, clock: Any) -> None:
    dossier_id = town.accepted()
    due = town.dossier(dossier_id).due_at
    assert due is not None
    _act(town, Action.SUSPEND, EM, dossier_id)
    suspended = town.dossier(dossier_id)
    assert (suspended.status, suspended.asked_from) == (8, 4)
    assert _stop_notices(town, dossier_id) == 1
    clock.move(days=3)  # from Friday 10:00 to Monday 10:00: one working day
    _act(town, Action.RESUME, GIANG, dossier_id)
    resumed = town.dossier(dossier_id)
    assert (resumed.status, resumed.asked_from) == (Status.IN_PROCESSING, None)
    calendar = town.parts.reference.calendar(resumed.handling_agency_id)
    assert resumed.due_at == calendar.add_working_hours(due, 7.5)
    assert resumed.due is not None
    said = [step["vi"] for step in resumed.due["steps"]]
    assert any("Tạm dừng giải quyết từ" in one and "7,5 giờ làm việc" in one for one in said)


def test_what_was_stopped_for_good_is_not_resumed(town: Town) -> None:
    dossier_id = town.accepted()
    _act(town, Action.STOP, EM, dossier_id)
    with pytest.raises(NotPossibleNow):
        _act(town, Action.RESUME, GIANG, dossier_id)


def test_the_notice_says_how_far_it_had_come_and_what_was_paid(town: Town) -> None:
    dossier_id = town.accepted()
    town.pay(dossier_id)
    ACTS[Action.STOP](town, town.person(EM), dossier_id, None)
    query = select(Paper.content).where(Paper.dossier_id == dossier_id, Paper.kind == "stop_notice")
    said = town.session.scalars(query).one()
    assert said["stage"] == town.procedure().steps[0].title.vi
    assert said["fee_note"] == "đã nộp 8.000 đồng."


def test_suspended_twice_has_two_notices_and_moves_twice(town: Town, clock: Any) -> None:
    dossier_id = town.accepted()
    for _ in range(2):
        _act(town, Action.SUSPEND, EM, dossier_id)
        clock.move(hours=1)
        _act(town, Action.RESUME, EM, dossier_id)
    assert _stop_notices(town, dossier_id) == 2


def test_nothing_is_stopped_once_the_result_is_approved(town: Town) -> None:
    from tests.services import finance

    dossier_id = finance.approved(town)
    for action in (Action.STOP, Action.SUSPEND):
        with pytest.raises(NotPossibleNow, match="đã được phê duyệt"):
            _act(town, action, finance.YEN, dossier_id)
        town.session.rollback()


def _last_event(town: Town, dossier_id: UUID) -> DossierEvent:
    query = select(DossierEvent).where(DossierEvent.dossier_id == dossier_id)
    return town.session.scalars(query.order_by(DossierEvent.sequence.desc()).limit(1)).one()


def test_a_fee_asked_before_acceptance_goes_back_there(town: Town, clock: Any) -> None:
    dossier_id = town.submitted()
    request_payment(town.session, town.parts, town.person(DUNG), dossier_id, None, AskedFee())
    asked = town.dossier(dossier_id)
    assert (asked.status, asked.asked_from) == (Status.PAYMENT_REQUESTED, Status.REGISTERED)
    acceptance = asked.acceptance_due_at
    clock.move(days=3)
    town.pay(dossier_id)
    paid = town.dossier(dossier_id)
    assert (paid.status, paid.asked_from, paid.payment_state) == (1, None, "paid")
    assert paid.acceptance_due_at is not None
    assert acceptance is not None
    assert paid.acceptance_due_at > acceptance
    _act(town, Action.ACCEPT, DUNG, dossier_id)


def test_with_nothing_unpaid_nothing_is_asked_before_acceptance(town: Town) -> None:
    dossier_id = town.submitted()
    town.pay(dossier_id)
    with pytest.raises(NotPossibleNow, match="không có khoản"):
        request_payment(town.session, town.parts, town.person(DUNG), dossier_id, None, AskedFee())


def test_a_fee_determined_in_processing_is_added_paid_and_not_paid_twice(
    town: Town, clock: Any
) -> None:
    dossier_id = town.accepted()
    town.pay(dossier_id)  # what was assessed on filing
    due = town.dossier(dossier_id).due_at
    _act(town, Action.REQUEST_PAYMENT, EM, dossier_id)
    asked = town.dossier(dossier_id)
    assert (asked.status, asked.payment_state, asked.fee_total) == (6, "due", 158_000)
    assert _last_event(town, dossier_id).detail["amount"] == 150_000
    order = town.order(dossier_id, "TT2")
    order.amount = 150_000
    town.session.commit()
    clock.move(hours=1)
    assert town.tell(town.fact("TT2", 150_000)).name == "applied"
    paid = town.dossier(dossier_id)
    assert (paid.status, paid.payment_state, paid.asked_from) == (4, "paid", None)
    assert due is not None
    assert paid.due_at == town.parts.reference.calendar().add_working_hours(due, 1)
    amounts = town.session.scalars(select(FeeReceipt.amount).order_by(FeeReceipt.number)).all()
    assert amounts == [8_000, 150_000]
    receipts = select(Paper.content).where(Paper.kind == "fee_receipt").order_by(Paper.number)
    lines = [one["lines"] for one in town.session.scalars(receipts)]
    assert [[line["name"] for line in one] for one in lines][1] == ["Phí thẩm định"]


def test_an_order_of_before_does_not_settle_a_bill_that_grew(town: Town) -> None:
    dossier_id = town.accepted()
    town.order(dossier_id, "TT1")  # 8.000 đồng, opened before the fee grew
    _act(town, Action.REQUEST_PAYMENT, EM, dossier_id)
    assert town.tell(town.fact("TT1", 8_000)).name == "applied"
    dossier = town.dossier(dossier_id)
    assert (dossier.status, dossier.payment_state) == (Status.PAYMENT_REQUESTED, "due")


def test_a_new_order_asks_for_what_is_still_owed(town: Town) -> None:
    from citizen_portal.models import PaymentOrder
    from citizen_portal.services.errors import OutOfOrder

    dossier_id = town.accepted()
    town.pay(dossier_id)
    _act(town, Action.REQUEST_PAYMENT, EM, dossier_id)
    with pytest.raises(OutOfOrder):  # no platform listens here; the order is there all the same
        start_payment(town.session, town.parts, town.person(AN), dossier_id)
    newest = select(PaymentOrder.amount).order_by(PaymentOrder.created_at.desc(), PaymentOrder.id)
    assert 150_000 in town.session.scalars(newest.where(PaymentOrder.state == "pending")).all()


@pytest.mark.parametrize(
    ("asked", "fields"),
    [
        (AskedFee(), {"ten_khoan", "so_tien", "can_cu"}),
        (AskedFee(name="Phí", amount="0", legal_basis="NQ"), {"so_tien"}),
        (AskedFee(name="Phí", amount="-5", legal_basis="NQ"), {"so_tien"}),
        (AskedFee(name="Phí", amount="1.5", legal_basis="NQ"), {"so_tien"}),
        (AskedFee(name="Phí", amount="99.000.000.000", legal_basis="NQ"), {"so_tien"}),
        (AskedFee(name=" ", amount="5000", legal_basis=" "), {"ten_khoan", "can_cu"}),
    ],
)
def test_a_fee_that_is_not_clear_is_refused_with_all_problems(
    town: Town, asked: AskedFee, fields: set[str]
) -> None:
    dossier_id = town.accepted()
    with pytest.raises(WrongInput) as refused:
        request_payment(town.session, town.parts, town.person(EM), dossier_id, None, asked)
    assert refused.value.problems.keys() == fields
    town.session.rollback()
    assert town.dossier(dossier_id).status == Status.IN_PROCESSING


def test_an_unpaid_dossier_is_stopped_after_the_term_with_its_notice(
    town: Town, clock: Any
) -> None:
    dossier_id = town.accepted()
    _act(town, Action.REQUEST_PAYMENT, EM, dossier_id)
    clock.now += PAYMENT_TERM - timedelta(minutes=1)
    assert lapsed_dossiers(town.session, town.clock()) == []
    assert not stop_lapsed(town.session, town.parts, dossier_id)
    clock.move(minutes=2)
    assert lapsed_dossiers(town.session, town.clock()) == [dossier_id]
    assert stop_lapsed(town.session, town.parts, dossier_id)
    stopped = town.dossier(dossier_id)
    assert (stopped.status, stopped.asked_from) == (Status.STOPPED, None)
    assert _stop_notices(town, dossier_id) == 1
    assert _last_event(town, dossier_id).actor_kind == "system"
    assert not stop_lapsed(town.session, town.parts, dossier_id), "the job may run twice"
    with pytest.raises(NotPossibleNow):
        _act(town, Action.RESUME, GIANG, dossier_id)


def test_a_supplement_lapses_at_its_moment_only(town: Town, clock: Any) -> None:
    from citizen_portal.models import SupplementRequest

    dossier_id = town.waiting_for_supplement(accepted=True)
    request = town.session.scalars(select(SupplementRequest)).one()
    request.answer_by = town.clock() + timedelta(days=10)
    town.session.commit()
    clock.move(days=9)
    assert lapsed_dossiers(town.session, town.clock()) == []
    clock.move(days=2)
    assert lapsed_dossiers(town.session, town.clock()) == [dossier_id]
    assert stop_lapsed(town.session, town.parts, dossier_id)
    assert town.dossier(dossier_id).status == Status.STOPPED
    assert lapsed_dossiers(town.session, town.clock()) == []
