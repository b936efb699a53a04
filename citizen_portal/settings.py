"""Settings: everything that differs between installations, read from PORTAL_* variables."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

PREFIX = "PORTAL_"

DEMO_SECRET_PREFIX = "demo-"  # noqa: S105 - the mark of secrets, not one
"""How every secret that the demo makes begins, so that production can tell it."""

ANYWHERE = "0.0.0.0"  # noqa: S104 - recognised here, not listened at

SECRET_LENGTH = 32
"""The fewest characters a secret may have in production."""


class SettingsError(Exception):
    """Settings that are missing or bad: the message names each, with what to do."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        self.problems = dict(problems)
        count = f"{len(problems)} setting{'s' if len(problems) > 1 else ''} must be put right:"
        lines = [f"  {name}: {advice}" for name, advice in self.problems.items()]
        super().__init__("\n".join([count, *lines]))


class Settings(BaseSettings):
    """The settings of one installation. Outside ``production`` most have a default."""

    model_config = SettingsConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    env: Literal["demo", "production", "test"] = "production"
    data_dir: Path = Path(".portal")
    database_url: str = Field("", repr=False, validate_default=True)
    secret_key: str = Field("", repr=False, validate_default=True)
    base_url: str = Field("", validate_default=True)
    files_url: str = Field("", validate_default=True)
    plugins: tuple[str, ...] = ()
    province: str = "22"
    oidc_issuer: str = Field("", validate_default=True)
    oidc_client_id: str = Field("", validate_default=True)
    oidc_client_secret: str = Field("", repr=False, validate_default=True)
    payment_gateway_url: str = Field("", validate_default=True)
    payment_gateway_secret: str = Field("", repr=False, validate_default=True)
    signing_dir: Path = Field(Path(), validate_default=True)
    of_plugins: Mapping[str, str] = Field(default_factory=dict, repr=False)
    """Other PORTAL_* variables, by their full name: settings that only a plugin knows."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings,)  # load_settings reads the one mapping that counts

    @field_validator("plugins", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(name.strip() for name in value.split(",") if name.strip())
        return value

    @field_validator("data_dir")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        return value.expanduser().absolute()

    @field_validator("province")
    @classmethod
    def _province_code(cls, value: str) -> str:
        if not (value.isascii() and value.isdigit() and len(value) == 2):
            raise ValueError("give the two digits of the province's code, such as 22")
        return value

    @field_validator("database_url")
    @classmethod
    def _postgresql(cls, value: str) -> str:
        scheme, separator, rest = value.partition("://")
        if scheme not in ("postgresql", "postgresql+psycopg", "postgres") or not separator:
            raise ValueError(
                "give the address of a PostgreSQL database,"
                " such as postgresql://portal@localhost/portal"
            )
        return f"postgresql+psycopg://{rest}"

    @field_validator("secret_key", "oidc_client_secret", "payment_gateway_secret")
    @classmethod
    def _secret(cls, value: str, info: ValidationInfo) -> str:
        if not _in_production(info):
            return value or DEMO_SECRET_PREFIX + "x" * SECRET_LENGTH
        for secret in value.split(",") if info.field_name == "payment_gateway_secret" else [value]:
            if secret.startswith(DEMO_SECRET_PREFIX):
                raise ValueError("this is a secret of the demo: make a new one for production")
            if len(secret) < SECRET_LENGTH:
                raise ValueError(
                    f"give a secret of at least {SECRET_LENGTH} characters, as this prints one:"
                    " python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"
                )
        return value

    @field_validator("base_url", "oidc_issuer", "payment_gateway_url")
    @classmethod
    def _address(cls, value: str, info: ValidationInfo) -> str:
        if not _in_production(info):
            value = value or _DEMO_ADDRESSES[str(info.field_name)]
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(f"give a full address, such as {_EXAMPLES[str(info.field_name)]}")
        if _in_production(info) and parts.scheme != "https":
            raise ValueError("production needs an address that begins with https://")
        if _in_production(info) and _is_loopback(parts.hostname):
            raise ValueError("production refuses an address of this machine: simulators live there")
        return value.rstrip("/") if info.field_name == "base_url" else value

    @field_validator("oidc_client_id")
    @classmethod
    def _client(cls, value: str, info: ValidationInfo) -> str:
        if not value and _in_production(info):
            raise ValueError("give the name by which the identity provider knows this portal")
        return value or "portal"

    @field_validator("files_url")
    @classmethod
    def _storage(cls, value: str, info: ValidationInfo) -> str:
        if not value and "data_dir" in info.data:
            return f"file://{info.data['data_dir'] / 'files'}"
        if not value.startswith(("file:///", "s3://")):
            raise ValueError("give file:/// and a folder, or s3:// and a bucket")
        return value

    @field_validator("signing_dir")
    @classmethod
    def _signing(cls, value: Path, info: ValidationInfo) -> Path:
        if value == Path() and "data_dir" in info.data:
            return Path(info.data["data_dir"]) / "signing"
        return value.expanduser().absolute()


_DEMO_ADDRESSES = {
    "base_url": "http://127.0.0.1:8000",
    "oidc_issuer": "http://127.0.0.1:8001/dinh-danh",
    "payment_gateway_url": "http://127.0.0.1:8001/thanh-toan",
}
_EXAMPLES = {
    "base_url": "https://dichvucong.example.vn",
    "oidc_issuer": "https://dinhdanh.example.vn",
    "payment_gateway_url": "https://thanhtoan.example.vn",
}


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the PORTAL_* variables of ``environ`` (default: this process's).

    An empty variable counts as missing. Raises one ``SettingsError`` for all that is wrong.
    """
    values: dict[str, Any] = {}
    of_plugins: dict[str, str] = {}
    for name, value in (os.environ if environ is None else environ).items():
        if not name.startswith(PREFIX) or not value.strip():
            continue
        field = name.removeprefix(PREFIX).lower()
        if field in Settings.model_fields and field != "of_plugins":
            values[field] = value.strip()
        else:
            of_plugins[name] = value.strip()
    try:
        return Settings(**values, of_plugins=of_plugins)
    except ValidationError as error:
        raise SettingsError(_problems(error, given=values)) from None


def as_mapping(settings: Settings) -> dict[str, str]:
    """Return the settings as PORTAL_* variables: for plugins and for child processes."""
    write: dict[type, Callable[[Any], str]] = {tuple: ",".join}
    own = {
        PREFIX + name.upper(): write.get(type(value), str)(value)
        for name in Settings.model_fields
        if name != "of_plugins"
        for value in [getattr(settings, name)]
    }
    return {**settings.of_plugins, **own}


def _problems(error: ValidationError, *, given: Mapping[str, Any]) -> dict[str, str]:
    problems: dict[str, str] = {}
    for item in error.errors():
        field = str(item["loc"][0])
        advice = item["msg"].removeprefix("Value error, ")
        if field == "env":
            advice = "give one of demo, production, test"
        problems[PREFIX + field.upper()] = advice if field in given else f"is missing; {advice}"
    return problems


def _in_production(info: ValidationInfo) -> bool:
    return bool(info.data.get("env", "production") == "production")


def _is_loopback(host: str) -> bool:
    return host in ("localhost", "::1", ANYWHERE) or host.startswith("127.")
