"""Others' programs: our connector at a foreign provider, a foreign client at our simulator."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
import requests
from authlib.integrations.flask_client import OAuth  # type: ignore[import-untyped]
from flask import Flask, jsonify, url_for
from werkzeug.wrappers import Response

from citizen_portal.plugin_api import LoginRefused
from plugins.connectors.identity.connector.configuration import OidcConfiguration
from plugins.connectors.identity.connector.relying_party import OpenIdConnectProvider
from plugins.connectors.identity.simulator import make_simulator
from plugins.connectors.identity.tests.world import AN, CALLBACK, Browser, served


@contextmanager
def foreign_provider() -> Iterator[str]:
    """Serve oidc-provider-mock, which knows nothing of us."""
    with warnings.catch_warnings():
        # It still uses a module that its own library has deprecated.
        warnings.simplefilter("ignore")
        import oidc_provider_mock  # type: ignore[import-untyped]

        with oidc_provider_mock.run_server_in_thread() as server:
            yield f"http://localhost:{server.server_port}"


@pytest.fixture
def foreign(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
    with foreign_provider() as issuer:
        yield issuer


def connector(issuer: str, **more: str) -> OpenIdConnectProvider:
    configuration = OidcConfiguration.from_settings(
        {
            "PORTAL_OIDC_ISSUER": issuer,
            "PORTAL_OIDC_CLIENT_ID": "any",
            "PORTAL_OIDC_CLIENT_SECRET": "any secret",
        }
        | more
    )
    assert configuration is not None
    return OpenIdConnectProvider(configuration)


def walk(address: str, subject: str) -> dict[str, str]:
    """Log in at the foreign provider's own page."""
    answer = requests.post(address, data={"sub": subject}, allow_redirects=False, timeout=10)
    assert answer.headers["Location"].startswith(CALLBACK)
    return dict(
        pair.split("=", 1) for pair in answer.headers["Location"].partition("?")[2].split("&")
    )


def test_our_connector_logs_in_at_a_foreign_provider(foreign: str) -> None:
    claims = {"name": "Trần Thị Bình", "email": "binh@example.com", "SoDinhDanh": AN}
    requests.put(f"{foreign}/users/someone", json=claims, timeout=10)
    provider = connector(foreign)
    start = provider.start_login(redirect_uri=CALLBACK, required_level=1)
    callback = walk(start.url, "someone")
    identity = provider.finish_login(start, callback, now=datetime.now(UTC))
    assert (identity.issuer, identity.subject) == (foreign, "someone")
    assert (identity.full_name, identity.personal_number) == ("Trần Thị Bình", AN)
    assert identity.assurance_level == 1
    left = provider.logout_url(id_token=identity.id_token, return_to=CALLBACK)
    assert left is not None
    assert left.startswith(f"{foreign}/")


def test_a_foreign_provider_without_levels_is_not_enough_for_level_2(foreign: str) -> None:
    provider = connector(foreign)
    start = provider.start_login(redirect_uri=CALLBACK, required_level=2)
    callback = walk(start.url, "someone")
    with pytest.raises(LoginRefused, match="assurance_too_low"):
        provider.finish_login(start, callback, now=datetime.now(UTC))


def test_algorithms_are_pinned_at_a_foreign_provider_too(foreign: str) -> None:
    provider = connector(foreign, PORTAL_OIDC_ALGORITHMS="ES256")
    start = provider.start_login(redirect_uri=CALLBACK, required_level=1)
    callback = walk(start.url, "someone")
    with pytest.raises(LoginRefused, match="algorithm_refused"):
        provider.finish_login(start, callback, now=datetime.now(UTC))


def foreign_client(issuer: str, registration: dict[str, Any]) -> Flask:
    """A small site that logs people in with Authlib, as its own manual says."""
    site = Flask("foreign_client")
    site.secret_key = "only for this test"
    oauth = OAuth(site)
    oauth.register(
        "identity",
        server_metadata_url=f"{issuer}/.well-known/openid-configuration",
        client_id=registration["client_id"],
        client_secret=registration.get("client_secret"),
        client_kwargs={"scope": "openid profile", "code_challenge_method": "S256"},
    )

    @site.get("/login")
    def login() -> Response:
        address = url_for("callback", _external=True)
        answer: Response = oauth.identity.authorize_redirect(address)
        return answer

    @site.get("/callback")
    def callback() -> Response:
        token = oauth.identity.authorize_access_token()
        return jsonify(token=token["userinfo"], person=dict(oauth.identity.userinfo()))

    return site


@pytest.mark.parametrize("algorithm", ["RS256", "ES256"])
@pytest.mark.parametrize("method", ["client_secret_basic", "client_secret_post"])
def test_a_foreign_client_logs_in_at_our_simulator(data: Any, method: str, algorithm: str) -> None:
    mounted: dict[str, Any] = {}
    with served(lambda environ, start: mounted["simulator"](environ, start)) as issuer:
        settings = {"PORTAL_OIDC_ISSUER": issuer, "PORTAL_DATA_DIR": str(data)}
        mounted["simulator"] = make_simulator(settings)
        with served(lambda environ, start: mounted["site"](environ, start)) as site:
            registration = requests.post(
                f"{issuer}/register",
                json={
                    "redirect_uris": [f"{site}/callback"],
                    "token_endpoint_auth_method": method,
                    "id_token_signed_response_alg": algorithm,
                },
                timeout=10,
            )
            assert registration.status_code == 201
            mounted["site"] = foreign_client(issuer, registration.json())
            browser = Browser()
            browser.open(f"{site}/login")
            browser.send(person=AN)
    assert browser.page is not None
    found = browser.page.json()
    assert found["token"]["iss"] == issuer
    assert found["person"]["name"] == "Nguyễn Văn An"
    assert found["person"]["sub"] == found["token"]["sub"]
