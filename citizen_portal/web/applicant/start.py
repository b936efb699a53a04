"""Before a draft: where to file, then it begins."""

from __future__ import annotations

from typing import Any

from flask import redirect, request

from citizen_portal.domain.wording import Text
from citizen_portal.procedures.description import FieldView
from citizen_portal.services.drafts.filling_in import open_draft, start_draft, start_options
from citizen_portal.services.errors import AgencyNeeded
from citizen_portal.web import context
from citizen_portal.web.applicant import applicant_pages
from citizen_portal.web.applicant.returning import comes_back_to
from citizen_portal.web.guards import applicant
from citizen_portal.web.language import words
from citizen_portal.web.pages import page

AGENCY = Text("Cơ quan nhận hồ sơ", "Agency that receives the dossier")
AGENCY_HINT = Text(
    "Thường là cơ quan nơi bạn cư trú.", "Usually the agency of the place where you live."
)


@applicant_pages.get("/thu-tuc/<code>/nop")
@applicant
def choose_agency(code: str) -> Any:
    """Choose where to file."""
    return _page(code)


@applicant_pages.post("/thu-tuc/<code>/nop")
@comes_back_to("/thu-tuc/{code}/nop")
@applicant
def start(code: str) -> Any:
    """Begin a draft and go to its first step."""
    given = request.form.get("agency_id", "")
    chosen = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else None
    db, parts, actor = context.db(), context.parts(), context.actor()
    try:
        dossier_id = start_draft(db, parts, actor, code, chosen)
    except AgencyNeeded as error:
        return _page(code, words(error.sentence))
    first = open_draft(db, parts, actor, dossier_id).steps[0].name
    return redirect(f"/ho-so/{dossier_id}/buoc/{first}", 303)


def _page(code: str, error: str = "") -> Any:
    options = start_options(context.db(), context.parts(), context.actor(), code)
    single = options.agencies[0].id if len(options.agencies) == 1 else None
    chosen = options.own or single
    agencies = tuple((str(one.id), one.name) for one in options.agencies)
    field = FieldView(
        name="agency_id",
        kind="select",
        label=words(AGENCY),
        hint=words(AGENCY_HINT),
        options=agencies if chosen else (("", "–"), *agencies),
        value=str(chosen or ""),
        error=error,
    )
    errors = [("agency_id", error)] if error else []
    return page(
        "applicant/start.html", 422 if error else 200, procedure=options.procedure, field=field,
        errors=errors,
    )  # fmt: skip
