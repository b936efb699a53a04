"""Putting the portal together: settings in, parts and the Flask application out."""

from __future__ import annotations

import hmac
import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit
from uuid import uuid4

from flask import Flask
from sqlalchemy import Engine, create_engine

from citizen_portal.documents.press import PaperPress
from citizen_portal.documents.templates import PaperTemplates
from citizen_portal.files.scanning import open_scanner
from citizen_portal.files.storage import open_storage
from citizen_portal.procedures.catalogue import Catalogue
from citizen_portal.procedures.connectors import Signer
from citizen_portal.procedures.manager import START_SECONDS, PluginProblem, Plugins, load_plugins
from citizen_portal.services.catalogue.published import PublishedFeed
from citizen_portal.services.parts import Clock, Parts
from citizen_portal.services.reference import Reference
from citizen_portal.settings import Settings, SettingsError, as_mapping
from citizen_portal.web import build_web

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Portal:
    """A portal ready to serve: its parts, its database, its plugins and their problems."""

    settings: Settings
    parts: Parts
    engine: Engine
    plugins: Plugins

    @property
    def problems(self) -> list[PluginProblem]:
        """What is wrong with plugins and declarations, a sentence each."""
        return [*self.plugins.problems, *self.parts.catalogue.problems]

    def close(self) -> None:
        """Give back what is held: the press's child, the database's connections."""
        self.parts.press.close()
        self.engine.dispose()


def open_portal(
    settings: Settings, clock: Clock | None = None, patience: float = START_SECONDS
) -> Portal:
    """Load the plugins and connect the parts. Raises ``SettingsError``.

    Plugins that fail, or do not start within ``patience`` seconds, are named in the log; the
    others run.
    """
    mapping = as_mapping(settings)
    plugins = load_plugins(mapping, patience=patience)
    engine = open_engine(settings.database_url)
    catalogue = Catalogue.of(plugins, plugins.out_of_order)
    parts = Parts(
        catalogue=catalogue,
        published=PublishedFeed(engine, catalogue),
        clock=clock or _now,
        reference=Reference(engine),
        files=open_storage(settings.files_url),
        scanner=open_scanner(settings.of_plugins.get("PORTAL_SCANNER_URL", "")),
        gateways=plugins.payment_gateways,
        notifiers=plugins.notifiers,
        carriers=plugins.carriers,
        signer=_signer(plugins),
        templates=PaperTemplates(plugins.template_folders()),
        press=PaperPress(plugins.template_folders()),
        new_id=uuid4,
        base_url=settings.base_url,
        province=settings.province,
        demo=settings.env != "production",
        search_key=hmac.digest(settings.secret_key.encode(), b"finding dossiers", "sha256"),
        incidents=plugins.book,
    )
    portal = Portal(settings=settings, parts=parts, engine=engine, plugins=plugins)
    for problem in portal.problems:
        log.error("plugin problem: %s", problem)
    return portal


def create_app(settings: Settings, clock: Clock | None = None) -> Flask:
    """The Flask application of a portal."""
    return app_of(open_portal(settings, clock))


def app_of(portal: Portal) -> Flask:
    """The Flask application of a portal that is already open."""
    settings = portal.settings
    gateway = urlsplit(settings.payment_gateway_url)
    issuer = urlsplit(settings.oidc_issuer)
    return build_web(
        parts=portal.parts,
        engine=portal.engine,
        providers=portal.plugins.identity_providers,
        plugins=portal.plugins,
        problems=portal.problems,
        secret_key=settings.secret_key,
        form_targets=[f"{one.scheme}://{one.netloc}" for one in (gateway, issuer)],
    )


def open_engine(database_url: str, size: int = 5) -> Engine:
    """The connection pool of one process; statements and locks give up in time."""
    return create_engine(
        database_url,
        pool_size=size,
        max_overflow=5,
        pool_timeout=10,
        pool_pre_ping=False,
        connect_args={
            "options": "-c statement_timeout=10000 -c lock_timeout=5000 -c timezone=UTC",
            "connect_timeout": 5,
        },
    )


def _now() -> datetime:
    return datetime.now(UTC)


def _signer(plugins: Plugins) -> Signer:
    if not plugins.signers:
        raise SettingsError(
            {"PORTAL_PLUGINS": "no plugin holds signing keys; allow one, such as demo_signing"}
        )
    return plugins.signers[0]
