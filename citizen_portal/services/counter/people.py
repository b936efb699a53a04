"""People at the counter: found by their number or phone, or written down from their card."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from citizen_portal.domain.folding import fold, normalise_name
from citizen_portal.domain.lifecycle import Status, is_terminal
from citizen_portal.domain.personal_number import mask, read_personal_number, warnings
from citizen_portal.domain.roles import Duty
from citizen_portal.domain.unreadable import Unreadable
from citizen_portal.domain.wording import Text
from citizen_portal.models import Dossier, Person
from citizen_portal.services import audit
from citizen_portal.services.actor import Actor, require_duty
from citizen_portal.services.errors import NotFound, WrongInput
from citizen_portal.services.login import expected_subject
from citizen_portal.services.parts import Parts
from citizen_portal.services.reference import AgencyView

PURPOSE = "counter"
MOST_FOUND = 10
MOST_DOSSIERS = 20
_PHONE = re.compile(r"(?:\+?84|0)(\d{9,10})", re.ASCII)
WHAT_TO_TYPE = Text(
    "Nhập đủ 12 chữ số của số định danh, hoặc số điện thoại, ví dụ 0912345678.",
    "Type all 12 digits of the personal number, or a telephone number such as 0912345678.",
)
ANOTHER_NAME = Text(
    "Số này đã được ghi cho người có tên khác. Hãy kiểm tra lại số trên thẻ; "
    "nếu số đúng, tìm người theo số để mở và sửa thông tin đã ghi.",
    "This number is known under another name. Check it against the card; "
    "if it is right, find the person by it, open them and correct what was written down.",
)
NAME_MISSING = Text("Hãy nhập họ và tên.", "Enter the full name.")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPerson:
    """A person as a list shows them: enough to compare with the card, no more."""

    id: UUID
    full_name: str
    number: str
    phone: str
    birth_year: str
    has_logged_in: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDossier:
    """A dossier of the person that is not finished; ``code`` is empty for a draft."""

    id: UUID
    code: str
    procedure_code: str
    procedure_name: Text
    status: Status
    agency: AgencyView
    submitted_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonAtCounter:
    """The person before the officer; ``drafts`` are those that this officer began for them."""

    person: FoundPerson
    warnings: tuple[Text, ...]
    drafts: tuple[OpenDossier, ...]
    dossiers: tuple[OpenDossier, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """What is written down of a person, from their card."""

    number: str
    full_name: str
    birth_date: date
    gender: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""


def find_people(
    session: Session, parts: Parts, actor: Actor | None, wanted: str
) -> tuple[FoundPerson, ...]:
    """Find by the whole number or the whole phone; the search is written down with its purpose.

    Raises ``Forbidden``, ``WrongInput`` for anything else that was typed.
    """
    officer = require_duty(actor, Duty.RECEIVE)
    rows = session.scalars(
        select(Person)
        .where(_matches(wanted))
        .order_by(Person.last_login_at.desc().nulls_last(), Person.id)
        .limit(MOST_FOUND)
    )
    found = tuple(_found(row) for row in rows)
    audit.record(session, at=parts.clock(), actor=officer, act="find_person",
                 object_id=found[0].id if found else "-", purpose=PURPOSE,
                 found=len(found))  # fmt: skip
    session.commit()
    return found


def _matches(wanted: str) -> ColumnElement[bool]:
    compact = re.sub(r"[\s.\-]", "", wanted)
    if len(compact) == 12 and compact.isascii() and compact.isdigit():
        return Person.personal_number == compact
    phone = _PHONE.fullmatch(compact)
    if phone is None:
        raise WrongInput({"tim": WHAT_TO_TYPE})
    return Person.phone == f"+84{phone[1]}"


def _found(row: Person) -> FoundPerson:
    return FoundPerson(
        id=row.id,
        full_name=row.full_name,
        number=mask(row.personal_number),
        phone=f"{'*' * (len(row.phone) - 3)}{row.phone[-3:]}" if row.phone else "",
        birth_year=str(row.birth_date.year) if row.birth_date else "",
        has_logged_in=row.last_login_at is not None,
    )


def open_person(
    session: Session, parts: Parts, actor: Actor | None, person_id: UUID
) -> PersonAtCounter:
    """The person before the officer, with what is under way; the look is written down.

    Raises ``Forbidden``, ``NotFound``.
    """
    officer = require_duty(actor, Duty.RECEIVE)
    row = session.get(Person, person_id)
    if row is None:
        raise NotFound()
    theirs = open_dossiers(session, parts, person_id)
    drafts = tuple(one for one, by in theirs if not one.code and by == officer.person_id)
    page = PersonAtCounter(
        person=_found(row),
        warnings=_warnings(row),
        drafts=drafts,
        dossiers=tuple(one for one, _ in theirs if one.code),
    )
    audit.record(session, at=parts.clock(), actor=officer, act="open_person",
                 object_id=person_id, purpose=PURPOSE)  # fmt: skip
    session.commit()
    return page


def _warnings(row: Person) -> tuple[Text, ...]:
    try:
        number = read_personal_number(row.personal_number)
    except Unreadable:
        return ()
    return warnings(number, row.gender, row.birth_date)


_FINISHED = tuple(status for status in Status if status is not Status.DRAFT and is_terminal(status))


def open_dossiers(
    session: Session, parts: Parts, person_id: UUID, procedure_code: str = ""
) -> list[tuple[OpenDossier, UUID | None]]:
    """What a person has under way, newest first, each with the officer who began it, if one.

    With ``procedure_code``, of that procedure only. For who may see the person.
    """
    query = select(
        Dossier.id, Dossier.code, Dossier.procedure_code, Dossier.procedure_version,
        Dossier.status, Dossier.receiving_agency_id, Dossier.submitted_at, Dossier.assisted_by_id,
    ).where(
        Dossier.person_id == person_id,
        Dossier.parent_id.is_(None),
        Dossier.status.not_in(_FINISHED),
    )  # fmt: skip
    if procedure_code:
        query = query.where(Dossier.procedure_code == procedure_code)
    newest = query.order_by(Dossier.updated_at.desc(), Dossier.id.desc()).limit(MOST_DOSSIERS)
    return [(_open(parts, row), row.assisted_by_id) for row in session.execute(newest)]


def _open(parts: Parts, row: Any) -> OpenDossier:
    return OpenDossier(
        id=row.id,
        code=row.code or "",
        procedure_code=row.procedure_code,
        procedure_name=_name_of(parts, row),
        status=Status(row.status),
        agency=parts.reference.agency(row.receiving_agency_id),
        submitted_at=row.submitted_at,
    )


def _name_of(parts: Parts, row: Any) -> Text:
    try:
        return parts.catalogue.version(row.procedure_code, row.procedure_version).name
    except LookupError:
        return Text(row.procedure_code)


def register_person(session: Session, parts: Parts, actor: Actor | None, new: NewPerson) -> UUID:
    """Write a person down under their number; who is known already stays as they are.

    Their first login through the identity provider of the officers takes the dossiers over.
    Raises ``Forbidden``, ``WrongInput``, also when the number is known under another name.
    """
    officer = require_duty(actor, Duty.RECEIVE)
    number, full_name = checked_person(new)
    known = session.execute(
        select(Person.id, Person.full_name)
        .where(Person.personal_number == number)
        .order_by(Person.last_login_at.desc().nulls_last(), Person.id)
        .limit(1)
    ).one_or_none()
    person_id = known.id if known else _add(session, parts, officer, new, number, full_name)
    another = known is not None and fold(known.full_name) != fold(full_name)
    audit.record(session, at=parts.clock(), actor=officer, act="register_person",
                 object_id=person_id, purpose=PURPOSE, known=known is not None,
                 outcome="another name" if another else "ok")  # fmt: skip
    session.commit()
    if another:
        raise WrongInput({"so_dinh_danh": ANOTHER_NAME})
    return person_id


def checked_person(new: NewPerson) -> tuple[str, str]:
    """The number and name as they are stored. Raises ``WrongInput`` with every problem."""
    problems: dict[str, Text] = {}
    number, full_name = "", normalise_name(new.full_name)
    try:
        number = read_personal_number(new.number).digits
    except Unreadable as error:
        problems["so_dinh_danh"] = error.text
    if not full_name:
        problems["ho_ten"] = NAME_MISSING
    if problems:
        raise WrongInput(problems)
    return number, full_name


def _add(
    session: Session, parts: Parts, officer: Actor, new: NewPerson, number: str, full_name: str
) -> UUID:
    issuer = select(Person.issuer).where(Person.id == officer.person_id)
    values = {
        "id": parts.new_id(),
        "issuer": session.execute(issuer).scalar_one(),
        "subject": expected_subject(number),
        "personal_number": number,
        "full_name": full_name,
        "birth_date": new.birth_date,
        "gender": new.gender,
        "phone": new.phone,
        "email": new.email,
        "address": new.address,
        "created_at": parts.clock(),
    }
    # Two desks may write the same person down at once: the second finds the first's.
    kept = insert(Person).values(**values).on_conflict_do_update(
        index_elements=[Person.issuer, Person.subject], set_={"personal_number": number}
    )  # fmt: skip
    return session.execute(kept.returning(Person.id)).scalar_one()
