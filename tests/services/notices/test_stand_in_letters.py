"""Who is away and who stands in read of it, also at home."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from citizen_portal.domain.roles import ActorKind
from citizen_portal.services.colleagues.delegations import open_delegations
from citizen_portal.services.colleagues.lending import Lending, delegate, end_delegation
from citizen_portal.services.colleagues.posts import actor_of
from citizen_portal.services.colleagues.stand_in_letters import tell_of_standing_in
from tests.services.notices.conftest import Post
from tests.services.town import DUNG, EM, GIANG

LETTERS = "tell_of_standing_in"


def _lend(post: Post) -> None:
    """Giang arranges that Dung stands in for Em, who is ill."""
    town = post.town
    em, today = town.person(EM), town.parts.today()
    delegate(
        town.session, town.parts, town.person(GIANG),
        Lending(agency_id=em.posts[0].agency_id, role=ActorKind.CASE_OFFICER, giver=em.person_id,
                to=town.person(DUNG).person_id, since=today, until=today + timedelta(days=1),
                reason="Ốm nặng"),
    )  # fmt: skip


def _write(post: Post, job: dict[str, Any]) -> bool:
    """What the worker does with a job."""
    person_id = UUID(job.pop("person_id"))
    return tell_of_standing_in(post.town.session, post.town.parts, person_id=person_id, **job)


def test_both_are_written_to_and_not_why(post: Post) -> None:
    for number in (EM, DUNG, GIANG):
        post.reach(number, email=f"{number}@example.vn")
    _lend(post)
    assert all(_write(post, job) for job in post.jobs(LETTERS))
    assert {one.address for one in post.email.sent} == {f"{EM}@example.vn", f"{DUNG}@example.vn"}
    for letter in post.email.sent:
        assert "Phạm Thị Dung làm thay Hoàng Văn Em (Cán bộ thụ lý" in letter.text
        assert "từ 20/11/2026 đến hết 21/11/2026" in letter.text
        assert "Người uỷ quyền: Vũ Thị Giang" in letter.text
        assert "Ốm" not in letter.text + letter.subject


def test_who_ends_it_need_not_be_told(post: Post) -> None:
    post.reach(DUNG, email="dung@example.vn", notify={"email": True, "language": "en"})
    _lend(post)
    town = post.town
    before = len(post.jobs(LETTERS))
    (one,) = open_delegations(town.session, town.parts, town.person(EM)).current
    end_delegation(town.session, town.parts, town.person(EM), one.id)
    (job,) = post.jobs(LETTERS)[before:]
    assert _write(post, job)
    (letter,) = post.email.sent
    assert letter.address == "dung@example.vn"
    assert "no longer stands in for Hoàng Văn Em" in letter.text
    dung = actor_of(town.session, town.person(DUNG).person_id, town.parts.today())
    assert ActorKind.CASE_OFFICER not in [post.role for post in dung.posts]


def test_without_an_address_nothing_is_written(post: Post) -> None:
    post.reach(EM, email="")
    _lend(post)
    em = str(post.town.person(EM).person_id)
    job = next(one for one in post.jobs(LETTERS) if one["person_id"] == em)
    assert not _write(post, job)
    assert post.email.sent == []
