"""Every wrong answer that the simulator can give is refused, each for its own reason."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import requests

from citizen_portal.plugin_api import ConnectorUnavailable, LoginRefused
from plugins.connectors import identity
from plugins.connectors.identity.connector.transport import Transport
from plugins.connectors.identity.simulator.misbehaviour import Misbehaviour as M
from plugins.connectors.identity.tests.world import AN, World

REFUSED = {
    M.WRONG_STATE: "wrong_state",
    M.MISSING_STATE: "wrong_state",
    M.WRONG_ISS_PARAM: "issuer_parameter",
    M.MISSING_ISS_PARAM: "issuer_parameter",
    M.REUSED_CODE: "code_refused",
    M.BAD_NONCE: "wrong_nonce",
    M.MISSING_NONCE: "wrong_nonce",
    M.BAD_AUDIENCE: "wrong_audience",
    M.AUDIENCE_LIST: "wrong_authorized_party",
    M.AUDIENCE_WITH_AZP: "wrong_audience",
    M.MISSING_AUDIENCE: "wrong_audience",
    M.BAD_AZP: "wrong_authorized_party",
    M.BAD_ISSUER: "wrong_issuer",
    M.EXPIRED: "expired",
    M.FUTURE_IAT: "not_yet_valid",
    M.FUTURE_NBF: "not_yet_valid",
    M.OLD_IAT: "issued_too_long_ago",
    M.BAD_AT_HASH: "wrong_access_token",
    M.LOW_ACR: "assurance_too_low",
    M.MISSING_ACR: "assurance_too_low",
    M.MISSING_SUB: "subject_missing",
    M.LOGOUT_EVENT: "logout_token",
    M.ALG_NONE: "algorithm_refused",
    M.HS256_PUBLIC_KEY: "algorithm_refused",
    M.UNLISTED_ALGORITHM: "algorithm_refused",
    M.TYP_AT_JWT: "wrong_token_type",
    M.TYP_LOGOUT_JWT: "wrong_token_type",
    M.UNKNOWN_KID: "unknown_key",
    M.BAD_SIGNATURE: "bad_signature",
    M.EMBEDDED_JWK: "embedded_key",
    M.KEY_ADDRESS: "embedded_key",
    M.CRIT: "critical_header",
    M.WITHOUT_ID: "id_token_missing",
    M.WRONG_USERINFO_SUB: "userinfo_subject",
    M.USERINFO_REFUSED: "userinfo_refused",
}
UNAVAILABLE = {M.HUGE, M.ERROR_500, M.REDIRECTING, M.NOT_JSON}
AT_DISCOVERY = {M.DISCOVERY_BAD_ISSUER, M.DISCOVERY_MISSING_ISSUER}
ELSEWHERE = {M.SLOW, M.OLD_AUTHENTICATION, M.DISCOVERY_OFFERS_NONE}
HARMLESS = {M.AUDIENCE_AS_LIST, M.BARE}


def test_every_misbehaviour_is_tested_here() -> None:
    assert {*REFUSED, *UNAVAILABLE, *AT_DISCOVERY, *ELSEWHERE, *HARMLESS} == set(M)


@pytest.mark.parametrize(("misbehaviour", "reason"), REFUSED.items(), ids=lambda one: str(one))
def test_it_is_refused_and_the_next_login_works(world: World, misbehaviour: M, reason: str) -> None:
    world.desk.switch.arm(misbehaviour)
    with pytest.raises(LoginRefused) as refusal:
        world.log_in()
    assert refusal.value.reason == reason
    assert world.log_in().personal_number == AN


@pytest.mark.parametrize("misbehaviour", sorted(UNAVAILABLE))
def test_an_unusable_answer_is_try_again_later(world: World, misbehaviour: M) -> None:
    world.desk.switch.arm(misbehaviour)
    with pytest.raises(ConnectorUnavailable):
        world.log_in()
    assert world.log_in().personal_number == AN


@pytest.mark.parametrize("misbehaviour", sorted(AT_DISCOVERY))
def test_metadata_of_another_issuer_starts_no_login(world: World, misbehaviour: M) -> None:
    world.desk.switch.arm(misbehaviour)
    with pytest.raises(ConnectorUnavailable, match="another issuer"):
        world.start()
    world.clock.seconds += 5
    assert world.log_in().personal_number == AN


@pytest.mark.parametrize("misbehaviour", sorted(HARMLESS))
def test_an_unusual_answer_within_the_standard_is_accepted(world: World, misbehaviour: M) -> None:
    world.desk.switch.arm(misbehaviour)
    assert world.log_in().personal_number == AN


@pytest.mark.parametrize("misbehaviour", [M.ALG_NONE, M.HS256_PUBLIC_KEY])
def test_metadata_does_not_choose_the_algorithms(world: World, misbehaviour: M) -> None:
    world.desk.switch.arm(M.DISCOVERY_OFFERS_NONE)
    world.desk.switch.arm(misbehaviour)
    with pytest.raises(LoginRefused, match="algorithm_refused"):
        world.log_in()


def test_an_old_login_is_refused_where_a_fresh_one_was_asked(world: World) -> None:
    world.desk.switch.arm(M.OLD_AUTHENTICATION, times=2)
    with pytest.raises(LoginRefused, match="authentication_too_old"):
        world.log_in(max_age=300)
    assert world.log_in().personal_number == AN, "no limit was asked for"


def test_a_missing_time_is_refused_where_a_fresh_login_was_asked(world: World) -> None:
    world.desk.switch.arm(M.BARE)
    with pytest.raises(LoginRefused, match="authentication_too_old"):
        world.log_in(max_age=300)


def test_a_slow_answer_is_not_waited_for(world: World) -> None:
    world.provider = world.new_provider(transport=Transport(read_seconds=1.5))
    world.desk.switch.slow_seconds = 8
    world.desk.switch.arm(M.SLOW)
    start = world.start()
    callback = world.answer(start)
    with pytest.raises(ConnectorUnavailable):
        world.finish(start, callback)


def test_the_switch_is_an_address_too(world: World) -> None:
    switch = f"{world.issuer}/_sai-lech"
    armed = requests.post(switch, json={"next": "bad_nonce", "times": 2}, timeout=10)
    assert armed.json() == {"armed": ["bad_nonce", "bad_nonce"]}
    for _ in range(2):
        with pytest.raises(LoginRefused, match="wrong_nonce"):
            world.log_in()
    assert world.log_in().personal_number == AN


def test_the_switch_can_be_cleared_and_refuses_what_it_does_not_know(world: World) -> None:
    switch = f"{world.issuer}/_sai-lech"
    requests.post(switch, json={"next": "bad_nonce"}, timeout=10)
    assert requests.post(switch, json={"next": None}, timeout=10).json() == {"armed": []}
    known_not: list[object] = [{"next": "kindness"}, {}, [], {"next": "slow", "times": "two"}]
    for wrong in known_not:
        answer = requests.post(switch, json=wrong, timeout=10)
        assert answer.status_code == 400
        assert "bad_nonce" in answer.json()["known"]


def test_the_login_page_can_choose_a_misbehaviour(world: World) -> None:
    start = world.start()
    callback = world.answer(start, AN, deviation="expired")
    with pytest.raises(LoginRefused, match="expired"):
        world.finish(start, callback)


def test_the_readme_names_every_misbehaviour_and_every_reason() -> None:
    package = Path(identity.__file__).parent
    readme = (package / "README.md").read_text(encoding="utf-8")
    sources = "".join(
        file.read_text(encoding="utf-8") for file in (package / "connector").glob("*.py")
    )
    reasons = set(re.findall(r'LoginRefused\("([a-z_]+)"\)', sources))
    assert reasons >= set(REFUSED.values())
    for name in [*M, *reasons, "cancelled", "provider_error"]:
        assert f"`{name}`" in readme
