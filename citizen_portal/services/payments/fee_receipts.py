"""The numbered receipt of a fee: numbers without gaps per collector, series and year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from citizen_portal.documents.papers import FeeReceiptContent, FeeReceiptLine, PaperContent
from citizen_portal.domain.fee_balance import lines_paid
from citizen_portal.domain.fees import FeeAssessment
from citizen_portal.domain.moment import day_in_vietnam
from citizen_portal.models import Dossier, FeeReceipt, PaymentOrder
from citizen_portal.services.numbering import next_number
from citizen_portal.services.papers.issued import agency_seal, issue_paper
from citizen_portal.services.papers.parties import applicant_party, paper_head, signed_by
from citizen_portal.services.parts import Parts
from citizen_portal.services.payments.fee_balance import paid_so_far
from citizen_portal.services.payments.means import means_on_paper

RECEIPT_NAME = "BIÊN LAI THU PHÍ, LỆ PHÍ ĐIỆN TỬ"
# The symbols are given out by the Ministry of Finance; these are the demonstration's own.
FORM_SYMBOL = "01BLP-DT"


def series_symbol(year: int) -> str:
    """The series of a year: numbers start again at 1 (NĐ 254/2026/NĐ-CP)."""
    return f"DV-{year % 100:02d}E"


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What a receipt proves: how much, when, by what means; which receipts it replaces."""

    amount: int
    at: datetime
    gateway: str
    reference: str
    replaces: str = ""


def issue_fee_receipt(
    session: Session, parts: Parts, dossier: Dossier, order: PaymentOrder, paid_at: datetime
) -> UUID:
    """Number and issue the receipt of a settled order, in the transaction that settles it."""
    received = Received(
        amount=order.amount, at=paid_at, gateway=order.gateway, reference=order.reference
    )
    return issue_receipt(session, parts, dossier, order, received).paper_id


def issue_receipt(
    session: Session, parts: Parts, dossier: Dossier, order: PaymentOrder, received: Received
) -> FeeReceipt:
    """Number and issue a receipt that hangs on an order, in the caller's transaction."""
    year = day_in_vietnam(parts.clock()).year
    agency = parts.reference.agency(dossier.competent_agency_id)
    owner = f"{agency.code}/{FORM_SYMBOL}/{series_symbol(year)}"
    number = next_number(session, "fee_receipt", owner, str(year))
    receipt = FeeReceipt(
        dossier_id=dossier.id,
        order_id=order.id,
        paper_id=_issue(session, parts, dossier, received, number),
        collector=agency.code,
        form_symbol=FORM_SYMBOL,
        series=series_symbol(year),
        year=year,
        number=number,
        amount=received.amount,
        issued_at=parts.clock(),
    )
    session.add(receipt)
    session.flush()
    return receipt


def _issue(
    session: Session,
    parts: Parts,
    dossier: Dossier,
    received: Received,
    number: int,
) -> UUID:
    now = parts.clock()
    agency = parts.reference.agency(dossier.competent_agency_id)
    procedure = parts.catalogue.version(dossier.procedure_code, dossier.procedure_version)
    seal = agency_seal(agency)
    fee, amount = FeeAssessment.from_json(dossier.fee or {"lines": []}), received.amount
    lines = lines_paid(fee, paid_so_far(session, dossier.id) - amount, amount)

    def write(check_url: str) -> PaperContent:
        return FeeReceiptContent(
            **paper_head(
                parts, dossier, agency, at=now, check_url=check_url, number=f"{number:08d}"
            ),
            signature=signed_by(seal, now),
            receipt_name=RECEIPT_NAME,
            form_symbol=FORM_SYMBOL,
            series_symbol=series_symbol(day_in_vietnam(now).year),
            receipt_number=number,
            collector_tax_code=agency.tax_code,
            payer=applicant_party(session, dossier),
            procedure_name=procedure.name.vi,
            lines=tuple(FeeReceiptLine(name=name, amount=each) for name, each in lines),
            paid_at=received.at,
            payment_method=means_on_paper(received.gateway),
            payment_reference=received.reference,
            replaces=received.replaces,
        )

    return issue_paper(session, parts, dossier, write, signatories=(seal,), issuer=agency.name)
