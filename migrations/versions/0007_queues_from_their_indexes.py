"""Queues are counted, and closed dossiers filtered, from their indexes alone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

URGENCY = "coalesce(due_at, acceptance_due_at, submitted_at)"
COUNTED_BEFORE = ["status", "step", "officer_id", "payment_state", "submitted_at"]
COUNTED = [*COUNTED_BEFORE, "acceptance_due_at", "due_at"]
FILTERED = ["procedure_code", "channel", "payment_state", "step", "officer_id"]
CLOSED = "status IN (3, 7, 8, 10)"
# Name, agency, what sorts before the id, which dossiers; what it carried along, and carries now.
CHANGED = (
    ("ix_dossier_open", "handling_agency_id", URGENCY, "status IN (1, 2, 4, 5, 6)",
     COUNTED_BEFORE, [*COUNTED, "receiving_agency_id"]),
    ("ix_dossier_received", "receiving_agency_id", URGENCY, "status IN (1, 2, 4, 5, 6, 9)",
     COUNTED_BEFORE, COUNTED),
    ("ix_dossier_to_return", "return_agency_id", URGENCY, "status = 9", [], ["submitted_at"]),
    ("ix_dossier_closed", "handling_agency_id", "submitted_at", CLOSED, [], FILTERED),
)  # fmt: skip
BY = "ix_dossier_closed_by"
BY_WHERE = f"{CLOSED} AND officer_id IS NOT NULL"


def _make(name: str, agency: str, key: str, where: str, carried: list[str]) -> None:
    op.drop_index(name, table_name="dossier", postgresql_where=sa.text(where))
    columns = [agency, sa.text(key), "id"]
    op.create_index(
        name, "dossier", columns, postgresql_where=sa.text(where), postgresql_include=carried
    )


def upgrade() -> None:
    for name, agency, key, where, _, carried in CHANGED:
        _make(name, agency, key, where, carried)
    op.create_index(
        BY, "dossier", ["officer_id", "submitted_at", "id"], postgresql_where=sa.text(BY_WHERE)
    )


def downgrade() -> None:
    op.drop_index(BY, table_name="dossier", postgresql_where=sa.text(BY_WHERE))
    for name, agency, key, where, carried, _ in CHANGED:
        _make(name, agency, key, where, carried)
