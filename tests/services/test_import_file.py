"""Which files are accepted, and what is said of the others."""

from __future__ import annotations

import io
import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citizen_portal.services.imports.json_stream import LARGEST_VALUE, MalformedFile
from citizen_portal.services.imports.national_file import entries_of


def places(data: bytes) -> list[tuple[str, Any]]:
    return [(one.place, one.value) for one in entries_of(io.BytesIO(data))]


def test_the_shapes_that_are_accepted() -> None:
    one = {"code": "1", "name": "x"}
    written = json.dumps(one).encode()
    assert places(b"[%s]" % written) == [("[0]", one)]
    assert places(b'{"procedures": [%s]}' % written) == [("procedures[0]", one)]
    assert places(b'{"code": "OK", "data": [%s], "m": 1}' % written) == [("data[0]", one)]
    assert places(b'{"code": "OK", "data": %s, "message": "OK"}' % written) == [("data", one)]
    assert places(written) == [("procedure", one)]
    assert places(b'[{"code": "OK", "data": %s}]' % written) == [("[0]", one)]
    assert places(b"\xef\xbb\xbf []  \n") == []


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "the file is empty"),
        (b" \n ", "the file is empty"),
        (b'"a"', "neither a list nor an object"),
        (b"\xff\xfe[", "not text in UTF-8"),
        (b'[{"a": 1},]', "line 1: this is not JSON"),
        (b'{"code": 1,}', "line 1: this is not JSON"),
        (b'[{"a": 1}\n\n{"b": 2}]', "line 3: there should be ',' or ']', not '{'"),
        (b'[{"a": 1}', "not the end of the file"),
        (b'[{"a": tru}]', "line 1: this is not JSON"),
        (b'[{"a": 1}] x', "something follows the end"),
        (b'[{"a": 1, "a": 2}]', "the field 'a' twice"),
        (b'{"procedures": [], "procedures": []}', "'procedures' of the outermost object is wrong"),
        (b'[{"a": NaN}]', "NaN is no number"),
        (b'[{"a": ' + b"9" * 5000 + b"}]", "a number has thousands of digits"),
        (b"[" * 5_000, "24 deep"),
        (b'[{"a": ' + b"[" * 30 + b"]" * 30 + b"}]", "24 deep"),
        (b'{"message": "nothing"}', "there is no list of procedures"),
        (b"{}", "this is not JSON"),
    ],
)
def test_a_malformed_file_gets_one_sentence(data: bytes, said: str) -> None:
    with pytest.raises(MalformedFile) as refused:
        places(data)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_value_beyond_all_measure_is_refused() -> None:
    data = b'[{"a": "' + b"x" * (LARGEST_VALUE + 1) + b'"}]'
    with pytest.raises(MalformedFile, match="longer than"):
        places(data)


def test_values_that_lie_across_what_is_read_at_once_are_whole() -> None:
    entries = [{"code": str(number), "text": "chữ có dấu ệ " * 40_000} for number in range(5)]
    data = json.dumps(entries, ensure_ascii=False).encode()
    assert [value for _, value in places(data)] == entries


def test_what_was_read_is_told() -> None:
    data = json.dumps([{"text": "x" * 3_000_000}]).encode()
    told: list[int] = []
    assert len(list(entries_of(io.BytesIO(data), told.append))) == 1
    assert sum(told) == len(data)
    assert len(told) > 2


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


@given(st.lists(st.dictionaries(st.text(), json_values, max_size=4), max_size=5), st.booleans())
@settings(max_examples=60)
def test_every_list_of_objects_is_read_as_json_reads_it(
    entries: list[dict[str, Any]], pretty: bool
) -> None:
    data = json.dumps({"procedures": entries}, indent=2 if pretty else None).encode()
    opened = [
        one["data"] if isinstance(one.get("data"), dict) and "name" not in one else one
        for one in entries
    ]
    assert [value for _, value in places(data)] == opened


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(MalformedFile):
        assert isinstance(places(b"[" + data), list)
