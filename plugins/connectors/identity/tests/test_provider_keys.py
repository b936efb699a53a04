"""The provider's keys: kept, renewed when they rotate, and never asked for endlessly."""

from __future__ import annotations

from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey
from joserfc.util import int_to_base64

from citizen_portal.plugin_api import ConnectorUnavailable, LoginRefused
from plugins.connectors.identity.connector.provider_keys import ProviderKeys
from plugins.connectors.identity.connector.signature import open_token
from plugins.connectors.identity.connector.transport import Answer, Transport
from plugins.connectors.identity.simulator.misbehaviour import Misbehaviour
from plugins.connectors.identity.tests.world import AN, Clock, World

ALGORITHMS = ("RS256", "PS256", "ES256")
RSA = RSAKey.generate_key(2048, auto_kid=True)
EC = ECKey.generate_key("P-256", auto_kid=True)


class Published(Transport):
    """Answers with a key set, and counts."""

    def __init__(self, *keys: object) -> None:
        super().__init__()
        self.keys: object = list(keys)
        self.asked = 0
        self.down = False

    def get(self, address: str, headers: Any = None) -> Answer:
        self.asked += 1
        if self.down:
            raise ConnectorUnavailable("down")
        return Answer(200, {"keys": self.keys})


def public(key: RSAKey | ECKey | OKPKey, **more: str) -> dict[str, Any]:
    return {**key.as_dict(private=False), **more}


def signed(key: RSAKey | ECKey, algorithm: str, **header: str) -> str:
    return jwt.encode({"alg": algorithm, **header}, {"sub": "x"}, key, algorithms=[algorithm])


def keys_of(transport: Transport, clock: Clock | None = None) -> ProviderKeys:
    return ProviderKeys(transport, lambda: "https://provider.example/jwks", clock or Clock())


def test_keys_are_fetched_once_for_many_logins(world: World) -> None:
    for _ in range(3):
        world.log_in()
    assert world.hits["/jwks"] == 1


def test_a_rotated_key_is_found(world: World) -> None:
    world.log_in()
    world.desk.keys.rotate()
    assert world.log_in().personal_number == AN
    assert world.hits["/jwks"] == 2


def test_tokens_of_a_withdrawn_key_are_refused_after_the_renewal() -> None:
    transport, clock = Published(public(RSA)), Clock()
    keys = keys_of(transport, clock)
    token = signed(RSA, "RS256", kid=str(RSA.kid))
    assert open_token(token, keys, ALGORITHMS)
    transport.keys = [public(EC)]
    assert open_token(token, keys, ALGORITHMS), "still remembered"
    clock.seconds += 300
    with pytest.raises(LoginRefused, match="unknown_key"):
        open_token(token, keys, ALGORITHMS)


def test_a_hundred_unknown_keys_cost_two_fetches() -> None:
    transport = Published(public(RSA))
    keys = keys_of(transport)
    for number in range(100):
        with pytest.raises(LoginRefused, match="unknown_key"):
            open_token(signed(RSA, "RS256", kid=f"random-{number}"), keys, ALGORITHMS)
    assert transport.asked == 2


def test_logins_with_unknown_keys_cost_two_fetches(world: World) -> None:
    world.desk.switch.arm(Misbehaviour.UNKNOWN_KID, times=5)
    for _ in range(5):
        with pytest.raises(LoginRefused, match="unknown_key"):
            world.log_in()
    assert world.hits["/jwks"] == 2


def test_keys_are_kept_five_minutes_and_then_renewed() -> None:
    transport, clock = Published(public(RSA)), Clock()
    keys = keys_of(transport, clock)
    token = signed(RSA, "RS256", kid=str(RSA.kid))
    for seconds, asked in ((0, 1), (299, 1), (1, 2), (299, 2)):
        clock.seconds += seconds
        open_token(token, keys, ALGORITHMS)
        assert transport.asked == asked


def test_keys_that_cannot_be_fetched_are_try_again_later() -> None:
    transport, clock = Published(public(RSA)), Clock()
    keys = keys_of(transport, clock)
    transport.down = True
    token = signed(RSA, "RS256", kid=str(RSA.kid))
    for _ in range(3):
        with pytest.raises(ConnectorUnavailable):
            open_token(token, keys, ALGORITHMS)
    assert transport.asked == 1
    transport.down = False
    clock.seconds += 3
    assert open_token(token, keys, ALGORITHMS)


@pytest.mark.parametrize(
    ("algorithm", "key"),
    [("RS256", RSA), ("PS256", RSA), ("ES256", EC)],
    ids=["RS256", "PS256", "ES256"],
)
def test_each_algorithm_verifies(algorithm: str, key: RSAKey | ECKey) -> None:
    keys = keys_of(Published(public(EC), public(RSA)))
    assert open_token(signed(key, algorithm), keys, ALGORITHMS)[0] == algorithm


def test_a_token_without_kid_is_tried_with_every_fitting_key() -> None:
    other = RSAKey.generate_key(2048, auto_kid=True)
    keys = keys_of(Published(public(other), public(EC), public(RSA)))
    assert open_token(signed(RSA, "RS256"), keys, ALGORITHMS)


def test_strange_keys_in_the_set_are_passed_over() -> None:
    strange: list[object] = [
        None,
        "key",
        {"kty": "RSA"},
        {"kty": ["RSA"]},
        {"kty": "RSA", "n": "!!", "e": "AQAB", "kid": str(RSA.kid)},
        {"kty": "EC", "crv": "P-999", "x": "AA", "y": "AA"},
        OctKey.generate_key(256).as_dict(),
        public(OKPKey.generate_key("Ed25519")),
        public(RSA, use="enc"),
        {**public(RSA), "key_ops": ["encrypt"]},
        {**public(RSA), "key_ops": 7},
    ]
    token = signed(RSA, "RS256", kid=str(RSA.kid))
    with pytest.raises(LoginRefused, match="unknown_key"):
        open_token(token, keys_of(Published(*strange)), ALGORITHMS)
    assert open_token(token, keys_of(Published(*strange, public(RSA, use="sig"))), ALGORITHMS)


def test_a_key_for_another_algorithm_is_not_used() -> None:
    keys = keys_of(Published(public(RSA, alg="PS256")))
    with pytest.raises(LoginRefused, match="unknown_key"):
        open_token(signed(RSA, "RS256"), keys, ALGORITHMS)


def test_a_short_key_is_not_used() -> None:
    too_short = generate_private_key(65537, 1024)  # noqa: S505 - the weak key is the point
    numbers = too_short.public_key().public_numbers()
    short = {"kty": "RSA", "n": int_to_base64(numbers.n), "e": "AQAB"}
    with pytest.raises(LoginRefused, match="unknown_key"):
        open_token(signed(RSA, "RS256"), keys_of(Published(short)), ALGORITHMS)


def test_a_key_set_that_is_none_is_try_again_later() -> None:
    transport = Published()
    transport.keys = {"kty": "RSA"}
    with pytest.raises(ConnectorUnavailable):
        open_token(signed(RSA, "RS256"), keys_of(transport), ALGORITHMS)
