"""What happened is told once over each channel, in plain words, and never too much."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from citizen_portal.domain.notice_events import NoticeChannel, NoticeEvent
from citizen_portal.domain.notice_words import SMS_PLACES, fill, flaws, sms_room
from citizen_portal.domain.wording import LANGUAGES
from citizen_portal.models import DossierEvent
from citizen_portal.services.notices import telling
from citizen_portal.services.notices.wording import default_words
from tests.services.notices.conftest import Post
from tests.services.town import AN


def test_the_portals_own_words_pass_its_own_rules() -> None:
    for event in NoticeEvent:
        for channel in NoticeChannel:
            for language in LANGUAGES:
                words = default_words(event, channel, language)
                assert flaws(event, channel, words) == (), (event, channel, language)
        size, room = sms_room(fill(default_words(event, NoticeChannel.SMS, "vi").body, SMS_PLACES))
        assert (size <= 160, room) == (True, 160), event


def test_each_change_that_is_told_has_its_job(post: Post) -> None:
    dossier_id = post.town.accepted()
    jobs = post.jobs("tell_applicant")
    assert jobs == [
        {"dossier_id": str(dossier_id), "sequence": 1},
        {"dossier_id": str(dossier_id), "sequence": 2},
    ]
    events = post.town.session.scalar(select(func.count()).select_from(DossierEvent))
    assert events == 3, "handing over is told with the acceptance"


def test_a_life_is_told_in_its_order(post: Post) -> None:
    post.reach(AN)
    dossier_id = post.town.returned()
    post.tell(dossier_id)
    told = [one.event for one in post.notices("portal")]
    assert sorted(told) == sorted(
        ["submitted", "accepted", "payment_received", "result_ready", "returned"]
    )
    assert {one.state for one in post.notices("portal")} == {"delivered"}
    assert {one.state for one in post.notices("email")} == {"queued"}
    assert post.notices("sms") == [], "nobody asked for text messages"


def test_telling_twice_adds_nothing(post: Post) -> None:
    post.reach(AN)
    dossier_id = post.town.submitted()
    post.tell(dossier_id)
    post.tell(dossier_id)
    assert [one.channel for one in post.notices()] == ["email", "portal"]
    assert len(post.jobs("send_notice")) == 1


def test_the_state_is_told_with_agencies_and_times(post: Post) -> None:
    dossier_id = post.town.accepted()
    post.tell(dossier_id)
    (said,) = [one for one in post.notices("portal") if one.event == "accepted"]
    dossier = post.town.dossier(dossier_id)
    for words in (
        dossier.code, "hân dân phường Hạ Long", "Cán bộ thụ lý", "lúc 10:00 ngày 20/11/2026",
        "hẹn", f"http://127.0.0.1:8000/ho-so/{dossier_id}",
    ):  # fmt: skip
        assert words is not None
        assert words in said.body, words
    assert "{" not in said.subject + said.body
    assert "Phạm Thị Dung" not in said.body, "officers have no names here"


def test_an_sms_says_the_code_and_what_to_do(post: Post) -> None:
    post.reach(AN, notify={"email": False, "sms": True})
    dossier_id = post.town.waiting_for_supplement()
    post.tell(dossier_id)
    assert [one.channel for one in post.notices()] == ["portal", "sms"] * 2
    for one in post.notices("sms"):
        assert post.town.dossier(dossier_id).code in one.body
        assert "http" not in one.body
        assert "Ảnh mờ" not in one.body
        assert "trích lục" not in one.body.lower()
        size, room = sms_room(one.body)
        assert size <= room
    (asked,) = [one for one in post.notices("portal") if one.event == "supplement_asked"]
    assert "Ảnh mờ" in asked.body


def test_in_the_language_that_the_person_chose(post: Post) -> None:
    post.reach(AN, notify={"language": "en"})
    post.tell(post.town.submitted())
    (said,) = post.notices("portal")
    assert said.language == "en"
    assert said.subject.startswith("Dossier ")


@pytest.mark.parametrize(
    ("person", "channels"),
    [
        ({"email": ""}, ["portal"]),
        ({"notify": {"email": False}}, ["portal"]),
        ({"notify": {"email": True, "sms": True}}, ["email", "portal", "sms"]),
        ({"phone": "", "notify": {"sms": True}}, ["email", "portal"]),
        ({"last_login_at": None}, ["portal"]),
    ],
)
def test_consent(post: Post, person: dict[str, object], channels: list[str]) -> None:
    dossier_id = post.town.submitted()
    post.reach(AN, **person)
    post.tell(dossier_id)
    assert [one.channel for one in post.notices()] == channels


def test_without_a_carrier_the_portal_still_tells(post: Post) -> None:
    post.reach(AN)
    dossier_id = post.town.submitted()
    post.email.channel = "pigeon"
    telling.tell_of_event(post.town.session, post.town.parts, dossier_id, 1)
    assert [one.channel for one in post.notices()] == ["portal"]
