"""Queues: sorted by what is due next, by name, by procedure; found by the words of a dossier."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

URGENCY = "coalesce(due_at, acceptance_due_at, submitted_at)"
COUNTED = ["status", "step", "officer_id", "payment_state", "submitted_at"]
BY_URGENCY = (
    ("ix_dossier_open", "handling_agency_id", "status IN (1, 2, 4, 5, 6)"),
    ("ix_dossier_received", "receiving_agency_id", "status IN (1, 2, 4, 5, 6, 9)"),
    ("ix_dossier_to_return", "return_agency_id", "status = 9"),
    ("ix_dossier_in_hand", "officer_id", "status IN (2, 4) AND officer_id IS NOT NULL"),
    ("ix_dossier_closed_urgency", "handling_agency_id", "status IN (3, 7, 8, 10)"),
)
OTHERS = (
    ("ix_dossier_closed", ("handling_agency_id", "submitted_at", "id"),
     "status IN (3, 7, 8, 10)"),
    ("ix_dossier_closed_received", ("receiving_agency_id", "submitted_at", "id"),
     "status IN (3, 7, 8, 10)"),
    ("ix_dossier_name", ("handling_agency_id", "name_key", "id"), "status > 0"),
    ("ix_dossier_procedure", ("handling_agency_id", "procedure_code", "id"), "status > 0"),
    ("ix_dossier_procedure_received", ("receiving_agency_id", "procedure_code", "id"),
     "status > 0"),
)  # fmt: skip
BEFORE = (
    ("ix_dossier_open", ("handling_agency_id", "due_at", "id"), "status IN (1, 2, 4, 5, 6)"),
    ("ix_dossier_to_accept", ("receiving_agency_id", "acceptance_due_at", "id"),
     "status IN (1, 5)"),
    ("ix_dossier_to_return", ("return_agency_id", "completed_at", "id"), "status = 9"),
    ("ix_dossier_in_hand", ("officer_id", "due_at", "id"), "status IN (2, 4)"),
)  # fmt: skip


def upgrade() -> None:
    op.add_column(
        "dossier",
        sa.Column("name_key", sa.Text(collation="C"), server_default="", nullable=False),
    )
    for name, _, where in BEFORE:
        op.drop_index(name, table_name="dossier", postgresql_where=sa.text(where))
    for name, agency, where in BY_URGENCY:
        columns = [agency, sa.text(URGENCY), "id"]
        counted = COUNTED if name in ("ix_dossier_open", "ix_dossier_received") else []
        op.create_index(
            name, "dossier", columns, postgresql_where=sa.text(where), postgresql_include=counted
        )
    for name, others, where in OTHERS:
        op.create_index(name, "dossier", list(others), postgresql_where=sa.text(where))


def downgrade() -> None:
    for name, _, where in (*OTHERS, *BY_URGENCY):
        op.drop_index(name, table_name="dossier", postgresql_where=sa.text(where))
    for name, columns, where in BEFORE:
        op.create_index(name, "dossier", list(columns), postgresql_where=sa.text(where))
    op.drop_column("dossier", "name_key")
