"""Two people, or two clicks, at the same moment: exactly one of them counts."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Action, Status
from citizen_portal.models import DossierEvent, FeeReceipt, NumberSeries, PaymentEntry
from citizen_portal.services.audit import first_broken_entry
from citizen_portal.services.errors import NotPossibleNow, PortalError, Stale
from citizen_portal.services.numbering import next_number
from citizen_portal.services.submission import submit_dossier
from tests.services.acts import ACTS
from tests.services.town import AN, DUNG, Town


def _together(count: int, engine: Engine, work: Callable[[Session, int], object]) -> list[object]:
    """Start them all at the same moment, each with a connection; errors come back as results."""
    barrier = Barrier(count, timeout=60)  # one that gets no connection lets nobody wait for ever

    def one(number: int) -> object:
        with Session(engine) as session:
            session.connection()
            barrier.wait()
            try:
                return work(session, number)
            except PortalError as error:
                return error

    with ThreadPoolExecutor(count) as threads:
        return list(threads.map(one, range(count)))


@pytest.mark.parametrize("knows_revision", [True, False])
def test_of_two_officers_exactly_one_wins(
    own_town: Town, own_engine: Engine, knows_revision: bool
) -> None:
    dossier_id = own_town.submitted()
    revision = own_town.dossier(dossier_id).revision if knows_revision else None
    officer = own_town.person(DUNG)
    own_town.session.rollback()

    def act(session: Session, number: int) -> None:
        mine = Town(session, own_town.parts, own_town.clock)
        ACTS[(Action.ACCEPT, Action.REFUSE)[number % 2]](mine, officer, dossier_id, revision)

    results = _together(4, own_engine, act)
    lost = [one for one in results if one is not None]
    assert len(lost) == 3
    assert all(isinstance(one, Stale if knows_revision else NotPossibleNow) for one in lost)
    assert own_town.dossier(dossier_id).status in (Status.IN_PROCESSING, Status.NOT_ACCEPTED)
    assert first_broken_entry(own_town.session) is None


def test_submitting_twice_gives_one_code(own_town: Town, own_engine: Engine) -> None:
    dossier_id = own_town.draft()
    citizen = own_town.person(AN)
    own_town.session.rollback()

    def submit(session: Session, _: int) -> str:
        return submit_dossier(session, own_town.parts, citizen, dossier_id)

    codes = _together(4, own_engine, submit)
    assert len(set(codes)) == 1
    assert codes[0] == own_town.dossier(dossier_id).code
    events = select(func.count()).where(DossierEvent.dossier_id == dossier_id)
    assert own_town.session.execute(events).scalar_one() == 1


def test_fifty_dossiers_submitted_at_once_are_numbered_without_gaps(
    own_town: Town, own_engine: Engine
) -> None:
    drafts = [own_town.draft() for _ in range(50)]
    citizen = own_town.person(AN)
    own_town.session.rollback()
    codes = _together(
        50, own_engine,
        lambda session, number: submit_dossier(session, own_town.parts, citizen, drafts[number]),
    )  # fmt: skip
    assert sorted(str(code)[-4:] for code in codes) == [f"{n:04d}" for n in range(1, 51)]
    assert first_broken_entry(own_town.session) is None


def test_numbers_have_no_gaps_though_some_roll_back(own_town: Town, own_engine: Engine) -> None:
    def take(session: Session, number: int) -> int | None:
        taken = next_number(session, "test", "agency", "2026")
        if number % 5 == 0:
            session.rollback()
            return None
        session.commit()
        return taken

    taken = [one for one in _together(50, own_engine, take) if one is not None]
    assert sorted(map(int, map(str, taken))) == list(range(1, 41))
    last = select(NumberSeries.last).where(NumberSeries.kind == "test")
    assert own_town.session.execute(last).scalar_one() == 40


def test_the_same_notice_at_once_is_money_once(own_town: Town, own_engine: Engine) -> None:
    dossier_id = own_town.submitted()
    own_town.order(dossier_id, "TT1")
    fact = own_town.fact("TT1", 8_000)
    own_town.session.rollback()

    def tell(session: Session, _: int) -> str:
        return Town(session, own_town.parts, own_town.clock).tell(fact).name

    verdicts = _together(6, own_engine, tell)
    assert sorted(map(str, verdicts)) == ["applied", *["noted"] * 5]
    for table in (PaymentEntry, FeeReceipt):
        count = select(func.count()).select_from(table)
        assert own_town.session.execute(count).scalar_one() == 1
