"""Archives that leave while they are written."""

from __future__ import annotations

import io
from collections.abc import Iterator
from zipfile import ZipFile

from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.files.archive import Entry, stream_archive
from tests.domain.calendars import LAW

NAMES = st.lists(st.text("abc-1", min_size=1, max_size=6), unique=True, max_size=6)


@LAW
@given(NAMES, st.binary(max_size=2000))
def test_what_goes_in_comes_out(names: list[str], data: bytes) -> None:
    entries = [(f"{name}.pdf", lambda name=name: name.encode() + data) for name in names]
    packed = b"".join(stream_archive(entries))
    with ZipFile(io.BytesIO(packed)) as archive:
        assert archive.testzip() is None
        assert {one: archive.read(one) for one in archive.namelist()} == {
            f"{name}.pdf": name.encode() + data for name in names
        }
    assert packed == b"".join(stream_archive(entries))


def test_a_file_is_read_when_its_turn_comes_and_none_is_kept() -> None:
    read: list[int] = []

    def entries() -> Iterator[Entry]:
        for number in range(50):
            yield f"{number}.pdf", lambda number=number: read.append(number) or bytes(100_000)

    stream = stream_archive(entries())
    first = next(stream)
    assert read == [0]
    assert len(first) < 110_000
    assert max(map(len, stream)) < 110_000
    assert read == list(range(50))
