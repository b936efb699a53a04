"""One imported procedure: looked at beside its source, corrected, published or not."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import func, null, select
from sqlalchemy.orm import Session

from citizen_portal.domain.audit_chain import canonical_json
from citizen_portal.domain.wording import Text
from citizen_portal.models import ImportedProcedure
from citizen_portal.procedures.catalogue import PUBLISHED
from citizen_portal.services import audit
from citizen_portal.services.actor import Actor, require_administrator
from citizen_portal.services.catalogue.level_history import note_published
from citizen_portal.services.errors import NotFound, NotPossibleNow, Stale
from citizen_portal.services.imports.corrections import Corrections, corrected, homeless
from citizen_portal.services.imports.entry import NATIONAL_CODE, NotUnderstood, read_entry
from citizen_portal.services.imports.lines import Difference, Line, differences, lines_of
from citizen_portal.services.imports.marks import Mark, marks_of
from citizen_portal.services.imports.national_file import FileEntry
from citizen_portal.services.imports.reading import Reading
from citizen_portal.services.parts import Parts

MOST_SOURCE = 200_000
"""The most characters of the source that a page shows."""
_LOCK = 7_100_311
"""One publication at a time: editions are counted."""
_NONE = cast(Any, null())
"""No value at all; None would be stored as JSON's null."""

CHANGED_MEANWHILE = Text(
    "Thủ tục này đã thay đổi từ khi bạn mở trang. Hãy xem lại rồi làm lần nữa.",
    "This procedure has changed since you opened the page. Look at it again, then repeat.",
)
MARKS_NOT_SEEN = Text(
    "Còn dấu nghi ngờ. Hãy sửa, hoặc xác nhận là đã xem xét từng dấu rồi công bố.",
    "There are marks. Correct them, or confirm that you judged each of them, then publish.",
)
NO_NATIONAL_CODE = Text(
    "Mã này không theo mẫu mã quốc gia như 1.001193 nên không công bố được. "
    "Hãy nhập lại với mã đúng.",
    "This code is no national code such as 1.001193, so it cannot be published. "
    "Import it again under the right code.",
)
NO_LEVEL = Text(
    "Chưa rõ cấp thực hiện. Hãy chọn cấp trong phần hiệu chỉnh rồi công bố.",
    "The level of government is unknown. Choose it among the corrections, then publish.",
)
NOT_IN_THIS_STATE = Text(
    "Việc này không làm được ở trạng thái hiện tại. Hãy tải lại trang.",
    "This cannot be done in the present state. Load the page again.",
)
NOTHING_INCOMING = Text(
    "Không có bản nguồn mới nào chờ so sánh. Hãy tải lại trang.",
    "No newer source waits to be compared. Load the page again.",
)

# From which states an administrator may go where.
_WAYS = {
    "published": ("unreviewed", "withdrawn", "rejected"),
    "withdrawn": ("published",),
    "rejected": ("unreviewed", "withdrawn"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedPage:
    """Everything the page of one entry shows.

    ``seen`` goes into its forms: it tells which state of the entry the page showed.
    ``of_plugin`` names the plugin that declares the code; its declaration goes first.
    """

    code: str
    state: str
    seen: str
    imported_at: datetime
    reviewed_at: datetime | None
    reading: Reading
    corrections: Corrections
    shown: Reading
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]
    differences: tuple[Difference, ...]
    changed: bool
    homeless: tuple[str, ...]
    source: str
    of_plugin: str

    def may_become(self, state: str) -> bool:
        """Tell whether an administrator may do that now."""
        return self.state in _WAYS[state]


def open_imported(session: Session, parts: Parts, actor: Actor | None, code: str) -> ImportedPage:
    """One entry beside its source. Raises ``NotFound``."""
    require_administrator(actor)
    row = session.get(ImportedProcedure, code)
    if row is None:
        raise NotFound()
    reading, corrections = Reading.from_json(row.reading), Corrections.from_json(row.corrections)
    shown = corrected(reading, corrections)
    written = json.dumps(row.source, ensure_ascii=False, indent=1)
    return ImportedPage(
        code=row.code,
        state=row.state,
        seen=fingerprint(row),
        imported_at=row.imported_at,
        reviewed_at=row.reviewed_at,
        reading=reading,
        corrections=corrections,
        shown=shown,
        lines=lines_of(shown),
        marks=marks_of(shown),
        differences=_differences(row, reading, shown),
        changed=row.incoming is not None,
        homeless=homeless(reading, corrections),
        source=written[:MOST_SOURCE],
        of_plugin=_of_plugin(parts, code),
    )


def _differences(
    row: ImportedProcedure, reading: Reading, shown: Reading
) -> tuple[Difference, ...]:
    if row.incoming is None:
        return ()
    return differences(reading, _read_again(row.incoming, reading), shown,
                       (row.source, row.incoming))  # fmt: skip


def _read_again(source: dict[str, Any], before: Reading) -> Reading:
    """The reading of a newer source; one that lost its name keeps what was read before."""
    try:
        return read_entry(FileEntry(place=before.code, value=source))
    except NotUnderstood:
        return before


def _of_plugin(parts: Parts, code: str) -> str:
    for version in parts.catalogue.versions(code):
        plugin = parts.catalogue.plugin_of(version)
        if plugin != PUBLISHED:
            return plugin
    return ""


def fingerprint(row: ImportedProcedure) -> str:
    """What a page shows of an entry, in a word: another word, another state."""
    seen = {
        "digest": row.digest,
        "incoming": row.incoming_digest if row.incoming is not None else "",
        "state": row.state,
        "corrections": row.corrections,
    }
    return hashlib.sha256(canonical_json(seen)).hexdigest()[:20]


def correct(
    session: Session,
    parts: Parts,
    actor: Actor | None,
    code: str,
    seen: str,
    corrections: Corrections,
) -> None:
    """Keep corrections; of a published procedure they show at once.

    Raises ``NotFound``, ``Stale``.
    """
    administrator = require_administrator(actor)
    row = _locked(session, code, seen)
    row.corrections = corrections.to_json()
    _settle(session, parts, administrator, row, "correct_imported")


def publish(
    session: Session,
    parts: Parts,
    actor: Actor | None,
    code: str,
    seen: str,
    *,
    marks_judged: bool = False,
) -> None:
    """Offer the entry to the public as information.

    Raises ``NotFound``, ``Stale``, or ``NotPossibleNow`` while marks are not judged, or its
    code or level is not known.
    """
    administrator = require_administrator(actor)
    row = _locked(session, code, seen)
    _refuse_way(row, "published")
    shown = corrected(Reading.from_json(row.reading), Corrections.from_json(row.corrections))
    if not NATIONAL_CODE.fullmatch(code):
        raise NotPossibleNow(NO_NATIONAL_CODE)
    if not shown.level:
        raise NotPossibleNow(NO_LEVEL)
    if marks_of(shown) and not marks_judged:
        raise NotPossibleNow(MARKS_NOT_SEEN)
    row.state = "published"
    note_published(session, code, parts.today(), parts.clock())
    _settle(session, parts, administrator, row, "publish_imported")


def withdraw(session: Session, parts: Parts, actor: Actor | None, code: str, seen: str) -> None:
    """Offer the entry no longer. Raises ``NotFound``, ``Stale``, ``NotPossibleNow``."""
    administrator = require_administrator(actor)
    row = _locked(session, code, seen)
    _refuse_way(row, "withdrawn")
    row.state = "withdrawn"
    _settle(session, parts, administrator, row, "withdraw_imported", was_published=True)


def reject(session: Session, parts: Parts, actor: Actor | None, code: str, seen: str) -> None:
    """Decide not to use the entry. Raises ``NotFound``, ``Stale``, ``NotPossibleNow``."""
    administrator = require_administrator(actor)
    row = _locked(session, code, seen)
    _refuse_way(row, "rejected")
    row.state = "rejected"
    _settle(session, parts, administrator, row, "reject_imported")


def accept_incoming(
    session: Session, parts: Parts, actor: Actor | None, code: str, seen: str
) -> None:
    """Take the newer source; corrections stay. Raises what ``keep_ours`` does."""
    administrator = require_administrator(actor)
    row = _locked(session, code, seen)
    if row.incoming is None:
        raise NotPossibleNow(NOTHING_INCOMING)
    before = Reading.from_json(row.reading)
    read = _read_again(row.incoming, before).to_json()
    row.source, row.digest = row.incoming, row.incoming_digest
    row.reading = {**read, "same_name": list(before.same_name)}
    row.incoming, row.incoming_digest = _NONE, ""
    row.imported_at = parts.clock()
    _settle(session, parts, administrator, row, "accept_incoming")


def keep_ours(session: Session, parts: Parts, actor: Actor | None, code: str, seen: str) -> None:
    """Leave the newer source aside; it is not shown again until it changes again.

    Raises ``NotFound``, ``Stale``, ``NotPossibleNow`` when none waits.
    """
    administrator = require_administrator(actor)
    row = _locked(session, code, seen)
    if row.incoming is None:
        raise NotPossibleNow(NOTHING_INCOMING)
    row.incoming = _NONE  # its digest stays: importing the same again changes nothing
    _settle(session, parts, administrator, row, "keep_ours")


def _locked(session: Session, code: str, seen: str) -> ImportedProcedure:
    row = session.scalars(
        select(ImportedProcedure)
        .where(ImportedProcedure.code == code)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if row is None:
        raise NotFound()
    if fingerprint(row) != seen:
        raise Stale(CHANGED_MEANWHILE)
    return row


def _refuse_way(row: ImportedProcedure, state: str) -> None:
    if row.state not in _WAYS[state]:
        raise NotPossibleNow(NOT_IN_THIS_STATE)


def _settle(
    session: Session,
    parts: Parts,
    administrator: Actor,
    row: ImportedProcedure,
    act: str,
    was_published: bool = False,
) -> None:
    """Write what follows from any act, note it, and let readers know of what they publish."""
    shown = corrected(Reading.from_json(row.reading), Corrections.from_json(row.corrections))
    row.name, row.marks = shown.name, len(marks_of(shown))
    row.reviewed_at, row.reviewed_by = parts.clock(), administrator.person_id
    if row.state == "published" or was_published:
        session.execute(select(func.pg_advisory_xact_lock(_LOCK)))
        newest = session.execute(select(func.max(ImportedProcedure.edition))).scalar_one()
        row.edition = newest + 1
    session.flush()
    audit.record(session, at=parts.clock(), actor=administrator, act=act, object_id=row.code,
                 state=row.state, edition=row.edition, marks=row.marks)  # fmt: skip
    session.commit()
    parts.published.forget()
