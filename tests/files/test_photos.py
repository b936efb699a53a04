from __future__ import annotations

import hashlib
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from citizen_portal.files.photos import photo_end, without_extras
from citizen_portal.files.refusals import FileRefused
from citizen_portal.files.sniffing import receive

from . import samples


def opened(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("orientation", [1, 6])
def test_the_place_goes_and_the_way_up_and_the_points_stay(kind: str, orientation: int) -> None:
    sent = samples.photo_with_place(kind, orientation)
    assert opened(sent).getexif().get_ifd(0x8825)
    kept = receive(sent, "ảnh.jpg")
    exif = opened(kept.data).getexif()
    assert dict(exif.get_ifd(0x8825)) == {}
    assert 0x013B not in exif
    assert exif.get(0x0112, 1) == orientation
    assert opened(kept.data).tobytes() == opened(sent).tobytes()
    assert kept.inspected.sha256 == hashlib.sha256(kept.data).hexdigest()


def test_words_beside_the_picture_go() -> None:
    jpeg = samples.photo("JPEG", comment=b"nha rieng")
    assert b"nha rieng" in jpeg
    assert b"nha rieng" not in without_extras(jpeg)
    png = samples.photo("PNG")
    words = samples.png_chunk(b"tEXt", b"Comment\0nha rieng")
    written = png[:33] + words + png[33:]
    assert opened(written).info["Comment"] == "nha rieng"
    assert without_extras(written) == png


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_colours_stay(kind: str) -> None:
    profile = b"profile" * 20
    assert (
        opened(without_extras(samples.photo(kind, icc_profile=profile))).info["icc_profile"]
        == profile
    )


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("behind", [samples.zip_of(), samples.photo("JPEG"), b"SEFT"])
def test_what_phones_and_tricksters_put_behind_a_photo_goes(kind: str, behind: bytes) -> None:
    alone = samples.photo(kind)
    kept = receive(alone + behind, "a.jpg")
    assert kept.data == without_extras(alone)
    assert photo_end(kept.data) == len(kept.data)


@pytest.mark.parametrize(
    "saving", [{"progressive": True}, {"restart_marker_rows": 1}, {"quality": 95}]
)
def test_every_manner_of_jpeg_is_walked_to_its_end(saving: dict[str, object]) -> None:
    data = samples.photo("JPEG", **saving)
    assert photo_end(data) == len(data)
    assert opened(without_extras(data)).tobytes() == opened(data).tobytes()


def test_a_pdf_is_kept_byte_by_byte() -> None:
    sent = samples.pdf()
    assert receive(sent, "a.pdf").data == sent


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(["JPEG", "PNG"]), st.data())
def test_damaged_segments_are_refused_or_cleaned_once_and_for_all(
    kind: str, draw: st.DataObject
) -> None:
    data = bytearray(samples.photo_with_place(kind))
    for _ in range(draw.draw(st.integers(1, 4))):
        data[draw.draw(st.integers(3 if kind == "JPEG" else 8, 400))] = draw.draw(
            st.integers(0, 255)
        )
    once = cleaned(bytes(data))
    assert once == "broken" or cleaned(once) == once


def cleaned(data: bytes | str) -> bytes | str:
    assert isinstance(data, bytes)
    try:
        return without_extras(data)
    except FileRefused as refusal:
        return refusal.reason_code
