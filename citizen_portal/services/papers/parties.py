"""What the papers of a dossier have in common: letterhead, parties, signature."""

from __future__ import annotations

from datetime import datetime
from typing import TypedDict

from sqlalchemy.orm import Session

from citizen_portal.documents.papers import Letterhead, Party, SignatureBlock
from citizen_portal.domain.signing_authority import signing_lines
from citizen_portal.models import Dossier, Person
from citizen_portal.procedures.connectors import Signatory
from citizen_portal.services.parts import Parts
from citizen_portal.services.reference import AgencyView

COPIES_OF_LETTERS = ("Như trên", "Lưu: VT, HS")
"""Who gets a letter to the applicant: the addressee, and the files."""


def letterhead(agency: AgencyView) -> Letterhead:
    """The head of a paper that an agency issues."""
    return Letterhead(agency=agency.name, superior=agency.superior, place=agency.place)


def applicant_party(session: Session, dossier: Dossier) -> Party:
    """The applicant as papers name them, from the identity provider's claims."""
    person = session.get_one(Person, dossier.person_id)
    return Party(
        name=person.full_name,
        number=person.personal_number,
        address=person.address,
        phone=as_dialled(person.phone),
        email=person.email,
    )


def as_dialled(phone: str) -> str:
    """A number of Viet Nam as people write it at home: 0912… for +84912…"""
    return f"0{phone[3:]}" if phone.startswith("+84") else phone


class PaperHead(TypedDict):
    """The values that begin every paper's content."""

    issued_at: datetime
    letterhead: Letterhead
    number: str
    check_url: str
    demo: bool
    dossier_code: str


def paper_head(
    parts: Parts, dossier: Dossier, agency: AgencyView, *, at: datetime, check_url: str,
    number: str = "",
) -> PaperHead:  # fmt: skip
    """What the papers of an agency about a dossier all begin with."""
    return {
        "issued_at": at,
        "letterhead": letterhead(agency),
        "number": number,
        "check_url": check_url,
        "demo": parts.demo,
        "dossier_code": dossier.code or "",
    }


def signed_by(
    signatory: Signatory, at: datetime, *, authority: str = "", title: str = "", name: str = ""
) -> SignatureBlock:
    """The block that says in whose name, and when, the paper is signed."""
    return SignatureBlock(
        signatory=signatory.name, at=at, authority=authority, title=title, name=name
    )


def signed_in_office(
    hand: Signatory, at: datetime, agency: AgencyView, title: str
) -> SignatureBlock:
    """The block of a letter or result that a person signs for the agency, by their title."""
    authority, lines = signing_lines(agency.name, title)
    return signed_by(hand, at, authority=authority, title=lines, name=hand.name)
