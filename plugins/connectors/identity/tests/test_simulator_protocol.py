"""The simulator keeps to the standards that its clients rely on."""

from __future__ import annotations

import base64
import json
import stat
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
import requests

from plugins.connectors.identity.connector.relying_party import code_challenge
from plugins.connectors.identity.simulator.clients import Client
from plugins.connectors.identity.tests.world import AN, CALLBACK, PORTAL, World, simulated

VERIFIER = "v" * 43
APP = "https://app.example/cb"


def register(world: World, **metadata: Any) -> requests.Response:
    return requests.post(
        f"{world.issuer}/register", json={"redirect_uris": [APP], **metadata}, timeout=10
    )


def authorize(world: World, **changes: str | None) -> requests.Response:
    asked = {
        "response_type": "code",
        "client_id": "cong-dich-vu-cong",
        "redirect_uri": CALLBACK,
        "scope": "openid profile",
        "state": "the state",
        "nonce": "n",
        "code_challenge": code_challenge(VERIFIER),
        "code_challenge_method": "S256",
    } | changes
    return world.browser.session.get(
        f"{world.issuer}/authorize",
        params={name: value for name, value in asked.items() if value is not None},
        allow_redirects=False,
        timeout=10,
    )


def sent_back(answer: requests.Response) -> dict[str, str]:
    assert answer.status_code == 303
    return {
        name: values[0]
        for name, values in parse_qs(urlsplit(answer.headers["Location"]).query).items()
    }


def code_for(world: World, **changes: str | None) -> str:
    """Log An in and return the code."""
    world.log_in(AN)
    return sent_back(authorize(world, **changes))["code"]


def redeem(world: World, code: str, **changes: Any) -> requests.Response:
    auth = changes.pop("auth", ("cong-dich-vu-cong", _secret(world)))
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": CALLBACK,
        "code_verifier": VERIFIER,
    } | changes
    return requests.post(f"{world.issuer}/token", data=form, auth=auth, timeout=10)


def _secret(world: World) -> str:
    # requests sends Basic as it is; RFC 6749 2.3.1 wants it form-encoded.
    return quote(world.settings["PORTAL_OIDC_CLIENT_SECRET"], safe="")


def test_the_metadata_names_real_addresses(world: World) -> None:
    document = requests.get(f"{world.issuer}/.well-known/openid-configuration", timeout=10).json()
    assert document["issuer"] == world.issuer
    for name, value in document.items():
        if name.endswith(("_endpoint", "_uri")):
            assert value.startswith(f"{world.issuer}/")
            assert requests.get(value, timeout=10).status_code != 404
    keys = requests.get(document["jwks_uri"], timeout=10).json()["keys"]
    assert sorted(key["kty"] for key in keys) == ["EC", "RSA"]
    assert not [key for key in keys if {"d", "p", "q", "k"} & key.keys()]


@pytest.mark.parametrize(
    "changes",
    [
        {"client_id": "unknown"},
        {"client_id": None},
        {"redirect_uri": None},
        {"redirect_uri": "https://evil.example/"},
        {"redirect_uri": f"{PORTAL}.evil.example/"},
        {"redirect_uri": f"{PORTAL}@evil.example/"},
        {"redirect_uri": f"{PORTAL}/../x"},
        {"redirect_uri": f"{PORTAL}/x#part"},
        {"redirect_uri": "javascript:alert(1)"},
    ],
    ids=str,
)
def test_a_stranger_gets_no_redirect(world: World, changes: dict[str, str | None]) -> None:
    answer = authorize(world, **changes)
    assert answer.status_code == 400
    assert "Location" not in answer.headers
    assert "Không thể đăng nhập" in answer.text


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"response_type": None}, "invalid_request"),
        ({"response_mode": "fragment"}, "invalid_request"),
        ({"code_challenge": None}, "invalid_request"),
        ({"code_challenge": "short"}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge_method": None}, "invalid_request"),
        ({"scope": "profile"}, "invalid_scope"),
        ({"scope": None}, "invalid_scope"),
        ({"prompt": "none"}, "login_required"),
        ({"prompt": "none login"}, "invalid_request"),
        ({"prompt": "dance"}, "invalid_request"),
        ({"max_age": "-1"}, "invalid_request"),
        ({"request": "x"}, "request_not_supported"),
        ({"request_uri": "https://x.example"}, "request_uri_not_supported"),
    ],
    ids=str,
)
def test_a_bad_question_is_told_to_the_client(
    world: World, changes: dict[str, str | None], error: str
) -> None:
    back = sent_back(authorize(world, **changes))
    assert (back["error"], back["state"], back["iss"]) == (error, "the state", world.issuer)


def test_prompt_decides_whether_an_earlier_login_counts(world: World) -> None:
    world.log_in(AN)
    assert "code" in sent_back(authorize(world))
    assert "code" in sent_back(authorize(world, prompt="none"))
    assert "code" in sent_back(authorize(world, response_mode="query"))
    assert authorize(world, prompt="login").status_code == 200


def test_parameters_we_do_not_know_change_nothing(world: World) -> None:
    page = authorize(world, endpoint="x", _external="1", person="<b>", display="page")
    assert page.status_code == 200
    assert "<b>" not in page.text


def test_a_code_becomes_tokens_once(world: World) -> None:
    code = code_for(world)
    answer = redeem(world, code)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.json()["token_type"] == "Bearer"
    bearer = {"Authorization": f"Bearer {answer.json()['access_token']}"}
    assert requests.get(f"{world.issuer}/userinfo", headers=bearer, timeout=10).ok
    assert redeem(world, code).json()["error"] == "invalid_grant"
    refused = requests.get(f"{world.issuer}/userinfo", headers=bearer, timeout=10)
    assert refused.status_code == 401, "the second try revoked the first token"
    assert "invalid_token" in refused.headers["WWW-Authenticate"]


@pytest.mark.parametrize(
    ("changes", "status", "error"),
    [
        ({"redirect_uri": f"{PORTAL}/other"}, 400, "invalid_grant"),
        ({"code_verifier": "w" * 43}, 400, "invalid_grant"),
        ({"code_verifier": ""}, 400, "invalid_grant"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
        ({"auth": ("cong-dich-vu-cong", "wrong")}, 401, "invalid_client"),
        ({"auth": ("nobody", "wrong")}, 401, "invalid_client"),
        ({"auth": None}, 401, "invalid_client"),
        ({"auth": None, "client_id": "cong-dich-vu-cong"}, 401, "invalid_client"),
        ({"client_secret": "two ways"}, 401, "invalid_client"),
    ],
    ids=str,
)
def test_a_bad_exchange_is_refused(
    world: World, changes: dict[str, Any], status: int, error: str
) -> None:
    answer = redeem(world, code_for(world), **changes)
    assert (answer.status_code, answer.json()["error"]) == (status, error)


def test_scopes_decide_the_claims(world: World) -> None:
    token = redeem(world, code_for(world, scope="openid email")).json()["access_token"]
    claims = requests.post(f"{world.issuer}/userinfo", data={"access_token": token}, timeout=10)
    assert set(claims.json()) == {"sub", "email", "email_verified"}


def test_a_client_may_send_its_secret_in_the_form(world: World) -> None:
    answer = redeem(
        world,
        code_for(world),
        auth=None,
        client_id="cong-dich-vu-cong",
        client_secret=world.settings["PORTAL_OIDC_CLIENT_SECRET"],
    )
    assert answer.status_code == 200


def test_a_public_client_registers_and_needs_no_secret(world: World) -> None:
    client = register(world, token_endpoint_auth_method="none").json()
    assert "client_secret" not in client
    code = code_for(world, client_id=client["client_id"], redirect_uri=APP)
    answer = redeem(world, code, auth=None, client_id=client["client_id"], redirect_uri=APP)
    assert answer.status_code == 200


def test_a_code_is_for_its_own_client(world: World) -> None:
    client = register(world).json()
    code = code_for(world, client_id=client["client_id"], redirect_uri=APP)
    assert redeem(world, code, redirect_uri=APP).json()["error"] == "invalid_grant"


@pytest.mark.parametrize("algorithm", ["RS256", "PS256", "ES256"])
def test_our_connector_reads_every_algorithm(data: Path, algorithm: str) -> None:
    with simulated(str(data)) as world:
        client = register(
            world, redirect_uris=[CALLBACK], id_token_signed_response_alg=algorithm
        ).json()
        world.settings = dict(world.settings) | {
            "PORTAL_OIDC_CLIENT_ID": client["client_id"],
            "PORTAL_OIDC_CLIENT_SECRET": client["client_secret"],
        }
        world.provider = world.new_provider()
        identity = world.log_in(AN)
    header = identity.id_token.split(".")[0]
    decoded = json.loads(base64.urlsafe_b64decode(header + "=" * (-len(header) % 4)))
    assert decoded["alg"] == algorithm


@pytest.mark.parametrize(
    ("metadata", "error"),
    [
        ({"redirect_uris": []}, "invalid_redirect_uri"),
        ({"redirect_uris": "https://x.example"}, "invalid_redirect_uri"),
        ({"redirect_uris": ["/relative"]}, "invalid_redirect_uri"),
        ({"redirect_uris": ["https://x.example/#part"]}, "invalid_redirect_uri"),
        ({"redirect_uris": ["javascript:x"]}, "invalid_redirect_uri"),
        ({"redirect_uris": ["https://[x"]}, "invalid_redirect_uri"),
        ({"redirect_uris": [7]}, "invalid_redirect_uri"),
        ({"token_endpoint_auth_method": "private_key_jwt"}, "invalid_client_metadata"),
        ({"token_endpoint_auth_method": ["none"]}, "invalid_client_metadata"),
        ({"id_token_signed_response_alg": "none"}, "invalid_client_metadata"),
        ({"response_types": ["token"]}, "invalid_client_metadata"),
        ({"response_types": 7}, "invalid_client_metadata"),
    ],
    ids=str,
)
def test_a_bad_registration_is_refused(world: World, metadata: dict[str, Any], error: str) -> None:
    answer = register(world, **metadata)
    assert (answer.status_code, answer.json()["error"]) == (400, error)


def test_a_registration_must_be_json(world: World) -> None:
    answer = requests.post(f"{world.issuer}/register", data="x", timeout=10)
    assert answer.json()["error"] == "invalid_client_metadata"


def test_a_restart_keeps_keys_and_clients(data: Path) -> None:
    with simulated(str(data)) as world:
        client = register(world, token_endpoint_auth_method="none").json()
        keys = requests.get(f"{world.issuer}/jwks", timeout=10).json()
    with simulated(str(data)) as world:
        assert requests.get(f"{world.issuer}/jwks", timeout=10).json() == keys
        assert authorize(world, client_id=client["client_id"], redirect_uri=APP).ok
    for file in (data / "identity").iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert client["client_id"] not in file.name


def test_without_a_folder_it_works_too() -> None:
    with simulated("") as world:
        assert world.log_in(AN).personal_number == AN


def test_leaving_goes_only_to_known_addresses(world: World) -> None:
    identity = world.log_in(AN)
    for changes in (
        {"post_logout_redirect_uri": "https://evil.example/", "client_id": "cong-dich-vu-cong"},
        {"post_logout_redirect_uri": f"{PORTAL}/", "client_id": "unknown"},
        {"post_logout_redirect_uri": f"{PORTAL}/", "id_token_hint": "x.y.z"},
    ):
        answer = world.browser.session.get(
            f"{world.issuer}/end-session", params=changes, allow_redirects=False, timeout=10
        )
        assert answer.status_code == 400
    answer = world.browser.session.get(
        f"{world.issuer}/end-session",
        params={
            "post_logout_redirect_uri": f"{PORTAL}/?a=b",
            "id_token_hint": identity.id_token,
            "state": "s s",
        },
        allow_redirects=False,
        timeout=10,
    )
    assert answer.headers["Location"] == f"{PORTAL}/?a=b&state=s+s"


def test_leaving_without_a_destination_says_so(world: World) -> None:
    world.log_in(AN)
    world.browser.open(f"{world.issuer}/end-session")
    world.browser.send()
    assert world.browser.page is not None
    assert "Bạn đã đăng xuất" in world.browser.page.text


def test_pages_are_guarded_and_say_that_they_simulate(world: World) -> None:
    for address in (world.start().url, f"{world.issuer}/"):
        page = requests.get(address, timeout=10)
        assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert "<script" not in page.text
        assert "style=" not in page.text
        assert "hệ thống mô phỏng" in page.text
        assert 'href="/dinh-danh/static/identity.css"' in page.text
    assert requests.get(f"{world.issuer}/static/identity.css", timeout=10).ok


def test_the_login_cookie_stays_at_the_simulator(world: World) -> None:
    world.browser.open(world.start().url)
    world.browser.send(person=AN)
    jar: CookieJar = world.browser.session.cookies
    [cookie] = jar
    assert (cookie.name, cookie.path) == ("dinh_danh_phien", "/dinh-danh")
    assert cookie.has_nonstandard_attr("HttpOnly")
    assert len(cookie.value or "") >= 43


@pytest.mark.parametrize(
    ("address", "inside"),
    [
        ("https://portal.example", True),
        ("https://portal.example/dang-nhap/callback", True),
        ("https://portal.example.evil", False),
        ("https://portal.example/%2e%2e/x", False),
        ("https://portal.example/\\evil.example", False),
        ("https://portal.example/\n", False),
        ("", False),
    ],
)
def test_the_portals_addresses_are_below_its_own(address: str, inside: bool) -> None:
    client = Client(client_id="x", site="https://portal.example")
    assert client.may_return_to(address) is inside
    assert not Client(client_id="x").may_return_to(address)
