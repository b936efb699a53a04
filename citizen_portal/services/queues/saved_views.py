"""Views that officers keep: a queue with its filters, under a name of their own."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from citizen_portal.domain.wording import Text
from citizen_portal.models import SavedView
from citizen_portal.services.actor import Actor, require_officer
from citizen_portal.services.errors import NotFound, WrongInput

MOST_VIEWS = 20
LONGEST_NAME = 60
_FIRST = 1
"""The position of the view that the desk opens with; the others have 0."""

NAME_MISSING = Text(
    f"Đặt tên cho khung nhìn, không quá {LONGEST_NAME} ký tự.",
    f"Give the view a name of at most {LONGEST_NAME} characters.",
)
NAME_TAKEN = Text(
    "Bạn đã có khung nhìn tên này. Hãy đặt tên khác.",
    "You have a view of this name. Choose another name.",
)
TOO_MANY = Text(
    f"Bạn đã lưu {MOST_VIEWS} khung nhìn. Hãy xoá bớt một khung nhìn rồi lưu lại.",
    f"You have kept {MOST_VIEWS} views. Remove one, then save again.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptView:
    """A view by its name; ``query`` is that of the desk's address, ``first`` opens the desk."""

    id: int
    name: str
    query: str
    first: bool


def list_views(session: Session, actor: Actor | None) -> tuple[KeptView, ...]:
    """The officer's views: the one that opens the desk, then by name."""
    officer = require_officer(actor)
    rows = session.execute(
        select(SavedView.id, SavedView.name, SavedView.query, SavedView.position)
        .where(SavedView.person_id == officer.person_id)
        .order_by(SavedView.position.desc(), SavedView.name)
        .limit(MOST_VIEWS)
    )
    return tuple(
        KeptView(id=row.id, name=row.name, query=row.query, first=row.position == _FIRST)
        for row in rows
    )


def save_view(session: Session, actor: Actor | None, name: str, query: str) -> None:
    """Keep a view. Raises ``WrongInput`` for the field ``ten``."""
    officer = require_officer(actor)
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise WrongInput({"ten": NAME_MISSING})
    kept = select(func.count()).where(SavedView.person_id == officer.person_id)
    if session.scalar(kept) >= MOST_VIEWS:  # type: ignore[operator]
        raise WrongInput({"ten": TOO_MANY})
    new = insert(SavedView).values(person_id=officer.person_id, name=name, query=query)
    added = session.execute(new.on_conflict_do_nothing().returning(SavedView.id)).first()
    if added is None:
        raise WrongInput({"ten": NAME_TAKEN})
    session.commit()


def remove_view(session: Session, actor: Actor | None, view_id: int) -> None:
    """Forget a view. Raises ``NotFound`` for anybody else's."""
    officer = require_officer(actor)
    gone = session.execute(
        delete(SavedView)
        .where(SavedView.id == view_id, SavedView.person_id == officer.person_id)
        .returning(SavedView.id)
    ).first()
    if gone is None:
        raise NotFound()
    session.commit()


def open_desk_with(session: Session, actor: Actor | None, view_id: int, *, wanted: bool) -> None:
    """Let the desk open with a view, or no longer. Raises ``NotFound`` for anybody else's."""
    officer = require_officer(actor)
    mine = SavedView.person_id == officer.person_id
    session.execute(update(SavedView).where(mine, SavedView.position == _FIRST).values(position=0))
    chosen = session.execute(
        update(SavedView)
        .where(mine, SavedView.id == view_id)
        .values(position=_FIRST if wanted else 0)
        .returning(SavedView.id)
    ).first()
    if chosen is None:
        raise NotFound()
    session.commit()
