"""Receipts are cancelled by a record of their own; overpaid dossiers are found."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

URGENCY = "coalesce(due_at, acceptance_due_at, submitted_at)"
POINTS_AT = {
    "receipt_id": "fee_receipt.id",
    "replaced_by_id": "fee_receipt.id",
    "by_id": "person.id",
}


def upgrade() -> None:
    op.create_table(
        "receipt_cancellation",
        sa.Column("receipt_id", sa.Integer(), nullable=False),
        sa.Column("replaced_by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column], [there], name=op.f(f"fk_receipt_cancellation_{column}")
            )
            for column, there in POINTS_AT.items()
        ),
        sa.PrimaryKeyConstraint("receipt_id", name=op.f("pk_receipt_cancellation")),
    )
    op.create_index(
        "ix_dossier_overpaid",
        "dossier",
        ["receiving_agency_id", sa.text(URGENCY), "id"],
        postgresql_where=sa.text("payment_state = 'overpaid'"),
    )
    op.execute(
        "CREATE TRIGGER only_ever_added BEFORE UPDATE OR DELETE ON receipt_cancellation "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )


def downgrade() -> None:
    op.drop_index("ix_dossier_overpaid", table_name="dossier")
    op.drop_table("receipt_cancellation")
