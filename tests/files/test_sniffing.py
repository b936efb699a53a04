from __future__ import annotations

import hashlib
import io
from collections.abc import Callable

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from citizen_portal.files.refusals import LARGEST_FILE, MESSAGES, FileRefused
from citizen_portal.files.sniffing import inspect, receive

from . import samples


def refusal_of(data: bytes, name: str = "a.pdf") -> str:
    with pytest.raises(FileRefused) as caught:
        inspect(data, name)
    assert caught.value.message == MESSAGES[caught.value.reason_code]
    return caught.value.reason_code


@pytest.mark.parametrize(
    ("data", "media_type", "pages", "name"),
    [
        (samples.pdf(pages=3), "application/pdf", 3, "giấy.pdf"),
        (samples.photo("JPEG"), "image/jpeg", None, "giấy.jpg"),
        (samples.photo("JPEG", progressive=True), "image/jpeg", None, "giấy.jpg"),
        (samples.photo("PNG"), "image/png", None, "giấy.png"),
    ],
)
def test_type_comes_from_the_bytes_not_the_name(
    data: bytes, media_type: str, pages: int | None, name: str
) -> None:
    for given_name in ("giấy.pdf", "giấy.png", "giấy.JPG"):
        found = inspect(data, given_name)
        assert (found.media_type, found.pages, found.size) == (
            media_type,
            pages,
            len(data),
        )
        assert found.safe_name == name
        assert found.sha256 == hashlib.sha256(data).hexdigest()


def test_every_refusal_is_one_sentence_in_both_languages() -> None:
    for message in MESSAGES.values():
        for sentence in (message.vi, message.en):
            assert sentence.endswith(".")
            assert sentence.count(". ") == 0
        assert "hãy" in message.vi or "Chỉ nhận" in message.vi


def test_empty_and_too_large() -> None:
    assert refusal_of(b"") == "empty"
    assert refusal_of(b"%PDF-" + bytes(LARGEST_FILE - 4)) == "too_large"
    largest = samples.noisy_pdf(LARGEST_FILE - 20_000)
    assert LARGEST_FILE - 20_000 < len(largest) <= LARGEST_FILE
    assert inspect(largest, "a.pdf").size == len(largest)


@pytest.mark.parametrize(
    "data",
    [
        b"MZ\x90\x00" + bytes(200),
        b"\x7fELF" + bytes(200),
        b"GIF89a" + bytes(200),
        b"<!doctype html><script>alert(1)</script>",
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        samples.zip_of("word/document.xml"),
        b"a",
    ],
)
def test_other_types_are_refused_whatever_they_are_called(data: bytes) -> None:
    for name in ("a.pdf", "a.jpg", "a.png"):
        assert refusal_of(data, name) == "wrong_type"


@pytest.mark.parametrize("before", [b"<html>" + b"x" * 500, b"\n", b"\xef\xbb\xbf", b"x" * 900])
def test_a_pdf_starts_with_its_first_byte(before: bytes) -> None:
    assert refusal_of(before + samples.pdf()) == "foreign_data"


@pytest.mark.parametrize("kind", ["PDF", "JPEG", "PNG"])
@pytest.mark.parametrize("behind", [samples.zip_of(), b"<script>alert(1)</script>", b"x"])
def test_nothing_may_follow_the_end(kind: str, behind: bytes) -> None:
    data = samples.pdf() if kind == "PDF" else samples.photo(kind)
    assert refusal_of(data + behind) == "foreign_data"


@pytest.mark.parametrize("kind", ["PDF", "JPEG", "PNG"])
def test_a_zip_that_hides_behind_a_second_end(kind: str) -> None:
    ends = {
        "PDF": b"\n%%EOF\n",
        "JPEG": b"\xff\xd9",
        "PNG": samples.png_chunk(b"IEND", b""),
    }
    data = samples.pdf() if kind == "PDF" else samples.photo(kind)
    assert refusal_of(data + samples.zip_of(note=ends[kind])) == "foreign_data"


def test_blanks_behind_a_pdf_are_no_harm() -> None:
    assert inspect(samples.pdf() + b"\r\n\0\0\n", "a.pdf").pages == 1


@pytest.mark.parametrize("kind", ["PDF", "JPEG", "PNG"])
def test_cut_anywhere_a_file_is_refused(kind: str) -> None:
    data = samples.pdf(pages=4) if kind == "PDF" else samples.photo(kind)
    for part in range(1, 21):
        cut = data[: len(data) * part // 21]
        assert refusal_of(cut) in {"broken", "wrong_type", "foreign_data"}


def test_broken_insides_are_refused() -> None:
    assert refusal_of(b"%PDF-1.7\nnothing at all\n%%EOF\n") == "broken"
    png = samples.photo("PNG")
    assert refusal_of(png[:200] + bytes([png[200] ^ 1]) + png[201:]) == "broken"
    assert refusal_of(samples.pdf().replace(b"/Kids", b"/Kidz")) == "broken"
    assert refusal_of(samples.xref_loop()) == "broken"


@pytest.mark.parametrize("user", ["", "mật khẩu"])
def test_locked_pdf(user: str) -> None:
    locked = samples.pdf(encryption=pikepdf.Encryption(owner="chủ", user=user))
    assert refusal_of(locked) == "encrypted"


@pytest.mark.parametrize("packed_objects", [True, False])
@pytest.mark.parametrize("change", samples.ACTIVE.values(), ids=samples.ACTIVE)
def test_active_pdf(change: Callable[[pikepdf.Pdf], None], packed_objects: bool) -> None:
    mode = pikepdf.ObjectStreamMode
    written = samples.pdf(
        change, object_stream_mode=mode.generate if packed_objects else mode.disable
    )
    assert refusal_of(written) == "active_content"


def test_active_names_cannot_be_spelt_otherwise() -> None:
    written = samples.pdf(samples.ACTIVE["opens with a script"], qdf=True, static_id=True)
    hidden = written.replace(b"/JavaScript", b"/#4aavaScript").replace(b"/JS", b"/#4aS")
    assert b"/JavaScript" not in hidden
    fixed = io.BytesIO()
    with pikepdf.open(io.BytesIO(hidden)) as paper:
        paper.save(fixed)
    assert refusal_of(fixed.getvalue()) == "active_content"


def test_what_ordinary_papers_hold_is_taken() -> None:
    def change(paper: pikepdf.Pdf) -> None:
        first = paper.pages[0].obj
        paper.Root.OpenAction = Array([first, Name.Fit])
        link = Dictionary(S=Name.URI, URI="https://hokinhdoanh.example/")
        samples._on_page(paper, Dictionary(Subtype=Name.Link, A=link))
        field = Dictionary(FT=Name.Sig, T="Chữ ký", V=Dictionary(Type=Name.Sig))
        paper.Root.AcroForm = Dictionary(Fields=Array([paper.make_indirect(field)]), SigFlags=3)
        paper.docinfo["/Title"] = "Cách viết (/JavaScript) và /Launch, /AA, /JS"

    assert inspect(samples.pdf(change), "a.pdf").pages == 1


def test_a_stream_that_grows_without_end() -> None:
    deflate = Name.FlateDecode
    bomb = samples.packed_zeros(300_000_000)
    assert len(bomb) < 400_000
    assert refusal_of(samples.pdf_with_stream(bomb, deflate)) == "too_complex"
    twice = Array([deflate, deflate])
    assert refusal_of(samples.pdf_with_stream(b"x", twice)) == "too_complex"
    large = samples.packed_zeros(90_000_000)
    assert inspect(samples.pdf_with_stream(large, deflate), "a.pdf").pages == 1


def test_a_picture_inside_a_pdf_with_too_many_points() -> None:
    drawn = {"Subtype": Name.Image, "Width": 20_000, "Height": 20_000}
    data = samples.pdf_with_stream(b"x", Name.DCTDecode, **drawn)
    assert refusal_of(data) == "image_too_large"


@pytest.mark.parametrize(
    ("size", "reason"),
    [((14_000, 14_000), "image_too_large"), ((8_001, 5_000), "image_too_large")],
)
def test_picture_with_too_many_points(size: tuple[int, int], reason: str) -> None:
    assert refusal_of(samples.plain_png(size)) == reason


def test_picture_with_as_many_points_as_allowed() -> None:
    assert inspect(samples.plain_png((8_000, 5_000)), "a.png").media_type == "image/png"


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from([b"%PDF-1.4\n", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"]),
)
def test_garbage_never_does_worse_than_be_refused(garbage: bytes, start: bytes) -> None:
    for take in (inspect, receive):
        with pytest.raises(FileRefused):
            take(start + garbage, "a")
        with pytest.raises(FileRefused):
            take(garbage, "a")
