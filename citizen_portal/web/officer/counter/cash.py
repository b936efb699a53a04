"""The cash desk: who has to pay, taking cash, closing the day."""

from __future__ import annotations

import secrets
from typing import Any
from uuid import UUID

from flask import redirect, request

from citizen_portal.domain.moment import format_day
from citizen_portal.domain.money import parse_amount
from citizen_portal.domain.wording import Text
from citizen_portal.procedures.description import FieldView
from citizen_portal.services.cash.closing import close_day
from citizen_portal.services.cash.desk import BillPage, fees_waiting, find_to_collect, open_bill
from citizen_portal.services.cash.giving_back import give_back, overpaid
from citizen_portal.services.cash.taking import Counted, take_cash, work_out_change
from citizen_portal.services.errors import NotPossibleNow, WrongInput
from citizen_portal.services.papers.issued import ENDED
from citizen_portal.web import context
from citizen_portal.web.guards import officer
from citizen_portal.web.issued_papers import paper_address
from citizen_portal.web.language import words
from citizen_portal.web.officer import officer_pages
from citizen_portal.web.officer.colleagues.asked import DAY, read_day
from citizen_portal.web.officer.counter.waiting_list import list_page
from citizen_portal.web.officer.dossier_view import address_of
from citizen_portal.web.pages import page
from citizen_portal.web.typed import typed_text

FEES = "/can-bo/thu-phi"
ONE = f"{FEES}/<uuid:dossier_id>"
AMOUNT = Text("Số tiền thu", "Amount taken")
AMOUNT_HINT = Text(
    "Đếm tiền rồi nhập số tiền phí; phải đúng số còn phải nộp.",
    "Count, then type the fee; it must be exactly what is due.",
)
OTHER_DAY = Text("Ngày khác", "Another day")
GIVEN = Text("Người nộp đưa", "The payer gave")
GIVEN_HINT = Text("Nhập để tính tiền thừa phải trả lại.", "Type it to work out the change.")
GIVEN_BACK = Text("Số tiền hoàn", "Amount given back")
GIVEN_BACK_HINT = Text("Phải đúng số nộp thừa.", "It must be exactly what was paid too much.")
WHY_BACK = Text("Lý do và căn cứ hoàn tiền", "Reason and ground for giving money back")


@officer_pages.get(FEES)
@officer
def fees() -> Any:
    """Whose fee is due, who paid too much, and the field for a code."""
    db, parts, actor = context.db(), context.parts(), context.actor()
    return list_page(
        "officer/counter/fees.html", FEES,
        lambda typed: find_to_collect(db, actor, typed),
        lambda after: fees_waiting(db, parts, actor, after),
        lambda: overpaid(db, parts, actor),
    )  # fmt: skip


@officer_pages.get(f"{FEES}/so-ngay")
@officer
def day_of_cash() -> Any:
    """The closing list of a day, today's unless another is asked for."""
    typed = request.args.get("ngay", "")[:20].strip()
    asked = read_day(typed)
    said = words(DAY) if typed and asked is None else ""
    day = asked or context.parts().today()
    after = request.args.get("sau", default=0, type=int)
    seen = close_day(context.db(), context.actor(), day, after if 0 < after < 2**31 else 0)
    here = f"{FEES}/so-ngay?ngay={format_day(day)}"
    older = f"{here}&sau={seen.older}" if seen.older else ""
    return page(
        "officer/counter/cash_day.html", 422 if said else 200, seen=seen,
        newest=here if after else "", older=older, errors=[("ngay", said)] if said else [],
        other_day=FieldView(name="ngay", kind="date", label=words(OTHER_DAY), width=10,
                            value=typed or format_day(day), error=said),
    )  # fmt: skip


@officer_pages.get(ONE)
@officer
def bill(dossier_id: UUID) -> Any:
    """One dossier's bill; after the money was taken, its receipts and the change."""
    return _page(dossier_id)


@officer_pages.post(ONE)
@officer
def take_money(dossier_id: UUID) -> Any:
    """Take the money; or only work out the change."""
    counted = Counted(amount=typed_text("so_tien", 50), given=typed_text("khach_dua", 50))
    key = typed_text("khoa", 16)
    try:
        if "tinh" in request.form:
            due = open_bill(context.db(), context.parts(), context.actor(), dossier_id).due
            return _page(dossier_id, 200, counted, change=work_out_change(counted, due), key=key)
        take_cash(context.db(), context.parts(), context.actor(), dossier_id, key, counted)
    except WrongInput as error:
        context.db().rollback()
        return _page(dossier_id, 422, counted, problems=error.problems, key=key)
    except NotPossibleNow as error:
        context.db().rollback()
        return _page(dossier_id, 409, counted, problems={"": error.sentence})
    given = _amount(counted.given) or _amount(counted.amount)
    return redirect(f"{FEES}/{dossier_id}?dua={given}", 303)


take_money.comes_back_to = "/can-bo/thu-phi/{dossier_id}"  # type: ignore[attr-defined]


@officer_pages.post(f"{ONE}/hoan-phi")
@officer
def return_money(dossier_id: UUID) -> Any:
    """Give back what was paid too much."""
    amount, reason = typed_text("so_tien", 50), typed_text("ly_do", 1000)
    key = typed_text("khoa", 16)
    try:
        give_back(context.db(), context.parts(), context.actor(), dossier_id, key, amount, reason)
    except WrongInput as error:
        context.db().rollback()
        typed = Counted(amount=amount)
        return _page(dossier_id, 422, typed, problems=error.problems, key=key, reason=reason)
    except NotPossibleNow as error:
        context.db().rollback()
        return _page(dossier_id, 409, problems={"": error.sentence})
    return redirect(f"{FEES}/{dossier_id}?hoan=xong", 303)


return_money.comes_back_to = "/can-bo/thu-phi/{dossier_id}"  # type: ignore[attr-defined]


def _page(
    dossier_id: UUID,
    status: int = 200,
    counted: Counted | None = None,
    *,
    problems: dict[str, Text] | Any = None,
    change: int | None = None,
    key: str = "",
    reason: str = "",
) -> Any:
    seen = open_bill(context.db(), context.parts(), context.actor(), dossier_id)
    said = {name: words(sentence) for name, sentence in (problems or {}).items()}
    typed = counted or Counted(amount="")

    def asked(name: str, label: Text, hint: Text, value: str, **more: Any) -> FieldView:
        return FieldView(name=name, label=words(label), hint=words(hint), value=value, width=20,
                         error=said.get(name, ""), **{"kind": "money", **more})  # fmt: skip

    return page(
        "officer/counter/cash.html", status, seen=seen, address=address_of(dossier_id),
        receipts=_receipts(seen), change=change, returned=_returned(seen),
        key=key or secrets.token_hex(8).upper(), errors=list(said.items()),
        amount=asked("so_tien", AMOUNT, AMOUNT_HINT, typed.amount),
        given=asked("khach_dua", GIVEN, GIVEN_HINT, typed.given, required=False),
        given_back=asked("so_tien", GIVEN_BACK, GIVEN_BACK_HINT, typed.amount),
        reason=asked("ly_do", WHY_BACK, Text(""), reason, kind="longtext"),
        just_given=request.args.get("hoan") == "xong" and not seen.too_much,
    )  # fmt: skip


def _receipts(seen: BillPage) -> list[tuple[str, Text, str, Any]]:
    """Number, whether it was cancelled, address and time of each receipt."""
    return [
        (one.document_number, ENDED.get(one.standing, Text("")),
         paper_address(address_of(seen.dossier.id), one.kind, one.number),
         one.issued_at)
        for one in seen.dossier.papers
        if one.kind == "fee_receipt"
    ]  # fmt: skip


def _amount(typed: str) -> int:
    try:
        return parse_amount(typed)
    except ValueError:
        return 0


def _returned(seen: BillPage) -> int | None:
    """The change to give back for the cash that was just taken, as the address tells it."""
    given = request.args.get("dua", default=0, type=int)
    last = seen.last_cash
    return given - last if last is not None and last <= given < 10**12 else None
