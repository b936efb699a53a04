"""Days off and exchanged working days."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from citizen_portal.models.table import Table


class CalendarDay(Table):
    """A day that differs from the plain week: off, or worked in exchange.

    ``origin`` is ``library`` for the bundled knowledge or ``override`` for what the
    yearly notice says instead; an override wins.
    """

    __tablename__ = "calendar_day"

    day: Mapped[date] = mapped_column(primary_key=True)
    origin: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    name: Mapped[str]
    source: Mapped[str] = mapped_column(default="")
