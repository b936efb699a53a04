"""What was paid too much goes back once, to the đồng, and the receipts say so."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy import delete, select
from sqlalchemy.exc import DBAPIError

from citizen_portal.domain.lifecycle import Action
from citizen_portal.models import (
    DossierEvent,
    FeeReceipt,
    Paper,
    PaymentEntry,
    PaymentOrder,
    ReceiptCancellation,
)
from citizen_portal.services.cash.closing import close_day
from citizen_portal.services.cash.desk import fees_waiting, open_bill
from citizen_portal.services.cash.giving_back import give_back, overpaid
from citizen_portal.services.cash.taking import Counted, take_cash
from citizen_portal.services.dossiers.page import open_own_dossier
from citizen_portal.services.errors import Forbidden, NotFound, NotPossibleNow, WrongInput
from citizen_portal.services.papers.verification import find_paper
from tests.services.asked_items import answer, ask, asked
from tests.services.town import AN, DUNG, EM, HAI, Town

KEY, OTHER = "0123456789ABCDEF", "FEDCBA9876543210"
WHY = "Người nộp giảm số bản; Quyết định mẫu 01/QĐ"


@pytest.fixture
def fewer(town: Town) -> UUID:
    """Three copies were paid for, 24.000 đồng by transfer; one is wanted now."""
    dossier_id = town.submitted(case=1)
    town.pay(dossier_id)
    ask(town, dossier_id, asked("cau.copies"))
    answer(town, dossier_id, copies="1")
    return dossier_id


def _give(
    town: Town, dossier_id: UUID, amount: str, key: str = KEY, who: str = DUNG, why: str = WHY
) -> None:
    give_back(town.session, town.parts, town.person(who), dossier_id, key, amount, why)


def _ledger(town: Town, dossier_id: UUID) -> list[tuple[str, str, int]]:
    rows = town.session.execute(
        select(PaymentEntry.kind, PaymentEntry.gateway, PaymentEntry.amount)
        .join(PaymentOrder, PaymentOrder.id == PaymentEntry.order_id)
        .where(PaymentOrder.dossier_id == dossier_id)
        .order_by(PaymentEntry.id)
    )
    return [tuple(row) for row in rows]  # type: ignore[misc]


def _receipts(town: Town) -> list[tuple[int, int, bool]]:
    rows = town.session.execute(
        select(FeeReceipt.number, FeeReceipt.amount, ReceiptCancellation.receipt_id)
        .outerjoin(ReceiptCancellation, ReceiptCancellation.receipt_id == FeeReceipt.id)
        .order_by(FeeReceipt.id)
    )
    return [(row.number, row.amount, row.receipt_id is not None) for row in rows]


def test_the_cashier_sees_whom_money_is_owed_to(town: Town, fewer: UUID) -> None:
    cashier = town.person(DUNG)
    (line,) = overpaid(town.session, town.parts, cashier).lines
    paid = open_own_dossier(town.session, town.parts, town.person(AN), fewer).balance
    assert (line.id, line.due) == (fewer, paid.too_much)
    assert paid.paid - paid.too_much == 8_000
    assert fees_waiting(town.session, town.parts, cashier).lines == ()
    bill = open_bill(town.session, town.parts, cashier, fewer)
    assert (bill.due, bill.too_much) == (0, paid.too_much)
    assert overpaid(town.session, town.parts, town.person(HAI)).lines == ()


def test_it_goes_back_once_and_every_record_tells_it(town: Town, fewer: UUID) -> None:
    paid = open_own_dossier(town.session, town.parts, town.person(AN), fewer).balance
    back = paid.too_much
    _give(town, fewer, f"{back}")
    _give(town, fewer, f"{back}")  # the same page, sent twice
    with pytest.raises(NotPossibleNow, match="không có khoản nộp thừa"):
        _give(town, fewer, f"{back}", OTHER)
    town.session.rollback()
    dossier = town.dossier(fewer)
    assert dossier.payment_state == "paid"
    assert _ledger(town, fewer)[-1] == ("refund", "cash", back)
    assert len(_ledger(town, fewer)) == 2
    assert _receipts(town) == [(1, paid.paid, True), (2, 8_000, False)]
    event = town.session.scalars(
        select(DossierEvent).where(
            DossierEvent.dossier_id == fewer, DossierEvent.action == Action.GIVE_BACK.value
        )
    ).one()
    assert (event.reason, event.detail["amount"], event.actor_kind) == (
        WHY, back, "one_stop_officer",
    )  # fmt: skip
    assert close_day(town.session, town.person(DUNG), town.parts.today()).total == -back
    assert overpaid(town.session, town.parts, town.person(DUNG)).lines == ()


def test_the_old_receipt_says_that_it_was_cancelled(town: Town, fewer: UUID) -> None:
    back = open_own_dossier(town.session, town.parts, town.person(AN), fewer).balance.too_much
    _give(town, fewer, str(back))
    seen = open_own_dossier(town.session, town.parts, town.person(AN), fewer)
    old, new = [one for one in seen.papers if one.kind == "fee_receipt"]
    assert (old.standing, new.standing) == ("cancelled", "")
    assert old.words.vi.endswith("(đã huỷ)")
    tokens = town.session.scalars(
        select(Paper.token).where(Paper.kind == "fee_receipt").order_by(Paper.number)
    ).all()
    standings = [find_paper(town.session, town.parts, one).standing for one in tokens]
    assert standings[0] is not None
    assert (standings[0].state, standings[0].replaced_by) == ("cancelled", "00000002")
    assert standings[1] is None
    content = town.session.scalars(select(Paper.content).where(Paper.token == tokens[1])).one()
    assert content["replaces"] == "00000001"
    assert content["payment_method"].startswith("Chuyển khoản"), "how what was kept was paid"
    with pytest.raises(DBAPIError, match="only ever added"):
        town.session.execute(delete(ReceiptCancellation))
    town.session.rollback()


def test_only_the_newest_receipts_that_cover_it_are_cancelled(town: Town) -> None:
    dossier_id = town.submitted()
    town.pay(dossier_id)
    ask(town, dossier_id, asked("cau.copies"))
    answer(town, dossier_id, copies="3", phi="24000")
    bill = open_bill(town.session, town.parts, town.person(DUNG), dossier_id)
    assert (bill.due, bill.dossier.balance.paid) == (16_000, 8_000)
    cash = Counted(amount="16.000")
    take_cash(town.session, town.parts, town.person(DUNG), dossier_id, KEY, cash)
    dossier = town.dossier(dossier_id)
    # A bill as it is after a second supplement, which only an approver may allow.
    dossier.fee_total, dossier.payment_state = 8_000, "overpaid"
    dossier.fee = {"lines": [dict(dossier.fee["lines"][0], quantity=1, amount=8_000)]}
    town.session.commit()
    _give(town, dossier_id, "16.000")
    assert _receipts(town) == [(1, 8_000, False), (2, 16_000, True)]
    assert town.dossier(dossier_id).payment_state == "paid"
    assert close_day(town.session, town.person(DUNG), town.parts.today()).total == 0


def test_all_of_it_back_leaves_no_receipt(town: Town, fewer: UUID) -> None:
    dossier = town.dossier(fewer)
    dossier.fee_total, dossier.fee = 0, {"lines": []}
    town.session.commit()
    _give(town, fewer, str(_ledger(town, fewer)[0][2]))
    assert town.dossier(fewer).payment_state == "refunded"
    assert [one[2] for one in _receipts(town)] == [True]


@pytest.mark.parametrize(
    ("amount", "why", "fields"),
    [("7.999", WHY, {"so_tien"}), ("", "", {"so_tien", "ly_do"}), ("8.000 đồng", " ", {"ly_do"})],
)
def test_what_is_typed_wrong(
    town: Town, fewer: UUID, amount: str, why: str, fields: set[str]
) -> None:
    back = open_own_dossier(town.session, town.parts, town.person(AN), fewer).balance.too_much
    typed = str(back) if amount.startswith("8.000") else amount
    with pytest.raises(WrongInput) as refused:
        _give(town, fewer, typed, why=why)
    assert set(refused.value.problems) == fields
    assert [one[0] for one in _ledger(town, fewer)] == ["capture"]


def test_who_may(town: Town, fewer: UUID) -> None:
    for who, error in ((EM, Forbidden), (HAI, NotFound), (AN, Forbidden)):
        with pytest.raises(error):
            _give(town, fewer, "16.000", who=who)
        town.session.rollback()
    with pytest.raises(NotFound):
        _give(town, fewer, "16.000", key="x")
