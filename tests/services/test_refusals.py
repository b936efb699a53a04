"""Who may not do what, and when not: each act of an officer refuses everybody else."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import func, select

from citizen_portal.domain.lifecycle import Action
from citizen_portal.models import AuditEntry, DossierEvent, NumberSeries, Paper
from citizen_portal.services.errors import (
    Forbidden,
    LoginNeeded,
    NotFound,
    NotPossibleNow,
    Stale,
    StepUpNeeded,
)
from tests.services import finance
from tests.services.acts import ACTS
from tests.services.town import AN, DUNG, EM, GIANG, HAI, HOA, KHOA, LAM, Town

Ready = Callable[[Town], UUID]


def after(ready: Ready, action: Action, who: str) -> Ready:
    """The state that one more act leads to."""

    def come_there(town: Town) -> UUID:
        dossier_id = ready(town)
        ACTS[action](town, town.person(who), dossier_id, None)
        return dossier_id

    return come_there


suspended = after(Town.accepted, Action.SUSPEND, EM)
stopped = after(Town.accepted, Action.STOP, EM)
revoked = after(Town.completed, Action.REVOKE_RESULT, GIANG)

# The state in which each act is in order, and who then does it.
IN_ORDER: dict[Action, tuple[Ready, str]] = {
    Action.ACCEPT: (Town.submitted, DUNG),
    Action.REFUSE: (Town.submitted, DUNG),
    Action.REQUEST_SUPPLEMENT: (Town.submitted, DUNG),
    Action.ADVANCE: (Town.accepted, EM),
    Action.SEND_FOR_APPROVAL: (Town.at_last_step, EM),
    Action.APPROVE: (Town.sent_for_approval, GIANG),
    Action.SEND_BACK: (Town.sent_for_approval, GIANG),
    Action.STOP: (Town.accepted, EM),
    Action.RETURN_RESULT: (Town.completed, DUNG),
    Action.APOLOGISE: (finance.accepted, HOA),
    Action.SUSPEND: (Town.accepted, EM),
    Action.RESUME: (suspended, GIANG),
    Action.INITIAL: (finance.sent_for_approval, finance.XUAN),
    Action.ISSUE: (finance.approved, finance.ANH),
    Action.REQUEST_PAYMENT: (Town.accepted, EM),
    Action.REOPEN: (Town.completed, GIANG),
    Action.REVOKE_RESULT: (Town.completed, GIANG),
    Action.REISSUE_RESULT: (Town.returned, GIANG),
}
WRONG_ROLE = {
    Action.ACCEPT: EM, Action.REFUSE: GIANG, Action.REQUEST_SUPPLEMENT: GIANG,
    Action.ADVANCE: DUNG, Action.SEND_FOR_APPROVAL: GIANG, Action.APPROVE: EM,
    Action.SEND_BACK: DUNG, Action.STOP: DUNG, Action.RETURN_RESULT: EM,
    Action.APOLOGISE: finance.VINH, Action.SUSPEND: DUNG, Action.RESUME: DUNG,
    Action.INITIAL: finance.YEN, Action.ISSUE: finance.YEN, Action.REQUEST_PAYMENT: GIANG,
    Action.REOPEN: EM, Action.REVOKE_RESULT: DUNG, Action.REISSUE_RESULT: EM,
}  # fmt: skip
OUT_OF_ORDER: dict[Action, Ready] = {
    Action.ACCEPT: Town.accepted,
    Action.REFUSE: Town.accepted,
    Action.REQUEST_SUPPLEMENT: Town.completed,
    Action.ADVANCE: Town.at_last_step,
    Action.SEND_FOR_APPROVAL: Town.accepted,
    Action.APPROVE: Town.at_last_step,
    Action.SEND_BACK: Town.accepted,
    Action.STOP: Town.submitted,
    Action.RETURN_RESULT: Town.submitted,
    Action.APOLOGISE: finance.submitted,
    Action.SUSPEND: Town.submitted,
    Action.RESUME: stopped,
    Action.INITIAL: finance.initialled,
    Action.ISSUE: finance.sent_for_approval,
    Action.REQUEST_PAYMENT: Town.sent_for_approval,
    Action.REOPEN: Town.returned,
    Action.REVOKE_RESULT: revoked,
    Action.REISSUE_RESULT: Town.accepted,
}

every_act = pytest.mark.parametrize("action", list(ACTS), ids=lambda action: action.value)


def _traces(town: Town, dossier_id: UUID) -> tuple[object, ...]:
    """All that an act leaves behind."""
    dossier = town.dossier(dossier_id)
    counts = [
        town.session.execute(select(func.count()).select_from(table)).scalar_one()
        for table in (DossierEvent, Paper, AuditEntry)
    ]
    numbers = town.session.execute(select(func.sum(NumberSeries.last))).scalar_one()
    return dossier.status, dossier.step, dossier.revision, numbers, *counts


def _refused(town: Town, action: Action, who: str | None, dossier_id: UUID,
             error: type[Exception], revision: int | None = None) -> None:  # fmt: skip
    actor = town.person(who) if who else None
    before = _traces(town, dossier_id)
    with pytest.raises(error):
        ACTS[action](town, actor, dossier_id, revision)
    town.session.rollback()
    assert _traces(town, dossier_id) == before


@every_act
def test_each_act_is_done_in_order(town: Town, action: Action) -> None:
    ready, who = IN_ORDER[action]
    dossier_id = ready(town)
    before = town.dossier(dossier_id).revision
    ACTS[action](town, town.person(who), dossier_id, before)
    assert town.dossier(dossier_id).revision > before


@every_act
@pytest.mark.parametrize("stranger", [HAI, LAM], ids=["other ward", "police"])
def test_another_agencys_dossier_is_not_there(town: Town, action: Action, stranger: str) -> None:
    _refused(town, action, stranger, IN_ORDER[action][0](town), NotFound)


@every_act
def test_another_role_is_refused(town: Town, action: Action) -> None:
    _refused(town, action, WRONG_ROLE[action], IN_ORDER[action][0](town), Forbidden)


@every_act
@pytest.mark.parametrize("who", [AN, KHOA], ids=["citizen", "administrator"])
def test_who_is_no_officer_is_refused(town: Town, action: Action, who: str) -> None:
    _refused(town, action, who, IN_ORDER[action][0](town), Forbidden)


@every_act
def test_nobody_acts_without_login(town: Town, action: Action) -> None:
    _refused(town, action, None, town.submitted(), LoginNeeded)


def test_an_officer_needs_a_level_2_login(town: Town) -> None:
    dossier_id = town.submitted()
    town.person(DUNG)  # known as an officer since a login of level 2
    with pytest.raises(StepUpNeeded):
        ACTS[Action.ACCEPT](town, town.person(DUNG, level=1), dossier_id, None)


@every_act
def test_an_old_page_is_stale(town: Town, action: Action) -> None:
    ready, who = IN_ORDER[action]
    dossier_id = ready(town)
    _refused(town, action, who, dossier_id, Stale, town.dossier(dossier_id).revision - 1)


@every_act
def test_out_of_order_is_refused(town: Town, action: Action) -> None:
    _refused(town, action, IN_ORDER[action][1], OUT_OF_ORDER[action](town), NotPossibleNow)


@every_act
def test_an_unknown_dossier_is_not_there(town: Town, action: Action) -> None:
    with pytest.raises(NotFound):
        ACTS[action](town, town.person(IN_ORDER[action][1]), UUID(int=7), None)


def test_a_draft_is_not_there(town: Town) -> None:
    _refused(town, Action.ACCEPT, DUNG, town.draft(), NotFound)


def test_officers_do_not_touch_their_own_dossier(town: Town) -> None:
    _refused(town, Action.ACCEPT, DUNG, town.submitted(DUNG), Forbidden)


def test_who_prepared_the_result_does_not_approve_it(town: Town) -> None:
    dossier_id = town.sent_for_approval()
    dossier = town.dossier(dossier_id)
    dossier.officer_id = town.person(GIANG).person_id
    town.session.commit()
    _refused(town, Action.APPROVE, GIANG, dossier_id, Forbidden)


def test_a_result_is_not_returned_before_the_fee_is_paid(town: Town) -> None:
    dossier_id = town.approved()
    town.make_papers(dossier_id, "result")
    _refused(town, Action.RETURN_RESULT, DUNG, dossier_id, NotPossibleNow)


def test_a_result_is_not_returned_before_it_is_signed(town: Town) -> None:
    dossier_id = town.approved()
    town.pay(dossier_id)
    _refused(town, Action.RETURN_RESULT, DUNG, dossier_id, NotPossibleNow)


def test_a_second_apology_is_refused(town: Town) -> None:
    dossier_id = town.accepted()
    ACTS[Action.APOLOGISE](town, town.person(EM), dossier_id, None)
    _refused(town, Action.APOLOGISE, EM, dossier_id, NotPossibleNow)
