"""What time does: minutes, nights and weeks pass, through Tết 2027, and calendars change."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from hypothesis import strategies as st
from hypothesis.stateful import rule

from citizen_portal.domain.calendar_reading import TypedEdition
from citizen_portal.domain.moment import VIETNAM, in_vietnam
from citizen_portal.services.calendars.due_proposals import propose_due_dates
from citizen_portal.services.calendars.editions import decide_edition, propose_edition
from citizen_portal.services.calendars.moved_dates import decide_moved_dates, list_moved_dates
from citizen_portal.services.errors import Forbidden
from citizen_portal.services.processing.apology_drafts import draft_apologies, drop_idle_drafts
from citizen_portal.services.processing.lapsing import lapsed_dossiers, stop_lapsed
from citizen_portal.services.scope import OWN
from tests.services.office_machine.people import OFFICIALS, Inhabited
from tests.services.town import KHOA

EN, DAO, GAM_ADMIN = "022186000244", "022083000255", "022184000300"
EVE_OF_TET: Final = datetime(2027, 2, 3, 14, 59, 30, tzinfo=VIETNAM)
SPANS: Final = (
    *(timedelta(minutes=minutes) for minutes in (1, 45, 120, 300)),
    *(timedelta(days=days) for days in (1, 1, 2, 3, 5, 31)),
)
STROKES: Final = (
    (7, 30, 0), (11, 31, 0), (15, 0, 0), (15, 0, 1), (17, 0, 0), (23, 30, 0),
)  # fmt: skip
END: Final = datetime(2027, 3, 1, tzinfo=VIETNAM)


class Hours(Inhabited):
    """The clock only goes forward, and stops before March 2027."""

    def _go_to(self, moment: datetime) -> None:
        clock = self.office.clock
        if clock.now < moment < END:
            days = in_vietnam(moment).date() - in_vietnam(clock.now).date()
            clock.now = moment.astimezone(clock.now.tzinfo)
            if days:
                self.night_work()

    @rule(span=st.sampled_from(SPANS))
    def time_passes(self, span: timedelta) -> None:
        """From a minute to a month."""
        self._go_to(self.office.clock.now + span)

    @rule(clock=st.sampled_from(STROKES))
    def an_hour_strikes(self, clock: tuple[int, int, int]) -> None:
        """The next time it is that late: at the opening, at fifteen o'clock, at night."""
        now = in_vietnam(self.office.clock.now)
        hour, minute, second = clock
        moment = now.replace(hour=hour, minute=minute, second=second, microsecond=0)
        self._go_to(moment if moment > now else moment + timedelta(days=1))

    @rule(sure=st.integers(0, 4))
    def tet_comes(self, sure: int) -> None:
        """The last minute before the hand-over of the last working day before Tết 2027."""
        if not sure:
            self._go_to(EVE_OF_TET)

    def night_work(self) -> None:
        """The jobs of the night: lapses, and drafts of apologies."""
        office, parts = self.office, self.office.town.parts
        for dossier_id in lapsed_dossiers(office.session, office.clock()):
            office.new_request()
            assert stop_lapsed(office.session, parts, dossier_id)
        office.new_request()
        draft_apologies(office.session, parts)
        drop_idle_drafts(office.session, office.clock())

    @rule(ahead=st.integers(0, 9), national=st.booleans())
    def a_holiday_is_added(self, ahead: int, national: bool) -> None:
        """A second person puts it into force; the due dates are computed anew."""
        town, office = self.office.town, self.office
        agency_id = None if national else office.people[EN].posts[0].agency_id
        day = in_vietnam(office.clock()).date() + timedelta(days=ahead)
        days = self.holidays.setdefault((agency_id, day.year), [])
        if not town.parts.reference.calendar(agency_id).is_working_day(day) or len(days) > 5:
            return
        days.append(day)
        proposer, decider = (KHOA, GAM_ADMIN) if national else (EN, DAO)
        number = propose_edition(
            office.session, town.parts, office.people[proposer], agency_id, _typed(day.year, days)
        )
        office.new_request()
        decide_edition(office.session, town.parts, office.people[decider], number, agree=True)
        office.new_request()
        propose_due_dates(office.session, town.parts, number, "")

    @rule(officer=st.integers(0, len(OFFICIALS) - 1), confirm=st.booleans())
    def dates_are_confirmed(self, officer: int, confirm: bool) -> None:
        """Whoever may: what is listed can be confirmed, one's own and relatives' aside."""
        office, actor = self.office, self.office.people[OFFICIALS[officer]]
        session, parts = office.session, office.town.parts
        try:
            lines = list_moved_dates(session, parts, actor).lines
        except Forbidden:
            return
        if lines:
            office.new_request()
            chosen = [line.id for line in lines]
            decided = decide_moved_dates(session, parts, actor, chosen, confirm=confirm)
            assert {sentence.vi for _, sentence in decided.refused} <= {OWN.vi}


def _typed(year: int, days: list[date]) -> TypedEdition:
    """An edition of the year with all the days added so far."""
    lines = "\n".join(f"{day:%d/%m/%Y} Nghỉ thêm" for day in sorted(days))
    return TypedEdition(year=str(year), days_off=lines, source="Thông báo mẫu 1/TB")
