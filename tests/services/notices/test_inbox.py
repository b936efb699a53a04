"""A person's own notices, and the channels they chose."""

from __future__ import annotations

import pytest

from citizen_portal.domain.notice_events import NoticeChannel
from citizen_portal.services.errors import LoginNeeded, WrongInput
from citizen_portal.services.notices.channels import Wishes, choose_channels, my_channels
from citizen_portal.services.notices.inbox import PAGE, mark_all_read, open_inbox
from tests.services.notices.conftest import Post
from tests.services.town import AN, BINH


def test_the_newest_first_a_page_at_a_time(post: Post) -> None:
    town = post.town
    for _ in range(PAGE + 1):
        dossier_id = town.submitted()
        post.tell(dossier_id)
        town.clock.move(minutes=1)  # type: ignore[attr-defined]
    first = open_inbox(town.session, town.parts, town.person(AN))
    assert (len(first.lines), first.unread) == (PAGE, PAGE + 1)
    assert first.lines[0].dossier_id == dossier_id
    rest = open_inbox(town.session, town.parts, town.person(AN), first.older)
    assert (len(rest.lines), rest.older) == (1, "")
    assert open_inbox(town.session, town.parts, town.person(BINH)).lines == ()


def test_reading(post: Post) -> None:
    town = post.town
    post.tell(town.submitted())
    post.tell(town.submitted(BINH))
    assert open_inbox(town.session, town.parts, town.person(AN)).lines[0].new
    mark_all_read(town.session, town.parts, town.person(AN))
    after = open_inbox(town.session, town.parts, town.person(AN))
    assert (after.lines[0].new, after.unread) == (False, 0)
    assert open_inbox(town.session, town.parts, town.person(BINH)).unread == 1


def test_choosing(post: Post) -> None:
    town = post.town
    me = town.person(AN)
    post.reach(AN)
    before = my_channels(town.session, town.parts, me)
    assert before.wishes == Wishes(email=True, sms=False, language="vi")
    assert before.offered == {NoticeChannel.EMAIL, NoticeChannel.SMS}
    wished = Wishes(email=False, sms=True, language="en")
    choose_channels(town.session, town.parts, me, wished)
    assert my_channels(town.session, town.parts, me).wishes == wished


def test_a_channel_without_an_address_is_refused(post: Post) -> None:
    town = post.town
    post.reach(AN, email="", phone="")
    wished = Wishes(email=True, sms=True, language="vi")
    with pytest.raises(WrongInput) as caught:
        choose_channels(town.session, town.parts, town.person(AN), wished)
    assert set(caught.value.problems) == {"email", "sms"}
    with pytest.raises(LoginNeeded):
        choose_channels(town.session, town.parts, None, wished)
