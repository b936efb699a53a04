from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.plugin_api import NoticeRefused, PaymentFact, PaymentState
from plugins.connectors.payment_platform.messages import write_fact, written
from plugins.connectors.payment_platform.notices import HEADER, sign_notice

from .platform import PARTNER, SECRET, configuration, gateway

NOW = datetime(2026, 11, 20, 3, 6, tzinfo=UTC)
AT = int(NOW.timestamp())
FACT = PaymentFact(
    reference="DVC-1",
    state=PaymentState.SUCCEEDED,
    amount=8_000,
    currency="VND",
    event_id="e1",
    transaction_id="GD1",
    occurred_at=NOW,
)
MESSAGE = {**write_fact(FACT), "LoaiBanTin": "THONG_BAO", "MaDoiTac": PARTNER}
BODY = written(MESSAGE)
SIGNATURE = sign_notice(BODY, "e1", AT, SECRET)
GATEWAY = gateway(configuration("http://127.0.0.1:8451"))


def refusal_of(headers: dict[str, str], body: bytes = BODY, now: datetime = NOW) -> str:
    with pytest.raises(NoticeRefused) as caught:
        GATEWAY.read_notice(headers, body, now=now)
    return caught.value.reason


def signed(body: bytes, event_id: str = "e1") -> dict[str, str]:
    return {HEADER: sign_notice(body, event_id, AT, SECRET)}


def test_a_genuine_notice_whatever_the_case_of_its_header() -> None:
    for name in (HEADER, HEADER.lower(), HEADER.upper()):
        assert GATEWAY.read_notice({"Host": "a", name: SIGNATURE}, BODY, now=NOW) == FACT


@given(st.data())
def test_any_changed_byte_is_noticed(draw: st.DataObject) -> None:
    place = draw.draw(st.integers(0, len(BODY) + len(SIGNATURE) - 1))
    flip = draw.draw(st.integers(1, 255))
    whole = bytearray(BODY + SIGNATURE.encode())
    whole[place] ^= flip
    body, signature = bytes(whole[: len(BODY)]), bytes(whole[len(BODY) :]).decode("latin-1")
    assert refusal_of({HEADER: signature}, body) in {"bad_signature", "malformed_signature"}


@given(st.text(max_size=200), st.binary(max_size=200))
def test_garbage_is_refused_and_nothing_else(signature: str, body: bytes) -> None:
    assert refusal_of({HEADER: signature}, body) == "malformed_signature"
    assert refusal_of(signed(body), body) == "malformed_body"


@pytest.mark.parametrize(
    "signature",
    [
        "",
        SIGNATURE.upper(),
        SIGNATURE[:-1],
        SIGNATURE + ",v1=" + "0" * 64,
        SIGNATURE.replace("v1=", "v0="),
        SIGNATURE + "\n",
        " " + SIGNATURE,
        SIGNATURE.replace("t=", "t=+"),
        SIGNATURE.replace(f"t={AT}", "t=" + "٣" * 10),
        f"{SIGNATURE}, {SIGNATURE}",
    ],
)
def test_signatures_of_another_form(signature: str) -> None:
    assert refusal_of({HEADER: signature}) == "malformed_signature"


def test_no_signature_and_two() -> None:
    assert refusal_of({}) == "missing_signature"
    assert refusal_of({HEADER: SIGNATURE, HEADER.lower(): SIGNATURE}) == "malformed_signature"


def test_a_signature_by_another_or_over_another_writing() -> None:
    assert refusal_of({HEADER: sign_notice(BODY, "e1", AT, "other")}) == "bad_signature"
    rewritten = json.dumps(json.loads(BODY)).encode()
    assert rewritten != BODY
    assert refusal_of({HEADER: SIGNATURE}, rewritten) == "bad_signature"
    assert refusal_of({HEADER: SIGNATURE.replace("id=e1", "id=e2")}) == "bad_signature"


@pytest.mark.parametrize("seconds", [0, 299, 300, -299, -300])
def test_within_five_minutes(seconds: int) -> None:
    now = NOW + timedelta(seconds=seconds)
    assert GATEWAY.read_notice({HEADER: SIGNATURE}, BODY, now=now) == FACT


@pytest.mark.parametrize("seconds", [301, -301, 86_400])
def test_signed_long_ago_or_later(seconds: int) -> None:
    assert refusal_of({HEADER: SIGNATURE}, now=NOW + timedelta(seconds=seconds)) == "stale"


def test_while_secrets_change_both_count_and_afterwards_one() -> None:
    during = gateway(configuration("http://127.0.0.1:8451", "new", SECRET))
    for secret in ("new", SECRET):
        headers = {HEADER: sign_notice(BODY, "e1", AT, secret)}
        assert during.read_notice(headers, BODY, now=NOW) == FACT
    after = gateway(configuration("http://127.0.0.1:8451", "new"))
    with pytest.raises(NoticeRefused):
        after.read_notice({HEADER: SIGNATURE}, BODY, now=NOW)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"MaSuKien": "e2"}, "event_mismatch"),
        ({"MaDoiTac": "ai khác"}, "wrong_partner"),
        ({"MaDoiTac": None}, "wrong_partner"),
        ({"LoaiBanTin": "GET_BILL_KQ"}, "malformed_body"),
        ({"SoTien": "8000"}, "malformed_body"),
    ],
)
def test_signed_well_but_saying_something_wrong(changes: dict[str, object], reason: str) -> None:
    body = written({**MESSAGE, **changes})
    assert refusal_of(signed(body), body) == reason


def test_too_large_is_not_even_looked_at() -> None:
    body = BODY + b" " * 70_000
    assert refusal_of(signed(body), body) == "too_large"


def test_another_amount_signed_well_is_a_fact_for_the_portal_to_judge() -> None:
    body = written({**MESSAGE, "SoTien": 1, "MaTienTe": "USD"})
    fact = GATEWAY.read_notice(signed(body), body, now=NOW)
    assert (fact.amount, fact.currency) == (1, "USD")
