"""Settings decide whom to trust; bad ones are named all at once."""

from __future__ import annotations

import pluggy
import pytest

from plugins.connectors import identity
from plugins.connectors.identity.connector.configuration import OidcConfiguration

GOOD = {
    "PORTAL_OIDC_ISSUER": "https://id.example/realm",
    "PORTAL_OIDC_CLIENT_ID": "portal",
    "PORTAL_ENV": "production",
}


def read(**changes: str) -> OidcConfiguration | None:
    return OidcConfiguration.from_settings(GOOD | changes)


def test_the_defaults() -> None:
    configuration = read()
    assert configuration is not None
    assert configuration.algorithms == ("RS256", "PS256", "ES256")
    assert configuration.acr_levels == ("loa1", "loa2")


def test_no_issuer_means_no_provider() -> None:
    assert OidcConfiguration.from_settings({}) is None


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"PORTAL_OIDC_ISSUER": "http://id.example"}, "PORTAL_OIDC_ISSUER"),
        ({"PORTAL_OIDC_ISSUER": "ftp://id.example"}, "PORTAL_OIDC_ISSUER"),
        ({"PORTAL_OIDC_ISSUER": "id.example"}, "PORTAL_OIDC_ISSUER"),
        ({"PORTAL_OIDC_ISSUER": "https://id.example:x"}, "PORTAL_OIDC_ISSUER"),
        ({"PORTAL_OIDC_ISSUER": "https://[::1"}, "PORTAL_OIDC_ISSUER"),
        ({"PORTAL_OIDC_ISSUER": "https://id.example/?a=b"}, "PORTAL_OIDC_ISSUER"),
        ({"PORTAL_OIDC_ISSUER": "https://me@id.example/"}, "PORTAL_OIDC_ISSUER"),
        ({"PORTAL_OIDC_CLIENT_ID": " "}, "PORTAL_OIDC_CLIENT_ID"),
        ({"PORTAL_OIDC_ALGORITHMS": "RS256 none"}, "PORTAL_OIDC_ALGORITHMS"),
        ({"PORTAL_OIDC_ALGORITHMS": "HS256"}, "PORTAL_OIDC_ALGORITHMS"),
        ({"PORTAL_OIDC_ACR_LEVELS": "loa2"}, "PORTAL_OIDC_ACR_LEVELS"),
        ({"PORTAL_OIDC_ACR_LEVELS": "a a"}, "PORTAL_OIDC_ACR_LEVELS"),
    ],
    ids=str,
)
def test_a_bad_setting_is_named(changes: dict[str, str], named: str) -> None:
    with pytest.raises(ValueError, match=named):
        read(**changes)


def test_all_bad_settings_are_named_at_once() -> None:
    with pytest.raises(ValueError, match=r"ISSUER.*CLIENT_ID.*ALGORITHMS.*ACR_LEVELS"):
        read(
            PORTAL_OIDC_ISSUER="http://id.example",
            PORTAL_OIDC_CLIENT_ID="",
            PORTAL_OIDC_ALGORITHMS="none",
            PORTAL_OIDC_ACR_LEVELS="x",
        )


@pytest.mark.parametrize(
    ("environment", "address", "allowed"),
    [
        ("production", "https://id.example", True),
        ("production", "http://id.example", False),
        ("production", "http://localhost:8001/x", True),
        ("production", "http://127.0.0.1", True),
        ("production", "http://[::1]:80", True),
        ("production", "http://127.0.0.1.evil.example", False),
        ("demo", "http://id.example", True),
        ("demo", "file:///etc/passwd", False),
    ],
)
def test_http_is_for_this_machine_or_outside_production(
    environment: str, address: str, allowed: bool
) -> None:
    configuration = OidcConfiguration(
        issuer="https://id.example", client_id="x", production=environment == "production"
    )
    assert configuration.allows(address) is allowed


def test_levels_are_named_by_their_place() -> None:
    configuration = read(PORTAL_OIDC_ACR_LEVELS="low substantial high")
    assert configuration is not None
    assert configuration.acceptable_acr_values(1) == "low substantial high"
    assert configuration.acceptable_acr_values(2) == "substantial high"
    assert [configuration.level_of(acr) for acr in ("low", "substantial", "high", "x", None)] == [
        1,
        2,
        2,
        1,
        1,
    ]


def test_the_plugin_answers_the_hooks() -> None:
    manager = pluggy.PluginManager("citizen_portal")
    manager.register(identity)
    demo = GOOD | {"PORTAL_ENV": "demo"}
    [[provider]] = manager.hook.register_identity_providers(settings=demo)
    [[simulator]] = manager.hook.register_simulators(settings=demo)
    assert provider.name == "openid_connect"
    assert (simulator.name, simulator.mount) == ("identity", "/dinh-danh")
    assert callable(simulator.make_wsgi(demo))


def test_production_has_no_simulator() -> None:
    assert identity.register_simulators(GOOD) == []
    assert len(identity.register_identity_providers(GOOD)) == 1
