"""One act on many dossiers: each for itself, exactly once, in the officer's present roles."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from uuid import UUID, uuid4

import pytest
from pypdf import PdfReader
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Action, Status
from citizen_portal.models import BatchItem, DeclaredRelative, DossierEvent, OfficerPost
from citizen_portal.services.batches.bundle import papers_to_pack, papers_to_print
from citizen_portal.services.batches.page import BatchView, open_batch
from citizen_portal.services.batches.running import run_batch
from citizen_portal.services.batches.starting import MOST_AT_ONCE, start_batch, try_again
from citizen_portal.services.errors import Forbidden, LoginNeeded, NotFound, NotPossibleNow
from tests.services.town import AN, BAI_CHAY, BINH, DUNG, EM, GIANG, HAI, Town


def _start(town: Town, action: Action, chosen: list[UUID], who: str = DUNG) -> UUID:
    return start_batch(
        town.session, town.parts, town.person(who), action, [(one, None) for one in chosen]
    )


def _run(town: Town, action: Action, chosen: list[UUID], who: str = DUNG) -> BatchView:
    batch_id = _start(town, action, chosen, who)
    run_batch(town.session, town.parts, batch_id)
    return open_batch(town.session, town.parts, town.person(who), batch_id)


def _outcomes(seen: BatchView) -> list[str]:
    return [one.state for one in seen.items]


def test_what_fails_stops_nothing_else(town: Town) -> None:
    first, accepted, last = town.submitted(), town.accepted(BINH), town.submitted(BINH)
    seen = _run(town, Action.ACCEPT, [first, accepted, last])
    assert _outcomes(seen) == ["done", "refused", "done"]
    assert (seen.done, seen.refused, seen.running) == (2, 1, False)
    assert "Tiếp nhận hồ sơ" in seen.items[1].outcome.vi
    assert [town.dossier(one).status for one in (first, last)] == [Status.IN_PROCESSING] * 2


@pytest.mark.parametrize(
    ("action", "life", "who"),
    [
        (Action.ACCEPT, Town.submitted, DUNG),
        (Action.TAKE, Town.accepted, EM),
        (Action.APPROVE, Town.sent_for_approval, GIANG),
        (Action.RETURN_RESULT, Town.completed, DUNG),
    ],
)
def test_every_act_is_the_use_case_of_one(
    town: Town, action: Action, life: Callable[[Town], UUID], who: str
) -> None:
    dossier_id = life(town)
    assert _outcomes(_run(town, action, [dossier_id], who)) == ["done"]
    last = town.session.scalars(
        select(DossierEvent.action).where(
            DossierEvent.dossier_id == dossier_id, DossierEvent.actor_id.is_not(None)
        ).order_by(DossierEvent.sequence.desc())
    ).first()  # fmt: skip
    assert last == action.value


def test_dossiers_of_others_are_refused_and_told_nothing_of(town: Town) -> None:
    elsewhere = town.submitted(BINH, commune=BAI_CHAY)
    seen = _run(town, Action.ACCEPT, [elsewhere])
    assert _outcomes(seen) == ["refused"]
    assert (seen.items[0].code, seen.items[0].applicant) == ("", "")
    assert town.dossier(elsewhere).status == Status.REGISTERED


def test_a_relatives_dossier_is_refused(town: Town) -> None:
    dossier_id = town.submitted()
    town.session.add(
        DeclaredRelative(
            person_id=town.person(DUNG).person_id, personal_number=AN, relation="anh",
            declared_at=town.clock(),
        )
    )  # fmt: skip
    town.session.commit()
    seen = _run(town, Action.ACCEPT, [dossier_id])
    assert "người thân" in seen.items[0].outcome.vi


def test_somebody_was_quicker(town: Town) -> None:
    dossier_id = town.submitted()
    batch_id = start_batch(
        town.session, town.parts, town.person(DUNG), Action.ACCEPT, [(dossier_id, 1)]
    )
    run_batch(town.session, town.parts, batch_id)
    seen = open_batch(town.session, town.parts, town.person(DUNG), batch_id)
    assert "đã được" in seen.items[0].outcome.vi


def test_roles_count_as_they_are_when_the_turn_comes(town: Town) -> None:
    dossier_id = town.submitted()
    batch_id = _start(town, Action.ACCEPT, [dossier_id])
    town.session.execute(
        update(OfficerPost)
        .where(OfficerPost.person_id == town.person(DUNG).person_id)
        .values(until=town.parts.today() - timedelta(days=1))
    )
    run_batch(town.session, town.parts, batch_id)
    assert town.session.scalars(select(BatchItem.state)).all() == ["refused"]
    assert town.dossier(dossier_id).status == Status.REGISTERED


def test_a_batch_that_was_cut_off_goes_on_and_does_nothing_twice(own_town: Town) -> None:
    town = own_town
    chosen = [town.submitted(), town.submitted(BINH), town.submitted()]
    batch_id = _start(town, Action.ACCEPT, chosen)
    engine = town.session.get_bind()
    with Session(engine) as killed:  # type: ignore[arg-type]
        run_batch(killed, town.parts, batch_id, most=2)
    with Session(engine) as next_worker:  # type: ignore[arg-type]
        assert run_batch(next_worker, town.parts, batch_id) == 1
        assert run_batch(next_worker, town.parts, batch_id) == 0
    accepted = town.session.scalars(
        select(DossierEvent.dossier_id).where(DossierEvent.action == Action.ACCEPT.value)
    ).all()
    assert sorted(accepted) == sorted(chosen)


def test_the_note_and_the_act_are_one(own_town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed before the act's commit, neither is there."""
    from citizen_portal.services import reception

    town = own_town
    dossier_id = town.submitted()
    batch_id = _start(town, Action.ACCEPT, [dossier_id])

    class Killed(BaseException):
        """What no code of ours catches."""

    def cut(*_: object, **__: object) -> None:
        raise Killed()

    engine = town.session.get_bind()
    monkeypatch.setattr(reception, "change", cut)
    with Session(engine) as killed, pytest.raises(Killed):  # type: ignore[arg-type]
        run_batch(killed, town.parts, batch_id)
    monkeypatch.undo()
    assert town.session.scalars(select(BatchItem.state)).all() == ["waiting"]
    run_batch(town.session, town.parts, batch_id)
    assert town.dossier(dossier_id).status == Status.IN_PROCESSING


def test_what_was_refused_can_be_tried_again(town: Town) -> None:
    first = town.submitted()
    batch_id = start_batch(town.session, town.parts, town.person(DUNG), Action.ACCEPT, [(first, 1)])
    run_batch(town.session, town.parts, batch_id)
    again = try_again(town.session, town.parts, town.person(DUNG), batch_id)
    run_batch(town.session, town.parts, again)
    assert town.dossier(first).status == Status.IN_PROCESSING
    with pytest.raises(NotPossibleNow):
        try_again(town.session, town.parts, town.person(DUNG), again)
    with pytest.raises(NotFound):
        try_again(town.session, town.parts, town.person(GIANG), batch_id)


def test_who_may_start_what(town: Town) -> None:
    dossier_id = town.submitted()
    with pytest.raises(LoginNeeded):
        start_batch(town.session, town.parts, None, Action.ACCEPT, [(dossier_id, None)])
    with pytest.raises(Forbidden, match="Lãnh đạo phê duyệt"):
        _start(town, Action.APPROVE, [dossier_id])
    with pytest.raises(NotFound):
        _start(town, Action.WITHDRAW, [dossier_id])
    with pytest.raises(NotPossibleNow, match="chưa chọn"):
        _start(town, Action.ACCEPT, [])
    with pytest.raises(NotPossibleNow, match=str(MOST_AT_ONCE)):
        _start(town, Action.ACCEPT, [uuid4() for _ in range(MOST_AT_ONCE + 1)])
    batch_id = _start(town, Action.ACCEPT, [dossier_id])
    with pytest.raises(NotFound):
        open_batch(town.session, town.parts, town.person(HAI), batch_id)


def test_papers_to_take_along(town: Town) -> None:
    with_slip, without = town.accepted(), town.submitted(BINH)
    elsewhere = town.submitted(BINH, commune=BAI_CHAY)
    town.make_papers(with_slip, "reception_slip")
    found = papers_to_pack(
        town.session, town.parts, town.person(DUNG), [with_slip, without, elsewhere],
        {"reception_slip", "submission_receipt"},
    )  # fmt: skip
    code = town.dossier(with_slip).code
    assert [one.name for one in found.papers] == [f"{code}-giay-tiep-nhan-1.pdf"]
    assert found.without == (town.dossier(without).code,)
    with pytest.raises(NotPossibleNow):
        papers_to_pack(town.session, town.parts, town.person(HAI), [with_slip], {"reception_slip"})
    for use, most in ((papers_to_pack, 500), (papers_to_print, 200)):
        with pytest.raises(NotPossibleNow, match=str(most)):
            use(town.session, town.parts, town.person(DUNG), [uuid4()] * (most + 1), {"result"})


def test_one_print_of_many_papers(town: Town) -> None:
    slips = [town.accepted(who) for who in (AN, BINH)]
    for one in slips:
        town.make_papers(one, "reception_slip")
    printed = papers_to_print(
        town.session, town.parts, town.person(DUNG), slips, {"reception_slip"}
    )
    assert len(PdfReader(BytesIO(printed)).pages) == len(slips)
