"""The portal as a WSGI application, for servers of other people: ``wsgi:app``."""

from __future__ import annotations

from citizen_portal.app import create_app
from citizen_portal.settings import load_settings

app = create_app(load_settings())
