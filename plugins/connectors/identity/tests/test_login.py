"""Logging in, staying logged in, stepping up and leaving, through the pages."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from citizen_portal.plugin_api import (
    ConnectorUnavailable,
    Identity,
    IdentityProvider,
    LoginRefused,
)
from plugins.connectors.identity.simulator.misbehaviour import Misbehaviour
from plugins.connectors.identity.simulator.people import BY_NUMBER, PEOPLE, Person
from plugins.connectors.identity.tests.world import AN, CALLBACK, KHOA, PORTAL, SANG, World


def test_a_login_tells_who_it_is(world: World) -> None:
    identity = world.log_in(AN)
    assert identity == Identity(
        issuer=world.issuer,
        subject=BY_NUMBER[AN].subject,
        full_name="Nguyễn Văn An",
        assurance_level=2,
        authenticated_at=world.clock.now,
        id_token=identity.id_token,
        personal_number=AN,
        birth_date=date(1985, 3, 12),
        gender="male",
        phone="+84900000011",
        email="so-022085000011@example.com",
        address="Số 11, phố Ví Dụ, phường Hạ Long, tỉnh Quảng Ninh",
        commune_code="06688",
    )
    assert identity.id_token.count(".") == 2


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.number)
def test_everybody_can_log_in(world: World, person: Person) -> None:
    identity = world.log_in(person.number, level=1)
    assert (identity.full_name, identity.personal_number) == (person.name, person.number)
    assert identity.birth_date == person.birth_date
    assert identity.assurance_level == person.level


def test_the_connector_is_what_the_portal_expects(world: World) -> None:
    assert isinstance(world.provider, IdentityProvider)


def test_the_question_is_complete(world: World) -> None:
    start = world.start(level=2, login_hint=AN, max_age=300)
    asked = {name: values[0] for name, values in parse_qs(urlsplit(start.url).query).items()}
    assert asked.pop("code_challenge") != start.code_verifier
    assert asked == {
        "response_type": "code",
        "client_id": "cong-dich-vu-cong",
        "redirect_uri": CALLBACK,
        "scope": "openid profile email phone address",
        "state": start.state,
        "nonce": start.nonce,
        "code_challenge_method": "S256",
        "acr_values": "loa2",
        "login_hint": AN,
        "max_age": "300",
    }
    assert min(len(start.state), len(start.nonce), len(start.code_verifier)) >= 43


def test_no_two_questions_are_alike(world: World) -> None:
    starts = [world.start() for _ in range(50)]
    secrets = {secret for s in starts for secret in (s.state, s.nonce, s.code_verifier)}
    assert len(secrets) == 150


def test_level_1_is_enough_when_level_1_was_asked(world: World) -> None:
    assert world.log_in(SANG, level=1).assurance_level == 1


def test_level_1_is_refused_when_level_2_was_asked(world: World) -> None:
    with pytest.raises(LoginRefused, match="assurance_too_low"):
        world.log_in(SANG, level=2)


def test_after_a_refusal_of_the_level_somebody_else_can_be_chosen(world: World) -> None:
    with pytest.raises(LoginRefused):
        world.log_in(SANG, level=2)
    assert world.log_in(AN, level=2).personal_number == AN


def test_a_second_login_asks_nobody(world: World) -> None:
    first = world.log_in(AN)
    start = world.start()
    callback = world.browser.open(start.url)
    assert callback is not None
    again = world.finish(start, callback)
    assert again.subject == first.subject
    assert again.id_token != first.id_token


def test_max_age_asks_again_and_renews_the_time(world: World) -> None:
    world.log_in(AN)
    world.clock.seconds += 301
    start = world.start(max_age=300)
    assert world.browser.open(start.url) is None
    callback = world.browser.send(person=AN)
    assert callback is not None
    assert world.finish(start, callback).authenticated_at == world.clock.now


def test_max_age_is_satisfied_by_a_recent_login(world: World) -> None:
    before = world.log_in(AN).authenticated_at
    world.clock.seconds += 299
    start = world.start(max_age=300)
    callback = world.browser.open(start.url)
    assert callback is not None
    assert world.finish(start, callback).authenticated_at == before


def test_login_hint_comes_first_and_is_checked(world: World) -> None:
    world.browser.open(world.start(login_hint=KHOA).url)
    assert world.browser.people[0] == KHOA
    assert world.browser.preselected == KHOA
    assert sorted(world.browser.people) == sorted(BY_NUMBER)
    callback = world.browser.send()
    assert callback is not None
    assert callback["code"]


def test_login_hint_of_another_person_does_not_answer_for_the_first(world: World) -> None:
    world.log_in(AN)
    assert world.browser.open(world.start(login_hint=KHOA).url) is None
    assert world.browser.preselected == KHOA


def test_nobody_is_checked_without_a_hint_and_choosing_nobody_is_said(world: World) -> None:
    world.browser.open(world.start().url)
    assert world.browser.preselected is None
    assert world.browser.send() is None
    page = world.browser.page
    assert page is not None
    assert page.status_code == 400
    assert "Chọn một người trong danh sách" in page.text


def test_cancelling_comes_back_as_cancelled(world: World) -> None:
    start = world.start()
    world.browser.open(start.url)
    callback = world.browser.open(start.url.replace("/authorize?", "/huy?"))
    assert callback is not None
    with pytest.raises(LoginRefused, match="cancelled"):
        world.finish(start, callback)


def test_an_error_needs_the_state_too(world: World) -> None:
    start = world.start()
    with pytest.raises(LoginRefused, match="wrong_state"):
        world.finish(start, {"error": "x", "error_description": "<script>", "iss": world.issuer})
    with pytest.raises(LoginRefused, match="provider_error"):
        world.finish(start, {"error": "x", "state": start.state, "iss": world.issuer})


def test_a_code_works_once_and_the_second_try_revokes(world: World) -> None:
    start = world.start()
    callback = world.answer(start)
    world.finish(start, callback)
    with pytest.raises(LoginRefused, match="code_refused"):
        world.finish(start, callback)


def test_a_code_lasts_a_minute(world: World) -> None:
    start = world.start()
    callback = world.answer(start)
    world.clock.seconds += 60
    with pytest.raises(LoginRefused, match="code_refused"):
        world.finish(start, callback)


def test_an_answer_to_another_question_is_refused(world: World) -> None:
    first, second = world.start(), world.start()
    callback = world.answer(first)
    with pytest.raises(LoginRefused, match="wrong_state"):
        world.finish(second, callback)
    with pytest.raises(LoginRefused, match="code_refused"):
        world.finish(second, callback | {"state": second.state})


def test_the_subject_is_not_the_number(world: World) -> None:
    assert len({person.subject for person in PEOPLE} - set(BY_NUMBER)) == len(PEOPLE) == 30


def test_leaving_ends_the_session_and_comes_back(world: World) -> None:
    identity = world.log_in(AN)
    address = world.provider.logout_url(id_token=identity.id_token, return_to=f"{PORTAL}/")
    assert address is not None
    assert world.browser.open(address) == {}
    assert world.browser.open(world.start().url) is None, "the login page is shown again"


def test_leaving_without_a_token_asks_first(world: World) -> None:
    world.log_in(AN)
    address = world.provider.logout_url(id_token="", return_to=f"{PORTAL}/")
    assert address is not None
    assert world.browser.open(address) is None
    assert world.browser.open(world.start().url) is not None, "still logged in"
    world.browser.open(address)
    assert world.browser.send() == {}
    assert world.browser.open(world.start().url) is None


def test_leaving_works_when_the_provider_is_down(world: World) -> None:
    nowhere = dict(world.settings) | {"PORTAL_OIDC_ISSUER": "http://127.0.0.1:9/dinh-danh"}
    world.settings = nowhere
    assert world.new_provider().logout_url(id_token="x", return_to=PORTAL) is None


def test_a_provider_that_is_down_is_unavailable_and_comes_back(world: World) -> None:
    address = world.settings["PORTAL_OIDC_ISSUER"]
    world.desk.switch.arm(Misbehaviour.DISCOVERY_BAD_ISSUER)
    provider = world.new_provider()
    with pytest.raises(ConnectorUnavailable):
        provider.start_login(redirect_uri=CALLBACK, required_level=1)
    asked = world.hits["/.well-known/openid-configuration"]
    with pytest.raises(ConnectorUnavailable):
        provider.start_login(redirect_uri=CALLBACK, required_level=1)
    assert world.hits["/.well-known/openid-configuration"] == asked, "not asked again at once"
    world.clock.seconds += 5
    assert provider.start_login(redirect_uri=CALLBACK, required_level=1).url.startswith(address)


def test_a_login_page_can_be_opened_by_post(world: World) -> None:
    start = world.start()
    asked = {name: values[0] for name, values in parse_qs(urlsplit(start.url).query).items()}
    page = requests.post(f"{world.issuer}/authorize", data=asked, timeout=10)
    assert page.status_code == 200
    assert AN in page.text


def test_many_people_at_once(world: World) -> None:
    starts = [world.start(level=1) for _ in PEOPLE]
    callbacks = []
    for start, person in zip(starts, PEOPLE, strict=True):
        world.browser.session.cookies.clear()
        callbacks.append(world.answer(start, person.number))
    world.provider = world.new_provider()
    found: dict[str, str] = {}

    def come_back(place: int) -> None:
        identity = world.finish(starts[place], callbacks[place])
        found[PEOPLE[place].number] = identity.personal_number

    threads = [threading.Thread(target=come_back, args=(place,)) for place in range(len(PEOPLE))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {person.number: person.number for person in PEOPLE}
    assert world.hits["/jwks"] == 1


def test_the_session_at_the_simulator_ends_by_itself(world: World) -> None:
    world.log_in(AN)
    world.clock.seconds += timedelta(hours=8).total_seconds()
    assert world.browser.open(world.start().url) is None
