"""Who acts, and what they may touch. Permission comes first in every use case."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from citizen_portal.domain.roles import ActorKind, Duty
from citizen_portal.domain.wording import Text
from citizen_portal.services.errors import Forbidden, LoginNeeded, NotFound, StepUpNeeded

SUBMIT_LEVEL = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What an officer is at one agency; ``lent_by`` names for whom they stand in, if they do."""

    agency_id: int
    role: ActorKind
    title: str
    lent_by: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person at work in the portal, as their session tells."""

    person_id: UUID
    name: str
    personal_number: str
    level: int
    posts: tuple[Post, ...] = ()

    @property
    def is_officer(self) -> bool:
        """Tell whether the person has a desk."""
        return any(post.role is not ActorKind.ADMINISTRATOR for post in self.posts)

    @property
    def is_administrator(self) -> bool:
        """Tell whether the person administers the portal."""
        return any(post.role is ActorKind.ADMINISTRATOR for post in self.posts)

    @property
    def agency_ids(self) -> tuple[int, ...]:
        """The agencies whose dossiers the person may see."""
        return tuple(dict.fromkeys(post.agency_id for post in self.posts if post.role.has_desk))

    def agencies_for(self, duty: Duty) -> tuple[int, ...]:
        """The agencies at which the person holds a duty."""
        posts = (post for post in self.posts if post.role in duty.holders)
        return tuple(dict.fromkeys(post.agency_id for post in posts))

    def roles_at(self, agency_id: int) -> tuple[ActorKind, ...]:
        """What the person is at an agency."""
        return tuple(post.role for post in self.posts if post.agency_id == agency_id)

    def title_at(self, agency_id: int, role: ActorKind) -> str:
        """How the person's post at an agency is called in which they act in that role."""
        here = [post for post in self.posts if post.agency_id == agency_id]
        return next((post.title for post in here if post.role is role), "")


def require_person(actor: Actor | None, level: int = 0) -> Actor:
    """Somebody is logged in, at least at ``level``.

    Raises ``LoginNeeded`` or ``StepUpNeeded``.
    """
    if actor is None:
        raise LoginNeeded()
    if actor.level < level:
        raise StepUpNeeded()
    return actor


def require_officer(actor: Actor | None) -> Actor:
    """An officer is logged in. Others do not learn that there is a desk at all."""
    person = require_person(actor)
    if not person.is_officer:
        raise Forbidden()
    return require_person(person, SUBMIT_LEVEL)


def require_administrator(actor: Actor | None) -> Actor:
    """An administrator is logged in."""
    person = require_person(actor)
    if not person.is_administrator:
        raise Forbidden()
    return require_person(person, SUBMIT_LEVEL)


def require_role(actor: Actor, agency_id: int, kinds: Collection[ActorKind]) -> ActorKind:
    """The officer holds one of these roles at the agency.

    Raises ``NotFound`` for another agency's matters, ``Forbidden`` for another's task.
    """
    roles = actor.roles_at(agency_id)
    if not any(role is not ActorKind.ADMINISTRATOR for role in roles):
        raise NotFound()
    for role in roles:
        if role in kinds:
            return role
    raise Forbidden(whose_task(kinds))


def require_duty(actor: Actor | None, duty: Duty, agency_id: int | None = None) -> Actor:
    """The officer holds a duty, at that agency or (None) at any.

    Raises ``NotFound`` for another agency's matters, ``Forbidden`` for another's task.
    """
    officer = require_officer(actor)
    if agency_id is not None:
        require_role(officer, agency_id, duty.holders)
    elif not officer.agencies_for(duty):
        raise Forbidden(whose_task(duty.holders))
    return officer


def whose_task(kinds: Collection[ActorKind]) -> Text:
    """Say whose task it is."""
    people = [kind for kind in ActorKind if kind in kinds and kind is not ActorKind.SYSTEM]
    vi, en = (
        ", ".join(kind.label.in_language(language) for kind in people) for language in ("vi", "en")
    )
    return Text(
        f"Bạn không được giao việc này. Người được giao: {vi}. "
        "Hãy nhờ đồng nghiệp hoặc liên hệ người quản trị của cơ quan.",
        f"This task is not assigned to you but to: {en}. "
        "Ask a colleague or your agency's administrator.",
    )
