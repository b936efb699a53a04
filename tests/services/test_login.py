"""Sessions begin, age and end; posts belong to the person whose number is proven."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from citizen_portal.domain.lifecycle import ActorKind
from citizen_portal.models import Dossier, LoginSession, OfficerPost, Person
from citizen_portal.services import login
from citizen_portal.services.errors import TooManyTries
from citizen_portal.services.throttle import count_try
from tests.services.town import AN, DUNG, Town, identity_of


def _enter(town: Town, number: str = AN, level: int = 2) -> login.OpenSession:
    identity = identity_of(number, town.clock(), level)
    session_id = login.sign_in(town.session, town.parts, identity, None, {})
    opened = _find(town, session_id)
    assert opened is not None
    return opened


def _find(town: Town, session_id: str) -> login.OpenSession | None:
    return login.find_session(town.session, session_id, town.clock(), town.parts.today())


def test_a_session_is_found_by_its_id_and_stored_without_it(town: Town) -> None:
    opened = _enter(town)
    assert opened.actor is not None
    assert opened.actor.personal_number == AN
    stored = town.session.scalars(select(LoginSession.id_hash)).all()
    assert opened.id.encode() not in b"".join(stored)


@pytest.mark.parametrize(
    ("minutes", "lives"), [(14, True), (15, True), (16, False)], ids=["14", "15", "16"]
)
def test_an_idle_session_ends(town: Town, minutes: int, lives: bool) -> None:
    opened = _enter(town)
    town.clock.move(minutes=minutes)  # type: ignore[attr-defined]
    assert (_find(town, opened.id) is not None) is lives


def test_a_session_in_use_ends_after_twelve_hours(town: Town) -> None:
    opened: login.OpenSession | None = _enter(town)
    for _ in range(12 * 6):
        town.clock.move(minutes=10)  # type: ignore[attr-defined]
        opened = _find(town, opened.id)
        assert opened is not None
        login.touch_session(town.session, opened, town.clock())
    town.clock.move(minutes=1)  # type: ignore[attr-defined]
    assert _find(town, opened.id) is None


def test_noting_the_use_keeps_nothing_of_a_refused_act(town: Town) -> None:
    dossier_id = town.submitted()
    opened = _enter(town)
    town.clock.move(minutes=5)  # type: ignore[attr-defined]
    town.session.execute(update(Dossier).where(Dossier.id == dossier_id).values(step="nửa chừng"))
    login.touch_session(town.session, opened, town.clock())
    assert town.dossier(dossier_id).step == ""


def test_logging_in_ends_the_session_before_and_logging_out_this_one(town: Town) -> None:
    first = _enter(town)
    again = identity_of(AN, town.clock())
    second = login.sign_in(town.session, town.parts, again, first, {})
    assert _find(town, first.id) is None
    opened = _find(town, second)
    assert opened is not None
    login.sign_out(town.session, town.parts, opened)
    assert _find(town, second) is None


def test_the_account_is_issuer_and_subject_not_the_number(town: Town) -> None:
    mine = _enter(town).actor
    other = replace(identity_of(AN, town.clock()), issuer="https://khac.example.vn")
    session_id = login.sign_in(town.session, town.parts, other, None, {})
    found = _find(town, session_id)
    assert mine is not None
    assert found is not None
    assert found.actor is not None
    assert found.actor.person_id != mine.person_id


def test_an_officer_has_posts_after_a_login_of_level_2(town: Town) -> None:
    actor = _enter(town, DUNG).actor
    assert actor is not None
    assert [post.role for post in actor.posts] == [ActorKind.ONE_STOP_OFFICER]


def test_a_login_of_level_1_proves_no_number(town: Town) -> None:
    actor = _enter(town, DUNG, level=1).actor
    assert actor is not None
    assert actor.posts == ()


def test_an_officer_who_came_with_level_1_first_gets_the_posts_later(town: Town) -> None:
    before = town.session.execute(select(func.count()).select_from(OfficerPost)).scalar_one()
    first = _enter(town, DUNG, level=1).actor
    second = _enter(town, DUNG, level=2).actor
    assert first is not None
    assert second is not None
    assert second.person_id == first.person_id
    assert [post.role for post in second.posts] == [ActorKind.ONE_STOP_OFFICER]
    after = town.session.execute(select(func.count()).select_from(OfficerPost)).scalar_one()
    assert after == before
    assert _enter(town, DUNG, level=2).actor == second


def test_a_post_that_has_ended_opens_nothing_from_the_next_request_on(town: Town) -> None:
    opened = _enter(town, DUNG)
    assert opened.actor is not None
    yesterday = town.parts.today() - timedelta(days=1)
    town.session.execute(
        update(OfficerPost)
        .where(OfficerPost.person_id == opened.actor.person_id)
        .values(until=yesterday)
    )
    town.session.commit()
    found = _find(town, opened.id)
    assert found is not None
    assert found.actor is not None
    assert not found.actor.is_officer


def test_old_sessions_are_swept(town: Town) -> None:
    opened = _enter(town)
    town.clock.move(hours=13)  # type: ignore[attr-defined]
    fresh = _enter(town, DUNG)
    assert login.sweep_sessions(town.session, town.clock()) >= 1
    assert _find(town, opened.id) is None
    assert _find(town, fresh.id) is not None


def test_claims_follow_the_provider(town: Town) -> None:
    _enter(town)
    renamed = replace(identity_of(AN, town.clock()), full_name="Nguyễn Văn Ân")
    login.sign_in(town.session, town.parts, renamed, None, {})
    names = town.session.scalars(
        select(Person.full_name).where(Person.subject == f"subject-{AN}")
    ).all()
    assert names == ["Nguyễn Văn Ân"]


def test_tries_are_limited_in_a_window_and_free_again_after_it(town: Town) -> None:
    def try_once(key: str = "a") -> None:
        count_try(town.session, key, most=3, window=timedelta(minutes=5), now=town.clock())

    for _ in range(3):
        try_once()
    with pytest.raises(TooManyTries) as refused:
        try_once()
    assert refused.value.until > town.clock()
    try_once("b")
    town.clock.move(minutes=5)  # type: ignore[attr-defined]
    try_once()
