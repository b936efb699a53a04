"""Words that may not be sent, and why: all reasons at once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.domain.lifecycle import TRANSITIONS, Action, Status
from citizen_portal.domain.notice_events import TOLD, NoticeChannel, NoticeEvent, notice_of
from citizen_portal.domain.notice_words import (
    PLACES,
    SMS_PLACES,
    STATE_PLACES,
    Words,
    fill,
    filled,
    flaws,
    sms_room,
)

SMS, EMAIL = NoticeChannel.SMS, NoticeChannel.EMAIL
GOOD = "Ho so {ma_ho_so} da duoc tiep nhan, hen tra {han}. Hay dang nhap Cong de xem."


def said(words: Words, channel: NoticeChannel = SMS, event: str = "submitted") -> list[str]:
    return [one.sentence.vi for one in flaws(NoticeEvent(event), channel, words)]


def test_good_words() -> None:
    assert said(Words("", GOOD)) == []
    assert said(Words("Đã nhận", "Mã {ma_ho_so}: {thu_tuc}, {ly_do}, {duong_dan}"), EMAIL) == []


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("Ho so {ma} {ma_ho_so}", "Không có chỗ điền {ma}"),
        ("Ho so {ma_ho_so} {", "ngoặc nhọn lẻ"),
        ("Ho so cua ban", "Thiếu {ma_ho_so}"),
        ("{ma_ho_so} {thu_tuc}", "không được nêu {thu_tuc}"),
        ("{ma_ho_so} {ly_do}", "không được nêu {ly_do}"),
        ("{ma_ho_so} {nguoi_nop}", "không được nêu {nguoi_nop}"),
        ("{ma_ho_so} " + "a" * 140, "SMS dài"),
        ("{ma_ho_so} hồ sơ đã được tiếp nhận, hãy đăng nhập Cổng", "SMS dài"),
        ("{ma_ho_so} xem tai https://a.example", "đường dẫn"),
        ("{ma_ho_so} xem dichvucong.gov.vn", "đường dẫn"),
        ("{ma_ho_so} BIT.LY/abc", "đường dẫn"),
        ("{ma_ho_so} goi 0912 345 678", "số điện thoại"),
        ("{ma_ho_so} goi 1900.1234", "số điện thoại"),
        ("{ma_ho_so} nhap OTP", "OTP"),
        ("{ma_ho_so} mã xác thực", "OTP"),
        ("{ma_ho_so} MẬT KHẨU", "OTP"),
        ("", "Hãy nhập nội dung."),
    ],
)
def test_what_an_sms_must_not_say(body: str, reason: str) -> None:
    assert any(reason in one for one in said(Words("", body))), said(Words("", body))


def test_all_reasons_at_once() -> None:
    body = "{ten} {ly_do} https://a.example goi 0912345678 lay OTP " + "a" * 200
    assert len(said(Words("", body))) == 7


@pytest.mark.parametrize("event", ["accepted", "moved", "result_ready"])
def test_the_state_is_told_with_its_agencies_and_times(event: str) -> None:
    missing = said(Words("Đã có", "{ma_ho_so}"), EMAIL, event)
    assert len(missing) == len(STATE_PLACES)
    whole = "{ma_ho_so} " + " ".join(f"{{{name}}}" for name in STATE_PLACES)
    assert said(Words("Đã có", whole), EMAIL, event) == []
    assert said(Words("", "{ma_ho_so}"), SMS, event) == []


@pytest.mark.parametrize("subject", ["", "a" * 151, "a\nb", "{ten}"])
def test_subjects(subject: str) -> None:
    assert [one.part for one in flaws(NoticeEvent.SUBMITTED, EMAIL, Words(subject, "{ma_ho_so}"))]


@given(st.text(max_size=80), st.dictionaries(st.sampled_from(sorted(PLACES)), st.text()))
def test_values_are_filled_once(text: str, values: dict[str, str]) -> None:
    assert fill(text.replace("{", ""), values) == text.replace("{", "")
    assert fill("{ma_ho_so}", {"ma_ho_so": "{ly_do}", "ly_do": "x"}) == "{ly_do}"


@given(st.sets(st.sampled_from(sorted(SMS_PLACES))), st.text(alphabet="abc é", max_size=200))
def test_what_passes_fits_into_one_sms(places: set[str], text: str) -> None:
    body = " ".join(["{ma_ho_so}", *(f"{{{one}}}" for one in sorted(places)), text])
    if not said(Words("", body)):
        size, room = sms_room(fill(body, SMS_PLACES))
        assert size <= room


def test_counting_characters() -> None:
    assert sms_room("a" * 160) == (160, 160)
    assert sms_room("[a]") == (5, 160)
    assert sms_room("é") == (1, 70)
    assert sms_room("😀") == (2, 70)


def test_a_subject_stays_one_line() -> None:
    assert filled(Words("Hồ sơ {ma_ho_so}", "b"), {"ma_ho_so": "a\r\nBcc: x"}).subject == (
        "Hồ sơ a Bcc: x"
    )


def test_every_change_of_status_but_handing_over_is_told() -> None:
    """Opening a part belongs to the submission of its group."""
    silent = {
        row.action
        for row in TRANSITIONS
        for before in row.from_statuses
        if (after := row.target(before)) is not before and not notice_of(row.action, before, after)
    }
    assert silent == {Action.TRANSFER, Action.SUPPLEMENT, Action.OPEN_PART}
    assert notice_of(Action.ISSUE, Status.IN_PROCESSING, Status.COMPLETED) == "result_ready"
    assert notice_of(Action.APPROVE, Status.IN_PROCESSING, Status.IN_PROCESSING) is None
    assert set(TOLD.values()) | {NoticeEvent.MESSAGE} == set(NoticeEvent)
