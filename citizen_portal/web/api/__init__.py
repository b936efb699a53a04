"""For other systems: one module for each resource, all under ``/api/v1``.

A resource is a model, a view and one line of description (``describing.py``); the OpenAPI
description and docs/reference/http-api.md are drawn from these, so they cannot say anything else.
"""

from __future__ import annotations

from flask import Blueprint

from citizen_portal.web.api.describing import PREFIX

api_pages = Blueprint("api", __name__, url_prefix=PREFIX)

from citizen_portal.web.api import (  # noqa: E402 - the views hang on the blueprint
    lifecycle,
    openapi,
)

__all__ = ["PREFIX", "api_pages", "lifecycle", "openapi"]
