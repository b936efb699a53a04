"""The callback is whatever a browser sends: it is refused, or it logs in, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citizen_portal.plugin_api import LoginRefused
from plugins.connectors.identity.tests.world import AN, World

NAMES = st.sampled_from(["state", "code", "iss", "error", "error_description", "id_token"])
WORDS = st.text(max_size=40) | st.sampled_from(
    ["access_denied", "null", "%00", "\ud800", "\r\nX: y"]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(callback=st.dictionaries(NAMES, WORDS))
def test_no_callback_does_more_than_be_refused(world: World, callback: dict[str, str]) -> None:
    with pytest.raises(LoginRefused):
        world.finish(world.start(), callback)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50
)
@given(code=WORDS, more=st.dictionaries(st.sampled_from(["error", "session_state"]), WORDS))
def test_no_code_does_more_than_be_refused(world: World, code: str, more: dict[str, str]) -> None:
    start = world.start()
    answer = {"state": start.state, "iss": world.issuer, "code": code, **more}
    with pytest.raises(LoginRefused):
        world.finish(start, answer)


@pytest.mark.parametrize("missing", ["state", "code", "iss"])
def test_each_part_of_the_answer_is_needed(world: World, missing: str) -> None:
    start = world.start()
    callback = world.answer(start)
    part = callback.pop(missing)
    with pytest.raises(LoginRefused):
        world.finish(start, callback)
    assert world.finish(start, callback | {missing: part}).personal_number == AN


def test_a_very_long_code_is_not_sent_on(world: World) -> None:
    start = world.start()
    answer = {"state": start.state, "iss": world.issuer, "code": "x" * 20_000}
    with pytest.raises(LoginRefused, match="code_missing"):
        world.finish(start, answer)
    assert world.hits["/token"] == 0
