"""Messages inside a dossier: who writes, who reads, what stays unread, when it is over."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy import select

from citizen_portal.models import Dossier
from citizen_portal.services import withdrawal
from citizen_portal.services.errors import (
    Forbidden,
    LoginNeeded,
    NotFound,
    NotPossibleNow,
    TooManyTries,
    WrongInput,
)
from citizen_portal.services.notices import telling
from citizen_portal.services.notices.messages import (
    LONGEST_MESSAGE,
    MOST_AN_HOUR,
    mark_thread_read,
    unread_clause,
    write_as_applicant,
    write_as_office,
)
from citizen_portal.services.notices.threads import (
    open_agency_thread,
    open_own_thread,
    summary_of,
)
from tests.services.notices.conftest import Post
from tests.services.town import AN, BINH, DUNG, EM, HAI, MovingClock, Town


def ask(town: Town, dossier_id: UUID, body: str = "Bao giờ xong?", who: str = AN) -> None:
    write_as_applicant(town.session, town.parts, town.person(who), dossier_id, body)


def answer(town: Town, dossier_id: UUID, body: str = "Thứ Tư.", who: str = DUNG) -> None:
    write_as_office(town.session, town.parts, town.person(who), dossier_id, body)


def waiting(town: Town) -> list[UUID]:
    return list(town.session.scalars(select(Dossier.id).where(unread_clause())))


def test_a_question_waits_for_an_answer(town: Town) -> None:
    dossier_id = town.submitted()
    assert waiting(town) == []
    ask(town, dossier_id, "  Bao giờ xong?\r\nCảm ơn  ")
    assert waiting(town) == [dossier_id]
    seen = open_agency_thread(town.session, town.parts, town.person(DUNG), dossier_id)
    assert [(one.name, one.lines, one.new) for one in seen.messages] == [
        ("Nguyễn Văn An", ("Bao giờ xong?", "Cảm ơn"), True)
    ]
    assert waiting(town) == [dossier_id], "looking answers nothing"
    answer(town, dossier_id)
    assert waiting(town) == []


def test_what_the_office_writes_is_read_by_opening_it(town: Town) -> None:
    dossier_id = town.submitted()
    answer(town, dossier_id)
    assert summary_of(town.session, dossier_id).unread == 1
    me = town.person(AN)
    first = open_own_thread(town.session, town.parts, me, dossier_id)
    assert (first.unread, first.messages[0].name) == (1, ""), "officers have no names here"
    assert open_own_thread(town.session, town.parts, me, dossier_id).unread == 0
    assert summary_of(town.session, dossier_id).unread == 0
    assert summary_of(town.session, dossier_id).count == 1


def test_the_office_may_leave_a_message_unanswered(town: Town) -> None:
    dossier_id = town.submitted()
    ask(town, dossier_id)
    mark_thread_read(town.session, town.parts, town.person(DUNG), dossier_id)
    assert waiting(town) == []


def test_a_message_from_the_office_is_told_without_its_words(post: Post) -> None:
    post.reach(AN)
    dossier_id = post.town.submitted()
    answer(post.town, dossier_id, "Mời chị mang hộ chiếu.")
    (job,) = post.jobs("tell_of_message")
    for _ in range(2):
        message_id = job["message_id"]
        assert isinstance(message_id, int)
        telling.tell_of_message(post.town.session, post.town.parts, message_id)
    told = [one for one in post.notices() if one.event == "message"]
    assert [one.channel for one in told] == ["email", "portal"]
    assert not [one for one in told if "hộ chiếu" in one.body]


@pytest.mark.parametrize("body", ["", "   ", "a" * (LONGEST_MESSAGE + 1)])
def test_empty_and_endless_messages(town: Town, body: str) -> None:
    dossier_id = town.submitted()
    with pytest.raises(WrongInput):
        ask(town, dossier_id, body)
    with pytest.raises(WrongInput):
        answer(town, dossier_id, body)
    assert summary_of(town.session, dossier_id).count == 0


def test_whose_thread_it_is(town: Town) -> None:
    dossier_id = town.submitted()
    with pytest.raises(NotFound):
        ask(town, dossier_id, who=BINH)
    with pytest.raises(NotFound):
        open_own_thread(town.session, town.parts, town.person(DUNG), dossier_id)
    with pytest.raises(NotFound):
        answer(town, dossier_id, who=HAI)
    with pytest.raises(NotFound):
        open_agency_thread(town.session, town.parts, town.person(HAI), dossier_id)
    with pytest.raises(Forbidden):
        answer(town, dossier_id, who=AN)
    with pytest.raises(LoginNeeded):
        write_as_applicant(town.session, town.parts, None, dossier_id, "a")
    answer(town, dossier_id, who=EM)


def test_an_agency_that_only_returns_the_result_reads(town: Town) -> None:
    dossier_id = town.submitted()
    dossier = town.dossier(dossier_id)
    hai = town.person(HAI)
    dossier.return_agency_id = hai.agency_ids[0]
    town.session.commit()
    thread = open_agency_thread(town.session, town.parts, hai, dossier_id)
    assert thread.closed is not None
    with pytest.raises(Forbidden, match="chỉ được đọc"):
        answer(town, dossier_id, who=HAI)


def test_nobody_answers_their_own_question(town: Town) -> None:
    dossier_id = town.submitted()
    dossier = town.dossier(dossier_id)
    dossier.person_id = town.person(DUNG).person_id
    town.session.commit()
    with pytest.raises(Forbidden):
        answer(town, dossier_id)


def test_a_draft_has_no_thread(town: Town) -> None:
    dossier_id = town.draft()
    with pytest.raises(NotFound):
        ask(town, dossier_id)
    with pytest.raises(NotFound):
        answer(town, dossier_id)


def test_thirty_days_after_its_end_a_dossier_only_reads(town: Town, clock: MovingClock) -> None:
    dossier_id = town.submitted()
    withdrawal.withdraw_dossier(town.session, town.parts, town.person(AN), dossier_id, None)
    clock.move(days=30)
    ask(town, dossier_id)
    clock.move(seconds=1)
    for write in (ask, answer):
        with pytest.raises(NotPossibleNow, match="30 ngày"):
            write(town, dossier_id)
    thread = open_own_thread(town.session, town.parts, town.person(AN), dossier_id)
    assert thread.closed is not None
    assert len(thread.messages) == 1


def test_nobody_floods_the_office(town: Town) -> None:
    dossier_id = town.submitted()
    for _ in range(MOST_AN_HOUR):
        ask(town, dossier_id)
    with pytest.raises(TooManyTries):
        ask(town, dossier_id)
