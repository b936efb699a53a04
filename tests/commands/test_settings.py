"""Settings: all problems at once, and nothing of the demo in production."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.settings import SettingsError, as_mapping, load_settings
from tests.commands.production_settings import GOOD


def problems(**changed: str) -> dict[str, str]:
    try:
        load_settings(
            {**GOOD, **{f"PORTAL_{name.upper()}": text for name, text in changed.items()}}
        )
    except SettingsError as error:
        return error.problems
    return {}


def test_good_production_settings_are_read() -> None:
    settings = load_settings(GOOD)
    assert settings.database_url == "postgresql+psycopg://portal:pw@db.example.vn/portal"
    assert settings.base_url == "https://dichvucong.example.vn"
    assert settings.oidc_issuer == "https://dinhdanh.example.vn/", "an issuer is compared exactly"
    assert settings.province == "22"
    assert settings.plugins == ()
    assert settings.signing_dir == Path("/var/lib/portal/signing")


def test_everything_missing_is_named_at_once_and_says_what_to_do() -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings({})
    named = set(caught.value.problems)
    assert named == set(GOOD) - {"PORTAL_ENV", "PORTAL_FILES_URL", "PORTAL_DATA_DIR"}
    for name in named:
        assert f"{name}: is missing; " in str(caught.value)
    assert str(caught.value).startswith("8 settings must be put right:\n")


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("env", "live", "demo, production, test"),
        ("database_url", "sqlite:///x.db", "PostgreSQL"),
        ("database_url", "nonsense", "PostgreSQL"),
        ("secret_key", "k" * 31, "at least 32"),
        ("secret_key", "demo-" + "k" * 60, "secret of the demo"),
        ("base_url", "http://dichvucong.example.vn", "https://"),
        ("base_url", "https://localhost", "this machine"),
        ("base_url", "dichvucong.example.vn", "full address"),
        ("oidc_issuer", "http://dinhdanh.example.vn", "https://"),
        ("oidc_issuer", "https://127.0.0.1:8001/dinh-danh", "this machine"),
        ("oidc_client_id", "", "is missing"),
        ("oidc_client_secret", "short", "at least 32"),
        ("payment_gateway_url", "http://127.0.0.1:8001/thanh-toan", "https://"),
        ("payment_gateway_secret", "p" * 32 + ",short", "at least 32"),
        ("payment_gateway_secret", "p" * 32 + ",demo-" + "p" * 32, "secret of the demo"),
        ("files_url", "/var/files", "file:///"),
        ("province", "2", "two digits"),
        ("province", "٢٢", "two digits"),
    ],
)
def test_production_refuses(name: str, value: str, says: str) -> None:
    found = problems(**{name: value})
    assert set(found) == {f"PORTAL_{name.upper()}"}
    assert says in found[f"PORTAL_{name.upper()}"]


def test_a_secret_is_never_repeated_in_a_message_or_a_repr() -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings({**GOOD, "PORTAL_SECRET_KEY": "tiny-secret"})
    assert "tiny-secret" not in str(caught.value)
    assert "k" * 32 not in repr(load_settings(GOOD))
    assert ":pw@" not in repr(load_settings(GOOD))


def test_tests_and_demo_need_only_a_database() -> None:
    for env in ("test", "demo"):
        settings = load_settings({"PORTAL_ENV": env, "PORTAL_DATABASE_URL": "postgresql:///x"})
        assert settings.base_url == "http://127.0.0.1:8000"
        assert settings.oidc_issuer == "http://127.0.0.1:8001/dinh-danh"
        assert len(settings.secret_key) >= 32
        assert settings.files_url == f"file://{settings.data_dir}/files"


def test_no_default_secret_is_good_enough_for_production() -> None:
    defaults = load_settings({"PORTAL_ENV": "test", "PORTAL_DATABASE_URL": "postgresql:///x"})
    found = problems(
        secret_key=defaults.secret_key,
        oidc_client_secret=defaults.oidc_client_secret,
        payment_gateway_secret=defaults.payment_gateway_secret,
    )
    assert len(found) == 3


def test_settings_of_plugins_pass_through() -> None:
    mapping = as_mapping(load_settings({**GOOD, "PORTAL_OIDC_ACR_LEVELS": "a b", "HOME": "/x"}))
    assert mapping["PORTAL_OIDC_ACR_LEVELS"] == "a b"
    assert mapping["PORTAL_OIDC_CLIENT_ID"] == "portal-22"
    assert "HOME" not in mapping
    assert all(isinstance(value, str) for value in mapping.values())


@given(st.lists(st.from_regex(r"[a-z_]{1,12}", fullmatch=True), max_size=4))
def test_as_mapping_can_be_read_again(plugins: list[str]) -> None:
    settings = load_settings({**GOOD, "PORTAL_PLUGINS": " , ".join(plugins)})
    assert settings.plugins == tuple(plugins)
    assert load_settings(as_mapping(settings)) == settings


def test_an_empty_variable_counts_as_missing() -> None:
    assert load_settings({**GOOD, "PORTAL_PLUGINS": " ", "PORTAL_PROVINCE": ""}).province == "22"
