"""Notices leave once; outages leave the business untouched; reports are believed when proven."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

import pytest

from citizen_portal.domain.moment import VIETNAM
from citizen_portal.models import Notice
from citizen_portal.procedures.connectors import AddressRefused, ConnectorUnavailable
from citizen_portal.services.errors import NotFound
from citizen_portal.services.notices import sending
from citizen_portal.services.notices.delivery_log import notices_of
from tests.services.notices.conftest import Post
from tests.services.town import AN, DUNG, HAI, MovingClock

BOTH = {"email": True, "sms": True}


@pytest.fixture
def letter(post: Post) -> Notice:
    """An e-mail that waits."""
    post.reach(AN)
    post.tell(post.town.submitted())
    return post.notices("email")[0]


def report(post: Post, body: str, name: str = "thu", proven: str = "yes") -> str:
    parts = post.town.parts
    return sending.receive_report(post.town.session, parts, name, {"Proven": proven}, body.encode())


def test_a_letter_leaves_once(post: Post, letter: Notice) -> None:
    assert post.send(letter).state == "sent"
    assert post.send(letter).state == "sent"
    (sent,) = post.email.sent
    assert sent.reference == str(letter.id)
    assert sent.address == "an@example.vn"
    assert sent.text == letter.body
    assert sent.report_url == "http://127.0.0.1:8000/thong-bao/bao-cao/thu"
    assert letter.provider_id == "thu-1"


def test_an_outage_is_tried_again_and_changes_no_dossier(post: Post, letter: Notice) -> None:
    before = post.town.dossier(letter.dossier_id).revision
    post.email.trouble = ConnectorUnavailable("timeout")
    with pytest.raises(ConnectorUnavailable):
        post.send(letter)
    post.town.session.refresh(letter)
    assert (letter.state, letter.problem) == ("queued", "timeout")
    post.email.trouble = None
    assert (post.send(letter).state, letter.problem) == ("sent", "")
    dossier = post.town.dossier(letter.dossier_id)
    assert (dossier.revision, dossier.status) == (before, 1)


def test_after_the_last_try_it_has_failed(post: Post, letter: Notice) -> None:
    post.email.trouble = ConnectorUnavailable("timeout")
    assert post.send(letter, last_try=True).state == "failed"
    post.email.trouble = None
    assert post.send(letter).state == "failed"
    assert post.email.sent == []


def test_an_address_that_does_not_exist(post: Post, letter: Notice) -> None:
    post.email.trouble = AddressRefused("550 no such mailbox")
    assert post.send(letter).state == "bounced"
    log = notices_of(post.town.session, post.town.person(DUNG), letter.dossier_id)
    (bad,) = log.unreachable
    assert (bad.address, bad.problem) == ("an@example.vn", "550 no such mailbox")
    assert log.phone == "+84912345678"


def test_an_address_that_receives_again_needs_no_telephone(post: Post) -> None:
    post.reach(AN)
    post.tell(post.town.accepted())
    older, newer = sorted(post.notices("email"), key=lambda one: one.occasion)
    post.email.trouble = AddressRefused("550")
    post.send(older)
    post.email.trouble = None
    newer.queued_at = older.queued_at.replace(minute=59)
    post.send(newer)
    log = notices_of(post.town.session, post.town.person(DUNG), older.dossier_id)
    assert {one.state for one in log.notices} == {"bounced", "sent", "delivered"}
    assert log.unreachable == ()


def test_officers_of_another_agency_do_not_see_what_was_sent(post: Post, letter: Notice) -> None:
    with pytest.raises(NotFound):
        notices_of(post.town.session, post.town.person(HAI), letter.dossier_id)


def test_text_messages_wait_for_the_morning(post: Post, clock: MovingClock) -> None:
    clock.now = datetime(2026, 11, 20, 22, 15, tzinfo=VIETNAM)
    dossier_id = post.town.submitted()
    post.reach(AN, notify=BOTH)
    post.tell(dossier_id)
    (sms,), (email,) = post.notices("sms"), post.notices("email")
    assert sms.send_after == datetime(2026, 11, 21, 7, 0, tzinfo=VIETNAM)
    log = notices_of(post.town.session, post.town.person(DUNG), sms.dossier_id)
    assert [one.channel for one in log.notices if one.waits_for_morning] == ["sms"]
    assert email.send_after == clock.now
    assert post.send(sms).state == "queued"
    assert post.send(email).state == "sent"
    assert post.sms.sent == []
    clock.now = datetime(2026, 11, 21, 7, 0, tzinfo=VIETNAM)
    assert post.send(sms).state == "sent"
    assert len(post.sms.sent) == 1


def test_reports(post: Post, letter: Notice) -> None:
    post.send(letter)
    assert report(post, f"{letter.id} bounced", proven="no") == "refused"
    post.town.session.refresh(letter)
    assert letter.state == "sent"
    assert report(post, f"{letter.id} bounced") == "applied"
    assert report(post, f"{letter.id} bounced") == "noted"
    assert report(post, f"{letter.id} delivered") == "noted"
    post.town.session.refresh(letter)
    assert (letter.state, letter.problem) == ("bounced", "đầy hộp thư")


def test_reports_about_nothing(post: Post, letter: Notice) -> None:
    post.send(letter)
    assert report(post, f"{uuid4()} delivered") == "unknown"
    assert report(post, "thu-1 delivered") == "unknown"
    assert report(post, f"{letter.id} delivered", name="tin") == "unknown", "another channel's"
    with pytest.raises(LookupError):
        report(post, f"{letter.id} delivered", name="khong-co")
    post.town.session.refresh(letter)
    assert letter.state == "sent"


def test_a_report_may_be_quicker_than_our_own_note(post: Post, letter: Notice) -> None:
    assert report(post, f"{letter.id} delivered") == "applied"
    assert post.send(letter).state == "delivered"
    assert post.email.sent == []
    assert letter.sent_at is not None
