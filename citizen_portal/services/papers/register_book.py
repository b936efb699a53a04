"""The register book: what an agency handles in a period, a line each, printed as a book."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select, tuple_
from sqlalchemy.orm import Session

from citizen_portal.documents.joining import join_pdfs
from citizen_portal.documents.papers import RegisterBookContent, RegisterLine
from citizen_portal.documents.signing import sign_pdf
from citizen_portal.domain.lifecycle import Status
from citizen_portal.domain.service_level import Channel
from citizen_portal.models import Dossier, Person
from citizen_portal.services.exports.register import procedure_name, received_in
from citizen_portal.services.exports.scope import ExportScope
from citizen_portal.services.papers.issued import agency_seal
from citizen_portal.services.papers.parties import as_dialled, letterhead, signed_by
from citizen_portal.services.parts import Parts
from citizen_portal.services.reference import AgencyView

MOST_ROWS = 500
"""How many lines are read at once."""
LINES_A_PIECE = 100
"""How many lines are printed at once: about a second, well within the press's limits."""

_ENDED = (Status.WITHDRAWN, Status.STOPPED)
_AT_DESK = "Bộ phận tiếp nhận và trả kết quả"
_BY_POST, _ONLINE = "Bưu chính", "Trực tuyến"

After = tuple[datetime, UUID]
Print = Callable[[str, Mapping[str, Any]], bytes]


@dataclass(frozen=True, slots=True)
class RegisterStretch:
    """Some lines of the book, and after which dossier the next ones begin; None at the end."""

    lines: tuple[RegisterLine, ...]
    after: After | None


def register_rows(
    session: Session,
    parts: Parts,
    agency_id: int,
    since: date,
    until: date,
    after: After | None = None,
) -> RegisterStretch:
    """Lines of what the agency handles and accepted from ``since`` to ``until``, by acceptance.

    It reads for a job whose asker's permission was checked.
    """
    scope = ExportScope(agency=parts.reference.agency(agency_id), since=since, until=until)
    rows = session.execute(_stretch(scope, after)).all()
    lines = tuple(_line(parts, row) for row in rows)
    full = len(rows) == MOST_ROWS
    return RegisterStretch(lines, (rows[-1].accepted_at, rows[-1].id) if full else None)


def all_register_rows(
    session: Session, parts: Parts, agency_id: int, since: date, until: date
) -> Iterator[RegisterLine]:
    """Every line of the period, read in stretches as they are asked for."""
    after: After | None = None
    while True:
        stretch = register_rows(session, parts, agency_id, since, until, after)
        yield from stretch.lines
        after = stretch.after
        if after is None:
            return


def _stretch(scope: ExportScope, after: After | None) -> Select[Any]:
    columns: tuple[Any, ...] = (
        Dossier.id, Dossier.code, Dossier.procedure_code, Dossier.procedure_version,
        Dossier.sets, Dossier.applicant_name, Person.address, Person.phone, Dossier.channel,
        Dossier.handling_agency_id, Dossier.accepted_at, Dossier.due_at, Dossier.returned_at,
        Dossier.delivery, Dossier.status,
    )  # fmt: skip
    query = (
        select(*columns)
        .join_from(Dossier, Person, Person.id == Dossier.person_id)
        .where(received_in(scope))
        .order_by(Dossier.accepted_at, Dossier.id)
        .limit(MOST_ROWS)
    )
    if after is not None:
        query = query.where(tuple_(Dossier.accepted_at, Dossier.id) > after)
    return query


def _line(parts: Parts, row: Any) -> RegisterLine:
    status = Status(row.status)
    return RegisterLine(
        code=row.code,
        procedure_name=procedure_name(parts, row.procedure_code, row.procedure_version),
        sets=row.sets,
        applicant=row.applicant_name,
        contact=", ".join(part for part in (row.address, as_dialled(row.phone)) if part),
        handling_agency=parts.reference.agency(row.handling_agency_id).name,
        received_at=row.accepted_at,
        due_at=row.due_at,
        returned_at=row.returned_at,
        delivery=_delivery(row),
        taken="Đã nhận" if status is Status.RESULT_RETURNED else "",
        note=status.label.vi if status in _ENDED else "",
    )


def _delivery(row: Any) -> str:
    """How the result is wanted; without a wish, as the dossier came in."""
    wanted = (row.delivery or {}).get("way", "")
    named = {"post": _BY_POST, "online": _ONLINE, "counter": _AT_DESK}
    if wanted in named:
        return named[wanted]
    by_channel = {Channel.ONLINE: _ONLINE, Channel.POST: _BY_POST}
    return by_channel.get(Channel(row.channel), _AT_DESK)


def register_book_pdf(
    parts: Parts,
    print_paper: Print,
    agency: AgencyView,
    since: date,
    until: date,
    rows: Iterable[RegisterLine],
) -> bytes:
    """Print the book in pieces, put them together and sign it in the agency's name.

    Raises what printing and signing raise.
    """
    now, seal = parts.clock(), agency_seal(agency)
    head: dict[str, Any] = {
        "issued_at": now, "letterhead": letterhead(agency), "demo": parts.demo, "since": since,
        "until": until, "signature": signed_by(seal, now),
    }  # fmt: skip
    pieces: list[bytes] = []
    first, lines = 1, iter(rows)
    batch = tuple(islice(lines, LINES_A_PIECE))
    while True:
        following = tuple(islice(lines, LINES_A_PIECE))
        total = 0 if following else first + len(batch) - 1
        content = RegisterBookContent(**head, rows=batch, first_number=first, total=total)
        pieces.append(print_paper(content.KIND, content.to_json()))
        if not following:
            break
        first, batch = first + len(batch), following
    return sign_pdf(join_pdfs(pieces), parts.signer, seal, reason="Sổ theo dõi hồ sơ", at=now)
