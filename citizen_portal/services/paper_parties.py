"""What the papers of a dossier have in common: letterhead, parties, signature."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from citizen_portal.documents.papers import Letterhead, Party, SignatureBlock
from citizen_portal.models import Dossier, Person
from citizen_portal.procedures.connectors import Signatory
from citizen_portal.services.reference import AgencyView


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
        phone=person.phone,
        email=person.email,
    )


def signed_by(
    signatory: Signatory, at: datetime, *, authority: str = "", title: str = "", name: str = ""
) -> SignatureBlock:
    """The block that says in whose name, and when, the paper is signed."""
    return SignatureBlock(
        signatory=signatory.name, at=at, authority=authority, title=title, name=name
    )
