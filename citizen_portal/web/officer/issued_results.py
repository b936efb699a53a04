"""The registry of issued results, for the officers of the agency that issued them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from flask import request

from citizen_portal.domain.moment import format_moment_short
from citizen_portal.domain.wording import Text
from citizen_portal.services.results.registry import STATES, ResultLine, list_results
from citizen_portal.web import context
from citizen_portal.web.guards import officer
from citizen_portal.web.issued_papers import paper_address
from citizen_portal.web.officer import officer_pages
from citizen_portal.web.officer.dossier_view import address_of
from citizen_portal.web.pages import page

PLACE = "/can-bo/ket-qua-da-cap"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRow:
    """A result as the registry shows it."""

    number: str
    href: str
    title: str
    owner: str
    code: str
    dossier_href: str
    issued_at: datetime
    valid_until: date | None
    state: tuple[Text, str]
    note: Text


@officer_pages.get(PLACE)
@officer
def issued_results() -> Any:
    """A page of the registry, as the address asks for it."""
    find = request.args.get("tim", "")[:100].replace("\x00", "").strip()
    state = request.args.get("trang-thai", "")
    state = state if state in STATES else ""
    after = request.args.get("sau", "")[:60]
    found = list_results(
        context.db(), context.parts(), context.actor(), find=find, state=state, after=after
    )
    asked = {"tim": find, "trang-thai": state}
    return page(
        "officer/issued_results.html", rows=[_row(line) for line in found.lines], find=find,
        state=state, states=[(name, words) for name, (words, _) in STATES.items()],
        first=f"{PLACE}?{urlencode(asked)}" if after else "",
        older=f"{PLACE}?{urlencode({**asked, 'sau': found.older})}" if found.older else "",
    )  # fmt: skip


def _row(line: ResultLine) -> ResultRow:
    address = address_of(line.dossier_id)
    return ResultRow(
        number=line.document_number,
        href=paper_address(address, "result", line.paper_number),
        title=line.title,
        owner=line.owner_name,
        code=line.dossier_code,
        dossier_href=address,
        issued_at=line.issued_at,
        valid_until=line.valid_until,
        state=STATES[line.state],
        note=_note(line),
    )


def _note(line: ResultLine) -> Text:
    """When and why it ended, and which paper stands on the other side."""
    vi, en = [], []
    if line.ended_at is not None:
        vi.append(f"Từ {format_moment_short(line.ended_at)}: {line.ended_reason}.")
        en.append(f"Since {format_moment_short(line.ended_at, 'en')}: {line.ended_reason}.")
    if line.replaced_by:
        vi.append(f"Thay bằng {line.replaced_by}.")
        en.append(f"Replaced by {line.replaced_by}.")
    if line.replaces:
        vi.append(f"Thay cho {line.replaces}.")
        en.append(f"Stands in for {line.replaces}.")
    return Text(" ".join(vi).replace("..", "."), " ".join(en).replace("..", "."))
