"""The portal with the 25 fields for its form, served as it always is.

Started as ``python -m bench.served_form PORT`` with the portal's settings.
"""

from __future__ import annotations

import sys
from dataclasses import replace

from flask import Flask

from bench.twenty_five_fields import catalogue_with
from citizen_portal.app import Portal, app_of, open_portal
from citizen_portal.server import serve
from citizen_portal.settings import load_settings


def with_twenty_five_fields(portal: Portal) -> Portal:
    """The same portal, its catalogue changed."""
    catalogue = catalogue_with(portal.parts.catalogue, portal.parts.today())
    return replace(portal, parts=replace(portal.parts, catalogue=catalogue))


def main() -> None:
    """Serve in two processes."""
    settings = load_settings()

    def make_app() -> Flask:
        portal = with_twenty_five_fields(open_portal(settings))
        app = app_of(portal)
        portal.engine.dispose()  # a connection must not be shared by two processes
        return app

    serve(make_app, host="127.0.0.1", port=int(sys.argv[1]), processes=2)


if __name__ == "__main__":
    main()
