"""Numbers that run without gaps."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from citizen_portal.models.table import Table


class NumberSeries(Table):
    """The last number given out in a series; ``period`` is a year or a day."""

    __tablename__ = "number_series"

    kind: Mapped[str] = mapped_column(primary_key=True)
    owner: Mapped[str] = mapped_column(primary_key=True)
    period: Mapped[str] = mapped_column(primary_key=True)
    last: Mapped[int]
