"""What officers do: the buttons they see, those they do not see, many at once, looking around."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, cast
from uuid import UUID

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from sqlalchemy import Row, select

from citizen_portal.domain.lifecycle import Action, Status
from citizen_portal.models import Dossier, OpinionRequest, Paper
from citizen_portal.services.actor import Actor
from citizen_portal.services.batches.acts import BATCH_ACTS
from citizen_portal.services.batches.page import open_batch
from citizen_portal.services.batches.running import run_batch
from citizen_portal.services.batches.starting import start_batch
from citizen_portal.services.colleagues.opinions import answer_opinion
from citizen_portal.services.colleagues.relatives import declare_relative
from citizen_portal.services.dossiers.clocks import view_clocks
from citizen_portal.services.dossiers.page import DossierPage
from citizen_portal.services.errors import Forbidden, NotFound
from citizen_portal.services.finding.index import index_next
from citizen_portal.services.payments.orders import is_due
from citizen_portal.services.queues.lines import list_queue
from citizen_portal.services.queues.queue import QUEUES
from tests.services.office_machine.buttons import PUSH, REFUSED, NobodyElse, look, push, shown
from tests.services.office_machine.citizens import WHICH, Citizens
from tests.services.office_machine.people import OFFICIALS
from tests.services.town import AN, BINH

ENDINGS: Final = frozenset({Action.REFUSE, Action.STOP, Action.REVOKE_RESULT, Action.RETURN_RESULT})
FORWARD: Final = (
    Action.ACCEPT, Action.ADVANCE, Action.SEND_FOR_APPROVAL, Action.INITIAL, Action.APPROVE,
    Action.ISSUE, Action.RESUME, Action.RETURN_RESULT,
)  # fmt: skip
OFFICER = st.integers(0, len(OFFICIALS) - 1)
BATCHES: Final = tuple(action for action in BATCH_ACTS if action is not Action.ASSIGN)


class Officers(Citizens):
    """They press what they see, post what they do not see, and look where they may."""

    @rule(
        which=WHICH,
        pressed=st.lists(st.tuples(OFFICER, st.integers(0, 11)), min_size=1, max_size=4),
        ends=st.integers(0, 3),
    )
    def press(self, which: int, pressed: list[tuple[int, int]], ends: int) -> None:
        """Shown buttons succeed; what ends a story is pressed less often."""
        for officer, choice in pressed:
            dossier = self.dossier(which)
            for number, page, found in self._offered(dossier, officer):
                wanted = [one for one in found if not ends or one not in ENDINGS]
                if wanted:
                    self._press(number, page, wanted[choice % len(wanted)])
                    break
            self.watch()

    @rule(which=WHICH, officer=OFFICER, times=st.integers(1, 6))
    def work_on(self, which: int, officer: int, times: int) -> None:
        """The way of most dossiers: accepted, worked on, approved, issued, returned."""
        for _ in range(times):
            dossier = self.dossier(which)
            offered = [
                (FORWARD.index(button), place, number, page, button)
                for place, (number, page, found) in enumerate(self._offered(dossier, officer))
                for button in found
                if button in FORWARD
            ]
            if offered:
                _, _, number, page, button = min(offered, key=lambda one: one[:2])
                self._press(number, page, button)
            else:
                self._wait_no_more(dossier)
            self.watch()

    def _wait_no_more(self, dossier: Row[Any]) -> None:
        """Somebody else's turn: the applicant answers or pays, the worker signs."""
        if dossier.status == Status.SUPPLEMENT_REQUESTED:
            self.give_answer(dossier, cannot=False)
        elif is_due(cast(Dossier, dossier)):
            self.pay(dossier)
        else:
            self.make_results()

    def _offered(
        self, dossier: Row[Any], officer: int
    ) -> Iterator[tuple[str, DossierPage, tuple[str, ...]]]:
        """What each of the dossier's officers is shown, beginning with one of them."""
        people = self.office.concerned(dossier)
        for place in range(len(people)):
            number = people[(officer + place) % len(people)]
            page = look(self.office, number, dossier.id)
            yield number, page, shown(self.office.people[number], page)

    def _press(self, number: str, page: DossierPage, button: str) -> None:
        try:
            push(self.office, self.office.people[number], page, button)
        except NobodyElse:
            self.office.new_request()

    @rule(which=WHICH, officer=OFFICER)
    def anybody_tries(self, which: int, officer: int) -> None:
        """Mostly a stranger to the dossier."""
        self.try_everything(self.dossier(which), OFFICIALS[officer])

    def try_everything(self, dossier: Row[Any], number: str) -> None:
        """Every shown button succeeds, every other one is refused; none of it stays."""
        office = self.office
        actor = office.people[number]
        page = look(office, office.concerned(dossier)[0], dossier.id)
        buttons: tuple[str, ...] = ()
        if self._sees(actor, dossier):
            page = look(office, number, dossier.id)
            buttons = shown(actor, page)
        else:
            with pytest.raises((NotFound, Forbidden)):
                look(office, number, dossier.id)
        for button in PUSH:
            with office.undone():
                self._try(actor, page, button, is_shown=button in buttons)

    def _try(self, actor: Actor, page: DossierPage, button: str, *, is_shown: bool) -> None:
        try:
            push(self.office, actor, page, button)
        except NobodyElse:
            return
        except REFUSED:
            if is_shown:
                raise
        else:
            assert is_shown, (actor.name, button, page.status, page.step)

    def _sees(self, actor: Actor, dossier: Row[Any]) -> bool:
        """By the tables themselves: an agency of the dossier, or one asked for its opinion."""
        mine = set(actor.agency_ids)
        seats = {dossier.receiving_agency_id, dossier.competent_agency_id,
                 dossier.handling_agency_id, dossier.return_agency_id}  # fmt: skip
        asked = self.office.session.scalars(
            select(OpinionRequest.to_agency_id).where(
                OpinionRequest.dossier_id == dossier.id, OpinionRequest.state == "open"
            )
        )
        return bool(mine & (seats | set(asked)))

    @rule(officer=OFFICER)
    def look_around(self, officer: int) -> None:
        """Queues and searches show the officer's dossiers, and a search finds each of them."""
        office, actor = self.office, self.office.people[OFFICIALS[officer]]
        session, parts = office.session, office.town.parts
        mine = {row.id for row in self.before.dossiers.values() if self._sees(actor, row)}
        if not actor.is_officer:
            with pytest.raises(Forbidden):
                list_queue(session, parts, actor, "can-tra")
            return
        index_next(session, parts)
        for name in QUEUES:
            lines = list_queue(session, parts, actor, name).lines
            assert {line.id for line in lines} <= mine, name
        for dossier in self.before.dossiers.values():
            lines = list_queue(session, parts, actor, "", find=dossier.code).lines
            assert {line.id for line in lines} <= mine
            seats = dossier.id in mine and OFFICIALS[officer] in office.concerned(dossier)
            assert (dossier.id in {line.id for line in lines}) or not seats
        for dossier_id in mine:
            view_clocks(parts, look(office, OFFICIALS[officer], dossier_id))

    @rule(officer=OFFICER, action=st.sampled_from(BATCHES))
    def do_many(self, officer: int, action: Action) -> None:
        """Each of a batch is done exactly when its own page would show the button."""
        office, actor = self.office, self.office.people[OFFICIALS[officer]]
        chosen = list(self.before.dossiers)
        expected = {one: self._shows(OFFICIALS[officer], one, action) for one in chosen}
        office.new_request()
        session, parts = office.session, office.town.parts
        try:
            batch_id = start_batch(session, parts, actor, action, [(one, None) for one in chosen])
        except Forbidden:
            assert not any(expected.values())
            return
        office.new_request()
        run_batch(session, parts, batch_id)
        seen = open_batch(session, parts, actor, batch_id)
        assert {one.dossier_id: one.state == "done" for one in seen.items} == expected

    def _shows(self, number: str, dossier_id: UUID, action: Action) -> bool:
        try:
            page = look(self.office, number, dossier_id)
        except (NotFound, Forbidden):
            return False
        return action in shown(self.office.people[number], page)

    @rule()
    def make_results(self) -> None:
        """What the worker does with results, as far as the office waits for it."""
        session = self.office.session
        for paper in session.scalars(select(Paper).where(Paper.kind == "result")).all():
            if paper.state != "ready":
                self.office.town.make_papers(paper.dossier_id, "result")

    @rule(officer=OFFICER, applicant=st.sampled_from([AN, BINH]), sure=st.integers(0, 4))
    def name_a_relative(self, officer: int, applicant: str, sure: int) -> None:
        """From now on this officer keeps off the applicant's dossiers."""
        office, actor = self.office, self.office.people[OFFICIALS[officer]]
        if sure or not actor.is_officer:
            return
        declare_relative(office.session, office.town.parts, actor, applicant, "sibling")
        self.kin.add((actor.person_id, office.people[applicant].person_id))

    def _asked(self) -> Sequence[Any]:
        asked = select(OpinionRequest.id, OpinionRequest.to_agency_id)
        return self.office.session.execute(asked.where(OpinionRequest.state == "open")).all()

    @precondition(lambda self: bool(self._asked()))
    @rule()
    def give_opinions(self) -> None:
        """The agencies that were asked answer."""
        office = self.office
        for request, agency_id in self._asked():
            for actor in office.people.values():
                office.new_request()
                try:
                    answer_opinion(
                        office.session, office.town.parts, actor, request, "Không vướng."
                    )
                    break
                except (NotFound, Forbidden):
                    assert agency_id not in _case_work(actor) or self._is_kin(actor)

    def _is_kin(self, actor: Actor) -> bool:
        return any(officer == actor.person_id for officer, _ in self.kin)


def _case_work(actor: Actor) -> set[int]:
    return {post.agency_id for post in actor.posts if post.role.value == "case_officer"}
