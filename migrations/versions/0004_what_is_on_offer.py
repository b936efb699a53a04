"""What is on offer where, what was imported, and drafts and dossiers that hang together."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ONLY_ADDED = ("procedure_offer", "service_level_change")


def upgrade() -> None:
    op.create_table(
        "plugin_incident",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("plugin", sa.Text(), nullable=False),
        sa.Column("procedure_code", sa.Text(), server_default="", nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("times", sa.Integer(), server_default="1", nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plugin_incident")),
        sa.UniqueConstraint(
            "plugin",
            "procedure_code",
            "what",
            "kind",
            name=op.f("uq_plugin_incident_plugin_procedure_code_what_kind"),
        ),
    )
    op.create_table(
        "service_level_change",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("procedure_code", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_level_change")),
        sa.UniqueConstraint(
            "procedure_code",
            "since",
            "level",
            "version",
            name=op.f("uq_service_level_change_procedure_code_since_level_version"),
        ),
    )
    op.create_table(
        "downtime",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason_vi", sa.Text(), nullable=False),
        sa.Column("reason_en", sa.Text(), server_default="", nullable=False),
        sa.Column("announced_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("announced_by", sa.Uuid(), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["announced_by"], ["person.id"], name=op.f("fk_downtime_announced_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_downtime")),
    )
    op.create_table(
        "imported_procedure",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("source", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("reading", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column(
            "corrections",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'"),
            nullable=False,
        ),
        sa.Column("incoming", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("incoming_digest", sa.Text(), server_default="", nullable=False),
        sa.Column("marks", sa.Integer(), server_default="0", nullable=False),
        sa.Column("edition", sa.Integer(), server_default="0", nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reviewed_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["reviewed_by"], ["person.id"], name=op.f("fk_imported_procedure_reviewed_by")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_imported_procedure")),
    )
    op.create_index(
        op.f("ix_imported_procedure_edition"), "imported_procedure", ["edition"], unique=False
    )
    op.create_index(
        op.f("ix_imported_procedure_state_code"),
        "imported_procedure",
        ["state", "code"],
        unique=False,
    )
    op.create_table(
        "procedure_offer",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("procedure_code", sa.Text(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("online_only", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("reason_vi", sa.Text(), server_default="", nullable=False),
        sa.Column("reason_en", sa.Text(), server_default="", nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_procedure_offer_agency_id")
        ),
        sa.ForeignKeyConstraint(
            ["noted_by"], ["person.id"], name=op.f("fk_procedure_offer_noted_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_procedure_offer")),
    )
    op.create_index(
        op.f("ix_procedure_offer_procedure_code_agency_id_id"),
        "procedure_offer",
        ["procedure_code", "agency_id", "id"],
        unique=False,
    )
    op.add_column("dossier", sa.Column("moved_from", sa.Text(), server_default="", nullable=False))
    op.add_column("dossier", sa.Column("parent_id", sa.Uuid(), nullable=True))
    op.add_column("dossier", sa.Column("part", sa.Text(), server_default="", nullable=False))
    op.create_index(
        "ix_dossier_parent_id",
        "dossier",
        ["parent_id"],
        unique=False,
        postgresql_where=sa.text("parent_id IS NOT NULL"),
    )
    op.create_foreign_key(op.f("fk_dossier_parent_id"), "dossier", "dossier", ["parent_id"], ["id"])
    for table in ONLY_ADDED:
        op.execute(
            f"CREATE TRIGGER only_ever_added BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )


def downgrade() -> None:
    for table in ONLY_ADDED:
        op.execute(f"DROP TRIGGER only_ever_added ON {table}")
    op.drop_constraint(op.f("fk_dossier_parent_id"), "dossier", type_="foreignkey")
    op.drop_index(
        "ix_dossier_parent_id",
        table_name="dossier",
        postgresql_where=sa.text("parent_id IS NOT NULL"),
    )
    op.drop_column("dossier", "part")
    op.drop_column("dossier", "parent_id")
    op.drop_column("dossier", "moved_from")
    op.drop_index(
        op.f("ix_procedure_offer_procedure_code_agency_id_id"), table_name="procedure_offer"
    )
    op.drop_table("procedure_offer")
    op.drop_index(op.f("ix_imported_procedure_state_code"), table_name="imported_procedure")
    op.drop_index(op.f("ix_imported_procedure_edition"), table_name="imported_procedure")
    op.drop_table("imported_procedure")
    op.drop_table("downtime")
    op.drop_table("service_level_change")
    op.drop_table("plugin_incident")
