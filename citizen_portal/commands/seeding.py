"""Putting the demonstration's people and agencies into the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citizen_portal.commands import CommandError

if TYPE_CHECKING:
    from citizen_portal.settings import Settings


def seed(settings: Settings) -> None:
    """Seed the database; repeating it changes nothing. Raises ``CommandError`` in production."""
    if settings.env == "production":
        raise CommandError("Invented people do not belong into production: set PORTAL_ENV=demo.")
    from citizen_portal.app import open_portal
    from citizen_portal.models.session import new_session
    from citizen_portal.services.demo import seed_demo

    portal = open_portal(settings)
    with new_session(portal.engine) as session:
        seed_demo(session, portal.parts, settings.oidc_issuer)
    portal.close()
