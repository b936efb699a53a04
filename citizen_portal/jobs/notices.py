"""Telling applicants and officers, and sending it: a job that runs twice works once."""

from __future__ import annotations

from uuid import UUID

from procrastinate import JobContext

from citizen_portal.jobs.workshop import workshop_of
from citizen_portal.queue import PATIENT, app
from citizen_portal.services.colleagues import stand_in_letters
from citizen_portal.services.notices import sending, telling


@app.task(name="tell_applicant", pass_context=True, retry=PATIENT)
def tell_applicant(context: JobContext, dossier_id: str, sequence: int) -> None:
    """Write the notices of one event of a dossier."""
    shop = workshop_of(context)
    with shop.session() as session:
        telling.tell_of_event(session, shop.parts, UUID(dossier_id), sequence)


@app.task(name="tell_of_message", pass_context=True, retry=PATIENT)
def tell_of_message(context: JobContext, message_id: int) -> None:
    """Write the notices of a message from the office."""
    shop = workshop_of(context)
    with shop.session() as session:
        telling.tell_of_message(session, shop.parts, message_id)


@app.task(name="tell_of_standing_in", pass_context=True, retry=PATIENT)
def tell_of_standing_in(
    context: JobContext, delegation_id: int, person_id: str, by: str, ended: bool
) -> None:
    """Write to an officer who is away, or who stands in."""
    shop = workshop_of(context)
    with shop.session() as session:
        stand_in_letters.tell_of_standing_in(
            session, shop.parts, delegation_id, UUID(person_id), by, ended=ended
        )


@app.task(name="send_notice", pass_context=True, retry=PATIENT)
def send_notice(context: JobContext, notice_id: str) -> None:
    """Send one notice over its channel."""
    shop = workshop_of(context)
    last_try = context.job.attempts >= (PATIENT.max_attempts or 0)
    with shop.session() as session:
        sending.send_notice(session, shop.parts, UUID(notice_id), last_try=last_try)
