"""Officers' messages with the applicant of a dossier."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import redirect, request

from citizen_portal.domain.wording import Text
from citizen_portal.services.errors import Forbidden, NotPossibleNow, WrongInput
from citizen_portal.services.notices.messages import mark_thread_read, write_as_office
from citizen_portal.services.notices.threads import open_agency_thread
from citizen_portal.web import context
from citizen_portal.web.errors import STATUS
from citizen_portal.web.guards import officer
from citizen_portal.web.language import words
from citizen_portal.web.message_field import NAME, TO_APPLICANT, TYPED_MOST, message_field
from citizen_portal.web.officer import officer_pages
from citizen_portal.web.officer.dossier_view import address_of
from citizen_portal.web.pages import page
from citizen_portal.web.typed import kept_for, typed_text


@officer_pages.get("/can-bo/ho-so/<uuid:dossier_id>/tin-nhan")
@officer
def messages(dossier_id: UUID) -> Any:
    """The messages, and the form for one more."""
    kept = kept_for(request.path) or {}
    return _page(dossier_id, kept.get(NAME, [""])[0])


@officer_pages.post("/can-bo/ho-so/<uuid:dossier_id>/tin-nhan")
@officer
def send_message(dossier_id: UUID) -> Any:
    """Send one; what was typed stays when it is refused."""
    typed = typed_text(NAME, TYPED_MOST)
    try:
        write_as_office(context.db(), context.parts(), context.actor(), dossier_id, typed)
    except WrongInput as error:
        return _page(dossier_id, typed, error.problems, 422)
    except (NotPossibleNow, Forbidden) as error:
        return _page(dossier_id, typed, {NAME: error.sentence}, STATUS[type(error)])
    return redirect(f"{address_of(dossier_id)}/tin-nhan", 303)


send_message.keeps_typed = True  # type: ignore[attr-defined]


@officer_pages.post("/can-bo/ho-so/<uuid:dossier_id>/tin-nhan/da-doc")
@officer
def mark_read(dossier_id: UUID) -> Any:
    """Note that nothing has to be answered."""
    mark_thread_read(context.db(), context.parts(), context.actor(), dossier_id)
    return redirect(f"{address_of(dossier_id)}/tin-nhan", 303)


mark_read.comes_back_to = "/can-bo/ho-so/{dossier_id}/tin-nhan"  # type: ignore[attr-defined]


def _page(
    dossier_id: UUID, typed: str, errors: Mapping[str, Text] | None = None, status: int = 200
) -> Any:
    thread = open_agency_thread(context.db(), context.parts(), context.actor(), dossier_id)
    problems = errors or {}
    return page(
        "officer/notices/messages.html", status, thread=thread, base=address_of(dossier_id),
        message=message_field(typed, TO_APPLICANT, problems),
        errors=[(name, words(sentence)) for name, sentence in problems.items()],
    )  # fmt: skip
