"""Labels of shipments, to be stuck on envelopes: one a page, several in one file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from citizen_portal.documents.frozen import Frozen
from citizen_portal.documents.papers.letterhead import PaperContent, Party


@dataclass(frozen=True, slots=True, kw_only=True)
class ShippingLabel(Frozen):
    """One envelope; ``postage`` in đồng, which the recipient pays, 0 when it is not known.

    The code on it says the ``waybill`` and nothing else: whoever scans it learns no more.
    """

    waybill: str
    dossier_code: str
    sender: Party
    recipient: Party
    postage: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShippingLabelsContent(PaperContent):
    """Content of the file of labels. Nobody signs it: it proves nothing."""

    KIND: ClassVar[str] = "shipping_labels"
    TEMPLATE: ClassVar[str] = "shipping_labels.html"

    labels: tuple[ShippingLabel, ...]
