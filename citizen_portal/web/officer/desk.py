"""The desk: queues of dossiers, search by code, results to download."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from flask import request

from citizen_portal.domain.lifecycle import Status
from citizen_portal.domain.wording import Text
from citizen_portal.services.actor import require_officer
from citizen_portal.services.desk import QUEUES, first_queue, list_queue
from citizen_portal.services.my_dossiers import DossierLine, DossierLines
from citizen_portal.web import context
from citizen_portal.web.guards import officer
from citizen_portal.web.language import words
from citizen_portal.web.officer import officer_pages
from citizen_portal.web.officer.due_words import DueWords, due_words
from citizen_portal.web.pages import page

PAYMENT_WORDS = {
    "none": (Text("Không thu", "No fee"), ""),
    "due": (Text("Chưa nộp", "Not paid"), "yellow"),
    "paid": (Text("Đã nộp", "Paid"), "green"),
}
_WITH_RESULTS = (Status.COMPLETED, Status.RESULT_RETURNED)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskRow:
    """One dossier as the desk shows it."""

    id: UUID
    code: str
    procedure: Text
    subject: str
    applicant: str
    status: Status
    due: DueWords
    payment: tuple[Text, str]
    has_result: bool


@dataclass(frozen=True, slots=True)
class Tab:
    """A link to one queue."""

    title: Text
    href: str
    current: bool


@officer_pages.get("/can-bo")
@officer
def desk() -> Any:
    """One queue of the officer's agencies."""
    return desk_page()


def desk_page(status: int = 200, errors: tuple[tuple[str, Text], ...] = ()) -> Any:
    """The desk as the request asks for it, with what went wrong."""
    actor = require_officer(context.actor())
    find = request.values.get("tim", "")[:50].replace("\x00", "").strip()
    after = request.values.get("sau", "")[:100]
    queue = request.values.get("hang-doi", "")
    queue = queue if queue in QUEUES else first_queue(actor)
    parts = context.parts()
    lines = list_queue(context.db(), parts, actor, queue, after, find)
    rows = [_row(line, parts.clock()) for line in lines.lines]
    return page(
        "officer/desk.html", status, rows=rows, queue=queue, find=find,
        errors=[(name, words(sentence)) for name, sentence in errors],
        title=QUEUES[queue][0], tabs=_tabs("" if find else queue), older=_older(queue, find, lines),
        first=f"/can-bo?{urlencode({'hang-doi': queue, 'tim': find})}" if after else "",
        agencies=[parts.reference.agency(one).name for one in actor.agency_ids],
        can_download=any(row.has_result for row in rows),
    )  # fmt: skip


def _tabs(current: str) -> list[Tab]:
    return [
        Tab(title, f"/can-bo?hang-doi={name}", name == current)
        for name, (title, _) in QUEUES.items()
    ]


def _older(queue: str, find: str, lines: DossierLines) -> str:
    if not lines.older:
        return ""
    return f"/can-bo?{urlencode({'hang-doi': queue, 'tim': find, 'sau': lines.older})}"


def _row(line: DossierLine, now: datetime) -> DeskRow:
    return DeskRow(
        id=line.id,
        code=line.code,
        procedure=Text(line.procedure_name, line.procedure_name_en),
        subject=line.subject,
        applicant=line.applicant_name,
        status=line.status,
        due=due_words(line.status, line.acceptance_due_at, line.due_at, now),
        payment=PAYMENT_WORDS[line.payment_state],
        has_result=line.status in _WITH_RESULTS,
    )
