"""What jobs work with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import cast

from procrastinate import JobContext
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from citizen_portal.models.session import new_session
from citizen_portal.services.incidents import write_incidents
from citizen_portal.services.papers import making as paper_making
from citizen_portal.services.parts import Parts


@dataclass(frozen=True, slots=True)
class Workshop:
    """What jobs work with."""

    parts: Parts
    engine: Engine
    print_paper: paper_making.Print

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session for one job; what plugins did wrong meanwhile is written down after it."""
        try:
            with new_session(self.engine) as session:
                yield session
        finally:
            if self.parts.incidents:
                write_incidents(self.engine, self.parts.incidents, self.parts.clock())


def workshop_of(context: JobContext) -> Workshop:
    """The workshop of the worker that runs the job."""
    return cast(Workshop, context.additional_context["workshop"])
