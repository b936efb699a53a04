"""The words that count: an agency's own, else those for all agencies, else the portal's."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from citizen_portal.domain.notice_events import NoticeChannel, NoticeEvent
from citizen_portal.domain.notice_words import Words
from citizen_portal.models import NoticeTemplate
from citizen_portal.services.second_person import IN_FORCE

FOLDER = Path(__file__).parents[1] / "data" / "notices"


@cache
def _written(language: str) -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))


def default_words(event: NoticeEvent, channel: NoticeChannel, language: str) -> Words:
    """The words that come with the portal."""
    said = _written(language)[event.value]
    if channel is NoticeChannel.SMS:
        return Words("", said["sms"].strip())
    return Words(said["subject"].strip(), said["body"].strip())


def newest_edits(
    session: Session, event: NoticeEvent, language: str, agency_id: int | None
) -> Mapping[tuple[str, int | None], Any]:
    """The newest version in force by channel and agency (None: for all agencies), whole rows.

    One with an empty body says that the words below it count again.
    """
    row = NoticeTemplate
    mine: ColumnElement[bool] = row.agency_id.is_(None)
    if agency_id is not None:
        mine = or_(mine, row.agency_id == agency_id)
    newest = (
        select(row)
        .ext(distinct_on(row.channel, row.agency_id))
        .where(row.event == event.value, row.language == language, mine, row.state == IN_FORCE)
        .order_by(row.channel, row.agency_id, row.version.desc())
    )
    return {(one.channel, one.agency_id): one for one in session.scalars(newest)}


def words_that_count(
    session: Session, event: NoticeEvent, language: str, agency_id: int
) -> Mapping[NoticeChannel, Words]:
    """The words of an event for each channel, at an agency."""
    edits = newest_edits(session, event, language, agency_id)
    return {
        channel: _chosen(edits, channel, agency_id) or default_words(event, channel, language)
        for channel in NoticeChannel
    }


def _chosen(
    edits: Mapping[tuple[str, int | None], Any], channel: NoticeChannel, agency_id: int
) -> Words | None:
    for whose in (agency_id, None):
        edit = edits.get((channel.value, whose))
        if edit is not None and edit.body:
            return Words(edit.subject, edit.body)
    return None
