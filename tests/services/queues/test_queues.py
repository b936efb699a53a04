"""What lies in which queue, for whom; counts; the next thing to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from citizen_portal.domain.lifecycle import Status
from citizen_portal.models import DeclaredRelative, OpinionRequest, Presence
from citizen_portal.services.actor import Actor
from citizen_portal.services.errors import Forbidden
from citizen_portal.services.notices.messages import (
    mark_thread_read,
    write_as_applicant,
    write_as_office,
)
from citizen_portal.services.processing.steps import ISSUANCE
from citizen_portal.services.queues import counts
from citizen_portal.services.queues.counts import MOST_COUNTED, QueueCount, count_queues
from citizen_portal.services.queues.lines import list_queue
from citizen_portal.services.queues.next_task import next_task
from citizen_portal.services.queues.queue import QUEUES, first_queue, own_queues
from tests.services.town import (
    AN,
    BAI_CHAY,
    BINH,
    DUNG,
    EM,
    GIANG,
    HAI,
    KHOA,
    LAM,
    SANG,
    MovingClock,
    Town,
)

THANH = "022089000188"
"""A case officer at Bãi Cháy."""


def codes(town: Town, number: str, queue: str) -> list[str]:
    lines = list_queue(town.session, town.parts, town.person(number), queue)
    return [line.code for line in lines.lines]


def code_of(town: Town, dossier_id: UUID) -> str:
    return str(town.dossier(dossier_id).code)


def at_issuance(town: Town) -> UUID:
    dossier_id = town.sent_for_approval()
    town.dossier(dossier_id).step = ISSUANCE
    town.session.commit()
    return dossier_id


LIVES: dict[str, tuple[Callable[[Town], UUID], set[str]]] = {
    "submitted": (Town.submitted, {"can-tiep-nhan", "sap-den-han"}),
    "accepted": (Town.accepted, {"chua-nhan", "dang-xu-ly"}),
    "taken": (Town.at_last_step, {"dang-xu-ly"}),
    "sent for approval": (Town.sent_for_approval, {"cho-duyet"}),
    "to issue": (at_issuance, {"cho-ban-hanh"}),
    "waiting for papers": (Town.waiting_for_supplement, {"cho-bo-sung"}),
    "waiting in processing": (
        lambda town: town.waiting_for_supplement(accepted=True), {"cho-bo-sung"},
    ),
    "approved": (Town.approved, {"can-tra"}),
    "returned": (Town.returned, {"da-xong"}),
}  # fmt: skip
BY_MONEY_AND_TIME = {"cho-nop-phi", "sap-den-han", "qua-han"}


@pytest.mark.parametrize("life", LIVES)
def test_each_dossier_lies_where_it_is_to_be_worked_on(town: Town, life: str) -> None:
    begin, expected = LIVES[life]
    code = code_of(town, begin(town))
    found = {name for name in QUEUES if code in codes(town, DUNG, name)}
    assert found - BY_MONEY_AND_TIME == expected - BY_MONEY_AND_TIME
    for stranger in (HAI, LAM):
        assert not [name for name in QUEUES if code in codes(town, stranger, name)]


def test_my_work_is_mine(town: Town) -> None:
    mine = town.at_last_step()
    untaken = town.accepted(SANG)
    assert codes(town, EM, "viec-cua-toi") == [code_of(town, mine)]
    assert codes(town, EM, "chua-nhan") == [code_of(town, untaken)]
    assert codes(town, GIANG, "viec-cua-toi") == []


def test_agencies_of_a_dossier_have_queues_of_their_own(town: Town) -> None:
    new, done = town.submitted(), town.approved(SANG)
    for dossier_id in (new, done):
        dossier = town.dossier(dossier_id)
        dossier.receiving_agency_id = dossier.return_agency_id = _agency(town.person(HAI))
        town.session.commit()
    assert codes(town, HAI, "can-tiep-nhan") == [code_of(town, new)]
    assert codes(town, DUNG, "can-tiep-nhan") == []
    assert codes(town, HAI, "can-tra") == [code_of(town, done)]
    assert codes(town, DUNG, "can-tra") == []


def _agency(actor: Actor) -> int:
    return actor.agency_ids[0]


def test_time_decides_what_is_due_soon_and_what_is_overdue(town: Town, clock: MovingClock) -> None:
    dossier_id = town.accepted()
    dossier = town.dossier(dossier_id)
    assert dossier.due_at is not None
    code, due = code_of(town, dossier_id), dossier.due_at
    for before, queue in ((timedelta(hours=47), "sap-den-han"), (timedelta(0), "sap-den-han"),
                          (timedelta(seconds=-1), "qua-han")):  # fmt: skip
        clock.now = due - before
        assert [one for one in ("sap-den-han", "qua-han") if code in codes(town, EM, one)] == [
            queue
        ]
    clock.now = due - timedelta(hours=49)
    assert codes(town, EM, "sap-den-han") == codes(town, EM, "qua-han") == []


def test_what_is_not_paid_waits_for_payment(town: Town) -> None:
    asked, paid = town.submitted(), town.submitted(SANG)
    town.dossier(asked).payment_state = "due"
    town.dossier(paid).payment_state = "paid"
    waiting = town.dossier(town.submitted(BINH))
    waiting.status, waiting.payment_state = Status.PAYMENT_REQUESTED, "due"
    town.session.commit()
    assert set(codes(town, DUNG, "cho-nop-phi")) == {code_of(town, asked), waiting.code}


def test_an_agency_sees_what_it_was_asked_about_while_the_question_is_open(town: Town) -> None:
    dossier_id, asked = town.accepted(), town.person(THANH)
    question = OpinionRequest(
        dossier_id=dossier_id, from_agency_id=_agency(town.person(EM)),
        to_agency_id=_agency(asked), question="Có tranh chấp không?", asked_at=town.clock(),
        asked_by_id=town.person(EM).person_id, due_at=town.clock() + timedelta(days=3),
        state="open",
    )  # fmt: skip
    town.session.add(question)
    town.session.commit()
    assert codes(town, THANH, "duoc-hoi-y-kien") == [code_of(town, dossier_id)]
    assert codes(town, EM, "duoc-hoi-y-kien") == []
    question.state = "answered"
    town.session.commit()
    assert codes(town, THANH, "duoc-hoi-y-kien") == []


def test_a_draft_lies_in_no_queue(town: Town) -> None:
    town.draft()
    assert not [name for name in QUEUES if codes(town, DUNG, name)]


@pytest.mark.parametrize(
    ("number", "first", "among"),
    [
        (DUNG, "can-tiep-nhan", {"can-tiep-nhan", "can-tra", "cho-bo-sung"}),
        (EM, "dang-xu-ly", {"viec-cua-toi", "chua-nhan", "dang-xu-ly"}),
        (GIANG, "cho-duyet", {"cho-duyet", "qua-han"}),
        ("022088000200", "cho-nop-phi", {"cho-nop-phi"}),
        ("022191000233", "cho-ban-hanh", {"cho-ban-hanh"}),
        ("022181000211", "cho-duyet", {"cho-duyet", "chua-nhan"}),
    ],
)
def test_each_role_has_its_queues(town: Town, number: str, first: str, among: set[str]) -> None:
    actor = town.person(number)
    assert first_queue(actor) == first
    assert first in own_queues(actor)
    assert among <= set(own_queues(actor))
    assert "da-xong" not in own_queues(actor)


def test_counts_tell_how_many_and_since_when(town: Town, clock: MovingClock) -> None:
    oldest = town.dossier(town.submitted()).submitted_at
    clock.move(hours=1)
    town.submitted(SANG)
    town.submitted(BINH, commune=BAI_CHAY)
    counted = count_queues(town.session, town.parts, town.person(DUNG), QUEUES)
    assert counted.keys() == QUEUES.keys()
    assert counted["can-tiep-nhan"] == QueueCount(2, oldest)
    assert counted["can-tra"] == QueueCount(0, None)


def test_counts_are_the_lengths_of_the_lists(town: Town) -> None:
    """Also for who works at two agencies that have different parts in one dossier."""
    here, there = town.person(DUNG), town.person(HAI)
    both = replace(here, posts=(*here.posts, *there.posts))
    for dossier_id in (town.submitted(), town.accepted(SANG), town.approved(BINH),
                       town.waiting_for_supplement(accepted=True)):  # fmt: skip
        town.dossier(dossier_id).handling_agency_id = _agency(there)
    town.accepted(AN)
    town.session.commit()
    for actor in (here, there, both):
        counted = count_queues(town.session, town.parts, actor, QUEUES)
        for name in QUEUES:
            lines = list_queue(town.session, town.parts, actor, name).lines
            assert counted[name].number == len({line.id for line in lines}) == len(lines), name
    assert counted["dang-xu-ly"].number == 2


def test_counting_ends_and_says_so(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    assert QueueCount(MOST_COUNTED, None).shown == "999+"
    assert QueueCount(MOST_COUNTED - 1, None).shown == "999"
    for number in (AN, SANG):
        town.submitted(number)
    monkeypatch.setattr(counts, "MOST_LOOKED_AT", 1)
    counts._statement.cache_clear()
    try:
        counted = count_queues(town.session, town.parts, town.person(DUNG), ["can-tiep-nhan"])
    finally:
        counts._statement.cache_clear()
    assert counted["can-tiep-nhan"].shown == "1+"


def test_what_the_applicant_wrote_is_marked_until_it_is_read(town: Town) -> None:
    dossier_id, silent = town.accepted(), town.accepted(SANG)
    code = code_of(town, dossier_id)
    write_as_applicant(town.session, town.parts, town.person(AN), dossier_id, "Bao giờ xong?")
    for number in (DUNG, EM):
        assert codes(town, number, "tin-chua-doc") == [code]
    assert codes(town, HAI, "tin-chua-doc") == []
    lines = list_queue(town.session, town.parts, town.person(EM), "dang-xu-ly").lines
    assert {line.id: line.unread for line in lines} == {dossier_id: True, silent: False}
    mark_thread_read(town.session, town.parts, town.person(EM), dossier_id)
    assert codes(town, EM, "tin-chua-doc") == []
    write_as_office(town.session, town.parts, town.person(EM), dossier_id, "Ngày mai.")
    assert codes(town, EM, "tin-chua-doc") == [], "what the office wrote is no news to it"


def test_the_next_task_is_the_most_urgent_of_the_own_queues(town: Town, clock: MovingClock) -> None:
    assert next_task(town.session, town.parts, town.person(DUNG)) is None
    first = town.submitted()
    clock.move(days=1)
    second = town.submitted(SANG)
    assert next_task(town.session, town.parts, town.person(DUNG)) == first
    assert next_task(town.session, town.parts, town.person(EM)) is None, "nothing accepted yet"
    assert next_task(town.session, town.parts, town.person(HAI)) is None
    _somebody_at(town, first)
    assert next_task(town.session, town.parts, town.person(DUNG)) == second
    clock.move(minutes=4)
    assert next_task(town.session, town.parts, town.person(DUNG)) == first, "the hint is old"


def _somebody_at(town: Town, dossier_id: UUID) -> None:
    colleague = town.person(EM)
    town.session.add(
        Presence(
            dossier_id=dossier_id, person_id=colleague.person_id, name=colleague.name,
            seen_at=town.clock(),
        )
    )  # fmt: skip
    town.session.commit()


def test_the_next_task_is_never_the_own_dossier_or_a_relatives(town: Town) -> None:
    town.submitted(DUNG)
    town.submitted(AN)
    dung = town.person(DUNG)
    town.session.add(
        DeclaredRelative(
            person_id=dung.person_id, personal_number=AN, relation="anh", declared_at=town.clock()
        )
    )
    town.session.commit()
    assert next_task(town.session, town.parts, dung) is None


def test_the_list_tells_what_is_to_be_done_and_who_has_it_open(town: Town) -> None:
    dossier_id = town.at_last_step()
    _somebody_at(town, dossier_id)
    (seen,) = list_queue(town.session, town.parts, town.person(DUNG), "dang-xu-ly").lines
    last = town.procedure().steps[-1]
    assert (seen.next, seen.officer_name, seen.present) == (
        last.title, "Hoàng Văn Em", ("Hoàng Văn Em",),
    )  # fmt: skip
    (own,) = list_queue(town.session, town.parts, town.person(EM), "dang-xu-ly").lines
    assert own.present == (), "oneself is no news"


@pytest.mark.parametrize("number", [AN, KHOA])
def test_the_desk_is_for_officers(town: Town, number: str) -> None:
    actor = town.person(number)
    for ask in (
        lambda: list_queue(town.session, town.parts, actor, "can-tiep-nhan"),
        lambda: count_queues(town.session, town.parts, actor, QUEUES),
        lambda: next_task(town.session, town.parts, actor),
    ):
        with pytest.raises(Forbidden):
            ask()
