"""What the counter wrote down of a person is put right, until they log in themselves."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from citizen_portal.domain.roles import Duty
from citizen_portal.domain.wording import Text
from citizen_portal.models import OfficerPost, Person
from citizen_portal.services import audit
from citizen_portal.services.actor import Actor, require_duty
from citizen_portal.services.counter.people import PURPOSE, NewPerson, checked_person
from citizen_portal.services.errors import NotFound, NotPossibleNow, WrongInput
from citizen_portal.services.login import expected_subject
from citizen_portal.services.parts import Parts

THEIR_OWN = Text(
    "Thông tin của người này do tài khoản định danh của họ xác nhận, không sửa tại quầy được.",
    "This person's details come from their own identity account and are not changed here.",
)
ANOTHER_NUMBER = Text(
    "Số này không phải số của người đang mở. Nếu đã ghi sai số, hãy ghi người mới với số đúng.",
    "This is not the number of the person on the page. If the number itself was wrong, "
    "write the person down anew with the right one.",
)


def correct_person(
    session: Session, parts: Parts, actor: Actor | None, person_id: UUID, new: NewPerson
) -> None:
    """Replace what was written down by what the card says; what is left empty stays.

    The number is typed again, so that the right card lies on the desk. Raises ``Forbidden``,
    ``NotFound``, ``WrongInput``; ``NotPossibleNow`` for who has logged in, and for officers.
    """
    officer = require_duty(actor, Duty.RECEIVE)
    row = session.get(Person, person_id, with_for_update=True)
    if row is None:
        raise NotFound()
    number, full_name = checked_person(new)
    if number != row.personal_number:
        raise WrongInput({"so_dinh_danh": ANOTHER_NUMBER})
    if not may_be_corrected(session, row):
        raise NotPossibleNow(THEIR_OWN)
    said = {
        "full_name": full_name, "birth_date": new.birth_date, "gender": new.gender,
        "phone": new.phone, "email": new.email, "address": new.address,
    }  # fmt: skip
    changed = [name for name, value in said.items() if value and value != getattr(row, name)]
    for name in changed:
        setattr(row, name, said[name])
    audit.record(session, at=parts.clock(), actor=officer, act="correct_person",
                 object_id=person_id, purpose=PURPOSE, changed=changed)  # fmt: skip
    session.commit()


def may_be_corrected(session: Session, row: Person) -> bool:
    """Tell whether only a counter has written this person down. For who may see the person."""
    held = select(OfficerPost.id).where(OfficerPost.person_id == row.id).limit(1)
    return row.subject == expected_subject(row.personal_number) and session.scalar(held) is None
