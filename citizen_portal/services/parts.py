"""What use cases are handed: the parts of the portal that outlive a request."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from citizen_portal.documents.press import PaperPress
from citizen_portal.documents.templates import PaperTemplates
from citizen_portal.domain.moment import day_in_vietnam
from citizen_portal.files.scanning import Scanner
from citizen_portal.files.storage import FileStorage
from citizen_portal.procedures.catalogue import Catalogue
from citizen_portal.procedures.connectors import (
    Carrier,
    Notifier,
    PaymentGateway,
    Signer,
)
from citizen_portal.procedures.containment.incident import IncidentBook
from citizen_portal.services.catalogue.published import PublishedFeed
from citizen_portal.services.reference import Reference

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The parts of one portal; ``clock`` gives the present instant, aware, in UTC.

    ``search_key`` stands between the numbers of persons and the index by which they are found.
    """

    catalogue: Catalogue
    published: PublishedFeed
    clock: Clock
    reference: Reference
    files: FileStorage
    scanner: Scanner
    gateways: Mapping[str, PaymentGateway]
    notifiers: Mapping[str, Notifier]
    carriers: Mapping[str, Carrier]
    signer: Signer
    templates: PaperTemplates
    press: PaperPress
    new_id: Callable[[], UUID]
    base_url: str
    province: str
    demo: bool
    search_key: bytes
    incidents: IncidentBook

    def today(self) -> date:
        """The present day in Viet Nam."""
        return day_in_vietnam(self.clock())
