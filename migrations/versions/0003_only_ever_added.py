"""Some tables are only ever added to: the database itself refuses anything else."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TABLES = ("dossier_event", "audit_entry", "payment_entry", "fee_receipt")


def upgrade() -> None:
    op.execute(
        """
        CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME;
        END $$
        """
    )
    for table in TABLES:
        op.execute(
            f"CREATE TRIGGER only_ever_added BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
    op.execute(
        "INSERT INTO audit_head (id, sequence, digest) "
        "VALUES (1, 0, decode(repeat('00', 32), 'hex'))"
    )


def downgrade() -> None:
    for table in TABLES:
        op.execute(f"DROP TRIGGER only_ever_added ON {table}")
    op.execute("DROP FUNCTION refuse_change()")
    op.execute("DELETE FROM audit_head")
