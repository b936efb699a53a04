"""What citizens do, and what the gateway says of their money."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from sqlalchemy import Row, select

from citizen_portal.domain.lifecycle import TRANSITIONS, Action, ActorKind, Status
from citizen_portal.domain.moment import day_in_vietnam
from citizen_portal.models import PaymentOrder
from citizen_portal.procedures.connectors import PaymentFact, PaymentState
from citizen_portal.services import supplements, withdrawal
from citizen_portal.services.actor import Actor
from citizen_portal.services.dossiers.page import open_own_dossier
from citizen_portal.services.errors import NotFound, NotPossibleNow
from citizen_portal.services.payments import orders as payments
from citizen_portal.services.supplements.answering import attach_to_supplement
from tests.services.counter.walk_ins import BICH, received
from tests.services.finance import ENTERPRISE
from tests.services.office_machine.buttons import COPIES, CORRECTED, PRICE
from tests.services.office_machine.people import Inhabited
from tests.services.town import AN, BAI_CHAY, BINH, DUNG, EXTRACT, HA_LONG, small_pdf

FILED = (
    (AN, EXTRACT, HA_LONG),
    (BINH, ENTERPRISE, ""),
    (BINH, EXTRACT, HA_LONG),
    (AN, ENTERPRISE, ""),
    (DUNG, EXTRACT, HA_LONG),
)
"""Who files what, and where; the last is an officer's own dossier."""
MOST_DOSSIERS = 4
LAST_DAY = (2027, 2, 26)
"""After February 2027 other versions of the procedures are in force."""

WHICH = st.integers(0, MOST_DOSSIERS - 1)


class Citizens(Inhabited):
    """They file, answer, pay, withdraw; whatever is not theirs they do not see."""

    def _room_for_more(self) -> bool:
        day = day_in_vietnam(self.office.clock())
        few = len(self.before.dossiers) < MOST_DOSSIERS
        return few and (day.year, day.month, day.day) < LAST_DAY

    @precondition(_room_for_more)
    @rule(what=st.integers(0, len(FILED) - 1))
    def file(self, what: int) -> None:
        """Online, at an agency that is competent."""
        number, code, commune = FILED[what]
        self.office.town.submitted(number, code, commune=commune)

    @precondition(_room_for_more)
    @rule()
    def file_elsewhere(self) -> None:
        """At the service centre's counter, for Bãi Cháy."""
        town = self.office.town
        received(town, town.person(BINH).person_id, BICH, commune=BAI_CHAY)

    def _owner(self, dossier: Row[Any]) -> Actor:
        people = self.office.people.values()
        return next(one for one in people if one.person_id == dossier.person_id)

    def _one_waits(self) -> bool:
        return any(
            one.status == Status.SUPPLEMENT_REQUESTED for one in self.before.dossiers.values()
        )

    @precondition(_one_waits)
    @rule(which=WHICH, cannot=st.booleans())
    def answer(self, which: int, cannot: bool) -> None:
        """Everything that was asked, or why it cannot be given."""
        waiting = [
            one for one in self.before.dossiers.values()
            if one.status == Status.SUPPLEMENT_REQUESTED
        ]  # fmt: skip
        self.give_answer(waiting[which % len(waiting)], cannot=cannot)

    def give_answer(self, dossier: Row[Any], *, cannot: bool) -> None:
        """By the applicant, in a request of its own for each file."""
        self.office.new_request()
        town, owner = self.office.town, self._owner(dossier)
        name = CORRECTED[dossier.procedure_code]
        typed = {"tra_loi": ["Xin gửi bản gốc."], name: [f"Sửa {dossier.revision}"]}
        if cannot:
            typed |= {f"khong.cau.{one}": ["Đã đúng theo sổ"] for one in (name, COPIES)}
        elif COPIES in dossier.answers:
            copies = dossier.answers[COPIES] % 3 + 1
            typed |= {COPIES: [str(copies)], "phi": [str(copies * PRICE)]}
        for one in town.procedure(dossier.procedure_code).documents[:1]:
            if cannot:
                typed[f"khong.giay.{one.name}"] = ["Đã mất"]
            else:
                attach_to_supplement(
                    town.session, town.parts, owner, dossier.id, one.name,
                    small_pdf(b"%d" % dossier.revision), "bo-sung.pdf",
                )  # fmt: skip
                self.office.new_request()
        supplements.answer_supplement(
            town.session, town.parts, owner, dossier.id, dossier.revision, typed=typed
        )

    @rule(which=WHICH, sure=st.integers(0, 3))
    def withdraw(self, which: int, sure: int) -> None:
        """Possible exactly where the table says so."""
        if sure:
            return
        dossier, town = self.dossier(which), self.office.town
        allowed = any(
            row.action is Action.WITHDRAW and dossier.status in row.from_statuses
            for row in TRANSITIONS
            if ActorKind.APPLICANT in row.actor_kinds
        )
        asked = (town.session, town.parts, self._owner(dossier), dossier.id, None, "Không cần nữa")
        if allowed:
            withdrawal.withdraw_dossier(*asked)
        else:
            with pytest.raises(NotPossibleNow):
                withdrawal.withdraw_dossier(*asked)

    @rule(which=WHICH)
    def look_at_own(self, which: int) -> None:
        """The owner reads it, another citizen does not."""
        dossier, town = self.dossier(which), self.office.town
        page = open_own_dossier(town.session, town.parts, self._owner(dossier), dossier.id)
        assert page.status == dossier.status
        assert page.next.vi
        stranger = BINH if dossier.person_id == town.person(AN).person_id else AN
        if self._owner(dossier) is not town.person(stranger):
            with pytest.raises(NotFound):
                open_own_dossier(town.session, town.parts, town.person(stranger), dossier.id)

    @rule(which=WHICH)
    def start_paying(self, which: int) -> None:
        """An order for what is owed now; a second one finds the first."""
        dossier, town = self.dossier(which), self.office.town
        closed = (Status.NOT_ACCEPTED, Status.WITHDRAWN, Status.STOPPED)
        asked = (town.session, town.parts, self._owner(dossier), dossier.id)
        if dossier.payment_state == "due" and dossier.status not in closed:
            assert payments.start_payment(*asked)
        else:
            with pytest.raises(NotPossibleNow):
                payments.start_payment(*asked)

    def pay(self, dossier: Row[Any]) -> None:
        """All that is owed, at once."""
        reference = self.open_order(dossier)
        self.pay_order(next(one for one in self._orders() if one.reference == reference))

    def open_order(self, dossier: Row[Any]) -> str:
        """The order's reference; it is the open one if there is one for what is owed."""
        town = self.office.town
        self.office.new_request()
        address = payments.start_payment(town.session, town.parts, self._owner(dossier), dossier.id)
        return address.rpartition("/")[2]

    def pay_order(self, order: PaymentOrder) -> None:
        """The gateway tells that it was paid."""
        fact = self._fact(order, "paid")
        self.office.new_request()
        assert self.office.town.tell(fact).name == "applied"

    def _orders(self) -> list[PaymentOrder]:
        """By age; those of one moment in the order of their dossiers."""
        places = {dossier_id: place for place, dossier_id in enumerate(self.before.dossiers)}
        found = self.office.session.scalars(select(PaymentOrder)).all()
        return sorted(found, key=lambda one: (one.created_at, places[one.dossier_id], one.amount))

    @rule(
        which=st.integers(0, 5),
        said=st.sampled_from(["paid", "paid", "paid", "wrong", "failed", "expired", "refund"]),
    )
    def gateway_says(self, which: int, said: str) -> None:
        """At once, late, of an order that is long over, or with another amount."""
        orders = self._orders()
        if not orders:
            return
        order = orders[-1 - which % len(orders)]
        fact = self._fact(order, said)
        known = order.state
        self.office.new_request()
        verdict = self.office.town.tell(fact)
        assert verdict.name in ("applied", "noted", "parked")
        if verdict.name == "applied":
            assert said == "paid"
            assert known != "succeeded"
            self.office.new_request()
            # The same message again, word for word, moves nothing.
            assert self.office.town.tell(fact).name == "noted"

    def _fact(self, order: PaymentOrder, said: str) -> PaymentFact:
        town, event = self.office.town, f"{said}-{order.reference}"
        amount = order.amount + (1_000 if said == "wrong" else 0)
        states = {"failed": PaymentState.FAILED, "expired": PaymentState.EXPIRED,
                  "refund": PaymentState.REFUNDED}  # fmt: skip
        state = states.get(said, PaymentState.SUCCEEDED)
        return town.fact(
            order.reference, amount, event_id=event, state=state, occurred_at=order.created_at
        )
