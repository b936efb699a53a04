"""Notices by e-mail over SMTP, and a mail server that keeps what it is given."""

from __future__ import annotations

from collections.abc import Mapping

from citizen_portal.plugin_api import Notifier, Requires, Simulator, hookimpl
from plugins.connectors.smtp_mail.configuration import MailConfiguration
from plugins.connectors.smtp_mail.connector import SmtpMail

# SMTP is spoken with the standard library: the host stands here for the reader.
requires = Requires(
    hooks=("register_notifiers", "register_simulators"), hosts=("PORTAL_SMTP_URL",), seconds=30.0
)


@hookimpl
def register_notifiers(settings: Mapping[str, str]) -> list[Notifier]:
    """Offer the mail server that ``PORTAL_SMTP_URL`` names, if any."""
    configuration = MailConfiguration.from_settings(settings)
    return [SmtpMail(configuration)] if configuration else []


@hookimpl
def register_simulators(settings: Mapping[str, str]) -> list[Simulator]:
    """Offer the simulated mail server, except in production."""
    if settings.get("PORTAL_ENV") == "production":
        return []
    # Production does not even import the simulator.
    from plugins.connectors.smtp_mail.simulator import make_simulator

    return [Simulator(name="mail", mount="/thu-dien-tu", make_wsgi=make_simulator)]
