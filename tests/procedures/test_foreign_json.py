"""What others send is read while it is plain and shallow, and refused by a ValueError else."""

from __future__ import annotations

import gc
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.procedures.foreign_json import DEEPEST, nests_deeper, read_json_object

_TEXTS = st.text(st.sampled_from('"\\[]{}aé,: \n'))
_VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | _TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXTS, inner, max_size=3),
)


def _depth(value: Any) -> int:
    match value:
        case dict():
            return 1 + max(map(_depth, value.values()), default=0)
        case list():
            return 1 + max(map(_depth, value), default=0)
    return 0


@given(_VALUES, st.booleans())
def test_depth_is_counted_outside_of_strings(value: Any, plain: bool) -> None:
    text = json.dumps(value, ensure_ascii=plain)
    depth = _depth(value)
    assert not nests_deeper(f"[{text}]]]", depth + 1)
    assert nests_deeper(f"[{text}", depth)


@given(st.dictionaries(_TEXTS, _VALUES, max_size=3))
def test_objects_are_read_as_they_were_written(content: dict[str, Any]) -> None:
    assert read_json_object(json.dumps(content, ensure_ascii=False).encode()) == content


@pytest.mark.parametrize(
    "body",
    [
        b"", b"[]", b"null", b'"a"', b'{"a": 1', b'{"a": NaN}', b'{"a": -Infinity}',
        b'{"a": 1, "a": 1}', b'{"b": {"a": 1, "a": 2}}', b'\xff{"a": 1}',
        '{"a": 1}'.encode("utf-16"),
        b'{"a": ' + b"[" * DEEPEST + b"]" * DEEPEST + b"}", b"[" * 100_000, b" \n" + b"[" * 100_000,
        b'{"a": ' * 100_000,
        b'{"a": ' + b"9" * 5_000 + b"}",
    ],
)  # fmt: skip
def test_anything_else_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_json_object(body)


def test_long_texts_are_passed_over_once() -> None:
    assert read_json_object(b'{"a": "' + b"x" * 4_000_000 + b'"}')
    with pytest.raises(ValueError, match=r"."):
        read_json_object(b'{"a": "' + b"x" * 4_000_000)
    with pytest.raises(ValueError, match=r"."):
        read_json_object(b"{" + b" " * 4_000_000)


def test_the_deepest_is_allowed() -> None:
    most = DEEPEST - 1
    assert read_json_object(b'{"a": ' + b"[" * most + b"]" * most + b"}")


def test_refusing_depth_leaves_room_for_what_runs_between() -> None:
    """What watches the garbage collector is called wherever the reader is, and must not fail."""

    def watch(_phase: str, _info: dict[str, int]) -> None:
        _down(300)

    gc.callbacks.append(watch)
    often = gc.get_threshold()
    gc.set_threshold(20)
    try:
        with pytest.raises(ValueError, match="deep"):
            read_json_object(b"[" * 100_000)
    finally:
        gc.set_threshold(*often)
        gc.callbacks.remove(watch)


def _down(steps: int) -> int:
    return 0 if steps == 0 else 1 + _down(steps - 1)
