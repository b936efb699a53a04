"""On which channels a person wants to be told, and in which language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from citizen_portal.domain.notice_events import NoticeChannel
from citizen_portal.domain.wording import LANGUAGES, Text
from citizen_portal.models import Person
from citizen_portal.procedures.connectors import Notifier
from citizen_portal.services import audit
from citizen_portal.services.actor import Actor, require_person
from citizen_portal.services.errors import WrongInput
from citizen_portal.services.parts import Parts

NO_EMAIL = Text(
    "Tài khoản định danh của bạn chưa có thư điện tử. Hãy thêm ở tài khoản định danh rồi đăng "
    "nhập lại, hoặc bỏ chọn mục này.",
    "Your identity account has no e-mail address. Add one there and log in again, or leave this "
    "out.",
)
NO_PHONE = Text(
    "Tài khoản định danh của bạn chưa có số điện thoại. Hãy thêm ở tài khoản định danh rồi đăng "
    "nhập lại, hoặc bỏ chọn mục này.",
    "Your identity account has no telephone number. Add one there and log in again, or leave "
    "this out.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What a person chose; without a choice e-mail goes where the provider vouched for one."""

    email: bool
    sms: bool
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelsPage:
    """The choices with the addresses; ``offered`` are the channels that somebody carries."""

    wishes: Wishes
    email: str
    phone: str
    offered: frozenset[NoticeChannel]


def wishes_of(person: Person) -> Wishes:
    """A person's choices. Who never logged in has an address that nobody vouched for."""
    chosen: Mapping[str, Any] = person.notify or {}
    vouched = bool(person.email) and person.last_login_at is not None
    language = str(chosen.get("language", "vi"))
    return Wishes(
        email=bool(chosen.get("email", vouched)),
        sms=bool(chosen.get("sms", False)),
        language=language if language in LANGUAGES else "vi",
    )


def carrier_of(parts: Parts, channel: NoticeChannel) -> Notifier | None:
    """Who carries notices over a channel, or None when nobody does."""
    return next((one for one in parts.notifiers.values() if one.channel == channel.value), None)


def addresses(parts: Parts, person: Person) -> dict[NoticeChannel, str]:
    """Where a person is told; on the portal always."""
    wishes = wishes_of(person)
    found = {NoticeChannel.PORTAL: ""}
    if wishes.email and person.email and carrier_of(parts, NoticeChannel.EMAIL):
        found[NoticeChannel.EMAIL] = person.email
    if wishes.sms and person.phone and carrier_of(parts, NoticeChannel.SMS):
        found[NoticeChannel.SMS] = person.phone
    return found


def my_channels(session: Session, parts: Parts, actor: Actor | None) -> ChannelsPage:
    """The actor's choices."""
    me = require_person(actor)
    person = session.get_one(Person, me.person_id)
    return ChannelsPage(
        wishes=wishes_of(person),
        email=person.email,
        phone=person.phone,
        offered=frozenset(one for one in NoticeChannel if carrier_of(parts, one)),
    )


def choose_channels(session: Session, parts: Parts, actor: Actor | None, wishes: Wishes) -> None:
    """Note the actor's choices. Raises ``WrongInput`` for a channel without an address."""
    me = require_person(actor)
    person = session.get_one(Person, me.person_id, with_for_update=True)
    problems = {}
    if wishes.email and not person.email:
        problems["email"] = NO_EMAIL
    if wishes.sms and not person.phone:
        problems["sms"] = NO_PHONE
    if problems:
        raise WrongInput(problems)
    language = wishes.language if wishes.language in LANGUAGES else "vi"
    person.notify = {"email": wishes.email, "sms": wishes.sms, "language": language}
    audit.record(session, at=parts.clock(), actor=me, act="choose_channels",
                 object_id=me.person_id, email=wishes.email, sms=wishes.sms)  # fmt: skip
    session.commit()
