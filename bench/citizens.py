"""Citizens who are logged in already, and the answers they will give: made beforehand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from bench.browser import Typed
from citizen_portal.models import Dossier
from citizen_portal.procedures.connectors import Identity
from citizen_portal.procedures.form import ProcedureForm
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.services import login
from citizen_portal.services.actor import Actor
from citizen_portal.services.demo import HA_LONG
from citizen_portal.services.demo_agencies import COUNCIL
from citizen_portal.services.drafts import filling_in as drafts
from citizen_portal.services.parts import Parts

EXTRACT = "2.000635"
ANSWERS: Mapping[str, Any] = {
    "requester_name": "Nguyễn Văn An",
    "requester_number": "022085000011",
    "requester_birth_date": date(1985, 3, 31),
    "requester_phone": "+84912345678",
    "requester_email": "an@example.vn",
    "requester_address": "Số 12, đường Lê Thánh Tông, phường Hạ Long, tỉnh Quảng Ninh",
    "relation": "parent",
    "event_type": "birth",
    "subject_name": "Nguyễn Minh Khôi",
    "subject_birth_date": date(2018, 9, 2),
    "subject_number": "022218000123",
    "register_place": "Phường Hạ Long, tỉnh Quảng Ninh",
    "legacy_place": "Phường Hồng Gai, thành phố Hạ Long",
    "register_number": "45",
    "book_number": "01/2018",
    "registration_date": date(2018, 9, 12),
    "copies": 3,
    "purpose": "Nhập học cho con",
    "delivery": "post",
    "delivery_address": "Số 12, đường Lê Thánh Tông, phường Hạ Long, tỉnh Quảng Ninh",
    "statement_true": True,
}
"""An extract of a child's birth by post: every one of the 21 questions asked is answered."""


def sign_in(session: Session, parts: Parts, issuer: str, number: int) -> tuple[str, Actor]:
    """Log the citizen of that number in, with level 2; return the cookie and the actor."""
    personal_number = f"0220850{number:05}"
    identity = Identity(
        issuer=issuer,
        subject=f"bench-{number}",
        full_name="Nguyễn Văn An",
        assurance_level=2,
        authenticated_at=parts.clock(),
        id_token="token",
        personal_number=personal_number,
        birth_date=date(1985, 3, 31),
        phone="+84912345678",
        email="an@example.vn",
        address=str(ANSWERS["requester_address"]),
        commune_code=HA_LONG,
    )
    cookie = login.sign_in(session, parts, identity, None, {})
    found = login.find_session(session, cookie, parts.clock(), parts.today())
    assert found is not None
    assert found.actor is not None
    return cookie, found.actor


def agency_id(parts: Parts) -> int:
    """The ward of Hạ Long."""
    agencies = parts.reference.agencies(COUNCIL, parts.today())
    return next(one.id for one in agencies if one.commune_code == HA_LONG)


def typed_step(step: type[ProcedureForm], answers: Mapping[str, Any]) -> Typed:
    """A step's answers as a browser sends them; repeated rows are not needed here."""
    typed: Typed = {}
    for name, question in step.questions().items():
        value = answers.get(name)
        if isinstance(value, list | tuple):
            typed[name] = [question.typed(one) for one in value]
        elif value is not None:
            typed[name] = [question.typed(value)]
    return typed


def typed_steps(procedure: Procedure, answers: Mapping[str, Any]) -> dict[str, Typed]:
    """What is typed in each step that the answers call for, by the step's name."""
    return {step.name: typed_step(step, answers) for step in procedure.shown_steps(answers)}


def complete_draft(session: Session, parts: Parts, actor: Actor) -> UUID:
    """A draft with every step saved, ready to be submitted."""
    draft = drafts.start_draft(session, parts, actor, EXTRACT, agency_id(parts))
    procedure = parts.catalogue.get(EXTRACT, parts.today())
    for name, typed in typed_steps(procedure, ANSWERS).items():
        drafts.save_step(session, parts, actor, draft, name, typed)
    return draft


def copies_of(session: Session, draft: UUID, count: int) -> list[str]:
    """As many more drafts like this one, written in one go; commits."""
    columns = Dossier.__table__.c
    row = dict(session.execute(select(*columns).where(columns.id == draft)).one()._mapping)
    rows = [{**row, "id": uuid4()} for _ in range(count)]
    session.execute(insert(Dossier), rows)
    session.commit()
    return [str(one["id"]) for one in rows]
