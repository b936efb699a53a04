"""What people type, and the procedure that must come first, over the bundled procedures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.national_file import national_procedures
from citizen_portal.domain.folding import fold
from citizen_portal.domain.service_level import Channel, ServiceLevel
from citizen_portal.plugin_api import Procedure, Text
from citizen_portal.procedures.catalogue import Catalogue
from citizen_portal.procedures.manager import load_plugins
from tests.procedures.conftest import SOUND

ON = date(2026, 11, 20)
BIRTH, DEATH, MARRIAGE, STATUS = "1.001193", "1.000656", "1.000894", "1.004873"
RESIDENCE, TEMPORARY, BUILDING = "1.004222", "1.004194", "1.013225"
BUSINESS, ENTERPRISE, COPIES = "1.001612", "2.001610", "2.000815"
RECORD, EXTRACT, CHILD = "3.000333", "2.000635", "2.000986"
LICENCE = "giấy phép lái xe"

FIRST = {
    "khai sinh": BIRTH,
    "lam giay khai sinh": BIRTH,
    "làm giấy khai sinh cho con": BIRTH,
    "tôi muốn làm giấy khai sinh cho con mới sinh": BIRTH,
    "dang ky khai sinh": BIRTH,
    "đăng kí khai sinh": BIRTH,
    "khaisinh": BIRTH,
    "khai sihn": BIRTH,
    "birth registration": BIRTH,
    "1001193": BIRTH,
    "1.001193.000.00.00.H49": BIRTH,
    "mã 1.001193": BIRTH,
    "khai tử": DEATH,
    "khai tu": DEATH,
    "báo tử": DEATH,
    "làm giấy chứng tử": DEATH,
    "thủ tục khi có người mất": DEATH,
    "kết hôn": MARRIAGE,
    "dang ky ket hon": MARRIAGE,
    "lấy vợ": MARRIAGE,
    "giấy hôn thú": MARRIAGE,
    "đăng ký kết hônn": MARRIAGE,
    "marriage": MARRIAGE,
    "mariage": MARRIAGE,
    "giấy độc thân": STATUS,
    "giay doc than": STATUS,
    "xác nhận độc thân": STATUS,
    "tình trạng hôn nhân": STATUS,
    "tinh trang hon nhan": STATUS,
    "chưa kết hôn": STATUS,
    "thường trú": RESIDENCE,
    "thuong tru": RESIDENCE,
    "thuogn tru": RESIDENCE,
    "hộ khẩu": RESIDENCE,
    "ho khau": RESIDENCE,
    "nhập khẩu": RESIDENCE,
    "sổ hộ khẩu": RESIDENCE,
    "chuyển hộ khẩu": RESIDENCE,
    "tạm trú": TEMPORARY,
    "tam tru": TEMPORARY,
    "KT3": TEMPORARY,
    "đăng ký tạm chú": TEMPORARY,
    "thuê trọ": TEMPORARY,
    "xây nhà": BUILDING,
    "xay nha": BUILDING,
    "xin phép xây nhà": BUILDING,
    "giấy phép xây dựng": BUILDING,
    "giấy phép xây dưng nhà ở": BUILDING,
    "gpxd": BUILDING,
    "mở quán": BUSINESS,
    "mo quan": BUSINESS,
    "mở quán cà phê": BUSINESS,
    "buôn bán nhỏ": BUSINESS,
    "hộ kinh doanh": BUSINESS,
    "ho kinh doang": BUSINESS,
    "hkd": BUSINESS,
    "household business": BUSINESS,
    "doanh nghiệp tư nhân": ENTERPRISE,
    "thanh lap doanh nghiep": ENTERPRISE,
    "dntn": ENTERPRISE,
    "sao y": COPIES,
    "sao y bản chính": COPIES,
    "công chứng": COPIES,
    "chung thuc ban sao": COPIES,
    "photo công chứng": COPIES,
    "2.000815.000.00.00.H55.02": COPIES,
    "lý lịch tư pháp": RECORD,
    "lí lịch": RECORD,
    "ly lich tu phap": RECORD,
    "lltp": RECORD,
    "tiền án": RECORD,
    "criminal record": RECORD,
    "bằng lái": LICENCE,
    "bang lai xe": LICENCE,
    "đổi bằng lái xe máy": LICENCE,
    "gplx": LICENCE,
    "driver license": LICENCE,
    "trích lục": EXTRACT,
    "trich luc ho tich": EXTRACT,
    "bản sao giấy khai sinh": EXTRACT,
    "mất giấy khai sinh": EXTRACT,
    "trích lục kết hôn": EXTRACT,
    "2000635": EXTRACT,
    "BHYT trẻ em": CHILD,
    "bhyt tre em": CHILD,
    "thẻ bảo hiểm y tế cho bé": CHILD,
    "liên thông khai sinh": CHILD,
}


@cache
def catalogue() -> Catalogue:
    return Catalogue.of(load_plugins({}, entry_points=False))


def bundled() -> tuple[Procedure, ...]:
    return catalogue().on_offer(ON)


def expected(wanted: str) -> Iterator[str]:
    """The codes that are meant: the code itself, or those of procedures named so."""
    for one in bundled():
        if wanted == one.code or wanted in one.name.vi.lower():
            yield one.code


@pytest.mark.parametrize(("query", "wanted"), FIRST.items(), ids=FIRST)
def test_what_people_type_finds_what_they_mean(query: str, wanted: str) -> None:
    codes = list(expected(wanted))
    if not codes:
        pytest.skip(f"{wanted} is not among the bundled procedures")
    found = catalogue().search(query, ON)
    assert [one.code for one in found[:1]] == codes[:1], [one.name.vi for one in found]


@cache
def national() -> Catalogue:
    """The bundled procedures among 6,000 invented ones."""
    made = Catalogue.of(load_plugins({}, entry_points=False))
    described = replace(
        SOUND,
        service_level=ServiceLevel.INFORMATION,
        channels=(Channel.COUNTER,),
        form=(),
        cases=(),
    )
    made.publish(
        replace(described, code=one["code"], name=Text(one["name"]))
        for one in national_procedures(6_000)
    )
    return made


def test_the_same_comes_first_among_six_thousand() -> None:
    other = {}
    for query, wanted in FIRST.items():
        found = [one.code for one in national().search(query, ON)[:1]]
        if found != list(expected(wanted))[:1] and list(expected(wanted)):
            other[query] = found
    assert other == {}


@pytest.mark.parametrize(
    "query",
    ["hộ chiếu", "ho chieu", "làm hộ chiếu", "thị thực", "visa", "sổ đỏ", "so do", "lương hưu",
     "khai thuế", "đặt vé tàu", "xyz", "ngân hàng", "thời tiết hôm nay", "1.999999"],
)  # fmt: skip
def test_what_is_not_offered_is_not_answered_with_something_else(query: str) -> None:
    for size in (catalogue(), national()):
        assert [one.name.vi for one in size.search(query, ON)] == []


@given(st.data())
def test_a_name_finds_its_procedure_first(data: st.DataObject) -> None:
    one = data.draw(st.sampled_from(bundled()))
    spelt = data.draw(st.sampled_from([str, str.upper, fold, lambda name: f"  {name}? "]))
    assert catalogue().search(spelt(one.name.vi), ON)[0] is one


@given(st.data())
def test_diacritics_never_lose_a_procedure(data: st.DataObject) -> None:
    one = data.draw(st.sampled_from(bundled()))
    words = data.draw(st.sampled_from([one.name.vi, *one.keywords]))
    assert one in catalogue().search(words, ON)
    assert one in catalogue().search(fold(words), ON)


LETTERS = "abcdeghiklmnopqrstuvxy"


@st.composite
def mistyped(draw: st.DrawFn) -> tuple[Procedure, str]:
    """A procedure, and its name with one error in a long word."""
    named = [(one, fold(one.name.vi).replace(",", "").split()) for one in bundled()]
    one, words = draw(st.sampled_from([pair for pair in named if max(map(len, pair[1])) >= 5]))
    words = list(words)
    at = draw(st.sampled_from([i for i, word in enumerate(words) if len(word) >= 5]))
    word, place = words[at], draw(st.integers(0, len(words[at]) - 1))
    letter = draw(st.sampled_from(LETTERS))
    words[at] = draw(
        st.sampled_from(
            [
                word[:place] + word[place + 1 :],
                word[:place] + letter + word[place:],
                word[:place] + letter + word[place + 1 :],
                word[:place] + word[place : place + 2][::-1] + word[place + 2 :],
            ]
        )
    )
    return one, " ".join(words)


@given(mistyped())
def test_one_error_in_a_long_word_still_finds_it(mistake: tuple[Procedure, str]) -> None:
    one, query = mistake
    assert one in catalogue().search(query, ON)[:5]
