"""The page of the desk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import redirect, request

from citizen_portal.domain.wording import Text
from citizen_portal.services.actor import require_officer
from citizen_portal.services.colleagues.delegations import stand_ins_today
from citizen_portal.services.queues.choices import filter_choices
from citizen_portal.services.queues.counts import count_queues
from citizen_portal.services.queues.filters import Filters
from citizen_portal.services.queues.lines import QueueLines, list_queue
from citizen_portal.services.queues.queue import QUEUES, first_queue, own_queues
from citizen_portal.services.queues.saved_views import KeptView, list_views
from citizen_portal.web import context
from citizen_portal.web.guards import officer
from citizen_portal.web.language import words
from citizen_portal.web.officer import officer_pages
from citizen_portal.web.officer.desk.asked import AFTER, Asked, read_asked, read_query
from citizen_portal.web.officer.desk.filter_fields import filter_rows
from citizen_portal.web.officer.desk.many_actions import TAKEN_ALONG, many_actions
from citizen_portal.web.officer.desk.rows import desk_row, headings, queue_tabs
from citizen_portal.web.pages import page
from citizen_portal.web.places import EVERYTHING

CHOOSE = "chon"
Errors = Sequence[tuple[str, Text]]


@officer_pages.get("/can-bo")
@officer
def desk() -> Any:
    """One queue of the officer's agencies, or the view that the officer begins with."""
    if not request.args:
        first = next((one for one in list_views(context.db(), context.actor()) if one.first), None)
        if first is not None:
            return redirect(f"/can-bo?{first.query}")
    return desk_page()


def desk_page(
    status: int = 200, errors: Errors = (), notice: Text | None = None, name: str = ""
) -> Any:
    """The desk as the request asks for it, with what went wrong; ``name`` was typed for a view.

    On the desk of auditors and agency administrators lies nothing: they are led to all places.
    """
    actor = require_officer(context.actor())
    if not actor.agency_ids:
        return redirect(EVERYTHING, 303)
    asked = _asked(first_queue(actor))
    db, parts = context.db(), context.parts()
    filters = Filters() if asked.problems else asked.filters
    found = list_queue(db, parts, actor, asked.queue, asked.after, asked.find, filters, asked.order)
    told = [*errors, *asked.problems.items()]
    return page(
        "officer/desk/desk.html", 422 if asked.problems else status,
        errors=[(field, words(sentence)) for field, sentence in told], notice=notice,
        agencies=[parts.reference.agency(one).name for one in actor.agency_ids],
        queue=asked.queue, find=asked.find, title=QUEUES[asked.queue].title,
        fields=filter_rows(asked, filter_choices(db, parts, actor), parts, actor),
        narrows=asked.narrows, clear=f"/can-bo?hang-doi={asked.queue}", order=found.order.word,
        stand_ins=stand_ins_today(db, parts, actor), typed_name=name, query=asked.query(),
        **_tabs(asked), **_list(asked, found), **_views(asked, list_views(db, actor)),
    )  # fmt: skip


def _asked(fallback: str) -> Asked:
    """As the address says; a form that came back brings the query along."""
    if request.method == "POST" and "khung" in request.form:
        return read_query(request.form["khung"][:2000], fallback)
    return read_asked(request.values, fallback)


def _tabs(asked: Asked) -> dict[str, Any]:
    actor, now = require_officer(context.actor()), context.parts().clock()
    own = own_queues(actor)
    current = "" if asked.find else asked.queue
    counts = count_queues(context.db(), context.parts(), actor, own)
    others = [name for name in QUEUES if name not in own]
    return {
        "tabs": queue_tabs(own, current, counts, now),
        "other_tabs": queue_tabs(others, current, counts, now),
        "elsewhere": current in others,
    }


def _list(asked: Asked, found: QueueLines) -> dict[str, Any]:
    now = context.parts().clock()
    rows = [desk_row(line, now) for line in found.lines]
    return {
        "rows": rows,
        "headings": headings(asked, found.order),
        "older": asked.address(**{AFTER: found.older}) if found.older else "",
        "first": asked.address() if asked.after else "",
        "cut": found.cut,
        "many": many_actions(require_officer(context.actor()), asked.queue, bool(asked.find)),
        "kinds": TAKEN_ALONG,
        "all_chosen": CHOOSE in request.args,
        "choose_all": f"/can-bo?{asked.query(**{AFTER: asked.after})}&{CHOOSE}=tat-ca",
    }


def _views(asked: Asked, kept: Sequence[KeptView]) -> dict[str, Any]:
    return {"views": kept, "current_view": asked.query()}
