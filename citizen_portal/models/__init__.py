"""What is stored: one module per aggregate, plain declarative tables."""

from __future__ import annotations

from citizen_portal.models.agency import AdministrativeUnit, Agency, OfficerPost
from citizen_portal.models.attachment import Attachment
from citizen_portal.models.audit import AuditEntry, AuditHead
from citizen_portal.models.calendar import CalendarDay
from citizen_portal.models.dossier import Dossier, DossierEvent, SupplementRequest
from citizen_portal.models.numbering import NumberSeries
from citizen_portal.models.paper import Paper
from citizen_portal.models.payment import (
    FeeReceipt,
    PaymentEntry,
    PaymentNotice,
    PaymentOrder,
)
from citizen_portal.models.person import LoginSession, Person
from citizen_portal.models.publishing import (
    Downtime,
    ImportedProcedure,
    PluginIncident,
    ProcedureOffer,
    ServiceLevelChange,
)
from citizen_portal.models.table import Table
from citizen_portal.models.throttle import Throttle

__all__ = [
    "AdministrativeUnit",
    "Agency",
    "Attachment",
    "AuditEntry",
    "AuditHead",
    "CalendarDay",
    "Dossier",
    "DossierEvent",
    "Downtime",
    "FeeReceipt",
    "ImportedProcedure",
    "LoginSession",
    "NumberSeries",
    "OfficerPost",
    "Paper",
    "PaymentEntry",
    "PaymentNotice",
    "PaymentOrder",
    "Person",
    "PluginIncident",
    "ProcedureOffer",
    "ServiceLevelChange",
    "SupplementRequest",
    "Table",
    "Throttle",
]
