"""The office: who does what, counters, post, calendars, notices, and papers kept for use again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ONLY_ADDED = ("answer_correction", "colleague_note", "shipment_event")


def upgrade() -> None:
    op.create_table(
        "assignment_rule",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("procedure_code", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_by_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_assignment_rule_agency_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_assignment_rule_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["set_by_id"], ["person.id"], name=op.f("fk_assignment_rule_set_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment_rule")),
        sa.UniqueConstraint(
            "agency_id", "procedure_code", name=op.f("uq_assignment_rule_agency_id_procedure_code")
        ),
    )
    op.create_table(
        "batch",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column(
            "typed",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'"),
            nullable=False,
        ),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_batch_agency_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_batch_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch")),
    )
    op.create_index(
        op.f("ix_batch_person_id_created_at"), "batch", ["person_id", "created_at"], unique=False
    )
    op.create_table(
        "calendar_edition",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("content", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_by_id", sa.Uuid(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_calendar_edition_agency_id")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["person.id"], name=op.f("fk_calendar_edition_decided_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["person.id"], name=op.f("fk_calendar_edition_proposed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_edition")),
    )
    op.create_index(
        op.f("ix_calendar_edition_state_agency_id"),
        "calendar_edition",
        ["state", "agency_id"],
        unique=False,
    )
    op.create_table(
        "declared_relative",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("personal_number", sa.Text(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_declared_relative_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_declared_relative")),
        sa.UniqueConstraint(
            "person_id",
            "personal_number",
            name=op.f("uq_declared_relative_person_id_personal_number"),
        ),
    )
    op.create_table(
        "delegation",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("from_person_id", sa.Uuid(), nullable=False),
        sa.Column("to_person_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_delegation_agency_id")),
        sa.ForeignKeyConstraint(
            ["from_person_id"], ["person.id"], name=op.f("fk_delegation_from_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["person.id"], name=op.f("fk_delegation_made_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["to_person_id"], ["person.id"], name=op.f("fk_delegation_to_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation")),
    )
    op.create_index(
        op.f("ix_delegation_agency_id_until"), "delegation", ["agency_id", "until"], unique=False
    )
    op.create_index(
        op.f("ix_delegation_to_person_id_until"),
        "delegation",
        ["to_person_id", "until"],
        unique=False,
    )
    op.create_table(
        "export",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column(
            "typed",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'"),
            nullable=False,
        ),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("done", sa.Integer(), server_default="0", nullable=False),
        sa.Column("total", sa.Integer(), server_default="0", nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("storage_key", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), server_default="0", nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ready_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_export_agency_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_export_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_export")),
    )
    op.create_index(
        op.f("ix_export_person_id_created_at"), "export", ["person_id", "created_at"], unique=False
    )
    op.create_table(
        "notice_template",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_by_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_notice_template_agency_id")
        ),
        sa.ForeignKeyConstraint(
            ["edited_by_id"], ["person.id"], name=op.f("fk_notice_template_edited_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_template")),
        sa.UniqueConstraint(
            "event",
            "agency_id",
            "language",
            "channel",
            "version",
            name=op.f("uq_notice_template_event_agency_id_language_channel_version"),
        ),
    )
    op.create_table(
        "saved_view",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("position", sa.SmallInteger(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_saved_view_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
        sa.UniqueConstraint("person_id", "name", name=op.f("uq_saved_view_person_id_name")),
    )
    op.create_table(
        "answer_correction",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("before", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("after", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_answer_correction_by_id")),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossier.id"], name=op.f("fk_answer_correction_dossier_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_correction")),
    )
    op.create_index(
        op.f("ix_answer_correction_dossier_id"), "answer_correction", ["dossier_id"], unique=False
    )
    op.create_table(
        "apology_draft",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("due_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("new_due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossier.id"], name=op.f("fk_apology_draft_dossier_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_apology_draft")),
    )
    op.create_index(
        op.f("ix_apology_draft_dossier_id"), "apology_draft", ["dossier_id"], unique=False
    )
    op.create_table(
        "batch_item",
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("outcome_vi", sa.Text(), nullable=False),
        sa.Column("outcome_en", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_batch_item_batch_id")),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossier.id"], name=op.f("fk_batch_item_dossier_id")
        ),
        sa.PrimaryKeyConstraint("batch_id", "position", name=op.f("pk_batch_item")),
    )
    op.create_table(
        "colleague_note",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossier.id"], name=op.f("fk_colleague_note_dossier_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_colleague_note_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_colleague_note")),
    )
    op.create_index(
        op.f("ix_colleague_note_dossier_id"), "colleague_note", ["dossier_id"], unique=False
    )
    op.create_table(
        "dossier_text",
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("words", postgresql.TSVECTOR(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossier.id"], name=op.f("fk_dossier_text_dossier_id")
        ),
        sa.PrimaryKeyConstraint("dossier_id", name=op.f("pk_dossier_text")),
    )
    op.create_index(
        op.f("ix_dossier_text_words"),
        "dossier_text",
        ["words"],
        unique=False,
        postgresql_using="gin",
    )
    op.create_table(
        "due_proposal",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("due_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_after", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_due_proposal_agency_id")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["person.id"], name=op.f("fk_due_proposal_decided_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossier.id"], name=op.f("fk_due_proposal_dossier_id")
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["calendar_edition.id"], name=op.f("fk_due_proposal_edition_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_due_proposal")),
    )
    op.create_index(
        op.f("ix_due_proposal_agency_id_state_id"),
        "due_proposal",
        ["agency_id", "state", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_due_proposal_dossier_id"), "due_proposal", ["dossier_id"], unique=False
    )
    op.create_table(
        "handover",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("code_hash", sa.Text(), nullable=False),
        sa.Column("tries", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("recipient_name", sa.Text(), nullable=False),
        sa.Column("recipient_number", sa.Text(), nullable=False),
        sa.Column("authorised_by", sa.Text(), nullable=False),
        sa.Column("signature_key", sa.Text(), nullable=False),
        sa.Column("prepared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("handed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("handed_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossier.id"], name=op.f("fk_handover_dossier_id")
        ),
        sa.ForeignKeyConstraint(
            ["handed_by_id"], ["person.id"], name=op.f("fk_handover_handed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover")),
    )
    op.create_index(op.f("ix_handover_dossier_id"), "handover", ["dossier_id"], unique=False)
    op.create_table(
        "message",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("from_office", sa.Boolean(), nullable=False),
        sa.Column("sender_id", sa.Uuid(), nullable=False),
        sa.Column("sender_name", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_message_dossier_id")),
        sa.ForeignKeyConstraint(["sender_id"], ["person.id"], name=op.f("fk_message_sender_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
    )
    op.create_index(op.f("ix_message_dossier_id"), "message", ["dossier_id"], unique=False)
    op.create_index(
        "ix_message_unread",
        "message",
        ["dossier_id"],
        unique=False,
        postgresql_where=sa.text("read_at IS NULL AND NOT from_office"),
    )
    op.create_table(
        "notice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("occasion", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), server_default="vi", nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("provider_id", sa.Text(), nullable=False),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("send_after", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_notice_dossier_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_notice_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint(
            "dossier_id",
            "event",
            "occasion",
            "channel",
            name=op.f("uq_notice_dossier_id_event_occasion_channel"),
        ),
    )
    op.create_index(
        op.f("ix_notice_channel_provider_id"), "notice", ["channel", "provider_id"], unique=False
    )
    op.create_index(op.f("ix_notice_person_id_id"), "notice", ["person_id", "id"], unique=False)
    op.create_table(
        "opinion_request",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("from_agency_id", sa.Integer(), nullable=False),
        sa.Column("to_agency_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["person.id"], name=op.f("fk_opinion_request_answered_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["person.id"], name=op.f("fk_opinion_request_asked_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossier.id"], name=op.f("fk_opinion_request_dossier_id")
        ),
        sa.ForeignKeyConstraint(
            ["from_agency_id"], ["agency.id"], name=op.f("fk_opinion_request_from_agency_id")
        ),
        sa.ForeignKeyConstraint(
            ["to_agency_id"], ["agency.id"], name=op.f("fk_opinion_request_to_agency_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinion_request")),
    )
    op.create_index(
        op.f("ix_opinion_request_dossier_id"), "opinion_request", ["dossier_id"], unique=False
    )
    op.create_index(
        op.f("ix_opinion_request_to_agency_id_state_due_at"),
        "opinion_request",
        ["to_agency_id", "state", "due_at"],
        unique=False,
    )
    op.create_table(
        "presence",
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossier.id"], name=op.f("fk_presence_dossier_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_presence_person_id")),
        sa.PrimaryKeyConstraint("dossier_id", "person_id", name=op.f("pk_presence")),
    )
    op.create_table(
        "queue_ticket",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("priority", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("officer_id", sa.Uuid(), nullable=True),
        sa.Column("dossier_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_queue_ticket_agency_id")
        ),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossier.id"], name=op.f("fk_queue_ticket_dossier_id")
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["person.id"], name=op.f("fk_queue_ticket_officer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_queue_ticket")),
        sa.UniqueConstraint(
            "agency_id",
            "day",
            "service",
            "number",
            name=op.f("uq_queue_ticket_agency_id_day_service_number"),
        ),
    )
    op.create_index(
        op.f("ix_queue_ticket_agency_id_day_state_number"),
        "queue_ticket",
        ["agency_id", "day", "state", "number"],
        unique=False,
    )
    op.create_table(
        "shipment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("carrier", sa.Text(), nullable=False),
        sa.Column("waybill", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("address", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("postage", sa.Integer(), server_default="0", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["person.id"], name=op.f("fk_shipment_created_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossier.id"], name=op.f("fk_shipment_dossier_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shipment")),
        sa.UniqueConstraint("carrier", "waybill", name=op.f("uq_shipment_carrier_waybill")),
    )
    op.create_index(op.f("ix_shipment_dossier_id"), "shipment", ["dossier_id"], unique=False)
    op.create_index(op.f("ix_shipment_state_id"), "shipment", ["state", "id"], unique=False)
    op.create_table(
        "vault_item",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("owner_number", sa.Text(), nullable=False),
        sa.Column("component_code", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column(
            "details",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'"),
            nullable=False,
        ),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("storage_key", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("signed_by", sa.Text(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("dossier_id", sa.Uuid(), nullable=True),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossier.id"], name=op.f("fk_vault_item_dossier_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vault_item")),
        sa.UniqueConstraint("code", name=op.f("uq_vault_item_code")),
        sa.UniqueConstraint(
            "owner_number",
            "component_code",
            "version",
            name=op.f("uq_vault_item_owner_number_component_code_version"),
        ),
    )
    op.create_index(
        op.f("ix_vault_item_owner_number_component_code"),
        "vault_item",
        ["owner_number", "component_code"],
        unique=False,
    )
    op.create_table(
        "issued_result",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("paper_id", sa.Uuid(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("symbol", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("owner_name", sa.Text(), nullable=False),
        sa.Column("owner_number", sa.Text(), nullable=False),
        sa.Column("approved_by_id", sa.Uuid(), nullable=False),
        sa.Column("issued_by_id", sa.Uuid(), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.Column("ended_reason", sa.Text(), server_default="", nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_issued_result_agency_id")
        ),
        sa.ForeignKeyConstraint(
            ["approved_by_id"], ["person.id"], name=op.f("fk_issued_result_approved_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossier.id"], name=op.f("fk_issued_result_dossier_id")
        ),
        sa.ForeignKeyConstraint(
            ["ended_by_id"], ["person.id"], name=op.f("fk_issued_result_ended_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["issued_by_id"], ["person.id"], name=op.f("fk_issued_result_issued_by_id")
        ),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_issued_result_paper_id")),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["issued_result.id"], name=op.f("fk_issued_result_replaces_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issued_result")),
        sa.UniqueConstraint(
            "agency_id",
            "symbol",
            "year",
            "number",
            name=op.f("uq_issued_result_agency_id_symbol_year_number"),
        ),
        sa.UniqueConstraint("paper_id", name=op.f("uq_issued_result_paper_id")),
    )
    op.create_index(
        op.f("ix_issued_result_agency_id_issued_at_id"),
        "issued_result",
        ["agency_id", "issued_at", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_issued_result_dossier_id"), "issued_result", ["dossier_id"], unique=False
    )
    op.create_table(
        "shipment_event",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("shipment_id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["shipment_id"], ["shipment.id"], name=op.f("fk_shipment_event_shipment_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shipment_event")),
        sa.UniqueConstraint(
            "shipment_id", "event_id", name=op.f("uq_shipment_event_shipment_id_event_id")
        ),
    )
    op.create_table(
        "supplement_item",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("reason_code", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("legal_basis", sa.Text(), nullable=False),
        sa.Column(
            "before",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'"),
            nullable=False,
        ),
        sa.Column(
            "after",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'"),
            nullable=False,
        ),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["request_id"], ["supplement_request.id"], name=op.f("fk_supplement_item_request_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supplement_item")),
        sa.UniqueConstraint(
            "request_id", "position", name=op.f("uq_supplement_item_request_id_position")
        ),
    )
    op.create_index(
        op.f("ix_supplement_item_reason_code_name"),
        "supplement_item",
        ["reason_code", "name"],
        unique=False,
    )
    op.add_column(
        "attachment", sa.Column("source", sa.Text(), server_default="upload", nullable=False)
    )
    op.add_column(
        "attachment", sa.Column("copy_kind", sa.Text(), server_default="electronic", nullable=False)
    )
    op.add_column(
        "attachment",
        sa.Column(
            "details",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'"),
            nullable=False,
        ),
    )
    op.add_column("attachment", sa.Column("checked_by_id", sa.Uuid(), nullable=True))
    op.add_column("attachment", sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("attachment", sa.Column("vault_item_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_attachment_vault_item_id"), "attachment", "vault_item", ["vault_item_id"], ["id"]
    )
    op.create_foreign_key(
        op.f("fk_attachment_checked_by_id"), "attachment", "person", ["checked_by_id"], ["id"]
    )
    op.add_column("dossier", sa.Column("assisted_by_id", sa.Uuid(), nullable=True))
    op.add_column(
        "dossier", sa.Column("delivery", postgresql.JSONB(astext_type=sa.Text()), nullable=True)
    )
    op.add_column(
        "dossier", sa.Column("delivery_state", sa.Text(), server_default="none", nullable=False)
    )
    op.add_column(
        "dossier", sa.Column("sync_state", sa.Text(), server_default="none", nullable=False)
    )
    op.add_column(
        "dossier", sa.Column("digitisation_state", sa.Text(), server_default="none", nullable=False)
    )
    op.add_column(
        "dossier", sa.Column("sets", sa.SmallInteger(), server_default="1", nullable=False)
    )
    op.add_column("dossier", sa.Column("step_since", sa.DateTime(timezone=True), nullable=True))
    op.add_column("dossier", sa.Column("step_due_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("dossier", sa.Column("assigned_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        "ix_dossier_in_hand",
        "dossier",
        ["officer_id", "due_at", "id"],
        unique=False,
        postgresql_where=sa.text("status IN (2, 4)"),
    )
    op.create_index(
        "ix_dossier_to_accept",
        "dossier",
        ["receiving_agency_id", "acceptance_due_at", "id"],
        unique=False,
        postgresql_where=sa.text("status IN (1, 5)"),
    )
    op.create_index(
        "ix_dossier_to_return",
        "dossier",
        ["return_agency_id", "completed_at", "id"],
        unique=False,
        postgresql_where=sa.text("status = 9"),
    )
    op.create_foreign_key(
        op.f("fk_dossier_assisted_by_id"), "dossier", "person", ["assisted_by_id"], ["id"]
    )
    op.add_column("payment_order", sa.Column("collected_by_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_payment_order_collected_by_id"),
        "payment_order",
        "person",
        ["collected_by_id"],
        ["id"],
    )
    op.add_column(
        "person",
        sa.Column(
            "notify",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'"),
            nullable=False,
        ),
    )
    op.create_index(op.f("ix_person_personal_number"), "person", ["personal_number"], unique=False)
    op.add_column(
        "supplement_request", sa.Column("answer_by", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column("supplement_request", sa.Column("allowed_by_id", sa.Uuid(), nullable=True))
    op.add_column(
        "supplement_request",
        sa.Column("exception_basis", sa.Text(), server_default="", nullable=False),
    )
    op.create_foreign_key(
        op.f("fk_supplement_request_allowed_by_id"),
        "supplement_request",
        "person",
        ["allowed_by_id"],
        ["id"],
    )
    for table in ONLY_ADDED:
        op.execute(
            f"CREATE TRIGGER only_ever_added BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )


def downgrade() -> None:
    for table in ONLY_ADDED:
        op.execute(f"DROP TRIGGER only_ever_added ON {table}")
    op.drop_constraint(
        op.f("fk_supplement_request_allowed_by_id"), "supplement_request", type_="foreignkey"
    )
    op.drop_column("supplement_request", "exception_basis")
    op.drop_column("supplement_request", "allowed_by_id")
    op.drop_column("supplement_request", "answer_by")
    op.drop_index(op.f("ix_person_personal_number"), table_name="person")
    op.drop_column("person", "notify")
    op.drop_constraint(
        op.f("fk_payment_order_collected_by_id"), "payment_order", type_="foreignkey"
    )
    op.drop_column("payment_order", "collected_by_id")
    op.drop_constraint(op.f("fk_dossier_assisted_by_id"), "dossier", type_="foreignkey")
    op.drop_index(
        "ix_dossier_to_return", table_name="dossier", postgresql_where=sa.text("status = 9")
    )
    op.drop_index(
        "ix_dossier_to_accept", table_name="dossier", postgresql_where=sa.text("status IN (1, 5)")
    )
    op.drop_index(
        "ix_dossier_in_hand", table_name="dossier", postgresql_where=sa.text("status IN (2, 4)")
    )
    op.drop_column("dossier", "assigned_at")
    op.drop_column("dossier", "step_due_at")
    op.drop_column("dossier", "step_since")
    op.drop_column("dossier", "sets")
    op.drop_column("dossier", "digitisation_state")
    op.drop_column("dossier", "sync_state")
    op.drop_column("dossier", "delivery_state")
    op.drop_column("dossier", "delivery")
    op.drop_column("dossier", "assisted_by_id")
    op.drop_constraint(op.f("fk_attachment_checked_by_id"), "attachment", type_="foreignkey")
    op.drop_constraint(op.f("fk_attachment_vault_item_id"), "attachment", type_="foreignkey")
    op.drop_column("attachment", "vault_item_id")
    op.drop_column("attachment", "checked_at")
    op.drop_column("attachment", "checked_by_id")
    op.drop_column("attachment", "details")
    op.drop_column("attachment", "copy_kind")
    op.drop_column("attachment", "source")
    op.drop_index(op.f("ix_supplement_item_reason_code_name"), table_name="supplement_item")
    op.drop_table("supplement_item")
    op.drop_table("shipment_event")
    op.drop_index(op.f("ix_issued_result_dossier_id"), table_name="issued_result")
    op.drop_index(op.f("ix_issued_result_agency_id_issued_at_id"), table_name="issued_result")
    op.drop_table("issued_result")
    op.drop_index(op.f("ix_vault_item_owner_number_component_code"), table_name="vault_item")
    op.drop_table("vault_item")
    op.drop_index(op.f("ix_shipment_state_id"), table_name="shipment")
    op.drop_index(op.f("ix_shipment_dossier_id"), table_name="shipment")
    op.drop_table("shipment")
    op.drop_index(op.f("ix_queue_ticket_agency_id_day_state_number"), table_name="queue_ticket")
    op.drop_table("queue_ticket")
    op.drop_table("presence")
    op.drop_index(
        op.f("ix_opinion_request_to_agency_id_state_due_at"), table_name="opinion_request"
    )
    op.drop_index(op.f("ix_opinion_request_dossier_id"), table_name="opinion_request")
    op.drop_table("opinion_request")
    op.drop_index(op.f("ix_notice_person_id_id"), table_name="notice")
    op.drop_index(op.f("ix_notice_channel_provider_id"), table_name="notice")
    op.drop_table("notice")
    op.drop_index(
        "ix_message_unread",
        table_name="message",
        postgresql_where=sa.text("read_at IS NULL AND NOT from_office"),
    )
    op.drop_index(op.f("ix_message_dossier_id"), table_name="message")
    op.drop_table("message")
    op.drop_index(op.f("ix_handover_dossier_id"), table_name="handover")
    op.drop_table("handover")
    op.drop_index(op.f("ix_due_proposal_dossier_id"), table_name="due_proposal")
    op.drop_index(op.f("ix_due_proposal_agency_id_state_id"), table_name="due_proposal")
    op.drop_table("due_proposal")
    op.drop_index(op.f("ix_dossier_text_words"), table_name="dossier_text", postgresql_using="gin")
    op.drop_table("dossier_text")
    op.drop_index(op.f("ix_colleague_note_dossier_id"), table_name="colleague_note")
    op.drop_table("colleague_note")
    op.drop_table("batch_item")
    op.drop_index(op.f("ix_apology_draft_dossier_id"), table_name="apology_draft")
    op.drop_table("apology_draft")
    op.drop_index(op.f("ix_answer_correction_dossier_id"), table_name="answer_correction")
    op.drop_table("answer_correction")
    op.drop_table("saved_view")
    op.drop_table("notice_template")
    op.drop_index(op.f("ix_export_person_id_created_at"), table_name="export")
    op.drop_table("export")
    op.drop_index(op.f("ix_delegation_to_person_id_until"), table_name="delegation")
    op.drop_index(op.f("ix_delegation_agency_id_until"), table_name="delegation")
    op.drop_table("delegation")
    op.drop_table("declared_relative")
    op.drop_index(op.f("ix_calendar_edition_state_agency_id"), table_name="calendar_edition")
    op.drop_table("calendar_edition")
    op.drop_index(op.f("ix_batch_person_id_created_at"), table_name="batch")
    op.drop_table("batch")
    op.drop_table("assignment_rule")
