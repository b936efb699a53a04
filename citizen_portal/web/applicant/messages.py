"""The applicant's messages with the office."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import redirect, request

from citizen_portal.domain.wording import Text
from citizen_portal.services.errors import NotPossibleNow, TooManyTries, WrongInput
from citizen_portal.services.notices.messages import write_as_applicant
from citizen_portal.services.notices.threads import open_own_thread
from citizen_portal.web import context
from citizen_portal.web.applicant import applicant_pages
from citizen_portal.web.applicant.returning import keeps_typed
from citizen_portal.web.errors import STATUS
from citizen_portal.web.guards import applicant
from citizen_portal.web.language import words
from citizen_portal.web.message_field import NAME, TO_OFFICE, TYPED_MOST, message_field
from citizen_portal.web.pages import page
from citizen_portal.web.typed import kept_for, typed_text


@applicant_pages.get("/ho-so/<uuid:dossier_id>/tin-nhan")
@applicant
def messages(dossier_id: UUID) -> Any:
    """The messages, and the form for one more."""
    kept = kept_for(request.path) or {}
    return _page(dossier_id, kept.get(NAME, [""])[0])


@applicant_pages.post("/ho-so/<uuid:dossier_id>/tin-nhan")
@keeps_typed
@applicant
def send_message(dossier_id: UUID) -> Any:
    """Send one; what was typed stays when it is refused."""
    typed = typed_text(NAME, TYPED_MOST)
    try:
        write_as_applicant(context.db(), context.parts(), context.actor(), dossier_id, typed)
    except WrongInput as error:
        return _page(dossier_id, typed, error.problems, 422)
    except (NotPossibleNow, TooManyTries) as error:
        return _page(dossier_id, typed, {NAME: error.sentence}, STATUS[type(error)])
    return redirect(f"/ho-so/{dossier_id}/tin-nhan", 303)


def _page(
    dossier_id: UUID, typed: str, errors: Mapping[str, Text] | None = None, status: int = 200
) -> Any:
    thread = open_own_thread(context.db(), context.parts(), context.actor(), dossier_id)
    problems = errors or {}
    return page(
        "applicant/notices/messages.html", status, thread=thread, base=f"/ho-so/{dossier_id}",
        message=message_field(typed, TO_OFFICE, problems),
        errors=[(name, words(sentence)) for name, sentence in problems.items()],
    )  # fmt: skip
