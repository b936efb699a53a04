"""What is stored: one module per aggregate, plain declarative tables."""

from __future__ import annotations

from citizen_portal.models.agency import AdministrativeUnit, Agency, OfficerPost
from citizen_portal.models.attachment import Attachment
from citizen_portal.models.audit import AuditEntry, AuditHead
from citizen_portal.models.bulk import Batch, BatchItem, Export
from citizen_portal.models.calendar import ApologyDraft, CalendarDay, CalendarEdition, DueProposal
from citizen_portal.models.counter import Handover, QueueTicket, Shipment, ShipmentEvent
from citizen_portal.models.desk import (
    AssignmentRule,
    ColleagueNote,
    DeclaredRelative,
    Delegation,
    DossierText,
    OpinionRequest,
    Presence,
    SavedView,
)
from citizen_portal.models.dossier import Dossier, DossierEvent
from citizen_portal.models.notice import Message, Notice, NoticeTemplate
from citizen_portal.models.numbering import NumberSeries
from citizen_portal.models.paper import Paper
from citizen_portal.models.payment import (
    FeeReceipt,
    PaymentEntry,
    PaymentNotice,
    PaymentOrder,
    ReceiptCancellation,
)
from citizen_portal.models.person import LoginSession, Person
from citizen_portal.models.publishing import (
    Downtime,
    ImportedProcedure,
    PluginIncident,
    ProcedureOffer,
    ServiceLevelChange,
)
from citizen_portal.models.supplement import AnswerCorrection, SupplementItem, SupplementRequest
from citizen_portal.models.table import Table
from citizen_portal.models.throttle import Throttle
from citizen_portal.models.vault import IssuedResult, VaultItem

__all__ = [
    "AdministrativeUnit",
    "Agency",
    "AnswerCorrection",
    "ApologyDraft",
    "AssignmentRule",
    "Attachment",
    "AuditEntry",
    "AuditHead",
    "Batch",
    "BatchItem",
    "CalendarDay",
    "CalendarEdition",
    "ColleagueNote",
    "DeclaredRelative",
    "Delegation",
    "Dossier",
    "DossierEvent",
    "DossierText",
    "Downtime",
    "DueProposal",
    "Export",
    "FeeReceipt",
    "Handover",
    "ImportedProcedure",
    "IssuedResult",
    "LoginSession",
    "Message",
    "Notice",
    "NoticeTemplate",
    "NumberSeries",
    "OfficerPost",
    "OpinionRequest",
    "Paper",
    "PaymentEntry",
    "PaymentNotice",
    "PaymentOrder",
    "Person",
    "PluginIncident",
    "Presence",
    "ProcedureOffer",
    "QueueTicket",
    "ReceiptCancellation",
    "SavedView",
    "ServiceLevelChange",
    "Shipment",
    "ShipmentEvent",
    "SupplementItem",
    "SupplementRequest",
    "Table",
    "Throttle",
    "VaultItem",
]
