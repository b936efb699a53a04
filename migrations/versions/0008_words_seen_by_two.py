"""The words of a notice are proposed by one person and put into force by another."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TABLE = "notice_template"


def upgrade() -> None:
    # What was saved before counted at once, and goes on counting.
    op.add_column(TABLE, sa.Column("state", sa.Text(), server_default="in_force", nullable=False))
    op.add_column(TABLE, sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(TABLE, sa.Column("decided_by_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_notice_template_decided_by_id"), TABLE, "person", ["decided_by_id"], ["id"]
    )


def downgrade() -> None:
    op.execute("DELETE FROM notice_template WHERE state <> 'in_force'")
    for column in ("decided_by_id", "decided_at", "state"):
        op.drop_column(TABLE, column)
