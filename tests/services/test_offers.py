"""Administrators decide where procedures are on offer; drafts and citizens feel it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from citizen_portal.app import Portal
from citizen_portal.commands.work import note_declared_levels
from citizen_portal.domain.offer import OfferState
from citizen_portal.domain.service_level import ServiceLevel
from citizen_portal.domain.wording import Text
from citizen_portal.models import AuditEntry, Dossier, ProcedureOffer
from citizen_portal.services.catalogue.level_history import level_history, level_on, note_levels
from citizen_portal.services.catalogue.offers import (
    OfferChange,
    decide_offer,
    offer_of,
    show_offers,
)
from citizen_portal.services.dossiers.mine import list_own_dossiers
from citizen_portal.services.drafts.filling_in import open_draft, start_draft
from citizen_portal.services.errors import Forbidden, NotFound, NotPossibleNow, WrongInput
from citizen_portal.services.submission import submit_dossier
from tests.services.town import AN, DUNG, HA_LONG, KHOA, Town

CODE = "2.000635"
REASON = Text("Bảo trì sổ hộ tịch điện tử", "The electronic register is maintained")


@pytest.fixture
def town(own_town: Town) -> Town:
    """The switches are read on a connection of their own: what is decided must be committed."""
    return own_town


def change(town: Town, state: OfferState = OfferState.SUSPENDED, **given: object) -> OfferChange:
    wanted = {"since": town.parts.today(), "reason": REASON, **given}
    return OfferChange(state=state, **wanted)  # type: ignore[arg-type]


def decide(town: Town, wanted: OfferChange, code: str = CODE) -> None:
    decide_offer(town.session, town.parts, town.person(KHOA), code, wanted)


def test_only_administrators_decide(town: Town) -> None:
    for person in (AN, DUNG):
        with pytest.raises(Forbidden):
            decide_offer(town.session, town.parts, town.person(person), CODE, change(town))
    assert town.session.scalar(select(func.count()).select_from(ProcedureOffer)) == 0


def test_an_unknown_code_is_not_found(town: Town) -> None:
    with pytest.raises(NotFound):
        decide(town, change(town), "1.999998")


def test_a_suspension_at_one_agency_leaves_the_others_open(town: Town) -> None:
    councils = town.parts.reference.agencies("commune_peoples_committee", town.parts.today())
    here = next(one for one in councils if one.commune_code == HA_LONG)
    decide(town, change(town, agency_id=here.id))
    with pytest.raises(NotPossibleNow, match="tạm dừng tiếp nhận") as refused:
        start_draft(town.session, town.parts, town.person(AN), CODE, here.id)
    assert REASON.vi in refused.value.sentence.vi
    assert "cơ quan khác đang tiếp nhận" in refused.value.sentence.vi
    other = next(one for one in councils if one.id != here.id)
    assert start_draft(town.session, town.parts, town.person(AN), CODE, other.id)


def test_a_draft_in_progress_is_kept_says_so_and_waits(town: Town) -> None:
    draft_id = town.draft(AN)
    decide(town, change(town, until=town.parts.today() + timedelta(days=3)))
    draft = open_draft(town.session, town.parts, town.person(AN), draft_id)
    assert draft.closed is not None
    assert REASON.vi in draft.closed.vi
    (line,) = list_own_dossiers(town.session, town.parts, town.person(AN)).lines
    assert line.notice is not None
    assert REASON.vi in line.notice.vi
    with pytest.raises(NotPossibleNow, match="tạm dừng"):
        submit_dossier(town.session, town.parts, town.person(AN), draft_id)
    town.session.rollback()
    decide(town, change(town, OfferState.OPEN, reason=Text("")))
    assert open_draft(town.session, town.parts, town.person(AN), draft_id).closed is None
    assert submit_dossier(town.session, town.parts, town.person(AN), draft_id)


def test_a_coming_stop_is_announced_on_drafts(town: Town) -> None:
    draft_id = town.draft(AN)
    stop = town.parts.today() + timedelta(days=5)
    decide(town, change(town, OfferState.CLOSED, since=stop))
    draft = open_draft(town.session, town.parts, town.person(AN), draft_id)
    assert draft.closed is None
    assert draft.closing is not None
    assert stop.strftime("%d/%m/%Y") in draft.closing.vi


def test_a_submitted_dossier_goes_on(town: Town) -> None:
    dossier_id = town.submitted(AN)
    decide(town, change(town, OfferState.CLOSED))
    dossier = town.session.get(Dossier, dossier_id)
    assert dossier is not None
    assert dossier.status == 1


def test_every_problem_is_told_at_once_and_nothing_is_written(town: Town) -> None:
    today = town.parts.today()
    wrong = change(
        town, OfferState.CLOSED, since=today - timedelta(days=1), until=today, agency_id=10**6,
        reason=Text(" "),
    )  # fmt: skip
    with pytest.raises(WrongInput) as refused:
        decide(town, wrong)
    assert set(refused.value.problems) == {"tu_ngay", "den_ngay", "ly_do", "co_quan"}
    assert town.session.scalar(select(func.count()).select_from(ProcedureOffer)) == 0


def test_a_decision_leaves_its_audit_entry(town: Town) -> None:
    town.person(KHOA)  # logging in is audited, too
    before = town.session.scalar(select(func.count()).select_from(AuditEntry)) or 0
    decide(town, change(town))
    assert town.session.scalar(select(func.count()).select_from(AuditEntry)) == before + 1
    page = show_offers(town.session, town.parts, town.person(KHOA), CODE)
    assert [one.state for one in page.decisions] == [OfferState.SUSPENDED]
    assert offer_of(town.parts, CODE, None).reason == REASON


def test_the_worker_notes_what_plugins_declare(own_portal: tuple[Portal, object]) -> None:
    portal, _ = own_portal
    assert note_declared_levels(portal) == len(portal.parts.catalogue.declared())
    assert note_declared_levels(portal) == 0


def test_levels_are_noted_once_and_found_by_day(town: Town) -> None:
    procedures = town.parts.catalogue.versions(CODE)
    now = town.parts.clock()
    note_levels(town.session, procedures, now)
    assert note_levels(town.session, procedures, now) == 0
    since = procedures[0].in_force.since
    assert level_on(town.session, CODE, since) is ServiceLevel.FULL
    assert level_on(town.session, CODE, since - timedelta(days=1)) is None
    assert level_on(town.session, "1.999998", date(2026, 1, 1)) is None
    (only,) = level_history(town.session, town.person(KHOA), CODE)
    assert (only.level, only.since) == (ServiceLevel.FULL, since)
