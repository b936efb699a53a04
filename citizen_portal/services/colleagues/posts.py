"""The posts that a person holds: their own, and those of colleagues they stand in for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, bindparam, func, literal_column, select
from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import ActorKind
from citizen_portal.models import Delegation, OfficerPost, Person
from citizen_portal.services.actor import SUBMIT_LEVEL, Actor, Post

LENT = "được uỷ quyền"
"""What the title of a post says while somebody stands in for its holder."""

Row = Mapping[str, Any]


def posts_of(own: Iterable[Row] | None, lent: Iterable[Row] | None) -> tuple[Post, ...]:
    """Posts as ``post_columns`` gives them."""
    return (*map(_own_post, own or ()), *map(_lent_post, lent or ()))


def _own_post(post: Row) -> Post:
    role = ActorKind(post["role"])
    return Post(agency_id=post["agency_id"], role=role, title=post["title"])


def _lent_post(post: Row) -> Post:
    return replace(
        _own_post(post), title=f"{post['title']} ({LENT})", lent_by=UUID(post["lent_by"])
    )


def post_columns(person_id: Any) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """Two columns for a statement with a parameter ``today``: own posts and lent ones."""
    today: BindParameter[date] = bindparam("today")
    # Columns of the tables: attributes of the classes would cost each request twice as much.
    post, lent = OfficerPost.__table__.c, Delegation.__table__.c
    held = (post.since <= today,
            func.coalesce(post.until, literal_column("'infinity'::date")) >= today)  # fmt: skip
    words = ("agency_id", post.agency_id, "role", post.role, "title", post.title)
    own = (
        select(func.json_agg(func.json_build_object(*words)))
        .where(post.person_id == person_id, *held)
        .scalar_subquery()
    )
    # Only posts of one's own can be lent, so nobody lends on what they were lent.
    stands_in = (
        select(func.json_agg(func.json_build_object(*words, "lent_by", lent.from_person_id)))
        .where(
            lent.to_person_id == person_id, lent.until >= today, lent.since <= today,
            lent.ended_at.is_(None), post.person_id == lent.from_person_id,
            post.agency_id == lent.agency_id, post.role == lent.role, *held,
        )
        .scalar_subquery()
    )  # fmt: skip
    return own.label("posts"), stands_in.label("lent")


def _actor_statement() -> Any:
    person = Person.__table__.c
    return select(
        person.full_name, person.personal_number, *post_columns(bindparam("person_id"))
    ).where(person.id == bindparam("person_id"))


_ACTOR = _actor_statement()


def actor_of(session: Session, person_id: UUID, today: date) -> Actor:
    """The person with the posts of that day, for work that goes on without them."""
    row = session.execute(_ACTOR, {"person_id": person_id, "today": today}).one()
    return Actor(
        person_id=person_id,
        name=row.full_name,
        personal_number=row.personal_number,
        level=SUBMIT_LEVEL,
        posts=posts_of(row.posts, row.lent),
    )
