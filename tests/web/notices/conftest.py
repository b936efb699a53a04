"""The people of the demonstration, and what the worker does for them."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from citizen_portal.app import Portal
from citizen_portal.models import DossierEvent, Notice
from citizen_portal.services.notices import sending, telling

Tell = Callable[[UUID], None]


@pytest.fixture
def tell(portal: Portal) -> Tell:
    """Tell of everything that happened to a dossier, and send it, as the worker does."""

    def work(dossier_id: UUID) -> None:
        with Session(portal.engine) as session:
            query = select(DossierEvent.sequence).where(DossierEvent.dossier_id == dossier_id)
            for sequence in session.scalars(query).all():
                telling.tell_of_event(session, portal.parts, dossier_id, sequence)
            waiting = select(Notice.id).where(Notice.state == "queued")
            for notice_id in session.scalars(waiting).all():
                sending.send_notice(session, portal.parts, notice_id, last_try=True)

    return work
