"""The demo's folder: one demo at a time, secrets made once, settings that follow."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest

from citizen_portal.commands import CommandError
from citizen_portal.commands.demo_data import (
    demo_environ,
    demo_secrets,
    mail_port,
    take_folder,
)
from citizen_portal.commands.demo_prepared import is_prepared, note_prepared
from citizen_portal.settings import SettingsError, load_settings


def test_a_folder_is_held_by_one_demo_at_a_time(tmp_path: Path) -> None:
    with take_folder(tmp_path / "data"), pytest.raises(CommandError, match="Another portal demo"):
        take_folder(tmp_path / "data")
    take_folder(tmp_path / "data").close()


@pytest.mark.parametrize("port", [8000, 10000, 14166, 14999, 15000, 19999, 24950])
def test_the_mail_port_is_far_from_the_demos_own(port: int) -> None:
    """Nobody listens at those yet, nor at those of a second demo beside it."""
    assert abs(mail_port(port) - port) > 1000


def test_secrets_are_made_once_and_are_private(tmp_path: Path) -> None:
    made = demo_secrets(tmp_path)
    assert demo_secrets(tmp_path) == made
    assert (tmp_path / "secrets.json").stat().st_mode & 0o777 == 0o600
    assert len(set(made.values())) == len(made) == 6


def test_a_folder_of_an_earlier_version_gets_the_secrets_it_lacks(tmp_path: Path) -> None:
    made = demo_secrets(tmp_path)
    older = {name: made[name] for name in list(made)[:3]}
    (tmp_path / "secrets.json").write_text(json.dumps(older))
    renewed = demo_secrets(tmp_path)
    assert {name: renewed[name] for name in older} == older
    assert demo_secrets(tmp_path) == renewed
    assert len(renewed) == 6


def test_the_mail_server_stays_out_of_the_way_of_other_demos() -> None:
    first = mail_port(8360)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", first))
        assert mail_port(8360) != first


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '{"PORTAL_SECRET_KEY": "x"}'])
def test_damaged_secrets_are_said_in_one_sentence(tmp_path: Path, content: str) -> None:
    (tmp_path / "secrets.json").write_text(content)
    with pytest.raises(CommandError, match=r"secrets\.json cannot be read: restore it, or delete"):
        demo_secrets(tmp_path)


def test_the_demo_s_settings_are_good_for_a_demo_and_refused_in_production(tmp_path: Path) -> None:
    environ = demo_environ(
        tmp_path, 8360, {"PATH": "/bin", "PORTAL_DATABASE_URL": "postgresql:///x"}
    )
    settings = load_settings(environ)
    assert settings.base_url == "http://127.0.0.1:8360"
    assert settings.oidc_issuer == "http://127.0.0.1:8361/dinh-danh"
    assert settings.payment_gateway_url == "http://127.0.0.1:8361/thanh-toan"
    assert environ["PATH"] == "/bin"
    with pytest.raises(SettingsError) as caught:
        load_settings({**environ, "PORTAL_ENV": "production"})
    assert set(caught.value.problems) == {
        "PORTAL_SECRET_KEY",
        "PORTAL_BASE_URL",
        "PORTAL_OIDC_ISSUER",
        "PORTAL_OIDC_CLIENT_SECRET",
        "PORTAL_PAYMENT_GATEWAY_URL",
        "PORTAL_PAYMENT_GATEWAY_SECRET",
    }


def test_what_the_caller_sets_goes_first(tmp_path: Path) -> None:
    given = {"PORTAL_PROVINCE": "01", "PORTAL_OIDC_ISSUER": "http://elsewhere.example/x"}
    environ = demo_environ(tmp_path, 8360, {**given, "PORTAL_BASE_URL": ""})
    assert environ["PORTAL_PROVINCE"] == "01"
    assert environ["PORTAL_OIDC_ISSUER"] == "http://elsewhere.example/x"
    assert environ["PORTAL_BASE_URL"] == "http://127.0.0.1:8360"


def test_a_folder_is_prepared_for_one_simulator_and_one_version(tmp_path: Path) -> None:
    issuer = "http://127.0.0.1:8001/dinh-danh"
    note_prepared(tmp_path, issuer)
    assert not is_prepared(tmp_path, issuer), "there is no database yet"
    (tmp_path / "database").mkdir()
    (tmp_path / "database" / "PG_VERSION").write_text("18")
    (tmp_path / "signing").mkdir()
    assert is_prepared(tmp_path, issuer)
    assert not is_prepared(tmp_path, "http://127.0.0.1:9001/dinh-danh")
    (tmp_path / "prepared").write_text("another version")
    assert not is_prepared(tmp_path, issuer)
