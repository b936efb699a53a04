from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.plugin_api import PaymentFact, PaymentState
from plugins.connectors.payment_platform.messages import (
    LONGEST_MESSAGE,
    Malformed,
    is_genuine,
    read_fact,
    read_message,
    sealed,
    write_fact,
    written,
)

# Computed apart from this project's code: HMAC-SHA-256 with the key "secret".
SEAL_OF_MESSAGE = "05c85e2e7b20031177aae7d1843755384a5053afcd67a13ea7ac025b77ddc7b4"

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
MESSAGES = st.dictionaries(st.text().filter(lambda name: name != "MaXacThuc"), VALUES, max_size=6)

FACT = PaymentFact(
    reference="DVC-1",
    state=PaymentState.SUCCEEDED,
    amount=8_000,
    currency="VND",
    event_id="e1",
    transaction_id="GD1",
    occurred_at=datetime(2026, 11, 20, 3, 5, tzinfo=UTC),
)


def test_the_canonical_form_and_the_seal_are_these() -> None:
    message = {"SoTien": 8000, "MaDoiTac": "CONG-DVC", "ThongTin": {"b": "Phí | lệ phí", "a": [1]}}
    assert written(message).decode() == (
        '{"MaDoiTac":"CONG-DVC","SoTien":8000,"ThongTin":{"a":[1],"b":"Phí | lệ phí"}}'
    )
    assert sealed(message, "secret")["MaXacThuc"] == SEAL_OF_MESSAGE


@given(MESSAGES)
def test_a_sealed_message_survives_the_wire(message: dict[str, object]) -> None:
    arrived = read_message(written(sealed(message, "new")))
    assert is_genuine(arrived, ("old", "new"))
    assert not is_genuine(arrived, ("old",))
    assert not is_genuine(arrived, ())


@given(MESSAGES, st.data())
def test_whatever_is_changed_breaks_the_seal(
    message: dict[str, object], draw: st.DataObject
) -> None:
    arrived = sealed(message, "secret")
    name = draw.draw(st.sampled_from(sorted(arrived)))
    value = draw.draw(
        VALUES.filter(lambda value: written({"": value}) != written({"": arrived[name]}))
    )
    assert not is_genuine({**arrived, name: value}, ("secret",))
    assert not is_genuine({key: arrived[key] for key in arrived if key != name}, ("secret",))


@pytest.mark.parametrize("seal", [None, "", "0" * 64, 5, ["a"], "é"])
def test_seals_that_are_none(seal: object) -> None:
    assert not is_genuine({"a": 1, "MaXacThuc": seal}, ("secret",))


def test_a_seal_in_capitals_is_another_seal() -> None:
    message = sealed({"a": 1}, "secret")
    assert not is_genuine({**message, "MaXacThuc": str(message["MaXacThuc"]).upper()}, ("secret",))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"1",
        b"{",
        b'{"a":1,"a":2}',
        b'{"x":{"a":1,"a":2}}',
        b'{"a":NaN}',
        b"\xff",
        b'{"a":' + b"[" * 60_000,
        b'{"a":' + b"9" * 5_000 + b"}",
        b" " * (LONGEST_MESSAGE + 1),
    ],
)
def test_bodies_that_are_no_message(body: bytes) -> None:
    with pytest.raises(Malformed):
        read_message(body)


@given(
    st.sampled_from(PaymentState),
    st.integers(0, 10**15),
    st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=7))])),
)
def test_facts_survive_the_wire(state: PaymentState, amount: int, moment: datetime) -> None:
    moved = state in (PaymentState.SUCCEEDED, PaymentState.REFUNDED)
    fact = PaymentFact(
        reference="DVC-1",
        state=state,
        amount=amount,
        currency="VND",
        event_id="e-1",
        transaction_id="GD1" if moved else "",
        occurred_at=moment,
    )
    assert read_fact(read_message(written(write_fact(fact)))) == fact


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MaThamChieu", ""),
        ("MaThamChieu", "DVC 1"),
        ("MaThamChieu", "DVC-1\n"),
        ("MaThamChieu", 5),
        ("SoTien", -1),
        ("SoTien", True),
        ("SoTien", 8000.0),
        ("SoTien", "8000"),
        ("TrangThaiGD", "OK"),
        ("TrangThaiGD", None),
        ("MaTienTe", "vnd"),
        ("MaSuKien", ""),
        ("MaGiaoDich", ""),
        ("MaGiaoDich", "a b"),
        ("ThoiGianGD", "2026-11-20T03:05:00"),
        ("ThoiGianGD", "hôm qua"),
        ("ThoiGianGD", None),
    ],
)
def test_facts_that_make_no_sense(name: str, value: object) -> None:
    message = write_fact(FACT)
    assert read_fact(message) == FACT
    with pytest.raises(Malformed):
        read_fact({**message, name: value})
    with pytest.raises(Malformed):
        read_fact({key: message[key] for key in message if key != name})
