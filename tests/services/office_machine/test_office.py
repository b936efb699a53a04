"""An office at work, driven at random: citizens, officers, money, calendars and time.

One run takes as many steps as the suite can afford, always the same ones. To look for more,
``OFFICE_EXAMPLES=200 OFFICE_STEPS=60 OFFICE_SEED=7`` before the command runs more and longer
stories from another beginning; ``OFFICE_SHRINK=1`` looks for the shortest that goes wrong, which
takes minutes.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, run_state_machine_as_test

from citizen_portal.app import Portal
from citizen_portal.services.audit import first_broken_entry
from tests.services.office_machine.citizens import FILED
from tests.services.office_machine.clockwork import (
    check_beside,
    check_due_dates,
    check_index,
    check_money,
    check_waiting,
)
from tests.services.office_machine.officers import OFFICER
from tests.services.office_machine.pauses import Pauses
from tests.services.office_machine.people import open_office
from tests.services.office_machine.records import Records, read_records
from tests.services.office_machine.story import check_story, check_strangers
from tests.services.town import MovingClock

EXAMPLES = int(os.environ.get("OFFICE_EXAMPLES", "15"))
STEPS = int(os.environ.get("OFFICE_STEPS", "30"))
SHRINK = "OFFICE_SHRINK" in os.environ
SEED = os.environ.get("OFFICE_SEED", "")
NOTHING = Records({}, {}, {}, {}, (), (), ())


def test_whatever_happens_in_the_office(shared_portal: Portal, clock: MovingClock) -> None:
    class Machine(Pauses):
        """One office; what happens in it is undone when the story ends."""

        def __init__(self) -> None:
            super().__init__()
            self._living = open_office(shared_portal, clock)
            self.office = self._living.__enter__()
            self.before = NOTHING

        @initialize(
            filed=st.lists(
                st.tuples(st.integers(0, len(FILED) - 1), OFFICER, st.integers(0, 7)),
                min_size=1, max_size=3,
            )
        )  # fmt: skip
        def a_day_like_any_other(self, filed: list[tuple[int, int, int]]) -> None:
            """Some dossiers were filed, and got so far."""
            for place, (what, officer, times) in enumerate(filed):
                self.file(what)
                self.watch()
                if times:
                    self.work_on(place, officer, times)

        @invariant()
        def all_is_well(self) -> None:
            self.watch()

        def watch(self) -> None:
            self.office.new_request()
            now = read_records(self.office.session)
            check_story(now, self.before)
            check_strangers(now, self.before, frozenset(self.kin))
            check_due_dates(self.office, now, self.before)
            check_index(self.office, now)
            check_money(now, self.before)
            check_beside(now, self.before)
            for dossier in now.dossiers.values():
                check_waiting(dossier)
            changed = [
                one for one in now.dossiers.values()
                if one.revision != getattr(self.before.dossiers.get(one.id), "revision", None)
            ]  # fmt: skip
            self.before = now
            for dossier in changed:
                people = self.office.concerned(dossier)
                self.try_everything(dossier, people[dossier.revision % len(people)])

        def teardown(self) -> None:
            broken = first_broken_entry(self.office.session)
            self._living.__exit__(None, None, None)
            assert broken is None

    machine = seed(int(SEED))(Machine) if SEED else Machine
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=not SEED,
            database=None,
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.generate, Phase.shrink) if SHRINK else (Phase.generate,),
        ),
    )
