"""Close relatives whom officers name, so that they never work on those people's dossiers.

The list is private to the officer; auditors read it to check.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from citizen_portal.domain.personal_number import read_personal_number
from citizen_portal.domain.roles import ActorKind
from citizen_portal.domain.unreadable import Unreadable
from citizen_portal.domain.wording import Text
from citizen_portal.models import DeclaredRelative, Person
from citizen_portal.services import audit
from citizen_portal.services.actor import Actor, require_officer
from citizen_portal.services.errors import Forbidden, NotFound, WrongInput
from citizen_portal.services.parts import Parts

PAGE = 50

RELATIONS: Final[Mapping[str, Text]] = {
    "spouse": Text("Vợ, chồng", "Wife or husband"),
    "parent": Text("Cha, mẹ", "Father or mother"),
    "child": Text("Con", "Child"),
    "sibling": Text("Anh, chị, em ruột", "Brother or sister"),
    "grandparent": Text("Ông, bà", "Grandparent"),
    "grandchild": Text("Cháu", "Grandchild"),
    "in_law": Text("Cha, mẹ, anh, chị, em của vợ hoặc chồng", "Relative of the spouse"),
    "other": Text("Người thân thích khác", "Another close relative"),
}

OWN_NUMBER = Text(
    "Đây là số của chính bạn: hồ sơ của bạn đã luôn do người khác xử lý.",
    "This is your own number: somebody else always works on your own dossiers.",
)
WHICH = Text("Hãy chọn quan hệ trong danh sách.", "Choose the relation from the list.")
AUDITORS_ONLY = Text(
    "Chỉ kiểm tra viên đọc được danh sách của người khác.",
    "Only auditors read other people's lists.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relative:
    """A relative whom an officer named; ``officer`` is empty in one's own list."""

    id: int
    officer: str
    personal_number: str
    relation: Text
    declared_at: datetime


def list_relatives(session: Session, parts: Parts, actor: Actor | None) -> tuple[Relative, ...]:
    """The officer's own list, in the order of declaring."""
    officer = require_officer(actor)
    rows = session.scalars(
        select(DeclaredRelative)
        .where(DeclaredRelative.person_id == officer.person_id)
        .order_by(DeclaredRelative.id)
    )
    return tuple(_view(row, "") for row in rows)


def relatives_of_all(
    session: Session, parts: Parts, actor: Actor | None, after: int = 0
) -> tuple[tuple[Relative, ...], int]:
    """Every officer's list for auditors, by keyset; the look is written down.

    Returns a page and the id to continue after, 0 at the end. Raises ``Forbidden``.
    """
    officer = require_officer(actor)
    if not is_auditor(officer):
        raise Forbidden(AUDITORS_ONLY)
    rows = session.execute(
        select(DeclaredRelative, Person.full_name)
        .join(Person, Person.id == DeclaredRelative.person_id)
        .where(DeclaredRelative.id > after)
        .order_by(DeclaredRelative.id)
        .limit(PAGE + 1)
    ).all()
    audit.record(session, at=parts.clock(), actor=officer, act="read-relatives", object_id="-",
                 after=after)  # fmt: skip
    session.commit()
    more = rows[PAGE - 1].DeclaredRelative.id if len(rows) > PAGE else 0
    return tuple(_view(row.DeclaredRelative, row.full_name) for row in rows[:PAGE]), more


def is_auditor(officer: Actor) -> bool:
    """Tell whether the officer checks others."""
    return any(post.role is ActorKind.AUDITOR for post in officer.posts)


def declare_relative(
    session: Session, parts: Parts, actor: Actor | None, number: str, relation: str
) -> None:
    """Name a relative; naming them again changes the relation. Raises ``WrongInput``."""
    officer = require_officer(actor)
    problems: dict[str, Text] = {}
    digits = ""
    try:
        digits = read_personal_number(number).digits
    except Unreadable as error:
        problems["so_dinh_danh"] = error.text
    if digits and digits == officer.personal_number:
        problems["so_dinh_danh"] = OWN_NUMBER
    if relation not in RELATIONS:
        problems["quan_he"] = WHICH
    if problems:
        raise WrongInput(problems)
    now = parts.clock()
    new = insert(DeclaredRelative).values(
        person_id=officer.person_id, personal_number=digits, relation=relation, declared_at=now
    )
    row_id = session.scalar(
        new.on_conflict_do_update(
            index_elements=[DeclaredRelative.person_id, DeclaredRelative.personal_number],
            set_={"relation": relation},
        ).returning(DeclaredRelative.id)
    )
    audit.record(session, at=now, actor=officer, act="declare-relative", object_id=row_id)
    session.commit()


def withdraw_relative(
    session: Session, parts: Parts, actor: Actor | None, relative_id: int
) -> None:
    """Take a name off one's own list, as when it was a mistake. Raises ``NotFound``."""
    officer = require_officer(actor)
    row = session.get(DeclaredRelative, relative_id, with_for_update=True)
    if row is None or row.person_id != officer.person_id:
        raise NotFound()
    session.delete(row)
    session.flush()
    audit.record(session, at=parts.clock(), actor=officer, act="withdraw-relative",
                 object_id=relative_id)  # fmt: skip
    session.commit()


def _view(row: DeclaredRelative, officer: str) -> Relative:
    return Relative(
        id=row.id,
        officer=officer,
        personal_number=row.personal_number,
        relation=RELATIONS.get(row.relation, RELATIONS["other"]),
        declared_at=row.declared_at,
    )
