from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.files.names import EXTENSIONS, LONGEST_NAME, clean_name

PDF = "application/pdf"


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("Giấy khai sinh.pdf", "Giấy khai sinh.pdf"),
        (unicodedata.normalize("NFD", "Giấy khai sinh.PDF"), "Giấy khai sinh.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("..\\..\\x.pdf", "x.pdf"),
        ("C:x.pdf", "x.pdf"),
        ("C:\\Users\\An\\x.pdf", "x.pdf"),
        ("a\0b.pdf", "ab.pdf"),
        ("a\r\nContent-Type: text/html\r\n.pdf", "html.pdf"),
        ("hoso\u202efdp.exe", "hosofdp.exe.pdf"),
        ("\ufeffa\u200bb.pdf", "ab.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("lpt1", "_lpt1.pdf"),
        ("console.pdf", "console.pdf"),
        ("", "giay-to.pdf"),
        ("...", "giay-to.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("ảnh.png", "ảnh.pdf"),
        ("ảnh.png.pdf", "ảnh.png.pdf"),
        ("日本 😀.pdf", "日本 😀.pdf"),
        ("\ud800a.pdf", "a.pdf"),
        ("'; DROP TABLE.pdf", "'; DROP TABLE.pdf"),
    ],
)
def test_names(raw: str, shown: str) -> None:
    assert clean_name(raw, PDF) == shown


def test_the_extension_belongs_to_the_type() -> None:
    assert clean_name("a.JPEG", "image/jpeg") == "a.jpeg"
    assert clean_name("a.pdf", "image/jpeg") == "a.jpg"
    assert clean_name("a.html", "image/png") == "a.html.png"


def test_long_names_keep_their_extension() -> None:
    shown = clean_name("ắ" * 300 + ".pdf", PDF)
    assert len(shown) <= LONGEST_NAME
    assert shown.endswith("ắ.pdf")


@given(st.text(max_size=400), st.sampled_from(sorted(EXTENSIONS)))
def test_every_name_is_short_visible_and_settled(raw: str, media_type: str) -> None:
    shown = clean_name(raw, media_type)
    assert 0 < len(shown) <= LONGEST_NAME
    assert not any(unicodedata.category(c).startswith("C") for c in shown)
    assert not set(shown) & set("/\\\r\n\0")
    assert not shown.startswith(".")
    assert shown.rpartition(".")[2] in EXTENSIONS[media_type]
    assert unicodedata.is_normalized("NFC", shown)
    assert clean_name(shown, media_type) == shown
