"""The code of a hand-over: six digits, the same again, and only with the key."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.domain.handover import (
    CODE_DIGITS,
    MOST_TRIES,
    code_mark,
    handover_code,
    is_code,
    tries_left,
)

KEYS = st.binary(min_size=16, max_size=40)


@given(key=KEYS, occasion=st.text(max_size=60))
def test_a_code_is_six_digits_and_fits_its_own_mark(key: bytes, occasion: str) -> None:
    code = handover_code(key, occasion)
    assert (len(code), code.isascii(), code.isdigit()) == (CODE_DIGITS, True, True)
    assert code == handover_code(key, occasion)
    mark = code_mark(key, occasion, code)
    assert is_code(key, occasion, f" {code[:3]} {code[3:]} ", mark)
    assert not is_code(key, occasion, f"{(int(code) + 1) % 10**CODE_DIGITS:06d}", mark)
    assert not is_code(key, occasion + "x", code, mark)
    assert not is_code(key + b"x", occasion, code, mark)


def test_nothing_fits_where_there_is_no_mark() -> None:
    assert not is_code(b"key", "occasion", handover_code(b"key", "occasion"), "")


def test_tries_run_out_and_stay_out() -> None:
    assert [tries_left(tries) for tries in (0, 1, MOST_TRIES, MOST_TRIES + 3)] == [5, 4, 0, 0]
