"""Edited words: whose count, who may edit, what is refused, and the way back."""

from __future__ import annotations

import pytest

from citizen_portal.domain.notice_events import NoticeChannel, NoticeEvent
from citizen_portal.domain.notice_words import Words
from citizen_portal.services.errors import (
    Forbidden,
    LoginNeeded,
    NotFound,
    NotPossibleNow,
    Stale,
)
from citizen_portal.services.notices.deciding import decide_words, waiting_words
from citizen_portal.services.notices.editing import (
    WordsKey,
    WordsRefused,
    list_words,
    open_words,
    preview_words,
    revert_words,
    save_words,
)
from citizen_portal.services.notices.wording import default_words, words_that_count
from tests.services.town import AN, DUNG, HAI, KHOA, Town

EN, DAO = "022186000244", "022083000255"  # the agency administrators of Hạ Long
GAM = "022184000300"  # the other administrator of the portal
OWN = Words("Riêng {ma_ho_so}", "Hồ sơ {ma_ho_so} đã đến phường.")
ALL = Words("Chung {ma_ho_so}", "Hồ sơ {ma_ho_so} đã đến.")


def agency_of(town: Town, number: str = EN) -> int:
    return town.person(number).posts[0].agency_id


def key_at(agency_id: int | None, channel: str = "email") -> WordsKey:
    return WordsKey.read("submitted", channel, "vi", agency_id)


def counting(town: Town, agency_id: int) -> Words:
    found = words_that_count(town.session, NoticeEvent.SUBMITTED, "vi", agency_id)
    return found[NoticeChannel.EMAIL]


def in_force(town: Town, agency_id: int | None, words: Words, seen: int) -> None:
    """One administrator proposes, the other agrees."""
    proposer, second = (KHOA, GAM) if agency_id is None else (EN, DAO)
    key = key_at(agency_id)
    save_words(town.session, town.parts, town.person(proposer), key, words, seen)
    found = open_words(town.session, town.parts, town.person(second), key).proposal
    assert found is not None
    decide_words(town.session, town.parts, town.person(second), found.id, agree=True)


def test_an_agencys_words_go_before_those_for_all(town: Town) -> None:
    mine, other = agency_of(town), agency_of(town, HAI)
    plain = default_words(NoticeEvent.SUBMITTED, NoticeChannel.EMAIL, "vi")
    assert counting(town, mine) == plain
    in_force(town, None, ALL, 0)
    assert counting(town, mine) == counting(town, other) == ALL
    in_force(town, mine, OWN, 0)
    assert (counting(town, mine), counting(town, other)) == (OWN, ALL)
    newer = Words("Mới {ma_ho_so}", "{ma_ho_so}")
    in_force(town, mine, newer, 1)
    assert counting(town, mine) == newer
    revert_words(town.session, town.parts, town.person(EN), key_at(mine), 2)
    assert counting(town, mine) == ALL
    revert_words(town.session, town.parts, town.person(KHOA), key_at(None), 1)
    assert counting(town, mine) == plain


def test_what_the_editor_sees(town: Town) -> None:
    mine, editor = agency_of(town), town.person(EN)
    before = open_words(town.session, town.parts, editor, key_at(mine))
    assert (before.edited, before.version, before.edited_by) == (False, 0, "")
    in_force(town, mine, OWN, 0)
    after = open_words(town.session, town.parts, editor, key_at(mine))
    assert (after.words, after.edited, after.version, after.edited_by) == (
        OWN,
        True,
        1,
        editor.name,
    )
    lines = list_words(town.session, town.parts, editor, mine)
    assert [one.event for one in lines] == list(NoticeEvent)
    assert lines[0].edited == {(NoticeChannel.EMAIL, "vi")}
    assert not list_words(town.session, town.parts, town.person(KHOA), None)[0].edited
    revert_words(town.session, town.parts, editor, key_at(mine), 1)
    assert not list_words(town.session, town.parts, editor, mine)[0].edited
    assert not open_words(town.session, town.parts, editor, key_at(mine)).edited


def test_who_edits(town: Town) -> None:
    mine = agency_of(town)
    refused = [
        (None, mine, LoginNeeded), (AN, mine, Forbidden), (DUNG, mine, Forbidden),
        (KHOA, mine, Forbidden), (HAI, mine, NotFound), (EN, None, Forbidden),
        (EN, agency_of(town, HAI), NotFound),
    ]  # fmt: skip
    for number, agency_id, error in refused:
        who = town.person(number) if number else None
        key = key_at(agency_id)
        with pytest.raises(error):
            list_words(town.session, town.parts, who, agency_id)
        with pytest.raises(error):
            open_words(town.session, town.parts, who, key)
        with pytest.raises(error):
            preview_words(town.parts, who, key, OWN)
        with pytest.raises(error):
            save_words(town.session, town.parts, who, key, OWN, 0)
        with pytest.raises(error):
            revert_words(town.session, town.parts, who, key, 0)


def test_bad_words_are_refused_whole_with_every_reason(town: Town) -> None:
    mine, editor = agency_of(town), town.person(EN)
    bad = Words("", "{ten} xem https://a.example gọi 0912345678, đọc OTP {ly_do}")
    key = key_at(mine, "sms")
    with pytest.raises(WordsRefused) as saving:
        save_words(town.session, town.parts, editor, key, bad, 0)
    with pytest.raises(WordsRefused) as trying:
        preview_words(town.parts, editor, key, bad)
    assert saving.value.reasons == trying.value.reasons
    assert len(saving.value.reasons) == 6
    assert open_words(town.session, town.parts, editor, key).version == 0


def test_a_preview_is_filled_in_and_saves_nothing(town: Town) -> None:
    mine, editor = agency_of(town), town.person(EN)
    seen = preview_words(town.parts, editor, key_at(mine), OWN)
    assert seen.subject == "Riêng 000.00.99.H49-20261120-0000123"
    for event in NoticeEvent:
        for channel in NoticeChannel:
            for language in ("vi", "en"):
                key = WordsKey(event=event, channel=channel, language=language, agency_id=mine)
                filled = preview_words(
                    town.parts, editor, key, default_words(event, channel, language)
                )
                assert "{" not in filled.subject + filled.body
    assert not open_words(town.session, town.parts, editor, key_at(mine)).edited


def test_two_editors_at_once(town: Town) -> None:
    mine, editor = agency_of(town), town.person(EN)
    save_words(town.session, town.parts, editor, key_at(mine), OWN, 0)
    with pytest.raises(Stale):
        save_words(town.session, town.parts, editor, key_at(mine), ALL, 0)
    with pytest.raises(Stale):
        revert_words(town.session, town.parts, editor, key_at(mine), 0)


@pytest.mark.parametrize(
    "address", [("x", "email", "vi"), ("moved", "fax", "vi"), ("moved", "sms", "fr")]
)
def test_words_that_there_are_not(address: tuple[str, str, str]) -> None:
    with pytest.raises(NotFound):
        WordsKey.read(*address, None)


def test_new_words_count_once_a_second_person_agrees(town: Town) -> None:
    mine, key = agency_of(town), key_at(agency_of(town))
    plain = counting(town, mine)
    save_words(town.session, town.parts, town.person(EN), key, OWN, 0)
    assert counting(town, mine) == plain
    seen = open_words(town.session, town.parts, town.person(DAO), key)
    assert seen.proposal is not None
    assert (seen.words, seen.edited, seen.proposal.words, seen.newest) == (plain, False, OWN, 1)
    line = list_words(town.session, town.parts, town.person(DAO), mine)[0]
    assert (line.edited, line.proposed) == (frozenset(), {(NoticeChannel.EMAIL, "vi")})
    number = seen.proposal.id
    for who, error in ((EN, Forbidden), (DUNG, Forbidden), (HAI, NotFound), (None, LoginNeeded)):
        person = town.person(who) if who else None
        with pytest.raises(error):
            decide_words(town.session, town.parts, person, number, agree=True)
    decide_words(town.session, town.parts, town.person(DAO), number, agree=False)
    assert counting(town, mine) == plain
    with pytest.raises(NotPossibleNow):
        decide_words(town.session, town.parts, town.person(DAO), number, agree=True)


def test_a_newer_proposal_takes_the_place_of_an_older_one(town: Town) -> None:
    mine, key = agency_of(town), key_at(agency_of(town))
    save_words(town.session, town.parts, town.person(EN), key, OWN, 0)
    (first,) = waiting_words(town.session, town.parts, town.person(KHOA))
    save_words(town.session, town.parts, town.person(DAO), key, ALL, 1)
    with pytest.raises(NotPossibleNow):
        decide_words(town.session, town.parts, town.person(DAO), first.id, agree=True)
    (second,) = waiting_words(town.session, town.parts, town.person(KHOA))
    assert (second.words, second.by, second.own) == (ALL, town.person(DAO).name, False)
    decide_words(town.session, town.parts, town.person(KHOA), second.id, agree=True)
    assert counting(town, mine) == ALL, "the portal's administrator may be the second person"
    assert waiting_words(town.session, town.parts, town.person(KHOA)) == ()
    with pytest.raises(Forbidden):
        waiting_words(town.session, town.parts, town.person(EN))
