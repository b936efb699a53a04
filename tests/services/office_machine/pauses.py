"""Waits with their end: for a supplement, for money, for what a suspended dossier waits for."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from hypothesis import strategies as st
from hypothesis.stateful import rule
from sqlalchemy import Row

from citizen_portal.domain.lifecycle import Action, Status
from tests.services.office_machine.citizens import WHICH
from tests.services.office_machine.hours import SPANS, Hours
from tests.services.office_machine.officers import OFFICER, Officers

BEGINS: Final = (Action.REQUEST_SUPPLEMENT, Action.SUSPEND, Action.REQUEST_PAYMENT)


class Pauses(Officers, Hours):
    """The clock stands still from one act to another, while time passes."""

    @rule(which=WHICH, officer=OFFICER, begin=st.sampled_from(BEGINS), span=st.sampled_from(SPANS))
    def wait(self, which: int, officer: int, begin: Action, span: timedelta) -> None:
        """Begun by whoever may, and ended unless the night's work has ended it."""
        dossier = self.dossier(which)
        if not self._pushed(dossier, officer, begin):
            return
        self.watch()
        self._go_to(self.office.clock.now + span)
        self.watch()
        dossier = self.before.dossiers[dossier.id]
        if dossier.status == Status.SUPPLEMENT_REQUESTED:
            self.give_answer(dossier, cannot=False)
        elif dossier.status == Status.PAYMENT_REQUESTED:
            self.pay(dossier)
        elif dossier.asked_from is not None:
            assert self._pushed(dossier, officer, Action.RESUME)
        else:
            assert dossier.status == Status.STOPPED, "only time ends a wait by itself"

    def _pushed(self, dossier: Row[Any], officer: int, button: Action) -> bool:
        for number, page, found in self._offered(dossier, officer):
            if button in found:
                self._press(number, page, button)
                return True
        return False
