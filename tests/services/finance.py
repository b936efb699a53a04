"""A full agency at work: Sở Tài chính, whose clerk numbers what its approver has signed."""

from __future__ import annotations

from uuid import UUID

from citizen_portal.services import reception
from citizen_portal.services.processing import approval, initialling
from citizen_portal.services.processing import steps as processing
from citizen_portal.services.results import issuing
from tests.services.town import AN, HOA, Town, result_typed

ENTERPRISE = "2.001610"
CERTIFICATE = "0100109106"
"""A business code with a right check digit."""
UYEN, VINH, XUAN, YEN, ANH = (
    "022190000199", "022088000200", "022181000211", "022072000222", "022191000233",
)  # fmt: skip


def submitted(town: Town) -> UUID:
    """Filed with the department; nobody has looked at it."""
    return town.submitted(AN, ENTERPRISE, commune="")


def accepted(town: Town) -> UUID:
    """At the case officer's first step."""
    dossier_id = submitted(town)
    reception.accept_dossier(town.session, town.parts, town.person(UYEN), dossier_id, None)
    return dossier_id


def at_last_step(town: Town) -> UUID:
    """Ready to be drafted."""
    dossier_id = accepted(town)
    for _ in town.procedure(ENTERPRISE).steps[1:]:
        processing.advance_step(town.session, town.parts, town.person(HOA), dossier_id, None)
    return dossier_id


def certificate_typed(town: Town) -> dict[str, list[str]]:
    """The draft of the certificate: what is suggested, and the code that the register gives."""
    return {**result_typed(town, ENTERPRISE), "certificate_code": [CERTIFICATE]}


def sent_for_approval(town: Town) -> UUID:
    """Drafted; it waits for the head of department and the approver."""
    dossier_id = at_last_step(town)
    processing.send_for_approval(
        town.session, town.parts, town.person(HOA), dossier_id, None, certificate_typed(town)
    )
    return dossier_id


def initialled(town: Town) -> UUID:
    """With the head's initials."""
    dossier_id = sent_for_approval(town)
    initialling.initial_draft(town.session, town.parts, town.person(XUAN), dossier_id, None)
    return dossier_id


def approved_unpaid(town: Town) -> UUID:
    """Approved, while the fee is still due."""
    dossier_id = sent_for_approval(town)
    approval.approve_result(town.session, town.parts, town.person(YEN), dossier_id, None)
    return dossier_id


def approved(town: Town) -> UUID:
    """Approved and paid: the clerk's turn."""
    dossier_id = approved_unpaid(town)
    town.pay(dossier_id)
    return dossier_id


def issued(town: Town) -> UUID:
    """Numbered by the clerk, signed, ready to be handed over."""
    dossier_id = approved(town)
    issuing.issue_result(town.session, town.parts, town.person(ANH), dossier_id, None)
    town.make_papers(dossier_id, "result")
    return dossier_id
