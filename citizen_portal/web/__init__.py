"""Pages and their addresses: parse, one call to a use case, render or redirect."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Flask, request
from flask_login import LoginManager
from flask_wtf.csrf import CSRFProtect
from sqlalchemy import Engine

from citizen_portal.places import TEMPLATES
from citizen_portal.procedures.connectors import IdentityProvider
from citizen_portal.procedures.manager import PluginProblem, Plugins
from citizen_portal.services.parts import Parts
from citizen_portal.web import account, compression, context, errors, guards, headers, pages
from citizen_portal.web.administrator import administrator_pages
from citizen_portal.web.api import api_pages
from citizen_portal.web.applicant import applicant_pages
from citizen_portal.web.callbacks import callback_pages
from citizen_portal.web.officer import officer_pages
from citizen_portal.web.public import public_pages
from citizen_portal.web.sessions import DatabaseSessions

LARGEST_REQUEST = 12 * 1024 * 1024
"""One paper of 10 MB with the form around it."""
LARGEST_WITH_FILES = 5 * LARGEST_REQUEST
"""Several papers at once; they are read from a file, not kept in memory."""


def build_web(
    *,
    parts: Parts,
    engine: Engine,
    providers: Sequence[IdentityProvider],
    plugins: Plugins,
    problems: Sequence[PluginProblem],
    secret_key: str,
    form_targets: list[str],
) -> Flask:
    """Build the Flask application around the portal's parts."""
    app = Flask("citizen_portal.web", template_folder=str(TEMPLATES), static_folder=None)
    app.config.update(_configuration(secret_key, parts.base_url.startswith("https://")))
    app.extensions["portal_parts"] = parts
    app.extensions["portal_engine"] = engine
    app.extensions["portal_providers"] = tuple(providers)
    app.extensions["portal_plugins"] = plugins
    app.extensions["portal_problems"] = tuple(problems)
    app.session_interface = DatabaseSessions()
    app.teardown_request(context.write_incidents)  # runs after the one below it
    app.teardown_request(context.close_db)
    csrf = CSRFProtect()
    for blueprint in (
        public_pages, account.account_pages, applicant_pages, officer_pages, administrator_pages,
        api_pages,
    ):  # fmt: skip
        app.register_blueprint(blueprint)
    csrf.exempt(callback_pages)
    app.register_blueprint(callback_pages)
    guards.refuse_unguarded(app)
    _make_room(app)
    headers.install(app, form_targets)
    compression.install(app)
    csrf.init_app(app)
    pages.install(app)
    errors.install(app)
    _remember_who(app)
    return app


def _configuration(secret_key: str, secure: bool) -> dict[str, Any]:
    return {
        "SECRET_KEY": secret_key,
        "SESSION_COOKIE_NAME": "__Host-phien" if secure else "phien",
        "SESSION_COOKIE_SECURE": secure,
        "MAX_CONTENT_LENGTH": LARGEST_REQUEST,
        "MAX_FORM_PARTS": 1000,
        "WTF_CSRF_TIME_LIMIT": None,
        "TEMPLATES_AUTO_RELOAD": False,
    }


def _make_room(app: Flask) -> None:
    """A form for papers may be larger; it must be said before anything reads the form."""

    @app.before_request
    def allow() -> None:
        view = app.view_functions.get(request.endpoint or "")
        if getattr(view, "carries_files", False):
            request.max_content_length = LARGEST_WITH_FILES


def _remember_who(app: Flask) -> None:
    """Flask-Login's ``current_user`` is the actor of the stored session."""
    manager = LoginManager()
    manager.session_protection = None
    manager.init_app(app, add_context_processor=False)
    manager.request_loader(account.current_account)
