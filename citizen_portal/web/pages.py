"""Drawing pages: what every template may use."""

from __future__ import annotations

import hashlib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from flask import Flask, render_template, request
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from citizen_portal.domain.moment import format_day, format_moment, format_moment_short
from citizen_portal.domain.money import format_vnd
from citizen_portal.web import context
from citizen_portal.web.language import forget_language, gettext, language, words
from citizen_portal.web.places import bar_of

Options = tuple[tuple[str, str], ...]
STATIC = Path(__file__).parent / "static"


@cache
def static_url(path: str) -> str:
    """The address of a file of ours; it changes when the file does, so it may be kept."""
    digest = hashlib.sha256((STATIC / path).read_bytes()).hexdigest()[:12]
    return f"/static/{path}?v={digest}"


def option_tags(options: Options, chosen: str) -> Markup:
    """The ``<option>`` elements of a list, ``chosen`` selected if it is one of them.

    Lists are long and the same for everybody: each is written once for each choice.
    """
    known = any(value == chosen for value, _ in options)
    return _option_tags(options, chosen if known else None)


@lru_cache(maxsize=512)
def _option_tags(options: Options, chosen: str | None) -> Markup:
    plain = Markup('<option value="{}">{}</option>')
    selected = Markup('<option value="{}" selected>{}</option>')
    return Markup("").join(
        (selected if value == chosen else plain).format(value, text) for value, text in options
    )


def install(app: Flask) -> None:
    """Give templates their functions, filters and the values every page needs."""
    app.teardown_request(forget_language)
    environment = app.jinja_env
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.globals.update(
        _=gettext, static_url=static_url, csrf_token=generate_csrf, option_tags=option_tags
    )
    environment.filters.update(
        vnd=format_vnd,
        day=format_day,
        moment=lambda moment: format_moment(moment, language()),
        moment_short=lambda moment: format_moment_short(moment, language()),
        words=words,
    )

    @app.context_processor
    def values() -> dict[str, Any]:
        parts = context.parts()
        return {
            "language": language(),
            "person": context.actor(),
            "places": bar_of(context.actor()),
            "demo": parts.demo,
            "province_name": words(parts.reference.province_title(parts.province)),
            "current_path": here(),
            "downtimes": parts.reference.downtimes(parts.clock()),
        }


def here() -> str:
    """The address of this request within the site, as it can stand in a link."""
    query = request.query_string.decode("ascii", "replace")
    return quote(request.path) + (f"?{query}" if query else "")


def page(template: str, status: int = 200, **values: Any) -> tuple[str, int]:
    """Draw a template from plain values."""
    return render_template(template, **values), status
