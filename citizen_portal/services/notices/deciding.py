"""The second person: new words of a notice are put into force, or refused."""

from __future__ import annotations

from sqlalchemy.orm import Session

from citizen_portal.models import NoticeTemplate
from citizen_portal.services import audit
from citizen_portal.services.actor import SUBMIT_LEVEL, Actor, require_administrator, require_person
from citizen_portal.services.errors import NotFound
from citizen_portal.services.notices.editing import ProposedWords, proposals
from citizen_portal.services.parts import Parts
from citizen_portal.services.second_person import require_configurer, settle


def waiting_words(session: Session, parts: Parts, actor: Actor | None) -> tuple[ProposedWords, ...]:
    """What waits for a second person at all agencies: some have one administrator only."""
    return proposals(session, require_administrator(actor))


def decide_words(
    session: Session, parts: Parts, actor: Actor | None, template_id: int, *, agree: bool
) -> None:
    """Put proposed words into force, from the next notice on, or refuse them.

    An agency's words are decided by its administrators or the portal's. Raises ``NotFound``,
    ``Forbidden`` for the proposer, ``NotPossibleNow`` when they were decided already.
    """
    person = require_person(actor, SUBMIT_LEVEL)
    row = session.get(NoticeTemplate, template_id, with_for_update=True)
    if row is None:
        raise NotFound()
    require_configurer(person, row.agency_id)
    now = parts.clock()
    settle(row, row.edited_by_id, person, now, agree=agree)
    session.flush()
    audit.record(
        session, at=now, actor=person, act="decide_notice", object_id=row.event, state=row.state,
        agency=row.agency_id, channel=row.channel, language=row.language, version=row.version,
    )  # fmt: skip
    session.commit()
