"""The time to accept: from when it counts, and what it waits for before it begins."""

from __future__ import annotations

from datetime import datetime

from citizen_portal.domain.deadline import acceptance_due
from citizen_portal.domain.service_level import Channel
from citizen_portal.models import Dossier
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.services.parts import Parts


def papers_travel(dossier: Dossier) -> bool:
    """Tell whether the papers of a dossier submitted now are still to come by post.

    Where an officer files it, the parcel is there and was opened.
    """
    return dossier.channel == Channel.POST and dossier.assisted_by_id is None


def count_acceptance(parts: Parts, dossier: Dossier, procedure: Procedure, at: datetime) -> None:
    """The receiving agency's time to accept, refuse or ask counts from ``at``."""
    dossier.acceptance_due_at = acceptance_due(
        at,
        parts.reference.calendar(dossier.receiving_agency_id),
        procedure.acceptance_hours_for(Channel(dossier.channel)),
    )


def count_acceptance_again(parts: Parts, dossier: Dossier, at: datetime) -> None:
    """The dossier is back where it is accepted; what it still waits for it goes on waiting for."""
    if dossier.acceptance_due_at is not None:
        procedure = parts.catalogue.version(dossier.procedure_code, dossier.procedure_version)
        count_acceptance(parts, dossier, procedure, at)
