"""Making the index of dossiers' words anew, such as after a change of the secret key."""

from __future__ import annotations

import argparse

HELP = "make the index by which officers find dossiers anew"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The command takes nothing."""


def run(options: argparse.Namespace) -> int:
    """Index every dossier, some hundred at a time; officers go on working meanwhile."""
    from citizen_portal.app import open_portal
    from citizen_portal.models.session import new_session
    from citizen_portal.services.finding.index import index_next
    from citizen_portal.settings import load_settings

    portal = open_portal(load_settings())
    with new_session(portal.engine) as session:
        last = index_next(session, portal.parts)
        while last is not None:
            last = index_next(session, portal.parts, last)
    portal.close()
    print("Every dossier can be found by its words.")
    return 0
