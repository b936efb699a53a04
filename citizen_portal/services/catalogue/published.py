"""Published entries of the national catalogue as procedures of the level "information"."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator, Mapping
from threading import Lock
from typing import Any, cast

from sqlalchemy import Engine, Table, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.exc import SQLAlchemyError

from citizen_portal.models import ImportedProcedure
from citizen_portal.models.session import new_session
from citizen_portal.procedures.catalogue import Catalogue
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.services.imports.corrections import Corrections
from citizen_portal.services.imports.publishing import Offers
from citizen_portal.services.imports.reading import Reading

log = logging.getLogger(__name__)

FRESH_SECONDS = 30.0
AGAIN_SECONDS = 5.0
"""When to ask again after the database did not answer."""

_TABLE = cast(Table, ImportedProcedure.__table__)
_PUBLISHED = _TABLE.c.state == "published"
_STAND = select(
    func.max(_TABLE.c.edition), func.count().filter(_PUBLISHED).label("published")
).select_from(_TABLE)
# What a list needs: without what is long, cut out in one go.
_LONG = ("papers", "methods", "cases", "legal", "steps", "requirements", "not_understood",
         "same_name")  # fmt: skip
_LIGHT = select(
    _TABLE.c.code,
    _TABLE.c.edition,
    _TABLE.c.imported_at,
    _TABLE.c.corrections,
    _TABLE.c.reading.op("-")(literal(list(_LONG), ARRAY(TEXT))).label("reading"),
).where(_PUBLISHED)
_WHOLE = select(
    _TABLE.c.code, _TABLE.c.edition, _TABLE.c.imported_at, _TABLE.c.corrections, _TABLE.c.reading
)
_EMPTY: Mapping[str, Any] = dict.fromkeys(_LONG, ()) | {"requirements": ""}


class PublishedFeed:
    """Keeps a catalogue up to date, whenever that is read, with what administrators publish.

    The catalogue holds light values: enough to find and list a procedure. ``whole`` reads
    the rest of one, for its page.
    """

    def __init__(self, engine: Engine, catalogue: Catalogue) -> None:
        self._engine = engine
        self._catalogue = catalogue
        self._loading = Lock()
        self._stand: tuple[int | None, int] = (None, 0)
        self._next = 0.0
        self._begun = False
        catalogue.before_reading = self.refresh

    def refresh(self) -> None:
        """Publish what is new, looking at most every half minute.

        While one thread looks the others read what there was, except before the first time.
        A database that does not answer changes nothing: it is asked again soon.
        """
        if time.monotonic() < self._next or not self._loading.acquire(blocking=not self._begun):
            return
        try:
            if time.monotonic() >= self._next:
                self._look()
        finally:
            self._loading.release()

    def forget(self) -> None:
        """Look again at the next question."""
        self._next = 0.0

    def whole(self, procedure: Procedure) -> Procedure:
        """The published procedure with its papers, law and statements.

        Raises ``LookupError`` when it is published no longer.
        """
        with new_session(self._engine) as session:
            row = session.execute(
                _WHOLE.where(_PUBLISHED, _TABLE.c.code == procedure.code)
            ).one_or_none()
        if row is None:
            raise LookupError(procedure.code)
        return Offers().whole(*_read(row, row.reading))

    def _look(self) -> None:
        # What is published while we look is newer than this moment: it is seen next time.
        self._next = time.monotonic() + FRESH_SECONDS
        try:
            with new_session(self._engine) as session:
                newest, count = session.execute(_STAND).one()
                if (newest, count) != self._stand:
                    rows = session.execute(_LIGHT.execution_options(yield_per=500))
                    self._catalogue.publish(_light(rows))
                    self._stand = (newest, count)
        except SQLAlchemyError as error:
            log.warning("published procedures were not read: %s", type(error).__name__)
            self._next = time.monotonic() + AGAIN_SECONDS
        self._begun = True


def _light(rows: Iterable[Any]) -> Iterator[Procedure]:
    offers = Offers()
    for row in rows:
        yield offers.light(*_read(row, {**row.reading, **_EMPTY}))


def _read(row: Any, reading: dict[str, Any]) -> tuple[Reading, Corrections, int, Any]:
    return (
        Reading.from_json(reading),
        Corrections.from_json(row.corrections),
        row.edition,
        row.imported_at,
    )
