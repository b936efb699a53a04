"""Editing the words of notices: for one agency by its administrators, for all by the portal's.

Versions are only ever added, so that the words of any day can be found again. New words are
proposed, and count once a second person agrees; going back to older words is done at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from citizen_portal.domain.notice_events import NoticeChannel, NoticeEvent
from citizen_portal.domain.notice_words import Flaw, Words, filled, flaws
from citizen_portal.domain.roles import Duty
from citizen_portal.domain.wording import LANGUAGES
from citizen_portal.models import NoticeTemplate, Person
from citizen_portal.services import audit
from citizen_portal.services.actor import Actor, require_administrator, require_duty
from citizen_portal.services.errors import NotFound, Stale, WrongInput
from citizen_portal.services.notices.values import INVENTED, values_for
from citizen_portal.services.notices.wording import default_words, newest_edits
from citizen_portal.services.parts import Parts
from citizen_portal.services.second_person import IN_FORCE, PROPOSED, REPLACED

MOST_PROPOSALS = 100
FIELDS = {"subject": "tieu_de", "body": "noi_dung"}
"""The names of the page's fields."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsKey:
    """Which words: of what, over which channel, in which language, for whom (None: all)."""

    event: NoticeEvent
    channel: NoticeChannel
    language: str
    agency_id: int | None

    @classmethod
    def read(cls, event: str, channel: str, language: str, agency_id: int | None) -> WordsKey:
        """Read the words of an address. Raises ``NotFound``."""
        if language not in LANGUAGES:
            raise NotFound()
        try:
            return cls(
                event=NoticeEvent(event),
                channel=NoticeChannel(channel),
                language=language,
                agency_id=agency_id,
            )
        except ValueError:
            raise NotFound() from None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedWords:
    """Words that wait for a second person; ``own`` when the viewer proposed them."""

    id: int
    key: WordsKey
    words: Words
    at: datetime
    by: str
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EditedWords:
    """The words of a place as they stand; ``version`` 0 when nobody edited them there.

    ``newest`` is the newest version, also one that does not count, such as ``proposal``.
    """

    key: WordsKey
    words: Words
    edited: bool
    version: int
    edited_at: datetime | None
    edited_by: str
    newest: int
    proposal: ProposedWords | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsLine:
    """One event in the list; ``edited`` are the channels and languages with words of its own,
    ``proposed`` those with words that wait for a second person.
    """

    event: NoticeEvent
    edited: frozenset[tuple[NoticeChannel, str]]
    proposed: frozenset[tuple[NoticeChannel, str]]


class WordsRefused(WrongInput):
    """Words that cannot be used, with every reason."""

    def __init__(self, found: tuple[Flaw, ...]) -> None:
        self.reasons = tuple((FIELDS[one.part], one.sentence) for one in found)
        super().__init__(dict(self.reasons))


def list_words(
    session: Session, parts: Parts, actor: Actor | None, agency_id: int | None
) -> tuple[WordsLine, ...]:
    """What is told, and which words were edited at an agency (None: for all)."""
    if agency_id is None:
        require_administrator(actor)
    else:
        require_duty(actor, Duty.CONFIGURE, agency_id)
    row = NoticeTemplate
    newest = session.execute(
        select(row.event, row.channel, row.language, row.body, row.state)
        .ext(distinct_on(row.event, row.channel, row.language, row.state))
        .where(_of(agency_id), row.state.in_((IN_FORCE, PROPOSED)))
        .order_by(row.event, row.channel, row.language, row.state, row.version.desc())
    ).all()
    found: dict[tuple[str, str], set[tuple[NoticeChannel, str]]] = {}
    for one in newest:
        if one.body:
            place = (NoticeChannel(one.channel), one.language)
            found.setdefault((one.event, one.state), set()).add(place)
    return tuple(
        WordsLine(
            event=event,
            edited=frozenset(found.get((event.value, IN_FORCE), ())),
            proposed=frozenset(found.get((event.value, PROPOSED), ())),
        )
        for event in NoticeEvent
    )


def open_words(session: Session, parts: Parts, actor: Actor | None, key: WordsKey) -> EditedWords:
    """The words to be edited: as edited there, or those that count without an edit."""
    if key.agency_id is None:
        viewer = require_administrator(actor)
    else:
        viewer = require_duty(actor, Duty.CONFIGURE, key.agency_id)
    edits = newest_edits(session, key.event, key.language, key.agency_id)
    edit = edits.get((key.channel.value, key.agency_id))
    own = edit is not None and bool(edit.body)
    return EditedWords(
        key=key,
        words=Words(edit.subject, edit.body) if edit and own else _below(edits, key),
        edited=own,
        version=edit.version if edit else 0,
        edited_at=edit.edited_at if edit else None,
        edited_by=_name(session, edit.edited_by_id) if edit else "",
        newest=_newest_version(session, key),
        proposal=_proposal(session, viewer, key),
    )


def _name(session: Session, person_id: UUID) -> str:
    return session.scalar(select(Person.full_name).where(Person.id == person_id)) or ""


def _proposal(session: Session, viewer: Actor, key: WordsKey) -> ProposedWords | None:
    found = proposals(session, viewer, *_at(key))
    return found[0] if found else None


def proposals(
    session: Session, viewer: Actor, *conditions: ColumnElement[bool]
) -> tuple[ProposedWords, ...]:
    """The words under these conditions that wait for a second person, the oldest first."""
    row = NoticeTemplate
    rows = session.execute(
        select(row, Person.full_name)
        .join(Person, Person.id == row.edited_by_id)
        .where(row.state == PROPOSED, *conditions)
        .order_by(row.id)
        .limit(MOST_PROPOSALS)
    )
    return tuple(
        ProposedWords(
            id=one.id,
            key=WordsKey.read(one.event, one.channel, one.language, one.agency_id),
            words=Words(one.subject, one.body),
            at=one.edited_at,
            by=name,
            own=one.edited_by_id == viewer.person_id,
        )
        for one, name in rows
    )


def preview_words(parts: Parts, actor: Actor | None, key: WordsKey, words: Words) -> Words:
    """What an applicant would read, with a dossier that does not exist.

    Raises ``WordsRefused`` with every reason.
    """
    if key.agency_id is None:
        require_administrator(actor)
    else:
        require_duty(actor, Duty.CONFIGURE, key.agency_id)
    _refuse_flaws(key, words)
    return filled(words, values_for(key.channel, INVENTED[key.language]))


def save_words(
    session: Session, parts: Parts, actor: Actor | None, key: WordsKey, words: Words, seen: int
) -> None:
    """Propose a version; it counts once a second person agrees, see ``decide_words``.

    ``seen`` is the newest version that the editor saw. Raises ``WordsRefused`` with every reason,
    ``Stale`` when somebody else was quicker.
    """
    editor = (
        require_administrator(actor)
        if key.agency_id is None
        else require_duty(actor, Duty.CONFIGURE, key.agency_id)
    )
    _refuse_flaws(key, words)
    _add_version(session, parts, editor, key, words, seen, PROPOSED)


def revert_words(
    session: Session, parts: Parts, actor: Actor | None, key: WordsKey, seen: int
) -> None:
    """Let the words count again that an edit had replaced, at once. Raises ``Stale``."""
    editor = (
        require_administrator(actor)
        if key.agency_id is None
        else require_duty(actor, Duty.CONFIGURE, key.agency_id)
    )
    _add_version(session, parts, editor, key, Words("", ""), seen, IN_FORCE)


def _of(agency_id: int | None) -> Any:
    column = NoticeTemplate.agency_id
    return column.is_(None) if agency_id is None else column == agency_id


def _below(edits: Mapping[tuple[str, int | None], Any], key: WordsKey) -> Words:
    """What counts without an edit of its own."""
    general = edits.get((key.channel.value, None)) if key.agency_id is not None else None
    if general is not None and general.body:
        return Words(general.subject, general.body)
    return default_words(key.event, key.channel, key.language)


def _refuse_flaws(key: WordsKey, words: Words) -> None:
    found = flaws(key.event, key.channel, words)
    if found:
        raise WordsRefused(found)


def _at(key: WordsKey) -> tuple[ColumnElement[bool], ...]:
    row = NoticeTemplate
    return (
        row.event == key.event.value, row.channel == key.channel.value,
        row.language == key.language, _of(key.agency_id),
    )  # fmt: skip


def _newest_version(session: Session, key: WordsKey) -> int:
    newest = select(func.max(NoticeTemplate.version)).where(*_at(key))
    return session.scalar(newest) or 0


def _add_version(
    session: Session, parts: Parts, editor: Actor, key: WordsKey, words: Words, seen: int,
    state: str,
) -> None:  # fmt: skip
    """Add a version; it takes the place of one that still waits for a second person."""
    row, now = NoticeTemplate, parts.clock()
    # Versions for all agencies have no agency by which the database would tell two apart.
    place = f"notice:{key.event}:{key.channel}:{key.language}:{key.agency_id}"
    session.execute(select(func.pg_advisory_xact_lock(func.hashtext(place))))
    if _newest_version(session, key) != seen:
        raise Stale()
    waiting = update(row).where(row.state == PROPOSED, *_at(key)).values(state=REPLACED)
    session.execute(waiting)
    session.add(
        row(
            event=key.event.value, agency_id=key.agency_id, language=key.language,
            channel=key.channel.value, version=seen + 1, subject=words.subject.strip(),
            body=words.body.strip(), edited_at=now, edited_by_id=editor.person_id, state=state,
        )
    )  # fmt: skip
    audit.record(
        session, at=now, actor=editor, act="edit_notice", object_id=key.event.value, state=state,
        agency=key.agency_id, channel=key.channel.value, language=key.language, version=seen + 1,
    )  # fmt: skip
    session.commit()
