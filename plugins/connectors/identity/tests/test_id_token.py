"""What an ID token must say: every limit at its edge, and no claim that can break the check."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jws

from citizen_portal.plugin_api import LoginRefused, LoginStart
from plugins.connectors.identity.connector.configuration import OidcConfiguration
from plugins.connectors.identity.connector.id_token import (
    authenticated_at,
    check_access_token,
    check_id_token,
)
from plugins.connectors.identity.connector.signature import open_token
from plugins.connectors.identity.simulator.deviations import _encoded
from plugins.connectors.identity.tests.test_provider_keys import (
    ALGORITHMS,
    RSA,
    Published,
    keys_of,
    public,
    signed,
)
from plugins.connectors.identity.tests.world import Clock

ISSUER, CLIENT, NONCE = "https://provider.example/realm", "portal", "n" * 43
CONFIGURATION = OidcConfiguration(issuer=ISSUER, client_id=CLIENT)
NOW = Clock().now
MOMENT = int(NOW.timestamp())
GOOD: dict[str, Any] = {
    "iss": ISSUER,
    "sub": "somebody",
    "aud": CLIENT,
    "nonce": NONCE,
    "iat": MOMENT,
    "exp": MOMENT + 300,
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


def start(level: int = 1, max_age: int | None = None) -> LoginStart:
    return LoginStart(
        url="",
        state="s",
        nonce=NONCE,
        code_verifier="v",
        redirect_uri="https://portal.example/cb",
        required_level=level,
        max_age=max_age,
    )


def check(level: int = 1, max_age: int | None = None, **changes: Any) -> None:
    check_id_token(GOOD | changes, start(level, max_age), CONFIGURATION, now=NOW)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"aud": [CLIENT]},
        {"aud": [CLIENT, "other"], "azp": CLIENT},
        {"exp": MOMENT - 10},
        {"exp": MOMENT - 29},
        {"iat": MOMENT + 30},
        {"nbf": MOMENT + 30},
        {"iat": MOMENT - 600},
        {"iat": float(MOMENT)},
        {"auth_time": MOMENT - 86_400},
        {"acr": "something else"},
    ],
    ids=str,
)
def test_what_is_accepted(changes: dict[str, Any]) -> None:
    check(**changes)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"iss": ISSUER + "/"}, "wrong_issuer"),
        ({"iss": ISSUER.replace("https", "http")}, "wrong_issuer"),
        ({"iss": ISSUER.upper()}, "wrong_issuer"),
        ({"iss": None}, "wrong_issuer"),
        ({"iss": [ISSUER]}, "wrong_issuer"),
        ({"aud": "other"}, "wrong_audience"),
        ({"aud": "other", "azp": CLIENT}, "wrong_audience"),
        ({"aud": []}, "wrong_audience"),
        ({"aud": {CLIENT: True}}, "wrong_audience"),
        ({"aud": [CLIENT, "other"]}, "wrong_authorized_party"),
        ({"aud": [CLIENT, "other"], "azp": "other"}, "wrong_authorized_party"),
        ({"azp": "other"}, "wrong_authorized_party"),
        ({"nonce": None}, "wrong_nonce"),
        ({"nonce": NONCE + "n"}, "wrong_nonce"),
        ({"nonce": [NONCE]}, "wrong_nonce"),
        ({"exp": MOMENT - 31}, "expired"),
        ({"exp": None}, "time_missing"),
        ({"exp": str(MOMENT + 300)}, "time_missing"),
        ({"exp": True}, "time_missing"),
        ({"exp": float("inf")}, "time_missing"),
        ({"iat": float("nan")}, "time_missing"),
        ({"iat": None}, "time_missing"),
        ({"iat": MOMENT + 31}, "not_yet_valid"),
        ({"nbf": MOMENT + 31}, "not_yet_valid"),
        ({"nbf": "now"}, "time_missing"),
        ({"iat": MOMENT - 601}, "issued_too_long_ago"),
        ({"sub": ""}, "subject_missing"),
        ({"sub": 22085000011}, "subject_missing"),
        ({"sub": "x" * 256}, "subject_missing"),
        ({"events": {}}, "logout_token"),
        ({"auth_time": MOMENT + 31}, "authentication_time"),
        ({"auth_time": "yesterday"}, "authentication_time"),
    ],
    ids=str,
)
def test_what_is_refused(changes: dict[str, Any], reason: str) -> None:
    with pytest.raises(LoginRefused) as refusal:
        check(**changes)
    assert refusal.value.reason == reason


@pytest.mark.parametrize("name", GOOD)
def test_nothing_may_be_missing(name: str) -> None:
    claims = {other: value for other, value in GOOD.items() if other != name}
    with pytest.raises(LoginRefused):
        check_id_token(claims, start(), CONFIGURATION, now=NOW)


@pytest.mark.parametrize("acr", [None, "loa1", "loa3", "LOA2", "0", 2, ["loa2"]])
def test_level_2_needs_the_name_of_level_2(acr: object) -> None:
    check(level=2, acr="loa2")
    with pytest.raises(LoginRefused, match="assurance_too_low"):
        check(level=2, acr=acr)


def test_max_age_counts_from_the_authentication() -> None:
    check(max_age=300, auth_time=MOMENT - 330)
    with pytest.raises(LoginRefused, match="authentication_too_old"):
        check(max_age=300, auth_time=MOMENT - 331)
    with pytest.raises(LoginRefused, match="authentication_too_old"):
        check(max_age=300)
    assert authenticated_at(GOOD | {"auth_time": MOMENT - 60}).timestamp() == MOMENT - 60
    assert authenticated_at(GOOD) == NOW


def test_at_hash_is_the_left_half_of_the_digest() -> None:
    # The example of OpenID Connect Core 1.0, appendix A.3.
    token, at_hash = "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y", "77QmUPtjPfzWtF2AnpK9RQ"
    check_access_token({"at_hash": at_hash}, "RS256", token)
    check_access_token({}, "RS256", token)
    for wrong in (at_hash[:-1], at_hash + "=", "", None, 7, [at_hash]):
        with pytest.raises(LoginRefused, match="wrong_access_token"):
            check_access_token({"at_hash": wrong}, "RS256", token)


@given(st.dictionaries(st.sampled_from([*GOOD, "nbf", "azp", "acr", "auth_time"]), JSON))
def test_no_claim_breaks_the_check(changes: dict[str, Any]) -> None:
    try:
        check(**changes)
    except LoginRefused:
        return
    claims = GOOD | changes
    audience = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
    assert claims["iss"] == ISSUER
    assert claims["nonce"] == NONCE
    assert CLIENT in audience
    assert claims["exp"] > MOMENT - 30
    assert -30 <= MOMENT - claims["iat"] <= 600


@given(header=st.dictionaries(st.sampled_from(["alg", "kid", "typ", "crit", "b64"]), JSON))
def test_no_header_breaks_the_opening(header: dict[str, Any]) -> None:
    content = json.dumps(GOOD).encode()
    token = f"{_encoded(json.dumps(header).encode())}.{_encoded(content)}.AAAA"
    with pytest.raises(LoginRefused):
        open_token(token, keys_of(Published(public(RSA))), ALGORITHMS)


@given(st.text() | st.binary() | st.none() | st.integers() | st.lists(st.text()))
def test_nothing_else_is_a_token(token: object) -> None:
    with pytest.raises(LoginRefused):
        open_token(token, keys_of(Published(public(RSA))), ALGORITHMS)


@given(st.data())
def test_one_changed_letter_breaks_the_token(data: st.DataObject) -> None:
    token = signed(RSA, "RS256")
    # The last letter of each part carries bits that decoding drops.
    places = [
        place for place, letter in enumerate(token[:-1]) if "." not in (letter, token[place + 1])
    ]
    place = data.draw(st.sampled_from(places))
    letter = data.draw(st.sampled_from("ABCDwxyz0189-_").filter(lambda one: one != token[place]))
    with pytest.raises(LoginRefused):
        open_token(
            token[:place] + letter + token[place + 1 :],
            keys_of(Published(public(RSA))),
            ALGORITHMS,
        )


def test_a_payload_that_is_no_object_is_refused() -> None:
    keys = keys_of(Published(public(RSA)))
    for payload in (b"[]", b"7", b"{", b"\xff", b"[" * 20_000):
        token = jws.serialize_compact({"alg": "RS256"}, payload, RSA, algorithms=["RS256"])
        with pytest.raises(LoginRefused, match="token_malformed"):
            open_token(token, keys, ALGORITHMS)
