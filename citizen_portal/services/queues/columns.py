"""What queues read of a dossier, and what they are sorted by."""

from __future__ import annotations

from sqlalchemy import func

from citizen_portal.models import Dossier

urgency = func.coalesce(Dossier.due_at, Dossier.acceptance_due_at, Dossier.submitted_at)
"""When the next thing is due: the result, before that the acceptance."""

COLUMNS = (
    Dossier.id, Dossier.revision, Dossier.code, Dossier.procedure_code,
    Dossier.procedure_version, Dossier.subject,
    Dossier.applicant_name, Dossier.status, Dossier.step, Dossier.payment_state, Dossier.channel,
    Dossier.officer_id, Dossier.submitted_at, Dossier.acceptance_due_at, Dossier.due_at,
)  # fmt: skip
