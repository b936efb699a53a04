"""What seldom changes and every request needs: agencies and the working calendars."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from citizen_portal.domain.offer import OfferDecision, OfferState
from citizen_portal.domain.wording import Text
from citizen_portal.domain.working_time import WorkingCalendar
from citizen_portal.models import AdministrativeUnit, Agency, Downtime, ProcedureOffer
from citizen_portal.models.session import new_session
from citizen_portal.services.calendars.in_force import Calendars, load_calendars

FRESH_SECONDS = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyView:
    """An agency as pages and papers need it."""

    id: int
    code: str
    name: str
    superior: str
    kind: str
    level: str
    commune_code: str
    place: str
    address: str
    phone: str
    tax_code: str
    since: date
    until: date | None

    def exists_on(self, on: date) -> bool:
        """Tell whether the agency works on that day."""
        return self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class DowntimeView:
    """A planned interruption as every page announces it."""

    id: int
    starts_at: datetime
    ends_at: datetime
    reason: Text


@dataclass(frozen=True, slots=True)
class _Loaded:
    at: float
    agencies: Mapping[int, AgencyView]
    calendars: Calendars
    provinces: Mapping[str, str]
    offers: Mapping[str, tuple[OfferDecision, ...]]
    downtimes: tuple[DowntimeView, ...]


class Reference:
    """Agencies and the calendars, read again from the tables every half minute.

    The names of provinces come with an upgrade, so they are read once.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._loaded: _Loaded | None = None

    def agency(self, agency_id: int) -> AgencyView:
        """The agency of that id. Raises ``KeyError``."""
        return self._fresh().agencies[agency_id]

    def agencies(self, kind: str, on: date) -> tuple[AgencyView, ...]:
        """The agencies of a kind that work on that day, by name."""
        found = [
            one for one in self._fresh().agencies.values() if one.kind == kind and one.exists_on(on)
        ]
        return tuple(sorted(found, key=lambda one: one.name))

    def all_agencies(self, on: date) -> tuple[AgencyView, ...]:
        """The agencies of every kind that work on that day, by name."""
        found = (one for one in self._fresh().agencies.values() if one.exists_on(on))
        return tuple(sorted(found, key=lambda one: one.name))

    def calendar(self, agency_id: int | None = None) -> WorkingCalendar:
        """The working calendar of an agency as it stands; without one, the nation's."""
        return self._fresh().calendars.calendar(agency_id)

    def calendars(self) -> Calendars:
        """All working calendars as they stand."""
        return self._fresh().calendars

    def province_name(self, code: str) -> str:
        """The name of a province of today."""
        return self._fresh().provinces.get(code, code)

    def province_title(self, code: str) -> Text:
        """The name of a province of today, as each language says it."""
        name = self.province_name(code)
        for kind, english in (("Tỉnh ", "Province"), ("Thành phố ", "City")):
            if name.startswith(kind):
                return Text(name, f"{name.removeprefix(kind)} {english}")
        return Text(name)

    def offers(self, code: str) -> tuple[OfferDecision, ...]:
        """What was decided about offering a procedure, in the order of deciding."""
        return self._fresh().offers.get(code, ())

    def downtimes(self, at: datetime) -> tuple[DowntimeView, ...]:
        """The announced interruptions that are not over, by their start."""
        return tuple(one for one in self._fresh().downtimes if one.ends_at > at)

    def forget(self) -> None:
        """Read everything again at the next question."""
        self._loaded = None

    def _fresh(self) -> _Loaded:
        loaded = self._loaded
        if loaded is None or time.monotonic() - loaded.at > FRESH_SECONDS:
            with new_session(self._engine) as session:
                provinces = _load_provinces(session) if loaded is None else loaded.provinces
                loaded = self._loaded = _load(session, provinces)
        return loaded


def _load(session: Session, provinces: Mapping[str, str]) -> _Loaded:
    fields = AgencyView.__dataclass_fields__
    agencies = {
        row.id: AgencyView(**{name: getattr(row, name) for name in fields})
        for row in session.scalars(select(Agency))
    }
    return _Loaded(
        at=time.monotonic(),
        agencies=agencies,
        calendars=load_calendars(session),
        provinces=provinces,
        offers=_load_offers(session),
        downtimes=_load_downtimes(session),
    )


def _load_provinces(session: Session) -> dict[str, str]:
    units = select(AdministrativeUnit.code, AdministrativeUnit.name).where(
        AdministrativeUnit.parent_code == "", AdministrativeUnit.until.is_(None)
    )
    return {row.code: row.name for row in session.execute(units)}


def _load_offers(session: Session) -> dict[str, tuple[OfferDecision, ...]]:
    offers: dict[str, tuple[OfferDecision, ...]] = {}
    for row in session.scalars(select(ProcedureOffer).order_by(ProcedureOffer.id)):
        decision = OfferDecision(
            number=row.id,
            agency_id=row.agency_id,
            state=OfferState(row.state),
            since=row.since,
            until=row.until,
            online_only=row.online_only,
            reason=Text(row.reason_vi, row.reason_en),
        )
        offers[row.procedure_code] = (*offers.get(row.procedure_code, ()), decision)
    return offers


def _load_downtimes(session: Session) -> tuple[DowntimeView, ...]:
    rows = session.scalars(
        select(Downtime)
        .where(Downtime.cancelled_at.is_(None), Downtime.ends_at > func.now())
        .order_by(Downtime.starts_at)
    )
    return tuple(
        DowntimeView(
            id=row.id,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            reason=Text(row.reason_vi, row.reason_en),
        )
        for row in rows
    )
