"""Messages and notices on a dossier's page: for its applicant, and for its officers."""

from __future__ import annotations

from citizen_portal.services.dossiers.page import DossierPage
from citizen_portal.services.notices.delivery_log import notices_of
from citizen_portal.services.notices.threads import summary_of
from citizen_portal.web import context
from citizen_portal.web.panels import Panel, Values


def _own_messages(dossier: DossierPage) -> Values:
    summary = summary_of(context.db(), dossier.id)
    return {"summary": summary, "address": f"/ho-so/{dossier.id}/tin-nhan", "office": False}


def _contact(dossier: DossierPage) -> Values:
    log = notices_of(context.db(), context.actor(), dossier.id)
    return {
        "log": log, "summary": log.messages, "office": True,
        "address": f"/can-bo/ho-so/{dossier.id}/tin-nhan",
    }  # fmt: skip


OWN_MESSAGES = Panel("components/message_summary.html", _own_messages)
CONTACT = Panel("officer/notices/contact.html", _contact)
