"""The counter: what the person came for, for which agency, and the draft begins."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import redirect, request

from citizen_portal.domain.wording import Text
from citizen_portal.procedures.description import FieldView
from citizen_portal.services.catalogue.page import catalogue_page, some_online
from citizen_portal.services.counter.people import open_person
from citizen_portal.services.counter.receiving import (
    ReceiveOptions,
    WalkIn,
    begin_for,
    receive_options,
)
from citizen_portal.services.drafts.filling_in import open_draft
from citizen_portal.services.errors import NotPossibleNow, WrongInput
from citizen_portal.web import context
from citizen_portal.web.guards import officer
from citizen_portal.web.language import words
from citizen_portal.web.officer import officer_pages
from citizen_portal.web.pages import page
from citizen_portal.web.typed import typed_text

PERSON = "/can-bo/quay/nguoi/<uuid:person_id>"
SOME = 10
DESK = Text("Quầy nhận hồ sơ", "Desk that receives")
COMPETENT = Text("Cơ quan có thẩm quyền giải quyết", "Competent agency")
COMPETENT_HINT = Text(
    "Mọi cơ quan trong tỉnh đều nhận được tại quầy này.",
    "Any agency of the province can be filed for here.",
)
RETURN = Text("Người nộp nhận kết quả ở đâu?", "Where is the result fetched?")
HERE = Text("Tại quầy này", "At this desk")
THERE = Text("Tại cơ quan có thẩm quyền", "At the competent agency")


@officer_pages.get(PERSON)
@officer
def person(person_id: UUID) -> Any:
    """The person, what is under way, and the procedures to choose from."""
    query = request.args.get("q", "")[:200].replace("\x00", "")
    parts = context.parts()
    at = open_person(context.db(), parts, context.actor(), person_id)
    found = catalogue_page(parts, query, {}, 1).procedures if query else some_online(parts, SOME)
    return page(
        "officer/counter/person.html", at=at, query=query,
        procedures=[(one.code, one.name) for one in found if one.form and not one.part_of],
    )  # fmt: skip


@officer_pages.get(f"{PERSON}/<code>")
@officer
def choose(person_id: UUID, code: str) -> Any:
    """Which agency decides, and where the result is fetched."""
    return _page(person_id, code)


@officer_pages.post(f"{PERSON}/<code>")
@officer
def begin(person_id: UUID, code: str) -> Any:
    """Begin the draft and go to its first step."""
    db, parts, actor = context.db(), context.parts(), context.actor()
    walk_in = WalkIn(
        person_id=person_id,
        procedure_code=code,
        competent_id=_number("co_quan"),
        desk_id=_number("quay"),
        return_here=typed_text("noi_tra", 10) == "quay",
    )
    try:
        dossier_id = begin_for(db, parts, actor, walk_in)
    except WrongInput as error:
        return _page(person_id, code, 422, error.problems["co_quan"])
    except NotPossibleNow as error:
        return _page(person_id, code, 409, error.sentence)
    first = open_draft(db, parts, actor, dossier_id).steps[0].name
    return redirect(f"/ho-so/{dossier_id}/buoc/{first}", 303)


begin.comes_back_to = "/can-bo/quay/nguoi/{person_id}/{code}"  # type: ignore[attr-defined]


def _number(name: str) -> int:
    given = typed_text(name, 9)
    return int(given) if given.isascii() and given.isdigit() else 0


def _page(person_id: UUID, code: str, status: int = 200, error: Text | None = None) -> Any:
    options = receive_options(context.db(), context.parts(), context.actor(), person_id, code)
    said = words(error) if error else ""
    return page(
        "officer/counter/receive.html", status, options=options, fields=_fields(options, said),
        single=options.desks[0] if len(options.desks) == 1 else None,
        errors=[("co_quan", said)] if said else [],
    )  # fmt: skip


def _fields(options: ReceiveOptions, error: str) -> list[FieldView]:
    chosen = typed_text("co_quan", 9) or str(options.suggested or "")
    agencies = tuple((str(one.id), one.name) for one in options.competent)
    desks = tuple((str(one.id), one.name) for one in options.desks)
    fields = [
        FieldView(name="co_quan", kind="select", label=words(COMPETENT),
                  hint=words(COMPETENT_HINT),
                  options=agencies if chosen else (("", "–"), *agencies),
                  value=chosen, error=error),
        FieldView(name="noi_tra", kind="radios", label=words(RETURN),
                  options=(("quay", words(HERE)), ("co_quan", words(THERE))),
                  value=typed_text("noi_tra", 10) or "quay"),
    ]  # fmt: skip
    if len(desks) > 1:
        fields.insert(0, FieldView(name="quay", kind="select", label=words(DESK), options=desks,
                                   value=typed_text("quay", 9) or desks[0][0]))  # fmt: skip
    return fields
