"""Waits with their end: for a supplement, for money, for what a suspended dossier waits for."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final, cast

from hypothesis import strategies as st
from hypothesis.stateful import rule
from sqlalchemy import Row

from citizen_portal.domain.lifecycle import Action, Status
from citizen_portal.models import Dossier
from citizen_portal.services.payments.orders import is_due
from tests.services.office_machine.citizens import WHICH
from tests.services.office_machine.hours import SPANS, Hours
from tests.services.office_machine.officers import OFFICER, Officers

BEGINS: Final = (Action.REQUEST_SUPPLEMENT, Action.SUSPEND, Action.REQUEST_PAYMENT)


class Pauses(Officers, Hours):
    """The clock stands still from one act to another, while time passes."""

    @rule(which=WHICH, officer=OFFICER, begin=st.sampled_from(BEGINS), span=st.sampled_from(SPANS))
    def wait(self, which: int, officer: int, begin: Action, span: timedelta) -> None:
        """Begun by whoever may, and ended unless the night's work has ended it."""
        places = range(which, which + len(self.before.dossiers))
        found = (self.dossier(place) for place in places)
        dossier = next((one for one in found if self._pushed(one, officer, begin)), None)
        if dossier is None:
            return
        self.watch()
        self._go_to(self.office.clock.now + span)
        self.watch()
        dossier = self.before.dossiers[dossier.id]
        if dossier.status == Status.SUPPLEMENT_REQUESTED:
            self.give_answer(dossier, cannot=False)
        elif dossier.status == Status.PAYMENT_REQUESTED:
            self._pay_in_parts(dossier)
        elif dossier.asked_from is not None:
            assert self._pushed(dossier, officer, Action.RESUME)
        else:
            assert dossier.status == Status.STOPPED, "only time ends a wait by itself"

    @rule(which=WHICH, officer=OFFICER, span=st.sampled_from(SPANS))
    def wait_for_supplement(self, which: int, officer: int, span: timedelta) -> None:
        """The wait on which the two clocks differ."""
        self.wait(which, officer, Action.REQUEST_SUPPLEMENT, span)

    def _pay_in_parts(self, dossier: Row[Any]) -> None:
        """An order from before the bill grew is still good for its own part."""
        orders = [one for one in self._orders() if one.dossier_id == dossier.id]
        pending = [one for one in orders if one.state == "pending"]
        if pending:
            self.pay_order(pending[0])
            self.watch()
        now = self.before.dossiers[dossier.id]
        if is_due(cast(Dossier, now)):
            self.pay(now)

    def _pushed(self, dossier: Row[Any], officer: int, button: Action) -> bool:
        for number, page, found in self._offered(dossier, officer):
            if button in found:
                if button is Action.REQUEST_PAYMENT and is_due(cast(Dossier, dossier)):
                    self.open_order(dossier)
                self._press(number, page, button)
                return True
        return False
