"""What people type: texts that questions read, and texts that they must refuse politely."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from citizen_portal.procedures.fields import (
    EmailField,
    NameField,
    PersonalNumberField,
    PhoneField,
    TextField,
)
from citizen_portal.procedures.questions import Question

# All invented. The fourth is typed with marks of their own, as some keyboards send them.
NAMES = (
    "Nguyễn Văn An",
    "Trần Thị Bình",
    "H'Hen Niê",
    "Nguye\u0302\u0303n Thi\u0323 A\u0301nh Tuye\u0302\u0301t",
    "Y",
    "Công Tằng Tôn Nữ Thị Ngọc Diệp",
)
TEXTS = (
    "Số 12, đường Lê Thánh Tông, phường Hạ Long, tỉnh Quảng Ninh",
    "Quán phở gia truyền “Hòa”",
    "a",
    "<b>&\"'</b>",
    "{{ body }} {name} %s $x",
    "12/2026/NQ-HĐND",
    "0",
    "-1",
)
PERSONAL_NUMBERS = ("001 099 012 345", "000000000000")
TELEPHONES = ("0912 345 678", "0203 382 5544")
E_MAIL_ADDRESSES = ("an@example.vn", f"{'a' * 64}@{'b' * 60}.example")

_ODD = (
    "",
    " ",
    "\x00",
    "không",
    "31/02/2026",
    "29/02/2023",
    "99999999999999999999",
    "-5",
    "1e9",
    "\u0663",
    "yes",
    "\u202eabc",
    "x" * 5000,
)

anything_typed: SearchStrategy[str] = st.one_of(
    st.sampled_from((*_ODD, *TEXTS, *NAMES)),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
)
"""Whatever a browser may send."""


def texts_for(question: Question) -> SearchStrategy[str]:
    """Texts that fit the question's kind; it may still refuse some."""
    for kind, made in _KINDS:
        if isinstance(question, kind):
            return made(question)
    return st.one_of(st.sampled_from(TEXTS), anything_typed)


def longest_name(length: int) -> str:
    """A name of exactly that many characters."""
    return ("Nguyễn " * length)[:length].rstrip().ljust(length, "a")


def _names(question: NameField) -> SearchStrategy[str]:
    return st.sampled_from((*NAMES, longest_name(question.max_length)))


def _texts(question: TextField) -> SearchStrategy[str]:
    free = st.text(st.characters(exclude_categories=["Cs"]), max_size=min(question.max_length, 20))
    return st.one_of(st.sampled_from((*TEXTS, "ặ" * question.max_length)), free)


def _numbers(question: PersonalNumberField) -> SearchStrategy[str]:
    rest = st.integers(0, 999_999_999).map(lambda number: f"{number:09d}")
    births = st.tuples(st.sampled_from(("001", "022", "096")), rest)
    return st.one_of(st.sampled_from(PERSONAL_NUMBERS), births.map("".join))


def _phones(question: PhoneField) -> SearchStrategy[str]:
    mobile = st.integers(0, 9_999_999).map(lambda number: f"091{number:07d}")
    return st.one_of(st.sampled_from(TELEPHONES), mobile)


def _addresses(question: EmailField) -> SearchStrategy[str]:
    return st.sampled_from(E_MAIL_ADDRESSES)


_KINDS: tuple[tuple[Any, Callable[[Any], SearchStrategy[str]]], ...] = (
    (PersonalNumberField, _numbers),
    (PhoneField, _phones),
    (EmailField, _addresses),
    (NameField, _names),
    (TextField, _texts),
)
