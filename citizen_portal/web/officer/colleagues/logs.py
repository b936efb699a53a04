"""The audit trail, read by auditors and, for their own agency, by leaders."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import request

from citizen_portal.services.colleagues.logs import LogPage, Wanted, read_log
from citizen_portal.web import context
from citizen_portal.web.guards import officer
from citizen_portal.web.language import words
from citizen_portal.web.officer import officer_pages
from citizen_portal.web.officer.colleagues.asked import DAY, read_day
from citizen_portal.web.officer.colleagues.log_words import act_words, detail_words
from citizen_portal.web.pages import page

ADDRESS = "/can-bo/nhat-ky"


@officer_pages.get(ADDRESS)
@officer
def log() -> Any:
    """Entries, newest first, narrowed to a dossier, a person, a day."""
    code, person, day = (
        request.args.get(name, "")[:100].replace("\x00", "").strip()
        for name in ("ma", "nguoi", "ngay")
    )
    on = read_day(day)
    wrong = bool(day) and on is None
    found = LogPage(lines=(), older=0) if wrong else read_log(
        context.db(), context.parts(), context.actor(),
        Wanted(code=code, person=person, day=on), _before(),
    )  # fmt: skip
    query = {"ma": code, "nguoi": person, "ngay": day}
    return page(
        "officer/colleagues/log.html", 422 if wrong else 200,
        lines=[(one, act_words(one.act), detail_words(one.detail)) for one in found.lines],
        query=query, day_error=DAY if wrong else None,
        errors=[("ngay", words(DAY))] if wrong else [],
        first=f"{ADDRESS}?{urlencode(query)}" if _before() else "",
        older=f"{ADDRESS}?{urlencode({**query, 'truoc': found.older})}" if found.older else "",
    )  # fmt: skip


def _before() -> int:
    given = request.args.get("truoc", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 16 else 0
